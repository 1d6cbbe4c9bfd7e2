/** The way of a case: each step with who took it, when, and what does not go together. */
import { ask } from "../../../base/api.ts";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { Twice } from "../../../ui/twice.tsx";
import { personName } from "../../office.ts";
import { Remarks } from "../../parts/remarks.tsx";
import { may, session } from "../../session.ts";
import { shortTime } from "../../times.ts";
import { write } from "../../writing.ts";
import { t } from "../words.ts";
import { holderWord, stageWord, stepWord, workedWords } from "./names.ts";
import type { CaseStep, CaseWay } from "./wire.ts";

export function Way({ of, changed }: { of: CaseWay; changed: () => void }) {
  return (
    <ol class="steps-line">
      <li>
        <strong>{t("console_park.step_first")}</strong>
        <span class="quiet">{shortTime(of.reported_at)}</span>
      </li>
      {of.steps.map((step) => (
        <Line key={step.id} step={step} of={of} changed={changed} />
      ))}
    </ol>
  );
}

function Line({ step, of, changed }: { step: CaseStep; of: CaseWay; changed: () => void }) {
  const stay = of.stays.find(({ end }) => end === step.at);
  const said = [
    step.officer_id && personName(step.officer_id),
    step.to && `→ ${holderWord(step.to)}`,
    step.score !== null && t("console_park.score", { n: step.score }),
    step.number,
    step.until && t("console_park.until", { at: shortTime(step.until) }),
    step.photos.length > 0 && t("console_park.n_photos", { n: step.photos.length }),
  ].filter(Boolean);
  const isMine = step.officer_id === session.value?.id || may("duty.plan");
  return (
    <li data-void={!step.counts || undefined}>
      <strong>{stepWord(step.kind)}</strong>
      <span class="quiet">{shortTime(step.at)}</span>
      {step.counts && isMine && may("records.write") && (
        <Twice look="plain" onPress={() => void takeBack(of.id, step, changed)}>
          {t("console_park.void_step")}
        </Twice>
      )}
      <span class="quiet step-said">{said.join(" · ")}</span>
      {step.note && <p class="typed">{step.note}</p>}
      {stay && step.counts && (
        <p class="quiet small">
          {t("console_park.stayed", {
            stage: stageWord(stay.stage),
            worked: workedWords(stay.working_s),
          })}
        </p>
      )}
      <Remarks of={step.conflicts} />
      {!step.counts && <p class="quiet small">{t("console_park.voided", { why: step.voided })}</p>}
    </li>
  );
}

/** Void a step; it stays to be read, and does not count. */
export async function voidStep(caseId: string, step: CaseStep): Promise<void> {
  const path = `/api/v1/case-steps/${step.id}`;
  const { etag } = await ask<CaseStep>(path);
  const { kind, at, to, note, photos, score, number, until } = step;
  const said = { case_id: caseId, kind, at, to, note, photos, score, number, until };
  await write(path, { ...said, voided: t("console_park.void_reason") }, "PUT", etag ?? "");
}

async function takeBack(caseId: string, step: CaseStep, changed: () => void): Promise<void> {
  try {
    await voidStep(caseId, step);
    toast(t("console_park.step_taken_back", { what: stepWord(step.kind) }));
    changed();
  } catch (error) {
    toast(reasonOf(error));
  }
}
