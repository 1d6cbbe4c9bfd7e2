/** Duties, leave, wishes and swaps in words. */

import type { Option } from "../../ui/controls.tsx";
import { timeOnly } from "../state/clock.ts";
import { rosterTold } from "../state/roster.ts";
import type { ShiftKind } from "../state/wire.ts";
import { type Key, language, locale, t } from "../words.ts";
import type { AskedWish } from "./asked.ts";
import { addDays, countDays, dayWords } from "./days.ts";
import { type Duty, LEAVE_KINDS, type LeaveKind, type ShiftTimes, type SwapState } from "./wire.ts";

const SHIFT: Record<ShiftKind, Key> = {
  early: "officer.shift_early",
  middle: "officer.shift_middle",
  night: "officer.shift_night",
};

const KIND: Record<LeaveKind, Key> = {
  annual: "officer.roster.leave_annual",
  sick: "officer.roster.leave_sick",
  training: "officer.roster.leave_training",
  other: "officer.roster.leave_other",
};

const LEAVE_STATE: Record<SwapState, Key> = {
  asked: "officer.roster.state_asked",
  agreed: "officer.roster.state_agreed",
  declined: "officer.roster.state_declined",
  granted: "officer.roster.state_granted",
  refused: "officer.roster.state_refused",
  withdrawn: "officer.roster.state_withdrawn",
};

const TONE: Record<SwapState, string> = {
  asked: "wait",
  agreed: "wait",
  declined: "bad",
  granted: "ok",
  refused: "bad",
  withdrawn: "",
};

const WEIGHT: readonly Key[] = [
  "officer.roster.weight_1",
  "officer.roster.weight_2",
  "officer.roster.weight_3",
  "officer.roster.weight_4",
  "officer.roster.weight_5",
];

export function shiftWord(kind: ShiftKind): string {
  return t(SHIFT[kind]);
}

/** Return `早班 08:00–16:00`. */
export function timesWords({ kind, starts_at, ends_at }: Duty): string {
  return `${shiftWord(kind)} ${timeOnly(starts_at)}–${timeOnly(ends_at)}`;
}

export function areaWord({ area, area_zh, area_en }: Duty): string {
  return (language.value === "zh" ? area_zh : area_en || area_zh) ?? area ?? "";
}

/** Return where it is: a post is often named after its area. */
export function placeWords(duty: Duty): string {
  const area = areaWord(duty);
  // Called just as its area is, it is that in both languages.
  const post = duty.post_name === duty.area_zh ? "" : (duty.post_name ?? "");
  return [post, area !== "" && post.includes(area) ? "" : area].filter(Boolean).join(" · ");
}

export function day(of: string): string {
  return dayWords(of, locale.value);
}

/** Return `今天`, `明天`, or nothing for days further off. */
export function nearWord(of: string, today: string): string {
  if (of === today) return t("officer.today");
  return of === addDays(today, 1) ? t("officer.roster.tomorrow") : "";
}

export function spanWords(first: string, last: string): string {
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** Return how many days a span has, nothing for a single one. */
export function daysWord(first: string, last: string): string {
  const n = countDays(first, last);
  return n > 1 ? t("officer.roster.n_days", { n }) : "";
}

/** Return `早班`; a code that does not begin the word stands before it. */
export function codeWord({ code, kind }: ShiftTimes): string {
  const word = shiftWord(kind);
  return word.startsWith(code) ? word : `${code} ${word}`;
}

export function leaveWord(kind: LeaveKind): string {
  return t(KIND[kind]);
}

export function leaveOptions(): Option<LeaveKind>[] {
  return LEAVE_KINDS.map((value) => ({ value, label: leaveWord(value) }));
}

/** Return what became of a leave or a swap; illness is told, and waits for nobody. */
export function stateWord(state: SwapState, of: "leave" | "sick" | "swap"): string {
  if (state === "asked" && of === "swap") return t("officer.roster.state_offered");
  if (state === "asked" && of === "sick") return t("officer.roster.state_told");
  return t(LEAVE_STATE[state]);
}

export function toneOf(state: SwapState): string {
  return TONE[state];
}

export function weightWord(weight: number): string {
  return t(WEIGHT[Math.min(Math.max(weight, 1), WEIGHT.length) - 1] ?? WEIGHT[0] ?? "officer.note");
}

export function wishWords({ body: { on, shift: code } }: Pick<AskedWish, "body">): string {
  if (code === null) return on ? t("officer.roster.wish_on") : t("officer.roster.wish_off");
  const known = rosterTold.value?.shifts.find((one) => one.code === code);
  const shift = known ? codeWord(known) : code;
  return on
    ? t("officer.roster.wish_on_shift", { shift })
    : t("officer.roster.wish_off_shift", { shift });
}
