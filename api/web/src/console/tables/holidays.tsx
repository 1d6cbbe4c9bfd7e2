/** A year's days off and days worked for them: what periods, rosters and office hours go by. */
import { useState } from "preact/hooks";
import { path, replace } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { type Kept, readKept } from "../kept.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Part } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { may } from "../session.ts";
import { dayOf, weekdayOf } from "../times.ts";
import { type DaySpan, spansOf } from "./day_spans.ts";
import { HolidaysForm } from "./holidays_form.tsx";
import { Ways } from "./ways.tsx";
import type { Source, Year } from "./wire.ts";
import { type Key, language, t } from "./words.ts";

const BEFORE = 2;
const AHEAD = 2;

export function Holidays() {
  const [, , asked] = path.value;
  const now = Number(dayOf(Date.now()).slice(0, 4));
  const year = Number(asked) || now;
  const told = useAsked<Year>(pathOf(year));
  const [form, setForm] = useState<Kept<Year> | null>(null);
  const years = Array.from({ length: BEFORE + AHEAD + 1 }, (_, n) => now - BEFORE + n);
  const read = () =>
    readKept<Year>(pathOf(year)).then(setForm, (error: unknown) => toast(reasonOf(error)));
  return (
    <Page
      title={t("console_tables.holidays_title")}
      sub={t("console_tables.holidays_about")}
      tools={<Ways at="holidays" />}
    >
      <div class="tables-law">
        <div class="tables-year">
          <Select
            label={t("console_tables.year")}
            value={String(year)}
            choose={(next) => replace("tables", "holidays", next)}
            options={[...new Set([...years, year])]
              .sort()
              .map((one) => ({ value: String(one), label: String(one) }))}
          />
        </div>
        <Show asked={told}>
          {(body) => (
            <>
              {!body.announced && (
                <p class="note" data-tone="wait">
                  {t("console_tables.not_announced", { year })}
                </p>
              )}
              <Part
                title={t("console_tables.days_of", { year })}
                aside={
                  may("law.write") && (
                    <Button onPress={() => void read()}>
                      {t("console_tables.change_year", { year })}
                    </Button>
                  )
                }
              >
                <Spans year={body} />
              </Part>
            </>
          )}
        </Show>
      </div>
      {form && <HolidaysForm of={form} close={() => setForm(null)} />}
    </Page>
  );
}

function pathOf(year: number): string {
  return `/api/v1/calendar?year=${year}`;
}

const SOURCES = ["office", "library"] as const;
const FROM: Record<Source, Key> = {
  office: "console_tables.from_office",
  library: "console_tables.from_library",
};

function Spans({ year }: { year: Year }) {
  const spans = SOURCES.flatMap((source) =>
    spansOf(year.items.filter((one) => one.source === source)).map((one) => ({ ...one, source })),
  ).sort((one, other) => one.first.localeCompare(other.first));
  if (spans.length === 0) return <p class="empty">{t("console_tables.no_days")}</p>;
  const english = new Map(year.items.map(({ name, name_en }) => [name, name_en]));
  const nameOf = ({ name }: DaySpan) => (language.value === "zh" ? name : english.get(name));
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th>{t("console_tables.day_name")}</th>
            <th>{t("console_tables.kind")}</th>
            <th>{t("console_tables.days")}</th>
            <th>{t("console_tables.from_whom")}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <tr key={span.first + span.kind}>
              <th scope="row">{nameOf(span) || "—"}</th>
              <td>
                <span class="tag" data-tone={span.kind === "holiday" ? "ok" : "wait"}>
                  {kindWord(span)}
                </span>
              </td>
              <td class="when">
                {dayWord(span.first)}
                {span.last !== span.first && ` → ${dayWord(span.last)}`}
              </td>
              <td class="quiet">{t(FROM[span.source])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function kindWord({ kind }: DaySpan): string {
  return t(kind === "holiday" ? "console_tables.day_off" : "console_tables.day_worked");
}

function dayWord(day: string): string {
  return t("console_tables.on_weekday", { day, weekday: weekdayOf(day) });
}
