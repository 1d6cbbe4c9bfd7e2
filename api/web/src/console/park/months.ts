/** Months as they are chosen and asked for. */
import { addDays, monthOf } from "../times.ts";
import { t } from "./words.ts";

/** What stands in an address for what is not narrowed. */
export const ALL = "-";

/** Return the begin and the last day of a month, as lists are asked; none of all months. */
export function spanOfMonth(month: string): { from: string | null; through: string | null } {
  if (month === ALL) return { from: null, through: null };
  const first = `${month}-01`;
  return { from: first, through: addDays(monthOf(first, 1), -1) };
}

/** Return the months that can be chosen, the newest first, then all of them. */
export function monthOptions(months: readonly string[], chosen: string) {
  const found = months.includes(chosen) || chosen === ALL ? months : [...months, chosen];
  const newest = [...found].sort().reverse();
  return [
    ...newest.map((month) => ({ value: month, label: month })),
    { value: ALL, label: t("console_park.all_time") },
  ];
}

/** Return the quarter of a day, `2022Q4`, or of so many quarters later. */
export function quarterOf(day: string, later = 0): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const n = year * 4 + Math.floor((month - 1) / 3) + later;
  return `${Math.floor(n / 4)}Q${(n % 4) + 1}`;
}

/** Return the first day of a quarter. */
export function dayOfQuarter(quarter: string): string {
  const [year = "", n = "1"] = quarter.split("Q");
  return `${year}-${String((Number(n) - 1) * 3 + 1).padStart(2, "0")}-01`;
}
