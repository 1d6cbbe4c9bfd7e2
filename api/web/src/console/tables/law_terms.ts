/** Codes of the law table in words. */
import { number } from "../times.ts";
import type { Difference, Period } from "./wire.ts";
import { type Key, t } from "./words.ts";

const LEVEL: Readonly<Record<string, Key>> = {
  first: "console_tables.level_first",
  second: "console_tables.level_second",
  quasi: "console_tables.level_quasi",
  outside: "console_tables.level_outside",
};

const UNIT: Record<Period["unit"], Key> = {
  hours: "console_tables.n_hours",
  working_days: "console_tables.n_working_days",
  calendar_days: "console_tables.n_calendar_days",
};

export const SECTION: Record<Difference["section"], Key> = {
  acts: "console_tables.section_acts",
  rules: "console_tables.section_rules",
  duties: "console_tables.section_duties",
  periods: "console_tables.section_periods",
};

export const CHANGE: Record<Difference["change"], { word: Key; tone: string }> = {
  added: { word: "console_tables.added", tone: "ok" },
  changed: { word: "console_tables.changed", tone: "wait" },
  dropped: { word: "console_tables.dropped", tone: "bad" },
};

export function levelWord(level: string): string {
  const key = LEVEL[level];
  return key ? t(key) : level;
}

export function periodWord({ length, unit }: Period): string {
  return t(UNIT[unit], { n: number(length) });
}
