/** Moments, spans and numbers as people here write them: local time, with units. */
import { dayOf, type Moment, shortTimeAt, timeOnly, ZONE } from "../base/local_time.ts";
import { language, locale, t } from "./words.ts";

export { dayOf, timeOnly, ZONE } from "../base/local_time.ts";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** Return `14:02` for a moment of today, `10-08 14:02` in this year, else with the year. */
export function shortTime(at: Moment | null): string {
  return at === null ? "—" : shortTimeAt(at, Date.now());
}

/** Return `2022-10-08 14:02`. */
export function fullTime(at: Moment): string {
  return `${dayOf(at)} ${timeOnly(at)}`;
}

/** Return a span in its two largest units, `6 天 4 小时`, `31 小时`, `12 分`. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const days = Math.floor(whole / DAY_S);
  const hours = Math.floor((whole % DAY_S) / HOUR_S);
  const minutes = Math.floor((whole % HOUR_S) / MINUTE_S);
  if (days >= 2)
    return hours ? t("console.days_hours", { days, hours }) : t("console.days", { days });
  const allHours = days * 24 + hours;
  if (allHours >= 6) return t("console.hours", { hours: allHours });
  if (allHours > 0)
    return minutes
      ? t("console.hours_minutes", { hours: allHours, minutes })
      : t("console.hours", { hours: allHours });
  return minutes > 0 ? t("console.minutes", { minutes }) : t("console.seconds", { seconds: whole });
}

/** Return `12,345.6`. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(locale.value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Return `29%`; below one percent and above 99 with a decimal, so that 0 and 100 are true. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = (value > 0 && value < 1) || (value > 99 && value < 100) ? 1 : 0;
  return `${number(value, digits)}%`;
}

/** Return the weekday's letter at the squad, `一` or `Mon`. */
export function weekdayOf(on: string): string {
  const style = language.value === "zh" ? "narrow" : "short";
  const noon = new Date(`${on}T12:00:00+08:00`);
  return new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, weekday: style }).format(noon);
}

/** Return another day, `2022-10-08` and 1 give `2022-10-09`. */
export function addDays(on: string, n: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + n * DAY_S * 1000).toISOString().slice(0, 10);
}

/** Return the first day of a day's month, or of the month so many later. */
export function monthOf(on: string, later = 0): string {
  const [year = 0, month = 1] = on.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
}
