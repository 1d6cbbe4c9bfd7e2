/** A month of my days, from Monday to Sunday: the shift's letter, and what I asked for. */

import { ShiftMark } from "../../ui/shift_mark.tsx";
import { locale, t } from "../words.ts";
import { type AllAsked, askedOn } from "./asked.ts";
import { isCovered, lookedAt } from "./changes.ts";
import { monthWords, weeksOf, weekWords } from "./days.ts";
import type { Duty, RosterTold } from "./wire.ts";
import { day as dayWord, timesWords } from "./words.ts";

interface GridProps {
  month: string;
  told: RosterTold;
  asked: AllAsked;
  today: string;
  changed: ReadonlySet<string>;
  open: (day: string) => void;
}

export function MonthGrid({ month, told, asked, today, changed, open }: GridProps) {
  const covered = lookedAt(told);
  // Of weeks before those that the server tells of, nothing is known.
  const weeks = weeksOf(month).filter((week) => week.some((day) => day && day >= told.first_day));
  return (
    <table class="month">
      <caption class="sr">{monthWords(month, locale.value)}</caption>
      <thead>
        <tr>
          {weekWords(locale.value).map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, at) => (
              <td key={day ?? `none-${at}`}>
                {day && (
                  <DayCell
                    day={day}
                    duties={told.duties.filter((one) => one.day === day)}
                    marks={marksOn(asked, day)}
                    isCovered={isCovered(covered, day)}
                    isChanged={changed.has(day)}
                    today={today}
                    open={() => open(day)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  day: string;
  duties: Duty[];
  marks: string[];
  isCovered: boolean;
  isChanged: boolean;
  today: string;
  open: () => void;
}

function DayCell({ day, duties, marks, isCovered, isChanged, today, open }: CellProps) {
  const words = [
    dayWord(day),
    ...duties.map(timesWords),
    duties.length === 0 && isCovered && t("officer.roster.day_off"),
    ...marks,
    isChanged && t("officer.roster.changed"),
  ];
  return (
    <button
      type="button"
      class="day"
      data-when={day === today ? "today" : day < today ? "past" : "coming"}
      data-changed={isChanged}
      aria-current={day === today ? "date" : undefined}
      onClick={open}
    >
      <span class="sr">{words.filter(Boolean).join(t("officer.roster.comma"))}</span>
      <span class="day-top" aria-hidden="true">
        <span>{Number(day.slice(8))}</span>
        {marks[0] && <span class="day-mark">{Array.from(marks[0])[0]}</span>}
      </span>
      {duties.length > 0 ? (
        <span class="day-shifts">
          {duties.map((one) => (
            <ShiftMark key={one.shift} code={one.shift} kind={one.kind} />
          ))}
        </span>
      ) : (
        <span class="day-off" aria-hidden="true">
          {isCovered ? t("officer.roster.off_short") : ""}
        </span>
      )}
    </button>
  );
}

/** Return words for what I asked about a day, what weighs most first. */
function marksOn(asked: AllAsked, day: string): string[] {
  const { leaves, swaps, offered, wishes } = askedOn(asked, day);
  return [
    leaves.length > 0 && t("officer.roster.mark_leave"),
    swaps.length + offered.length > 0 && t("officer.roster.mark_swap"),
    wishes.length > 0 && t("officer.roster.mark_wish"),
  ].filter((one) => one !== false);
}
