/** What is looked at: area, period, hours and source, as the address has them. */
import { addDays, dayOf } from "../times.ts";

export type Shift = "early" | "middle" | "night";
export type Source = "patrol" | "camera" | "both";

export interface Choice {
  /** Empty: the first of one's own. */
  area: string;
  /** The last month with patrols, this week, this shift, or days: `2022-10-01~2022-10-31`. */
  period: "month" | "week" | "shift" | `${string}~${string}`;
  /** The whole day, a shift, or hours of the clock: `3-5`. */
  hours: "all" | Shift | `${number}-${number}`;
  source: Source;
  /** Codes of the cells that are marked. */
  cells: readonly string[];
}

export const SHIFTS: readonly Shift[] = ["early", "middle", "night"];
const SHIFT_HOURS: Record<Shift, string> = { early: "8-16", middle: "16-24", night: "0-8" };
const SOURCES: readonly Source[] = ["patrol", "camera", "both"];
const DAYS = /^\d{4}-\d\d-\d\d~\d{4}-\d\d-\d\d$/;
const HOURS = /^(\d{1,2})-(\d{1,2})$/;
/** More would make an address that nobody can send on. */
const MOST_IN_ADDRESS = 12;

/** Read an address; what it does not say, or says wrongly, is what is seen at first. */
export function choiceOf(parts: readonly string[]): Choice {
  const [, area = "", period = "", hours = "", source = "", cells = ""] = parts;
  return {
    area,
    period:
      period === "week" || period === "shift" || DAYS.test(period)
        ? (period as Choice["period"])
        : "month",
    hours: SHIFTS.includes(hours as Shift) || spanOf(hours) ? (hours as Choice["hours"]) : "all",
    source: SOURCES.find((one) => one === source) ?? "patrol",
    cells: cells.split(".").filter(Boolean),
  };
}

export function partsOf(choice: Choice): string[] {
  const { area, period, hours, source, cells } = choice;
  const marked = cells.length <= MOST_IN_ADDRESS ? cells.join(".") : "";
  return ["gaps", area, period, hours, source, ...(marked ? [marked] : [])];
}

/** Return first and end of hours of the clock, or null where it is none. */
export function spanOf(hours: string): readonly [number, number] | null {
  const text = SHIFT_HOURS[hours as Shift] ?? hours;
  const found = HOURS.exec(text);
  const [first, end] = [Number(found?.[1]), Number(found?.[2])];
  return found && first < 24 && end >= 1 && end <= 24 && first < end ? [first, end] : null;
}

/** Return the hours as a question to the server has them; null asks for the whole day. */
export function askedHours(hours: Choice["hours"]): string | null {
  const span = spanOf(hours);
  return span && !(span[0] === 0 && span[1] === 24) ? `${span[0]}-${span[1]}` : null;
}

/** Return hours as an address has them: a shift where they are one. */
export function hoursOf(first: number, end: number): Choice["hours"] {
  if (first === 0 && end === 24) return "all";
  const text = `${first}-${end}` as const;
  return SHIFTS.find((one) => SHIFT_HOURS[one] === text) ?? text;
}

export interface Span {
  from: string | null;
  to: string | null;
  through: string | null;
}

/** Return the period as a question to the server has it; nothing means its own choice. */
export function askedSpan(period: Choice["period"], now: number): Span {
  if (period === "month") return { from: null, to: null, through: null };
  const today = dayOf(now);
  if (period === "week") {
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { from: monday, to: null, through: addDays(monday, 6) };
  }
  if (period === "shift") {
    const [first] = runningHours(now);
    const at = (day: string, clock: number) =>
      `${day}T${String(clock).padStart(2, "0")}:00:00+08:00`;
    const to = first === 16 ? at(addDays(today, 1), 0) : at(today, first + 8);
    return { from: at(today, first), to, through: null };
  }
  const [from = "", through = ""] = period.split("~");
  return from <= through ? { from, to: null, through } : { from: through, to: null, through: from };
}

const SHIFT_H = 8;

function runningHours(now: number): readonly [number, number] {
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Asia/Shanghai",
      hour: "2-digit",
      hour12: false,
    }).format(now),
  );
  const first = Math.floor((hour % 24) / SHIFT_H) * SHIFT_H;
  return [first, first + SHIFT_H];
}

/** Return the hours that a period has: those of the shift that runs, or the whole day. */
export function hoursWithin(period: Choice["period"], now: number): readonly [number, number] {
  return period === "shift" ? runningHours(now) : [0, 24];
}

/** Whether hours lie in those that there are. */
export function isWithin(hours: Choice["hours"], [first, end]: readonly [number, number]): boolean {
  const span = spanOf(hours);
  return span === null || (span[0] >= first && span[1] <= end);
}

/** Return the days that are offered first to who wants days of their own. */
export function daysOffered(start: string, end: string): [string, string] {
  return [dayOf(start), dayOf(Date.parse(end) - 1)];
}
