/** What is said when gaps are handed over: of which hours they are, and which shift can be there. */
import { dayOf, timeOnly } from "../times.ts";
import { type Choice, spanOf } from "./choice.ts";
import type { WireShift } from "./wire.ts";
import { t } from "./words.ts";

/** Return the hours and the source that were looked at alone: `11–12 时`, "" for all. */
export function lookedWords({ hours, source }: Pick<Choice, "hours" | "source">): string {
  const span = spanOf(hours);
  const words = [
    span && !(span[0] === 0 && span[1] === HOURS_OF_DAY)
      ? t("console_gaps.hours_span", { first: span[0], end: span[1] })
      : "",
    source === "camera" ? t("console_gaps.source_camera") : "",
  ].filter(Boolean);
  return words.length > 0 ? t("console_gaps.task_looked", { what: words.join(" ") }) : "";
}

/** Whether somebody of a shift can be there in some of the hours of the clock. */
export function covers(
  { start, end }: Pick<WireShift, "start" | "end">,
  hours: readonly [number, number] | null,
): boolean {
  if (hours === null) return true;
  for (let at = Date.parse(start); at < Date.parse(end); at += HOUR_MS) {
    const hour = Number(timeOnly(new Date(at).toISOString()).slice(0, 2));
    if (hour >= hours[0] && hour < hours[1]) return true;
  }
  return false;
}

const HOURS_OF_DAY = 24;
const HOUR_MS = 3_600_000;

const KINDS = {
  early: "console_gaps.kind_early",
  middle: "console_gaps.kind_middle",
  night: "console_gaps.kind_night",
} as const;

export function shiftWords({ kind, start, end }: WireShift): string {
  return t("console_gaps.hand_shift", {
    day: dayOf(start).slice(5),
    from: timeOnly(start),
    to: timeOnly(end),
    kind: t(KINDS[kind]),
  });
}
