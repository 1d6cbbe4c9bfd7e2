/** The tracks of a patrol one by one: whose device, what was no good, and whether each counts. */
import { useState } from "preact/hooks";
import { language } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { Typed } from "../records/hidden.tsx";
import { may } from "../session.ts";
import { fullTime, number } from "../times.ts";
import { t as said } from "../words.ts";
import { spanOf } from "./spans.ts";
import { isRoute, type Patrol, type Route, type Track } from "./wire.ts";
import { WithdrawDialog } from "./withdraw_dialog.tsx";
import { standingWords, t } from "./words.ts";

interface TracksProps {
  patrol: Patrol;
  told: readonly (Track | Route)[];
  marked: string | null;
  mark: (id: string | null) => void;
  changed: () => void;
}

export function Tracks({ patrol, told, marked, mark, changed }: TracksProps) {
  if (told.length === 0) return <p class="quiet">{t("console_patrols.no_tracks")}</p>;
  return (
    <div>
      {told.map((one) => (
        <section
          key={one.id}
          class="track-card"
          data-track={one.id}
          data-marked={one.id === marked}
        >
          <h3>
            <button
              type="button"
              class="track-mark"
              aria-pressed={one.id === marked}
              onClick={() => mark(one.id === marked ? null : one.id)}
            >
              {isRoute(one) ? t("console_patrols.declared") : one.device || one.source_name}
              <span class="under">{timesOf(one)}</span>
            </button>
          </h3>
          {isRoute(one) ? <Declared of={one} /> : <One of={one} />}
          {!isRoute(one) && <Withdraw {...{ patrol, of: one, changed }} />}
        </section>
      ))}
    </div>
  );
}

function timesOf(one: Track | Route): string {
  const [start, end] = isRoute(one) ? [one.at_from, one.at_to] : [one.started_at, one.ended_at];
  return start && end ? spanOf(start, end) : "—";
}

interface WithdrawProps {
  patrol: Patrol;
  of: Track;
  changed: () => void;
}

/** For leaders; one that another stands for does not count anyway. */
function Withdraw({ patrol, of, changed }: WithdrawProps) {
  const [isAsking, setAsking] = useState(false);
  const isWithdrawn = of.standing === "withdrawn";
  if (!may("tracks.withdraw") || of.standing === "superseded") return null;
  return (
    <>
      <Button look="plain" onPress={() => setAsking(true)}>
        {t(isWithdrawn ? "console_patrols.count_again" : "console_patrols.withdraw")}
      </Button>
      {isAsking && (
        <WithdrawDialog {...{ patrol, track: of }} done={changed} close={() => setAsking(false)} />
      )}
    </>
  );
}

function One({ of }: { of: Track }) {
  return (
    <>
      <dl class="facts">
        <dt>{t("console_patrols.standing")}</dt>
        <dd>
          <span class="tag" data-tone={of.standing === "counts" ? "ok" : "wait"}>
            {standingWords(of.standing)}
          </span>
        </dd>
        <dt>{t("console_patrols.fixes")}</dt>
        <dd>
          {of.n_bad > 0
            ? t("console_patrols.fixes_of", { n: number(of.n_fixes), bad: number(of.n_bad) })
            : t("console_patrols.fixes_all", { n: number(of.n_fixes) })}
        </dd>
        <dt>{t("console_patrols.received")}</dt>
        <dd>{fullTime(of.received_at)}</dd>
        {of.withdrawal_reason !== null && (
          <>
            <dt>{said("console.reason")}</dt>
            <dd class="typed">{of.withdrawal_reason}</dd>
          </>
        )}
      </dl>
      {of.findings.length > 0 && <WhyNot of={of} />}
    </>
  );
}

function WhyNot({ of: { findings, n_bad } }: { of: Track }) {
  return (
    <details class="small">
      <summary>
        {t("console_patrols.why_not", { n: number(Math.max(n_bad, findings.length)) })}
      </summary>
      <ul class="quiet">
        {findings.map(({ where, reason_zh, reason_en }) => (
          <li key={`${where} ${reason_en}`}>
            {where} · {language.value === "zh" ? reason_zh : reason_en}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Declared({ of }: { of: Route }) {
  return (
    <>
      <p class="small quiet">{t("console_patrols.declared_not_counted")}</p>
      <p class="small">
        <Typed text={of.text} isHidden={of.redacted} />
      </p>
    </>
  );
}
