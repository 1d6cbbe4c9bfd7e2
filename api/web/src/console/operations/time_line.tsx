/** Operations on a line of time: what ran when, and what ran at once. */
import { daysWord, kindWord } from "./operations.tsx";
import { lineOf } from "./spans.ts";
import type { Operation } from "./wire.ts";
import { t } from "./words.ts";

const ROW_PX = 30;

interface TimeLineProps {
  items: readonly Operation[];
  chosen: string | null;
  choose: (id: string) => void;
}

export function TimeLine({ items, chosen, choose }: TimeLineProps) {
  const line = lineOf(items);
  if (line === null) return null;
  return (
    <section
      class="time-line"
      style={{ height: `${line.rows * ROW_PX + 26}px` }}
      aria-label={t("console_operations.time_line")}
    >
      {line.months.map(({ day, at }) => (
        <span key={day} class="time-month" style={{ left: `${at * 100}%` }}>
          {day}
        </span>
      ))}
      {line.placed.map(({ of, from, width, row }) => (
        <button
          key={of.id}
          type="button"
          class="time-bar"
          data-kind={of.kind}
          aria-pressed={of.id === chosen}
          aria-label={`${of.name} ${daysWord(of)}`}
          title={`${of.name} ${daysWord(of)}`}
          style={{
            left: `${from * 100}%`,
            width: `${width * 100}%`,
            top: `${row * ROW_PX + 24}px`,
          }}
          onClick={() => choose(of.id)}
        >
          {kindWord(of.kind).slice(0, 1)}
        </button>
      ))}
    </section>
  );
}
