/** The numbers of a briefing as its documents write them. */
import { wordOf } from "../../base/words.ts";
import { number } from "../times.ts";
import type { Value, ValueKind } from "./wire.ts";

const DIGITS: Readonly<Partial<Record<ValueKind, number>>> = { hours: 1, km: 1, km2: 1, score: 1 };

/** Return a value as text; what is not known is a dash, never 0. */
export function valueWords(value: Value, kind: ValueKind): string {
  if (value === null) return "—";
  if (typeof value === "object") return wordOf(value);
  if (typeof value === "string") return value;
  return kind === "share" ? `${number(value * 100, 1)}%` : number(value, DIGITS[kind] ?? 0);
}

export function isNumber(kind: ValueKind): boolean {
  return kind !== "text" && kind !== "date";
}
