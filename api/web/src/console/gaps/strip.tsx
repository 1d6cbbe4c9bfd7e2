/** The week by the clock: at which hours patrols come, and at which nobody does. */
import { useRef, useState } from "preact/hooks";
import { addDays, number, weekdayOf } from "../times.ts";
import { type Choice, hoursOf, spanOf } from "./choice.ts";
import type { Hours } from "./wire.ts";
import { t } from "./words.ts";

const A_MONDAY = "2022-10-03";
const HOURS = 24;

interface StripProps {
  hours: Choice["hours"];
  visited: Hours;
  /** The hours that can be chosen. */
  within: readonly [number, number];
  choose: (hours: Choice["hours"]) => void;
}

interface Place {
  day: number;
  hour: number;
}

export function Strip({ hours, visited, within, choose }: StripProps) {
  const [at, setAt] = useState<Place>({ day: 0, hour: 0 });
  const [from, setFrom] = useState<number | null>(null);
  const [pointed, setPointed] = useState<Place | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const most = Math.max(...visited.flat().map((one) => one ?? 0), 0);
  const chosen = from === null ? spanOf(hours) : ordered(from, at.hour);
  const take = (one: number, other: number) => {
    const [from, to] = ordered(one, other);
    const span: [number, number] = [Math.max(from, within[0]), Math.min(to, within[1])];
    if (span[0] >= span[1]) return;
    const same = spanOf(hours);
    const isSame = same !== null && same[0] === span[0] && same[1] === span[1];
    choose(isSame ? "all" : hoursOf(...span));
  };
  const move = (day: number, hour: number) => {
    const next = { day: clamp(day, visited.length), hour: clamp(hour, HOURS) };
    setAt(next);
    setPointed(next);
    grid.current
      ?.querySelectorAll<HTMLButtonElement>("button")
      [next.day * HOURS + next.hour]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      if (event.shiftKey && from === null) setFrom(at.hour);
      if (!event.shiftKey) setFrom(null);
      move(at.day + step[0], at.hour + step[1]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      take(from ?? at.hour, at.hour);
      setFrom(null);
    } else if (event.key === "Escape") {
      setFrom(null);
    }
  };
  return (
    <div class="gap-strip">
      <table
        ref={grid}
        aria-label={t("console_gaps.strip")}
        onKeyDown={onKeyDown}
        onMouseLeave={() => {
          setPointed(null);
          setFrom(null);
        }}
      >
        <tbody>
          {visited.map((row, day) => (
            <tr key={weekday(day)}>
              <th scope="row">{weekday(day)}</th>
              {row.map((n, hour) => (
                <td key={hour} data-chosen={isIn(chosen, hour)} data-none={n === null}>
                  <button
                    type="button"
                    tabIndex={at.day === day && at.hour === hour ? 0 : -1}
                    aria-label={words(day, hour, n)}
                    aria-pressed={isIn(chosen, hour)}
                    data-none={n === null}
                    aria-disabled={!isIn(within, hour)}
                    style={n === null ? {} : { opacity: emptiness(n, most) }}
                    onFocus={() => {
                      setAt({ day, hour });
                      setPointed({ day, hour });
                    }}
                    onMouseDown={() => {
                      setAt({ day, hour });
                      setFrom(hour);
                    }}
                    onMouseEnter={(event) => {
                      setPointed({ day, hour });
                      if (event.buttons & 1) setAt({ day, hour });
                      else setFrom(null);
                    }}
                    onMouseUp={() => {
                      take(from ?? hour, hour);
                      setFrom(null);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div class="gap-strip-axis tiny quiet" aria-hidden="true">
        {[0, 8, 16, 24].map((hour) => (
          <span key={hour} style={{ left: `${(100 * hour) / HOURS}%` }}>
            {hour === 0 ? t("console_gaps.hour_end", { hour }) : hour}
          </span>
        ))}
      </div>
      <p class="tiny quiet gap-strip-says" aria-live="off">
        {pointed
          ? words(pointed.day, pointed.hour, visited[pointed.day]?.[pointed.hour] ?? null)
          : t("console_gaps.strip_do")}
      </p>
    </div>
  );
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -HOURS],
  End: [0, HOURS],
};

function isIn(span: readonly [number, number] | null, hour: number): boolean {
  return span !== null && hour >= span[0] && hour < span[1];
}

function ordered(one: number, other: number): [number, number] {
  return [Math.min(one, other), Math.max(one, other) + 1];
}

function clamp(value: number, n: number): number {
  return Math.min(n - 1, Math.max(0, value));
}

/** How red: few visits are told apart better than many, so the root counts. */
function emptiness(n: number, most: number): number {
  return most > 0 ? 1 - 0.96 * Math.sqrt(n / most) : 1;
}

function weekday(day: number): string {
  return weekdayOf(addDays(A_MONDAY, day));
}

function words(day: number, hour: number, n: number | null): string {
  const fill = { day: weekday(day), hour };
  return n === null
    ? t("console_gaps.strip_cell_none", fill)
    : t("console_gaps.strip_cell", { ...fill, n: number(n, n > 0 && n < 10 ? 1 : 0) });
}
