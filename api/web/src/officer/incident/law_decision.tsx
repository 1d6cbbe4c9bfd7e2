/** What was decided, in one press or two; nothing has to be. */

import { titleOf } from "../../records/law_words.ts";
import { Chip, Field } from "../../ui/controls.tsx";
import { t } from "../words.ts";
import { appliesIn, type Case, type LawChoice, type MyLaw } from "./law.ts";
import { DECISIONS } from "./law_said.ts";

interface DecisionProps {
  law: MyLaw;
  found: Case;
  choice: LawChoice;
  change: (choice: LawChoice) => void;
}

const MOST_LETTERS = 1000;

export function LawDecision({ law, found, choice, change }: DecisionProps) {
  const rules = appliesIn(law, found).map(({ rule }) => rule);
  const toggle = (code: string) => {
    const { done } = choice;
    const rest = done.filter((one) => one !== code);
    change({ ...choice, done: done.includes(code) ? rest : [...done, code] });
  };
  return (
    <div class="stack">
      <span class="legend">{t("officer.law_did")}</span>
      <div class="chips" role="group" aria-label={t("officer.law_did")}>
        {Object.entries(DECISIONS).map(([code, key]) => (
          <Chip
            key={code}
            label={t(key)}
            on={choice.done.includes(code)}
            toggle={() => toggle(code)}
          />
        ))}
      </div>
      {rules.length > 0 && (
        <>
          <span class="legend">{t("officer.law_applied")}</span>
          <div class="chips" role="group" aria-label={t("officer.law_applied")}>
            {rules.map(({ id, ...rule }) => (
              <Chip
                key={id}
                label={titleOf(rule)}
                on={choice.applied === id}
                toggle={() => change({ ...choice, applied: choice.applied === id ? null : id })}
              />
            ))}
          </div>
        </>
      )}
      <Field
        label={t("officer.law_reason")}
        value={choice.reason}
        change={(reason) => change({ ...choice, reason })}
        max={MOST_LETTERS}
      />
    </div>
  );
}
