/** When do I work? Today and what comes next, then the month; what changed is said first. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { now, shortTime } from "../state/clock.ts";
import { rosterFailure, rosterFetchedAt } from "../state/roster.ts";
import { useSeen } from "../state/seen.ts";
import { Screen } from "../ui/screen.tsx";
import { locale, t } from "../words.ts";
import type { AllAsked } from "./asked.ts";
import { isCovered, lookedAt, newsSince } from "./changes.ts";
import { ChangesNote } from "./changes_note.tsx";
import { DaySheet } from "./day_sheet.tsx";
import { monthsOf, shortMonth } from "./days.ts";
import { DutyRow } from "./duty_row.tsx";
import { Legend } from "./legend.tsx";
import { MonthGrid } from "./month_grid.tsx";
import { useLooked } from "./use_looked.ts";
import type { Duty, RosterTold } from "./wire.ts";
import { day as dayWord } from "./words.ts";

const NEXT = 3;

interface MonthProps {
  told: RosterTold;
  asked: AllAsked;
  today: string;
}

export function MonthScreen({ told, asked, today }: MonthProps) {
  const months = monthsOf(today, told.last_day);
  const [month, setMonth] = useState(today.slice(0, 7));
  const [open, setOpen] = useState<string | null>(null);
  const [looked, look] = useLooked(told);
  useSeen("roster");
  const news = newsSince(looked, told, today);
  const changed = new Set(news.changes.map((one) => one.day));
  const offers = asked.offered.filter((one) => one.state === "asked" && !one.isUnsent).length;
  return (
    <Screen
      title={t("officer.roster.title")}
      sub={t("officer.as_of", { at: shortTime(rosterFetchedAt.value) })}
      two
      pinned={
        <>
          <Button look="strong" large onPress={() => go("roster", "leave")}>
            {t("officer.roster.ask_leave")}
          </Button>
          <Button large onPress={() => go("roster", "asks")}>
            {t("officer.roster.asks")}
            {offers > 0 && <span class="count">{offers}</span>}
          </Button>
        </>
      }
    >
      {rosterFailure.value !== null && <p class="note">{t("officer.roster.old")}</p>}
      <ChangesNote news={news} told={told} dismiss={() => look(lookedAt(told))} />
      <Agenda told={told} today={today} changed={changed} open={setOpen} />
      <section class="stack" aria-label={t("officer.roster.month")}>
        <Choice
          label={t("officer.roster.month")}
          hideLabel
          options={months.map((value) => ({ value, label: shortMonth(value, locale.value) }))}
          value={month}
          choose={setMonth}
        />
        <MonthGrid
          month={month}
          told={told}
          asked={asked}
          today={today}
          changed={changed}
          open={setOpen}
        />
        <Legend told={told} />
      </section>
      {open && (
        <DaySheet
          day={open}
          told={told}
          asked={asked}
          today={today}
          change={news.changes.find((one) => one.day === open) ?? null}
          close={() => setOpen(null)}
        />
      )}
    </Screen>
  );
}

interface AgendaProps {
  told: RosterTold;
  today: string;
  changed: ReadonlySet<string>;
  open: (day: string) => void;
}

function Agenda({ told, today, changed, open }: AgendaProps) {
  const starts = ({ starts_at }: Duty) => Date.parse(starts_at) > now.value;
  const isOn = ({ starts_at, ends_at }: Duty) =>
    Date.parse(starts_at) <= now.value && now.value < Date.parse(ends_at);
  const ofToday = told.duties.filter((one) => one.day === today || isOn(one));
  const next = told.duties.filter((one) => starts(one) && !ofToday.includes(one)).slice(0, NEXT);
  const rest = isCovered(lookedAt(told), today)
    ? t("officer.roster.day_off")
    : t("officer.roster.not_published");
  const row = (one: Duty) => (
    <li key={`${one.roster_id}${one.day}${one.shift}`}>
      <DutyRow
        duty={one}
        today={today}
        isOn={isOn(one)}
        isChanged={changed.has(one.day)}
        open={() => open(one.day)}
      />
    </li>
  );
  return (
    <>
      <section aria-label={t("officer.today")}>
        <h2 class="heading">
          {t("officer.today")} <span class="quiet small">{dayWord(today)}</span>
        </h2>
        {ofToday.length > 0 ? <ul class="list">{ofToday.map(row)}</ul> : <p class="big">{rest}</p>}
      </section>
      <section aria-label={t("officer.roster.coming")}>
        <h2 class="heading">{t("officer.roster.coming")}</h2>
        {next.length > 0 ? (
          <ul class="list">{next.map(row)}</ul>
        ) : (
          <p class="quiet">{t("officer.roster.none_coming")}</p>
        )}
      </section>
    </>
  );
}
