/** Steps of cases that press, among what falls due; the rest stands in the list of cases. */

import { type CaseDue, pressingOf } from "../../records/due_groups.ts";
import { now } from "../state/clock.ts";
import { dueSteps } from "../state/due.ts";
import { leftWords } from "../state/left.ts";
import { t } from "../words.ts";
import { categoryWord, holderWord, stageWord } from "./words.ts";

const TONE = { overdue: "bad", due_soon: "wait", running: "" } as const;

export function DueSteps() {
  const all = dueSteps.value;
  if (all.length === 0) return null;
  const pressing = all.filter((one) => pressingOf(one, now.value) !== "running");
  return (
    <section class="stack" aria-label={t("officer.case.list")}>
      <h2 class="heading">
        {t("officer.case.list")} <span class="quiet">{pressing.length}</span>
      </h2>
      <ul class="stack">
        {pressing.map((one) => (
          <li key={one.subject.id}>
            <Card step={one} />
          </li>
        ))}
      </ul>
      <a class="button wide" href="#/cases">
        {t("officer.case.all", { n: all.length })}
      </a>
    </section>
  );
}

function Card({ step }: { step: CaseDue }) {
  const { subject, holder, due_at } = step;
  const tone = TONE[pressingOf(step, now.value)];
  return (
    <a class="due-card" data-tone={tone} href={`#/case/${subject.id}`}>
      <span class="row spread">
        <span class="strong typed">{categoryWord(subject.category)}</span>
        <span class="tag">{stageWord(subject.stage)}</span>
      </span>
      <span class="due-line" data-tone={tone}>
        <span class="due-left">{leftWords(due_at, now.value)}</span>
        {holder && (
          <span class="quiet small">{t("officer.case.held_by", { who: holderWord(holder) })}</span>
        )}
      </span>
    </a>
  );
}
