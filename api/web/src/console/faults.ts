/** Why the server did not take a field, to be told at that field. */
import { Refused } from "../base/api.ts";
import { language } from "../base/words.ts";

/** Return why a field was not taken, of any of its names; null when it was. */
export function faultAt(error: unknown, ...names: string[]): string | null {
  if (!(error instanceof Refused)) return null;
  const own = (error.problem.findings ?? []).filter(({ where }) =>
    names.includes(where.split(/[.[]/)[0] ?? ""),
  );
  if (own.length === 0) return null;
  return own
    .map((one) => (language.value === "zh" ? one.reason_zh : one.reason_en))
    .join(language.value === "zh" ? "；" : "; ");
}
