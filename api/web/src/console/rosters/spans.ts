/** How long a new roster may be. */
import { addDays, monthOf } from "../times.ts";

const SPANS = ["month", "7", "14", "28"] as const;

/** To the end of the month, or so many days. */
export type SpanChoice = (typeof SPANS)[number];

/** The end of the month is offered by itself, not again as so many days. */
export function spansFrom(first: string): SpanChoice[] {
  return SPANS.filter((one) => one === "month" || Number(one) !== daysToMonthsEnd(first));
}

export function daysToMonthsEnd(first: string): number {
  if (first === "") return 0;
  const last = addDays(monthOf(first, 1), -1);
  return Number(last.slice(8)) - Number(first.slice(8)) + 1;
}
