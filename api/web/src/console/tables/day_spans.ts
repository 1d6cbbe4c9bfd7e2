/** Days of a calendar as people write them: spans with a name, `春节 2-15 → 2-23`. */
import { addDays } from "../times.ts";

export type DayKind = "holiday" | "workday";

export interface CalendarDay {
  day: string;
  kind: DayKind;
  name: string;
}

export interface DaySpan {
  name: string;
  kind: DayKind;
  first: string;
  /** Included; empty: the first day alone. */
  last: string;
}

export const NEW_SPAN: DaySpan = { name: "", kind: "holiday", first: "", last: "" };

/** Return days, which are in order, as spans of one kind and name. */
export function spansOf(days: readonly CalendarDay[]): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const { day, kind, name } of days) {
    const before = spans[spans.length - 1];
    const follows =
      before?.kind === kind && before.name === name && addDays(before.last, 1) === day;
    if (before && follows) before.last = day;
    else spans.push({ name, kind, first: day, last: day });
  }
  return spans;
}

/** Return the days of spans; a span that is turned round, or far too long, has none. */
export function daysOf(spans: readonly DaySpan[]): CalendarDay[] {
  return spans.flatMap((span) => {
    const { name, kind, first } = span;
    const days: CalendarDay[] = [];
    const last = lastOf(span);
    for (let day = first; isSound(span) && day <= last; day = addDays(day, 1)) {
      days.push({ day, kind, name: name.trim() });
    }
    return days;
  });
}

const MOST_DAYS = 366;

/** Whether a span has days: begun, not turned round, no longer than a year. */
export function isSound(span: DaySpan): boolean {
  const last = lastOf(span);
  return span.first !== "" && last >= span.first && last < addDays(span.first, MOST_DAYS);
}

function lastOf({ first, last }: DaySpan): string {
  return last === "" ? first : last;
}
