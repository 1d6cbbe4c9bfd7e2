/** The month: people by days, with what each post lacks below. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Explained } from "../parts/figure.tsx";
import { dayOf, weekdayOf } from "../times.ts";
import { talliesOf, tallyOf } from "./cover.ts";
import { CoverRows } from "./cover_rows.tsx";
import { type Spot, spotOf, useDragging } from "./dragging.ts";
import { Line } from "./grid_line.tsx";
import { type Act, actOf } from "./keys.ts";
import type { Marks } from "./marks.ts";
import { MonthFrame } from "./month_frame.tsx";
import { type Place, partsOf, placeOf } from "./plan.ts";
import type { Sheet } from "./sheet.ts";
import { locale, t } from "./words.ts";

/** A day is no narrower than its letters; names and sums stand around the days. */
const DAY_PX = 25;
const AROUND_PX = 172;

interface GridProps {
  sheet: Sheet;
  marks: Marks;
  /** The day that keys act on. */
  at: Place | null;
  /** A day that was picked up by the keyboard. */
  held: Place | null;
  /** Days of people and posts that a line of the list is about. */
  about: ReadonlySet<Place>;
  area: string | null;
  isEditable: boolean;
  choose: (place: Place) => void;
  act: (act: Act) => void;
  exchange: (from: Place, to: Place) => void;
}

export function Grid(props: GridProps) {
  const { sheet, marks, at, held, about, area, isEditable, choose, act, exchange } = props;
  const { frame, plan, rows, roster } = sheet;
  const table = useRef<HTMLTableElement>(null);
  const placeAt = ({ row, col }: Spot): Place | null => {
    const [person, day] = [rows[row]?.person, frame.days[col]];
    return person && day ? placeOf(person.officer_id, day.day) : null;
  };
  const spot = at === null ? { row: 0, col: 0 } : spotIn(sheet, at);
  const press = useDragging(
    (from) => isEditable && (rows[from.row]?.looks[from.col]?.letters ?? "") !== "",
    (from, to) => {
      const [one, other] = [placeAt(from), placeAt(to)];
      if (one && other && one !== other) exchange(one, other);
    },
  );
  const focus = ({ row, col }: Spot) => {
    const to = {
      row: Math.min(rows.length - 1, Math.max(0, row)),
      col: Math.min(frame.days.length - 1, Math.max(0, col)),
    };
    cellIn(table.current, to)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = spotOf(event.target);
    const meant = actOf(event, sheet.shifts);
    if (!found || !meant) return;
    event.preventDefault();
    const [, here] = found;
    if (meant.do === "go") focus({ row: here.row + meant.rows, col: here.col + meant.days });
    else if (meant.do === "ends") {
      const [row, col] = [rows.length - 1, frame.days.length - 1];
      focus({
        row: meant.where === "row" ? here.row : meant.last ? row : 0,
        col: meant.last ? col : 0,
      });
    } else act(meant);
  };
  const heldAt = held === null ? null : spotIn(sheet, held);
  const tallies = useMemo(() => talliesOf(plan, roster.shifts, frame.days), [plan, roster, frame]);
  const today = dayOf(Date.now());
  useEffect(() => {
    // Sticky columns would hide what is gone to.
    const cell = at === null ? null : cellIn(table.current, spotIn(sheet, at));
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [at]);
  return (
    <MonthFrame>
      <table
        ref={table}
        class="month-grid"
        style={{ minWidth: `${AROUND_PX + DAY_PX * frame.days.length}px` }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is gone through by keys
        role="grid"
        aria-label={t("console_rosters.grid")}
        aria-readonly={!isEditable}
        data-many={rows.length > 18 || undefined}
        onPointerDown={press}
        onKeyDown={onKeyDown}
        onFocusIn={(event) => {
          const found = spotOf(event.target);
          const place = found && placeAt(found[1]);
          if (place && place !== at) choose(place);
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t("console_rosters.people")}</th>
            {frame.days.map(({ day, kind }) => (
              <th key={day} scope="col" data-day={kind} data-today={day === today || undefined}>
                <span class="day-number">{Number(day.slice(8))}</span>
                <span class="day-week">{weekdayOf(day)}</span>
              </th>
            ))}
            <th scope="col" class="sum">
              <Explained means={t("console_rosters.nights_mean")}>
                {t("console_rosters.nights_short")}
              </Explained>
            </th>
            <th scope="col" class="sum">
              <Explained means={t("console_rosters.shifts_mean")}>
                {t("console_rosters.shifts_short")}
              </Explained>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <Line
              key={row.person.officer_id}
              n={n}
              row={row}
              days={frame.days}
              tally={tallyOf(tallies, row.person.officer_id)}
              at={n === spot.row ? spot.col : -1}
              held={n === heldAt?.row ? heldAt.col : -1}
              about={aboutIn(about, row.person.officer_id)}
              locale={locale.value}
            />
          ))}
        </tbody>
        <CoverRows sheet={sheet} marks={marks} area={area} about={about} />
      </table>
    </MonthFrame>
  );
}

function spotIn({ frame, rows }: Sheet, place: Place): Spot {
  const { officer, day } = partsOf(place);
  return {
    row: Math.max(
      0,
      rows.findIndex((one) => one.person.officer_id === officer),
    ),
    col: Math.max(
      0,
      frame.days.findIndex((one) => one.day === day),
    ),
  };
}

function aboutIn(about: ReadonlySet<Place>, officer: string): string {
  if (about.size === 0) return "";
  return [...about]
    .map(partsOf)
    .filter((one) => one.officer === officer)
    .map((one) => one.day)
    .sort()
    .join(" ");
}

function cellIn(table: HTMLTableElement | null, { row, col }: Spot): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`td[data-row="${row}"][data-col="${col}"]`) ?? null;
}

/** Put the keyboard on a day of the grid. */
export function focusOn(sheet: Sheet, place: Place): void {
  cellIn(
    document.querySelector<HTMLTableElement>("table.month-grid"),
    spotIn(sheet, place),
  )?.focus();
}
