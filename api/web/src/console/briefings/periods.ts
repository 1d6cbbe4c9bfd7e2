/** The periods that briefings are of: how they are written, called and chosen. */
import type { BriefKind } from "./wire.ts";
import { t } from "./words.ts";

export interface Chosen {
  year: number;
  /** Which month or quarter, from 1; 1 of a year. */
  part: number;
}

const PARTS: Readonly<Record<BriefKind, number>> = { monthly: 12, quarterly: 4, annual: 1 };

/** Return `2022-10`, `2022Q4` or `2022`. */
export function written(kind: BriefKind, { year, part }: Chosen): string {
  if (kind === "monthly") return `${year}-${String(part).padStart(2, "0")}`;
  return kind === "quarterly" ? `${year}Q${part}` : String(year);
}

/** Return what a period is called. */
export function called(kind: BriefKind, { year, part }: Chosen): string {
  if (kind === "monthly") return t("console_briefings.month_of", { year, month: part });
  if (kind === "quarterly") return t("console_briefings.quarter_of", { year, quarter: part });
  return t("console_briefings.year_of", { year });
}

/** Read what `written` wrote; null for anything else. */
export function readPeriod(kind: BriefKind, text: string): Chosen | null {
  const pattern = {
    monthly: /^(\d{4})-(\d{2})$/,
    quarterly: /^(\d{4})Q(\d)$/,
    annual: /^(\d{4})$/,
  };
  const found = pattern[kind].exec(text);
  return found ? { year: Number(found[1]), part: Number(found[2] ?? 1) } : null;
}

/** Return the period that a day, `2022-10-08`, lies in. */
export function periodOf(kind: BriefKind, day: string): Chosen {
  const month = Number(day.slice(5, 7));
  const part = { monthly: month, quarterly: Math.ceil(month / 3), annual: 1 }[kind];
  return { year: Number(day.slice(0, 4)), part };
}

export function before(kind: BriefKind, { year, part }: Chosen): Chosen {
  return part > 1 ? { year, part: part - 1 } : { year: year - 1, part: PARTS[kind] };
}

/**
 * Return what is most likely wanted: the last period that is over and has records.
 *
 * @param last A day of the last month with patrols, `2022-12-01`; null when none is known.
 */
export function likely(kind: BriefKind, last: string | null, today: string): Chosen {
  const now = periodOf(kind, today);
  const found = last === null ? now : periodOf(kind, last);
  return written(kind, found) === written(kind, now) ? before(kind, now) : found;
}

/** Return the months, quarters or the one part of a year that have begun, the latest first. */
export function partsOf(kind: BriefKind, year: number, today: string): number[] {
  const now = periodOf(kind, today);
  const last = year < now.year ? PARTS[kind] : now.part;
  return Array.from({ length: last }, (_, n) => last - n);
}

/** Return the years to choose from, the latest first. */
export function yearsOf(today: string, also: number, n = 8): number[] {
  const latest = Number(today.slice(0, 4));
  const first = Math.min(latest - n + 1, also);
  return Array.from({ length: latest - first + 1 }, (_, at) => latest - at);
}
