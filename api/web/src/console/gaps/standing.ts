/** How the cells stand: rows for the table, and figures that are worked out here. */
import { NEVER, NO_TRACK, NOT_REQUIRED } from "../../map/codec.ts";
import { num, type Sheet } from "./sheet.ts";
import type { WireView } from "./wire.ts";

export interface Row {
  place: number;
  code: string;
  gap: number;
  /** Seconds since somebody was last there; null: never. */
  ageS: number | null;
  requiredS: number | null;
}

/** Return the class of each cell, 0 to 6. */
export function classesOf(view: WireView): Uint8Array {
  const classes = new Uint8Array(view.gap_class.length);
  for (let place = 0; place < classes.length; place++) {
    classes[place] = view.gap_class.charCodeAt(place) - 48;
  }
  return classes;
}

/** Return the moment that is told of, Unix milliseconds: now, while the period goes on. */
export function momentOf({ as_of, end }: Pick<WireView, "as_of" | "end">): number {
  return Math.min(Date.parse(end), Math.max(Date.parse(as_of), Date.now()));
}

function ageOf(view: WireView, place: number): number | null {
  const last = view.last_seen[place] ?? null;
  return last === null ? null : Math.max(0, momentOf(view) / 1000 - last);
}

export function rowOf(sheet: Sheet, view: WireView, place: number): Row {
  return {
    place,
    code: sheet.codes[place] ?? "",
    gap: Number(view.gap_class[place] ?? NOT_REQUIRED),
    ageS: ageOf(view, place),
    requiredS: view.required_s[place] ?? null,
  };
}

/** Return the cells that nobody came to in time: never first, then who has waited longest. */
export function longestFirst(sheet: Sheet, view: WireView, only: number | null): Row[] {
  const rows: Row[] = [];
  for (let place = 0; place < sheet.n; place++) {
    const gap = Number(view.gap_class[place] ?? NOT_REQUIRED);
    if (only === null ? isLate(gap) : gap === only) rows.push(rowOf(sheet, view, place));
  }
  return rows.sort(
    (one, other) =>
      longer(other.ageS, one.ageS) ||
      (one.requiredS ?? 0) - (other.requiredS ?? 0) ||
      one.place - other.place,
  );
}

/** Compare how long two cells have waited; never is longest, and nothing is longer than it. */
function longer(one: number | null, other: number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one - other;
}

/** Every ratio above 1, and what was never seen. */
export function isLate(gap: number): boolean {
  return gap > 0 && gap !== NOT_REQUIRED && gap <= NO_TRACK;
}

export function isNever(gap: number): boolean {
  return gap === NEVER;
}

const HOURS = 24;
/** Of fewer arrivals nothing is told: as the server has it. */
export const FEWEST_ARRIVALS = 24;

/**
 * Return how well the hours of arrival can be foretold: 0 any hour alike, 1 always the same.
 *
 * One less the entropy of the hours over that of an even clock, with Miller's correction for few
 * arrivals; null where they are too few to say.
 */
export function foretold(byHour: readonly number[]): number | null {
  const n = byHour.reduce((sum, one) => sum + one, 0);
  if (n < FEWEST_ARRIVALS) return null;
  const used = byHour.filter((one) => one > 0);
  const entropy = used.reduce((sum, one) => sum - (one / n) * Math.log(one / n), 0);
  const corrected = entropy + (used.length - 1) / (2 * n);
  return 1 - Math.min(1, corrected / Math.log(HOURS));
}

/** Add the hours of several zones up. */
export function addedHours(parts: readonly { by_hour: readonly number[] }[]): number[] {
  return Array.from({ length: HOURS }, (_, hour) =>
    parts.reduce((sum, { by_hour }) => sum + num(by_hour, hour), 0),
  );
}
