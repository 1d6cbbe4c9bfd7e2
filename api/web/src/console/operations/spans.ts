/** Where operations lie on a line of time. */
import type { Operation } from "./wire.ts";

const DAY_MS = 86_400_000;
/** A bar of a day on a line of a year could not be pressed. */
const LEAST = 0.045;

/** The share of the narrowest line that a label takes. */
const LABEL = 0.16;
/** A longer line is one of years. */
const MOST_MONTHS = 24;

export interface Placed {
  of: Operation;
  /** Shares of the line, 0 to 1. */
  from: number;
  width: number;
  /** Which of the rows, so that none lies on another. */
  row: number;
}

export interface Line {
  first: number;
  last: number;
  rows: number;
  placed: Placed[];
  /** First days of months, or of years on a long line, with their share of it. */
  months: { day: string; at: number }[];
}

/** Put operations on one line, the earliest first; overlapping ones on rows of their own. */
export function lineOf(items: readonly Operation[]): Line | null {
  if (items.length === 0) return null;
  const first = Math.min(...items.map(({ start }) => Date.parse(start))) - 3 * DAY_MS;
  const last = Math.max(...items.map(({ end }) => Date.parse(end))) + 3 * DAY_MS;
  const whole = last - first;
  const ends: number[] = [];
  const placed = [...items]
    .sort((one, other) => one.start.localeCompare(other.start))
    .map((of): Placed => {
      const [start, end] = [Date.parse(of.start), Date.parse(of.end)];
      const width = Math.max((end - start) / whole, LEAST);
      const from = Math.min((start - first) / whole, 1 - width);
      const free = ends.findIndex((until) => until <= from);
      const row = free === -1 ? ends.length : free;
      ends[row] = from + width;
      return { of, from, width, row };
    });
  return { first, last, rows: ends.length, placed, months: monthsOf(first, last) };
}

function monthsOf(first: number, last: number): Line["months"] {
  const found: Line["months"] = [];
  const begin = new Date(first);
  for (let later = 1; later < 600; later++) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + later, 1) - 8 * 3_600_000;
    if (at >= last) break;
    const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 7);
    if (at > first) found.push({ day, at: (at - first) / (last - first) });
  }
  const marks =
    found.length > MOST_MONTHS
      ? found
          .filter(({ day }) => day.endsWith("-01"))
          .map(({ day, at }) => ({ day: day.slice(0, 4), at }))
      : found;
  const [one, two] = marks;
  const every = one && two ? Math.ceil(LABEL / (two.at - one.at)) : 1;
  // What would run over the end would be cut.
  return marks.filter(({ at }, place) => place % every === 0 && at <= 1 - LABEL);
}
