/** A stage of the board, and the cases that wait there. */
import { useState } from "preact/hooks";
import { areaWord, termWord } from "../../office.ts";
import { shortTime, spanWords } from "../../times.ts";
import { t } from "../words.ts";
import { holderWord, limitWord, stageWord, usedWords, workedWords } from "./names.ts";
import type { CaseLine, Stage } from "./wire.ts";

const SHOWN = 30;

interface ColumnProps {
  stage: Stage;
  items: readonly CaseLine[];
  /** There are more than were asked for. */
  more: boolean;
  isWaiting: boolean;
  chosen: string | null;
  choose: (id: string) => void;
}

export function Column({ stage, items, more, isWaiting, chosen, choose }: ColumnProps) {
  const [shown, setShown] = useState(SHOWN);
  const left = items.length - shown;
  return (
    <section class="board-column" aria-label={stageWord(stage)}>
      <h2>
        {stageWord(stage)}
        <span class="board-count">{isWaiting ? "…" : `${items.length}${more ? "+" : ""}`}</span>
      </h2>
      <ul>
        {items.slice(0, shown).map((one) => (
          <li key={one.id}>
            <Card of={one} isChosen={one.id === chosen} choose={choose} />
          </li>
        ))}
      </ul>
      {items.length === 0 && !isWaiting && <p class="quiet small">{t("console_park.no_cases")}</p>}
      {left > 0 && (
        <button type="button" class="button plain" onClick={() => setShown(shown + SHOWN)}>
          {t("console_park.more_cases", { n: Math.min(left, SHOWN) })}
        </button>
      )}
    </section>
  );
}

interface CardProps {
  of: CaseLine;
  isChosen: boolean;
  choose: (id: string) => void;
}

function Card({ of, isChosen, choose }: CardProps) {
  return (
    <button
      type="button"
      class="case-card"
      data-late={of.overdue || undefined}
      data-void={!of.counts || undefined}
      aria-pressed={isChosen}
      onClick={() => choose(of.id)}
    >
      <span class="case-top">
        <strong>{termWord("categories", of.category)}</strong>
        <span class="quiet">{shortTime(of.closed_at ?? of.reported_at)}</span>
      </span>
      <span class="quiet">{placeOf(of)}</span>
      <Marks of={of} />
      {of.limit ? <Age of={of} /> : <Ended of={of} />}
    </button>
  );
}

/** Return where a case is, in as few words as do. */
export function placeOf(of: CaseLine): string {
  const cell = of.cell ? `…${of.cell.slice(-3)}` : "";
  return [of.area ? areaWord(of.area) : "", cell, of.place].filter(Boolean).join(" · ") || "—";
}

/** What of its way a person should see at once. */
export function Marks({ of }: { of: CaseLine }) {
  const marks = [
    of.n_returned > 0 && t("console_park.mark_returned", { n: of.n_returned }),
    of.n_reopened > 0 && t("console_park.mark_reopened", { n: of.n_reopened }),
    of.n_circles > 0 && t("console_park.mark_circles", { n: of.n_circles }),
    of.n_supervised > 0 && t("console_park.mark_supervised", { n: of.n_supervised }),
    !of.counts && t("console_park.mark_void"),
  ].filter((one) => one !== false);
  if (marks.length === 0) return null;
  return (
    <span class="case-marks">
      {marks.map((word) => (
        <span class="tag" data-tone="wait" key={word}>
          {word}
        </span>
      ))}
    </span>
  );
}

/** How much of the limit that is due first is used, and what is left. */
function Age({ of }: { of: CaseLine }) {
  if (of.limit === null) return null;
  const { allowed_s, used_s, due_at, what } = of.limit;
  const left = (Date.parse(due_at) - Date.now()) / 1000;
  const share = allowed_s > 0 ? Math.min(1, used_s / allowed_s) : 1;
  return (
    <>
      <span class="case-age">
        <span>
          {limitWord(what)} {usedWords(of.limit)}
        </span>
        <span class="bar" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </span>
      <span class="case-top">
        <span class="case-left">
          {of.overdue
            ? t("console_park.late_by", { span: spanWords(-left) })
            : t("console_park.left", { span: spanWords(left) })}
        </span>
        <span class="quiet">{holderWord(of.holder)}</span>
      </span>
    </>
  );
}

function Ended({ of }: { of: CaseLine }) {
  if (of.stage !== "closed") return <span class="quiet">{holderWord(of.holder)}</span>;
  return (
    <span class="case-top">
      <span class="quiet">{workedWords(of.working_s)}</span>
      {of.in_time !== null && (
        <span class="tag" data-tone={of.in_time ? "ok" : "bad"}>
          {t(of.in_time ? "console_park.in_time" : "console_park.late")}
        </span>
      )}
      {of.score !== null && <span class="quiet">{t("console_park.score", { n: of.score })}</span>}
    </span>
  );
}
