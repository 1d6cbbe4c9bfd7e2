/** The way of a case: what was done when, by whom, and what of it does not go together. */
import { shortTime } from "../state/clock.ts";
import { nameOfOfficer } from "../state/duty.ts";
import { language, t } from "../words.ts";
import type { Standing, StepStanding } from "./standing.ts";
import { holderWord, stepWord } from "./words.ts";

export function Way({ of }: { of: Standing }) {
  return (
    <section class="stack">
      <h2 class="heading">{t("officer.case.way")}</h2>
      <ol class="list">
        <li class="item">
          <span class="item-main">
            <span class="item-title">{t("officer.case.reported")}</span>
            <span class="quiet small">{shortTime(of.at)}</span>
          </span>
          {!of.isTold && <Waits />}
        </li>
        {of.steps.map((one) => (
          <Line key={one.id} step={one} />
        ))}
      </ol>
    </section>
  );
}

function Line({ step }: { step: StepStanding }) {
  const { at, by, to, note, photos } = step;
  const parts = [
    shortTime(at),
    by && nameOfOfficer(by),
    to && `→ ${holderWord(to)}`,
    photos.length > 0 && t("officer.photo_count", { n: photos.length }),
    note,
  ];
  return (
    <li class="item">
      <span class="item-main">
        <span class="item-title">{stepWord(step.kind)}</span>
        <span class="quiet small typed">{parts.filter(Boolean).join(" · ")}</span>
        {step.conflicts.map((one) => (
          <span key={one.key} class="fault">
            {language.value === "zh" ? one.reason_zh : one.reason_en}
          </span>
        ))}
      </span>
      {!step.counts && <span class="tag">{t("officer.case.step_void")}</span>}
      {!step.isSent && <Waits />}
    </li>
  );
}

function Waits() {
  return (
    <span class="tag" data-tone="wait">
      {t("officer.state_waiting")}
    </span>
  );
}
