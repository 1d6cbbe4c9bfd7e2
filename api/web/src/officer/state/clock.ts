/** The time as well as this phone knows it, and a signal that ticks for what shows it. */
import { effect, signal } from "@preact/signals";
import { Clock } from "../../capture/index.ts";
import { language, t } from "../words.ts";
import { status } from "./entry.ts";

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

const ZONE = "Asia/Shanghai";
const time = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});
const day = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

/** Return `14:02` for a moment of today, `10-08 14:02` for another day's. */
export function shortTime(at: string | number | null): string {
  if (at === null) return "—";
  const moment = new Date(at);
  const text = time.format(moment);
  const on = day.format(moment);
  return on === day.format(clock.now()) ? text : `${on.slice(5)} ${text}`;
}

export function timeOnly(at: string): string {
  return time.format(new Date(at));
}

/** Return the day at the squad, `2022-10-08`. */
export function dayOf(at: number): string {
  return day.format(at);
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
