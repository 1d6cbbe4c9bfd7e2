/** The office's own days of a year, written in spans as the State Council's notice has them. */
import { useState } from "preact/hooks";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { isConflict } from "../asking.ts";
import type { Kept } from "../kept.ts";
import { DayField } from "../parts/day_field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { write } from "../writing.ts";
import {
  type CalendarDay,
  type DayKind,
  type DaySpan,
  daysOf,
  isSound,
  NEW_SPAN,
  spansOf,
} from "./day_spans.ts";
import type { Year } from "./wire.ts";
import { t } from "./words.ts";

interface FormProps {
  of: Kept<Year>;
  close: () => void;
}

export function HolidaysForm({ of, close }: FormProps) {
  const { year, items } = of.body;
  const before = items.filter(({ source }) => source === "office").map(plain);
  // What the library knows is a beginning: an office changes a few days of it.
  const [spans, setSpans] = useState<DaySpan[]>(() =>
    spansOf(before.length > 0 ? before : items.map(plain)),
  );
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const alter = (n: number, part: Partial<DaySpan>) =>
    setSpans(spans.map((one, at) => (at === n ? { ...one, ...part } : one)));
  const days = daysOf(spans);
  const isElsewhere = days.some(({ day }) => Number(day.slice(0, 4)) !== year);
  const isTwice = new Set(days.map(({ day }) => day)).size < days.length;
  const isWhole = spans.every(isSound) && !isElsewhere && !isTwice;
  const save = async () => {
    setSaving(true);
    setError(null);
    try {
      await put(year, days, of.version);
      toldWithUndo(t("console_tables.year_saved", { year }), () => put(year, before));
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t("console_tables.change_year", { year })}
      close={close}
      act={{
        label: t("console_tables.save_days", { n: days.length }),
        run: () => void save(),
        disabled: isSaving || !isWhole,
      }}
    >
      <p class="quiet small">{t("console_tables.year_how")}</p>
      {spans.map((span, n) => (
        // Spans have no name of their own.
        <div class="tables-span" key={n}>
          <Field
            label={t("console_tables.day_name")}
            value={span.name}
            max={64}
            change={(name) => alter(n, { name })}
          />
          <Choice<DayKind>
            label={t("console_tables.kind")}
            hideLabel
            look="segments"
            value={span.kind}
            choose={(kind) => alter(n, { kind })}
            options={[
              { value: "holiday", label: t("console_tables.day_off") },
              { value: "workday", label: t("console_tables.day_worked") },
            ]}
          />
          <DayField
            label={t("console_tables.first_day")}
            value={span.first}
            change={(first) => alter(n, { first })}
          />
          <DayField
            label={t("console_tables.last_day")}
            value={span.last}
            change={(last) => alter(n, { last })}
          />
          <Button
            look="plain"
            label={t("console_tables.span_out", { what: span.name || String(n + 1) })}
            onPress={() => setSpans(spans.filter((_, at) => at !== n))}
          >
            ✕
          </Button>
        </div>
      ))}
      <div class="tables-acts">
        <Button onPress={() => setSpans([...spans, NEW_SPAN])}>
          {t("console_tables.span_more")}
        </Button>
        {before.length > 0 && (
          <Button look="plain" onPress={() => setSpans([])}>
            {t("console_tables.span_none")}
          </Button>
        )}
      </div>
      {(isElsewhere || isTwice) && (
        <p class="fault" role="alert">
          {t(isElsewhere ? "console_tables.other_year" : "console_tables.day_twice", { year })}
        </p>
      )}
      {error !== null && (
        <p class="fault" role="alert">
          {isConflict(error) ? t("console_tables.year_changed") : reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

function plain({ day, kind, name }: CalendarDay): CalendarDay {
  return { day, kind, name };
}

async function put(year: number, days: readonly CalendarDay[], version?: string): Promise<void> {
  await write(`/api/v1/calendar/${year}`, { days }, "PUT", version);
}
