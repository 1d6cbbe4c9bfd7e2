/** A new month: an empty draft with the squad's own shifts and posts. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { go } from "../../base/router.ts";
import { Choice } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { tell, useAsked } from "../asking.ts";
import { DayField } from "../parts/day_field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Select } from "../parts/select.tsx";
import { session } from "../session.ts";
import { addDays, dayOf, monthOf } from "../times.ts";
import { daysToMonthsEnd, type SpanChoice, spansFrom } from "./spans.ts";
import type { RosterRow } from "./wire.ts";
import { t } from "./words.ts";

interface NewProps {
  rosters: readonly RosterRow[];
  nameOf: (squad: string) => string;
  close: () => void;
}

export function NewDialog({ rosters, nameOf, close }: NewProps) {
  const squads = session.value?.squads ?? [];
  const [squad, setSquad] = useState(session.value?.squad ?? squads[0] ?? "");
  const [first, setFirst] = useState(() => nextDay(rosters, squad));
  const [span, setSpan] = useState<SpanChoice>("month");
  const [error, setError] = useState<unknown>(null);
  const spans = spansFrom(first);
  const chosen = spans.includes(span) ? span : "month";
  const n = chosen === "month" ? daysToMonthsEnd(first) : Number(chosen);
  const make = () => {
    const id = uuid7();
    const body = { squad, first_day: first, n_days: n, state: "draft" };
    tell(`/api/v1/rosters/${id}`, body)
      .then(() => go("rosters", id))
      .catch(setError);
  };
  return (
    <Dialog
      title={t("console_rosters.new")}
      close={close}
      act={{ label: t("console_rosters.new_make"), run: make, disabled: first === "" }}
    >
      <p>{t("console_rosters.new_what")}</p>
      {squads.length > 1 && (
        <Select
          label={t("console_rosters.squad")}
          options={squads.map((value) => ({ value, label: nameOf(value) }))}
          value={squad}
          choose={(value) => {
            setSquad(value);
            setFirst(nextDay(rosters, value));
          }}
        />
      )}
      <DayField label={t("console_rosters.first_day")} value={first} change={setFirst} />
      <Choice
        label={t("console_rosters.how_long")}
        look="segments"
        options={spans.map((value) => ({
          value,
          label:
            value === "month"
              ? t("console_rosters.to_months_end", { n: daysToMonthsEnd(first) })
              : t("console_rosters.n_days", { n: value }),
        }))}
        value={chosen}
        choose={setSpan}
      />
      {first !== "" && <CalendarNote year={addDays(first, n - 1).slice(0, 4)} />}
      {error !== null && (
        <p class="note" data-tone="bad" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

/** Said before anything is made by it: whether the holidays of its last day's year are known. */
function CalendarNote({ year }: { year: string }) {
  const { body } = useAsked<{ announced: boolean }>(`/api/v1/calendar?year=${year}`, {
    follow: false,
  });
  if (body === null || body.announced) return null;
  return <p class="note">{t("console_rosters.no_holidays_yet", { year })}</p>;
}

/** Return the day after the last roster of a squad, of the next month's first when there is none. */
function nextDay(rosters: readonly RosterRow[], squad: string): string {
  const today = dayOf(Date.now());
  const last = rosters
    .filter((one) => one.squad === squad && one.state !== "withdrawn")
    .map((one) => one.last_day)
    .sort()
    .pop();
  return last !== undefined && last >= today ? addDays(last, 1) : monthOf(today, 1);
}
