/** Days and times of the clock at the squad, whatever zone the device is in. */

export const ZONE = "Asia/Shanghai";

const day = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const time = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

export type Moment = string | number | Date;

/** Return the day at the squad, `2022-10-08`. */
export function dayOf(at: Moment): string {
  return day.format(new Date(at));
}

/** Return `14:02`. */
export function timeOnly(at: Moment): string {
  return time.format(new Date(at));
}

/** Return `14:02` for a moment of the day that is now, `10-08 14:02` in its year, else the year too. */
export function shortTimeAt(at: Moment, now: Moment): string {
  const on = dayOf(at);
  return on === dayOf(now) ? timeOnly(at) : `${shortDayAt(on, now)} ${timeOnly(at)}`;
}

/** Return `10-08` for a day, `2022-10-08`, of the year that is now; else the whole of it. */
export function shortDayAt(day: string, now: Moment): string {
  const [year, ...date] = day.split("-");
  return dayOf(now).startsWith(`${year}-`) ? date.join("-") : day;
}
