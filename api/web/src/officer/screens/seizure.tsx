/** One seizure: where each thing is, what runs, what would not hold up, what can be done next. */
import { useEffect, useState } from "preact/hooks";
import { go, path } from "../../base/router.ts";
import type { ItemView } from "../../outbox/index.ts";
import { Remarks } from "../../records/remarks.tsx";
import type { FactStanding, Standing, StepStanding } from "../../records/seizure_standing.ts";
import { factsOffered, offered } from "../../records/seizure_steps.ts";
import { isFact, measureWord, stepWord } from "../../records/terms.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty, Failed, Loading, reasonOf } from "../../ui/states.tsx";
import { toldWords } from "../queue/words.ts";
import { ClockLine } from "../seizure/clock_line.tsx";
import { ItemLine } from "../seizure/item_line.tsx";
import { Papers } from "../seizure/papers.tsx";
import { StepForm } from "../seizure/step_form.tsx";
import { StepLine } from "../seizure/step_line.tsx";
import { VoidSheet } from "../seizure/void_sheet.tsx";
import { wantCatalogue } from "../state/catalogue.ts";
import { shortTime } from "../state/clock.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { isGone } from "../state/gone.ts";
import { useSeizure } from "../state/seizures.ts";
import { canApprove, canSeize } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

export function SeizureScreen() {
  const [, id = "", kind] = path.value;
  const { standing, refused, failure, again } = useSeizure(id);
  useEffect(() => void wantCatalogue(), []);
  if (standing && kind !== undefined && (offeredOf(standing) as string[]).includes(kind)) {
    return <StepForm of={standing} kind={kind} />;
  }
  if (standing) {
    return <Whole of={standing} refused={refused} failure={failure} again={again} />;
  }
  return (
    <Screen title={t("officer.seizure.title")}>
      {standing === undefined ? (
        <Loading />
      ) : failure && !isGone(failure) ? (
        <Failed error={failure} again={again} />
      ) : (
        <Empty>{t("officer.seizure.unknown")}</Empty>
      )}
    </Screen>
  );
}

function offeredOf(of: Standing) {
  const granted = { maySeize: canSeize.value, mayApprove: canApprove.value };
  return [...offered(of, granted.maySeize), ...factsOffered(of, granted)];
}

interface WholeProps {
  of: Standing;
  refused: ItemView[];
  failure: unknown;
  again: () => void;
}

function Whole({ of, refused, failure, again }: WholeProps) {
  const kinds = offeredOf(of);
  const steps = kinds.filter((kind) => !isFact(kind));
  const facts = kinds.filter(isFact);
  return (
    <Screen
      title={t("officer.seizure.title")}
      sub={[of.number, measureWord(of.measure), shortTime(of.at)].join(" · ")}
    >
      <Freshness of={of} failure={failure} again={again} />
      {refused.map((one) => (
        <p key={one.key} class="note" data-tone="bad">
          {one.label} {one.told ? toldWords(one.told) : ""}{" "}
          <a href="#/queue">{t("officer.look")}</a>
        </p>
      ))}
      {of.voided && (
        <p class="note" data-tone="bad">
          {t("officer.seizure.voided")}
        </p>
      )}
      {of.clocks.length > 0 && (
        <ul class="list" aria-label={t("officer.seizure.clocks")}>
          {of.clocks.map((one) => (
            <ClockLine key={one.kind} clock={one} />
          ))}
        </ul>
      )}
      <Remarks conflicts={of.steps.flatMap((one) => one.conflicts)} findings={of.findings} />
      <section class="stack">
        <h2 class="heading">{t("officer.seizure.items")}</h2>
        <ol class="list">
          {of.items.map((one) => (
            <ItemLine key={one.number} item={one} />
          ))}
        </ol>
      </section>
      {steps.length > 0 && (
        <section class="stack">
          <h2 class="heading">{t("officer.seizure.next")}</h2>
          <div class="tiles">
            {steps.map((kind) => (
              <button
                type="button"
                key={kind}
                class="tile"
                onClick={() => go("seizure", of.id, kind)}
              >
                {stepWord(kind)}
              </button>
            ))}
          </div>
        </section>
      )}
      {facts.length > 0 && (
        <section class="stack">
          <h2 class="heading">{t("officer.seizure.periods")}</h2>
          <div class="tiles">
            {facts.map((kind) => (
              <button
                type="button"
                key={kind}
                class="tile"
                onClick={() => go("seizure", of.id, kind)}
              >
                {stepWord(kind)}
              </button>
            ))}
          </div>
        </section>
      )}
      <Chain of={of} />
      <p class="quiet small">
        {t("officer.seizure.taken_by", {
          who: of.officers.map((one) => one.name ?? nameOfOfficer(one.id)).join("、") || "—",
        })}
      </p>
      {canSeize.value && <Papers of={of} />}
    </Screen>
  );
}

/** What was done, the latest first; a slip is voided, and stays to be seen. */
function Chain({ of }: { of: Standing }) {
  const [mistaken, setMistaken] = useState<StepStanding | FactStanding | null>(null);
  const mayVoid = (one: StepStanding | FactStanding) =>
    canSeize.value && one.counts && one.kind !== "seized";
  const all = [...of.steps, ...of.facts];
  return (
    <section class="stack">
      <h2 class="heading">{t("officer.seizure.chain")}</h2>
      <ol class="list">
        {all
          .sort((one, other) => other.at.localeCompare(one.at))
          .map((one) => (
            <StepLine key={one.id} step={one} look={mayVoid(one) ? () => setMistaken(one) : null} />
          ))}
      </ol>
      {mistaken && <VoidSheet of={of} step={mistaken} close={() => setMistaken(null)} />}
    </section>
  );
}

/** How much of this the server knows, and how old what it told is. */
function Freshness({ of, failure, again }: Omit<WholeProps, "refused">) {
  const words = [
    of.nUnsent > 0 ? t("officer.seizure.unsent", { n: of.nUnsent }) : null,
    of.fetchedAt
      ? failure
        ? t("officer.seizure.as_of", { at: shortTime(of.fetchedAt) })
        : null
      : t("officer.seizure.only_here"),
  ].filter(Boolean);
  if (words.length === 0) return null;
  return (
    <div class="note row spread">
      <span>{words.join(" ")}</span>
      {failure !== null && !isGone(failure) && (
        <Button onPress={again} label={`${t("ui.again")} ${reasonOf(failure)}`}>
          {t("ui.again")}
        </Button>
      )}
    </div>
  );
}
