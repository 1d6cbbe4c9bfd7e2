/** People by days: the shift of each duty, and whether a patrol has their name. */
import { Explained } from "../../parts/figure.tsx";
import { dayOf, spanWords, weekdayOf } from "../../times.ts";
import { dayWords } from "../saying.ts";
import type { Frame, Roster } from "../wire.ts";
import { t } from "../words.ts";
import { STATES, stateSign, stateWord } from "./states.ts";
import { byDay, type PersonRow } from "./sums.ts";
import type { Attended } from "./wire.ts";

/** The first and the last column together, and a day at its narrowest. */
const AROUND_PX = 156;
const DAY_PX = 24;

interface GridProps {
  roster: Roster;
  frame: Frame;
  rows: readonly PersonRow[];
  chosen: string | null;
  choose: (officer: string) => void;
}

export function AttendanceGrid({ roster, frame, rows, chosen, choose }: GridProps) {
  const today = dayOf(Date.now());
  return (
    <>
      <ul class="attendance-signs">
        {STATES.map((state) => (
          <li key={state}>
            <span class="att-sign" data-att={state} aria-hidden="true">
              {stateSign(state)}
            </span>
            {stateWord(state)}
          </li>
        ))}
      </ul>
      <table
        class="month-grid attendance-grid"
        style={{ minWidth: `${AROUND_PX + DAY_PX * frame.days.length}px` }}
      >
        <thead>
          <tr>
            <th scope="col">{t("console_rosters.who")}</th>
            {frame.days.map(({ day, kind }) => (
              <th
                key={day}
                scope="col"
                data-day={kind}
                data-today={day === today || undefined}
                aria-label={dayWords(day)}
              >
                <span class="day-number">{Number(day.slice(-2))}</span>
                <span class="day-week">{weekdayOf(day)}</span>
              </th>
            ))}
            <th scope="col" class="sum">
              <Explained means={t("console_rosters.there_means")}>
                {t("console_rosters.there")}
              </Explained>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const days = byDay(row);
            return (
              <tr key={row.officer_id} aria-selected={row.officer_id === chosen}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-pressed={row.officer_id === chosen}
                    onClick={() => choose(row.officer_id)}
                  >
                    {row.name}
                  </button>
                </th>
                {frame.days.map(({ day }) => (
                  <Cell key={day} roster={roster} duties={days.get(day) ?? []} />
                ))}
                <td class="sum" data-lack={row.nThere < row.nSettled || undefined}>
                  {row.nThere}/{row.nSettled}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Cell({ roster, duties }: { roster: Roster; duties: readonly Attended[] }) {
  const [first] = duties;
  if (first === undefined) return <td class="att" />;
  const kind = roster.shifts.find((one) => one.code === first.shift)?.kind;
  const words = duties.map(cellWords).join(t("console_rosters.comma"));
  return (
    <td class="att" data-kind={kind} title={words}>
      <span class="sr">{words}</span>
      {duties.map((one) => (
        <span key={`${one.shift} ${one.post}`} class="att-duty" aria-hidden="true">
          {Array.from(one.shift)[0]}
          <span class="att-sign" data-att={one.state}>
            {stateSign(one.state)}
          </span>
        </span>
      ))}
    </td>
  );
}

function cellWords(one: Attended): string {
  const words = `${dayWords(one.day)} ${one.shift} ${stateWord(one.state)}`;
  return one.out_minutes > 0
    ? `${words} ${t("console_rosters.out_for", { span: spanWords(one.out_minutes * 60) })}`
    : words;
}
