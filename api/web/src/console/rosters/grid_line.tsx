/** A person's line of the month; it is made anew only when something in it looks otherwise. */
import { Component } from "preact";
import type { Tally } from "./cover.ts";
import { dayWords, kindWords } from "./saying.ts";
import type { Look, Row } from "./sheet.ts";
import type { Day } from "./wire.ts";
import { t } from "./words.ts";

interface LineProps {
  n: number;
  row: Row;
  days: readonly Day[];
  tally: Tally;
  /** Column of the cell that is gone to by keys; -1 for none in this line. */
  at: number;
  /** Column of what is held by the keyboard, to be put elsewhere. */
  held: number;
  /** Columns that a rule in the list is about. */
  about: string;
  locale: string;
}

export class Line extends Component<LineProps> {
  private drawn = "";

  override shouldComponentUpdate(next: LineProps): boolean {
    const { row, days, tally, at, held, about, locale } = this.props;
    const isSame =
      row === next.row &&
      days === next.days &&
      tally === next.tally &&
      at === next.at &&
      held === next.held &&
      about === next.about &&
      locale === next.locale;
    return !isSame && signOf(next) !== this.drawn;
  }

  override render(props: LineProps) {
    this.drawn = signOf(props);
    const { n, row, days, tally, at, held, about } = props;
    const abouts = new Set(about.split(" "));
    return (
      <tr>
        <th scope="row" title={skillsOf(row)}>
          <span class="who-name">{row.name}</span>
          <span class="who-skills">{signsOfSkills(row)}</span>
        </th>
        {days.map((day, col) => {
          const look = row.looks[col];
          return look === undefined ? null : (
            <Duty
              key={day.day}
              look={look}
              day={day}
              name={row.name}
              row={n}
              col={col}
              isAt={col === at}
              isHeld={col === held}
              isAbout={abouts.has(day.day)}
            />
          );
        })}
        <td class="sum" data-soft={row.isNightsSoft || undefined}>
          {tally.nights}
        </td>
        <td class="sum" data-soft={row.isSoft || undefined}>
          {tally.shifts}
        </td>
      </tr>
    );
  }
}

function signOf({ row, tally, at, held, about, locale, days }: LineProps): string {
  const { person, name, looks, isNightsSoft, isSoft } = row;
  const sums = [tally.nights, tally.shifts, isNightsSoft, isSoft];
  const own = [name, person.officer_id, sums, at, held, about];
  return JSON.stringify([own, locale, days[0]?.day, days.map((one) => one.frozen), looks]);
}

interface DutyProps {
  look: Look;
  day: Day;
  name: string;
  row: number;
  col: number;
  isAt: boolean;
  isHeld: boolean;
  isAbout: boolean;
}

function Duty({ look, day, name, row, col, isAt, isHeld, isAbout }: DutyProps) {
  const { letters, kind, sign, leave, wish, nHard, nSoft, isChanged, was } = look;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is gone to by keys
      role="gridcell"
      tabIndex={isAt ? 0 : -1}
      class="duty"
      data-row={row}
      data-col={col}
      data-kind={kind ?? undefined}
      data-first={day.day.endsWith("-01") || undefined}
      data-frozen={day.frozen || undefined}
      data-pinned={look.isPinned || undefined}
      data-hard={nHard > 0 || undefined}
      data-soft={nSoft > 0 || undefined}
      data-changed={isChanged || undefined}
      data-leave={leave !== null ? (look.isLeaveSure ? "off" : "asked") : undefined}
      data-was={was !== "" || undefined}
      data-dim={look.isElsewhere || undefined}
      data-held={isHeld || undefined}
      data-about={isAbout || undefined}
      aria-selected={isAt}
      aria-label={labelOf(look, day, name)}
      title={look.kind === null ? undefined : kindWords(look.kind)}
    >
      <span class="duty-letters">{letters || (leave !== null ? leaveSign(look) : "")}</span>
      {sign && <span class="duty-sign">{sign}</span>}
      {was && <span class="duty-was">{was}</span>}
      {wish && !letters && leave === null && (
        <span class="duty-wish">
          {t(wish === "on" ? "console_rosters.wish_on_sign" : "console_rosters.wish_off_sign")}
        </span>
      )}
    </td>
  );
}

function leaveSign({ leave }: Look): string {
  return t(leave === "sick" ? "console_rosters.sick_sign" : "console_rosters.leave_sign");
}

function labelOf(look: Look, day: Day, name: string): string {
  const what = look.letters || t("console_rosters.off");
  const more = [
    look.sign,
    look.isPinned && t("console_rosters.is_pinned"),
    look.leave !== null &&
      t(look.isLeaveSure ? "console_rosters.on_leave" : "console_rosters.asks_leave"),
    look.wish === "on" && t("console_rosters.wishes_on"),
    look.wish === "off" && t("console_rosters.wishes_off"),
    look.nHard > 0 && t("console_rosters.n_hard", { n: look.nHard }),
    look.nSoft > 0 && t("console_rosters.n_soft", { n: look.nSoft }),
    look.isChanged && t("console_rosters.was", { what: look.was || t("console_rosters.off") }),
    day.frozen && t("console_rosters.is_frozen"),
  ];
  const dot = t("console_rosters.comma");
  return [name, dayWords(day.day), what, ...more].filter(Boolean).join(dot);
}

function signsOfSkills({ person }: Row): string {
  return [
    !person.certified && t("console_rosters.sign_auxiliary"),
    person.boat_licence && t("console_rosters.sign_boat"),
    person.driver && t("console_rosters.sign_driver"),
  ]
    .filter(Boolean)
    .join("");
}

function skillsOf({ person, name }: Row): string {
  const told = [
    t(person.certified ? "console_rosters.is_certified" : "console_rosters.is_auxiliary"),
    person.boat_licence && t("console_rosters.has_boat"),
    person.driver && t("console_rosters.has_driver"),
    person.lent_from && t("console_rosters.lent_from", { squad: person.lent_from }),
    ...person.skills,
  ].filter(Boolean);
  const badge = person.badge_no ? ` ${person.badge_no}` : "";
  return `${name}${badge}${t("console_rosters.colon")}${told.join(t("console_rosters.comma"))}`;
}
