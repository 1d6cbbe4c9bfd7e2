/** Days, shifts and posts of rosters in words. */
import { dayOf, weekdayOf } from "../times.ts";
import type { Cell } from "./plan.ts";
import type { Frame, Named, Roster, RosterRow, ShiftKind } from "./wire.ts";
import { language, t } from "./words.ts";

export function said(one: Named): string {
  return one[language.value];
}

/** Return `11 月 6 日 六`. */
export function dayWords(day: string): string {
  const [, month = 0, date = 0] = day.split("-").map(Number);
  return t("console_rosters.day", { month, date, weekday: weekdayOf(day) });
}

/** Return `11 月` for a whole month, else its first and last day; the year when it is another. */
export function periodWords({ first_day, last_day, n_days }: RosterRow): string {
  const [year = 0, month = 1, date = 1] = first_day.split("-").map(Number);
  const isWhole = date === 1 && n_days === new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isNow = first_day.slice(0, 4) === dayOf(Date.now()).slice(0, 4);
  if (isWhole)
    return isNow
      ? t("console_rosters.this_years_month", { month })
      : t("console_rosters.month", { year, month });
  const [, lastMonth = 0, lastDate = 0] = last_day.split("-").map(Number);
  const days = { month, date, lastMonth, lastDate };
  return isNow
    ? t("console_rosters.this_years_days", days)
    : t("console_rosters.days", { year, ...days });
}

export function stateWords(state: RosterRow["state"]): string {
  if (state === "draft") return t("console_rosters.state_draft");
  return t(
    state === "published" ? "console_rosters.state_published" : "console_rosters.state_withdrawn",
  );
}

/** Return what a post is called, without its shift. */
export function postWords(roster: Roster, frame: Frame, code: string | null): string {
  if (code === null) return t("console_rosters.no_post");
  const post = roster.posts.find((one) => one.code === code);
  if (!post) return code;
  const area = post.area === null ? undefined : frame.areas[post.area];
  // Called by its area, a post is that in both languages.
  if (area && (post.name === "" || post.name === area.zh)) return said(area);
  return post.name || post.code;
}

/** Return `早 长诏`, or that it is a day off. */
export function cellWords(roster: Roster, frame: Frame, cell: Cell): string {
  if (cell.length === 0) return t("console_rosters.off");
  return cell.map((one) => dutyWords(roster, frame, one.shift, one.post)).join(" + ");
}

export function dutyWords(
  roster: Roster,
  frame: Frame,
  shift: string,
  post: string | null,
): string {
  const where = postWords(roster, frame, post);
  // Squads call posts by their shifts, too.
  return where.includes(shift) ? where : `${shift} ${where}`;
}

/** Return `夜 · 夜班 · 长诏`: for who does not read the squad's letters. */
export function dutyTitle(
  roster: Roster,
  frame: Frame,
  shift: string,
  post: string | null,
): string {
  const kind = roster.shifts.find((one) => one.code === shift)?.kind;
  const words = [shift, kind && kindWords(kind), postWords(roster, frame, post)];
  return words.filter(Boolean).join(" · ");
}

export function kindWords(kind: ShiftKind): string {
  if (kind === "early") return t("console_rosters.kind_early");
  return t(kind === "middle" ? "console_rosters.kind_middle" : "console_rosters.kind_night");
}

/** Whether the days of a roster are over: nothing of it can become otherwise. */
export function isPast({ last_day }: Pick<RosterRow, "last_day">, today: string): boolean {
  return last_day < today;
}

/** Return somebody's name; whose names are not told are counted. */
export function nameIn(frame: Frame, officer: string | null): string {
  if (officer === null) return "—";
  const known = frame.names[officer];
  if (known !== undefined) return known;
  const n = frame.people.findIndex((one) => one.officer_id === officer);
  return t("console_rosters.person_n", { n: n + 1 });
}
