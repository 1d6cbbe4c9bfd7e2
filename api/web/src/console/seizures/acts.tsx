/** What can be done next: what a leader decides on its periods, and what becomes of the things. */
import { useState } from "preact/hooks";
import { listed } from "../../base/words.ts";
import type { Standing } from "../../records/seizure_standing.ts";
import { factsOffered, offered, type StepKind } from "../../records/seizure_steps.ts";
import type { FactKind } from "../../records/seizure_wire.ts";
import { stepWord } from "../../records/terms.ts";
import { Button } from "../../ui/controls.tsx";
import { Part } from "../parts/page.tsx";
import type { Catalogue } from "../records/names.ts";
import { may } from "../session.ts";
import { StepDialog } from "./step_dialog.tsx";
import { t } from "./words.ts";

/** What no step takes back: it follows from a decision. */
const FINAL: ReadonlySet<StepKind> = new Set<StepKind>(["confiscated", "destroyed", "disposed"]);

interface ActsProps {
  standing: Standing;
  catalogue: Catalogue;
  again: () => void;
}

export function Acts({ standing, catalogue, again }: ActsProps) {
  const [asked, setAsked] = useState<StepKind | FactKind | null>(null);
  const maySeize = may("measures.take");
  const facts = factsOffered(standing, { maySeize, mayApprove: may("measures.approve") });
  const steps = offered(standing, maySeize);
  const isDecided = standing.facts.some((one) => one.counts && one.kind === "decided");
  const final = steps.filter((kind) => FINAL.has(kind));
  return (
    <>
      <Part title={t("console_seizures.periods")}>
        {facts.length === 0 ? (
          <p class="quiet">{t("console_seizures.nothing_to_do")}</p>
        ) : (
          <div class="acts">
            {facts.map((kind) => (
              <Button
                key={kind}
                look={kind === "approved" ? "strong" : ""}
                onPress={() => setAsked(kind)}
              >
                {stepWord(kind)}
              </Button>
            ))}
          </div>
        )}
      </Part>
      {steps.length > 0 && (
        <Part title={t("console_seizures.next")}>
          <div class="acts">
            {steps
              .filter((kind) => !FINAL.has(kind))
              .map((kind) => (
                <Button key={kind} onPress={() => setAsked(kind)}>
                  {stepWord(kind)}
                </Button>
              ))}
          </div>
          {final.length > 0 && (
            <details class="final-acts" open={isDecided}>
              <summary>
                {t("console_seizures.final", { acts: listed(final.map(stepWord)) })}
              </summary>
              {!isDecided && <p class="quiet small">{t("console_seizures.decide_first")}</p>}
              <div class="acts">
                {final.map((kind) => (
                  <Button key={kind} look="danger" onPress={() => setAsked(kind)}>
                    {stepWord(kind)}
                  </Button>
                ))}
              </div>
            </details>
          )}
        </Part>
      )}
      {asked && (
        <StepDialog
          kind={asked}
          of={standing}
          catalogue={catalogue}
          done={again}
          close={() => setAsked(null)}
        />
      )}
    </>
  );
}
