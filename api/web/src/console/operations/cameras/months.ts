/** Months as alerts are asked for. */
import { addDays, monthOf } from "../../times.ts";
import { t } from "../words.ts";

/** What stands in an address for what is not narrowed. */
export const ALL = "-";

export function spanOf(month: string): { from: string | null; through: string | null } {
  if (month === ALL) return { from: null, through: null };
  const first = `${month}-01`;
  return { from: first, through: addDays(monthOf(first, 1), -1) };
}

export function monthOptions(months: readonly string[], chosen: string) {
  const all = new Set([...months, ...(chosen === ALL ? [] : [chosen])]);
  return [
    { value: ALL, label: t("console_operations.all_time") },
    ...[...all]
      .sort()
      .reverse()
      .map((month) => ({ value: month, label: month })),
  ];
}
