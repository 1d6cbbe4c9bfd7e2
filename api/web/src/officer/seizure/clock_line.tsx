/** A period that runs, or has run: when it is over, by which article. */

import type { ClockTold } from "../../records/seizure_wire.ts";
import { clockWord } from "../../records/terms.ts";
import { now, shortTime } from "../state/clock.ts";
import { language, t } from "../words.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export function ClockLine({ clock }: { clock: ClockTold }) {
  const { period, met_at: met } = clock;
  // What was told some time ago may be over by now.
  const isOver = met === null && now.value >= Date.parse(clock.due_at);
  const tone = isOver || clock.late ? "bad" : met ? "ok" : "wait";
  return (
    <li class="item">
      <span class="item-main">
        <span class="item-title">{clockWord(clock.kind)}</span>
        <span class="quiet small">
          {[
            t("officer.due_by", { at: clock.last_day ?? shortTime(clock.due_at) }),
            [period.law, period.article].filter(Boolean).join(" "),
            period.verified ? null : t("officer.seizure.unverified"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {clock.remarks
          .filter((one) => one.key !== "seizures.period_unverified")
          .map((one) => (
            <span key={one.key} class="quiet small">
              {language.value === "zh" ? one.reason_zh : one.reason_en}
            </span>
          ))}
      </span>
      <span class="tag" data-tone={tone}>
        {met
          ? clock.late
            ? t("officer.seizure.met_late")
            : t("officer.seizure.met")
          : isOver
            ? t("officer.seizure.overdue", { left: leftWords(clock.due_at) })
            : t("officer.seizure.left", { left: leftWords(clock.due_at) })}
      </span>
    </li>
  );
}

function leftWords(dueAt: string): string {
  const ms = Math.abs(Date.parse(dueAt) - now.value);
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  if (days > 0) return t("officer.seizure.days_hours", { days, hours });
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return t("officer.seizure.hours_minutes", { hours, minutes });
}
