/** Days of the calendar, `2022-11-12`: counted, laid out in months, and in words. */

const DAY_MS = 24 * 3_600_000;

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(msOf(text));
}

export function addDays(day: string, n: number): string {
  return new Date(msOf(day) + n * DAY_MS).toISOString().slice(0, 10);
}

/** Return how many days a span has, both ends included; below 1 when it runs backwards. */
export function countDays(first: string, last: string): number {
  return Math.round((msOf(last) - msOf(first)) / DAY_MS) + 1;
}

/** Return the months, `2022-11`, from the one of a day to that of another. */
export function monthsOf(first: string, last: string): string[] {
  const found = [first.slice(0, 7)];
  for (let month = first.slice(0, 7); month < last.slice(0, 7); ) {
    month = addDays(`${month}-28`, 4).slice(0, 7);
    found.push(month);
  }
  return found;
}

/** Return the weeks of a month, each from Monday to Sunday; null where other months lie. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const before = (new Date(msOf(first)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) cells.push(day);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
}

/** Return `11月12日周六`, `Sat 12 Nov`. */
export function dayWords(day: string, locale: string): string {
  return said(day, locale, { weekday: "short", month: "short", day: "numeric" }).replace(",", "");
}

/** Return `2022年11月`, `November 2022`. */
export function monthWords(month: string, locale: string): string {
  return said(`${month}-01`, locale, { year: "numeric", month: "long" });
}

/** Return `11月`, `Nov`. */
export function shortMonth(month: string, locale: string): string {
  return said(`${month}-01`, locale, { month: "short" });
}

/** Return the names of the days of a week, from Monday on, as short as they come. */
export function weekWords(locale: string): string[] {
  const monday = "2022-11-07";
  return Array.from({ length: 7 }, (_, n) =>
    said(addDays(monday, n), locale, { weekday: locale.startsWith("zh") ? "narrow" : "short" }),
  );
}

function said(day: string, locale: string, form: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: "UTC" }).format(msOf(day));
}
