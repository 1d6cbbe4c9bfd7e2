/** A step of custody, or a word on a period, in the order of the acts. */

import type { FactStanding, StepStanding } from "../../records/seizure_standing.ts";
import { numberList } from "../../records/seizure_steps.ts";
import { stepWord } from "../../records/terms.ts";
import { t as termText } from "../../records/words.ts";
import { Button } from "../../ui/controls.tsx";
import { shortTime } from "../state/clock.ts";
import { language, t } from "../words.ts";

interface StepProps {
  step: StepStanding | FactStanding;
  /** Look closer, to say that it does not count; null when that cannot be said. */
  look: (() => void) | null;
}

export function StepLine({ step, look }: StepProps) {
  const conflicts = "conflicts" in step ? step.conflicts : [];
  return (
    <li class="item">
      <span class="item-main">
        <span class="item-title">{stepWord(step.kind)}</span>
        <span class="quiet small typed">
          {[shortTime(step.at), ...detailsOf(step), step.note].filter(Boolean).join(" · ")}
        </span>
        {conflicts.map((one) => (
          <span key={one.key} class="fault">
            {language.value === "zh" ? one.reason_zh : one.reason_en}
          </span>
        ))}
      </span>
      {look && (
        <Button look="plain" onPress={look}>
          {t("officer.seizure.mistaken")}
        </Button>
      )}
      {!step.counts && <span class="tag">{t("officer.seizure.step_voided")}</span>}
      {(step.counts || !step.isSent) && (
        <span class="tag" data-tone={step.isSent ? "ok" : "wait"}>
          {step.isSent ? t("officer.sent") : t("officer.state_waiting")}
        </span>
      )}
    </li>
  );
}

function detailsOf(step: StepStanding | FactStanding): (string | null)[] {
  if (!("items" in step)) {
    return [step.days === null ? null : t("officer.seizure.days_n", { n: step.days })];
  }
  return [
    termText("record_terms.items_n", { n: numberList(step.items) }),
    step.place ? `→ ${step.place}` : null,
    step.to ? `→ ${step.to}` : null,
    step.noticeEnds ? t("officer.seizure.notice_until", { at: shortTime(step.noticeEnds) }) : null,
  ];
}
