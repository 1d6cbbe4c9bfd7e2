/** The time as well as this phone knows it, and a signal that ticks for what shows it. */
import { effect, signal } from "@preact/signals";
import { shortTimeAt } from "../../base/local_time.ts";
import { Clock } from "../../capture/index.ts";
import { language, t } from "../words.ts";
import { status } from "./entry.ts";

export { dayOf, timeOnly } from "../../base/local_time.ts";

export const clock = new Clock();
const TICK_MS = 15_000;

/** Unix milliseconds, moved on every quarter of a minute. */
export const now = signal(clock.now());

effect(() => {
  const offset = status.value?.clockOffsetMs;
  if (offset !== undefined && offset !== null) clock.followServer(offset);
});
setInterval(() => {
  now.value = clock.now();
}, TICK_MS);

export function nowIso(): string {
  return new Date(clock.now()).toISOString();
}

/** Return `14:02` for a moment of today, with the day or the year too of another one's. */
export function shortTime(at: string | number | null): string {
  return at === null ? "—" : shortTimeAt(at, clock.now());
}

/** Return how long something has gone on, `1:05`. */
export function span(fromIso: string, toMs: number): string {
  const minutes = Math.max(0, Math.floor((toMs - Date.parse(fromIso)) / 60_000));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Return how far a clock is off, `1:05` in hours and minutes, or with days before it. */
export function offsetWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const days = Math.floor(minutes / 1440);
  const rest = minutes % 1440;
  const text = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
  return days > 0 ? t("officer.days_and", { days, rest: text }) : text;
}

/** Return a size for people, `3.4 MB`. */
export function size(bytes: number): string {
  const [unit, per] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  const value = bytes / Number(per);
  const digits = { maximumFractionDigits: value < 10 ? 1 : 0 };
  return `${value.toLocaleString(language.value, digits)} ${unit}`;
}
