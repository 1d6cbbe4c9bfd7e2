/** All seizures, the newest first. */

import { useEffect, useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { listed } from "../../base/words.ts";
import type { State } from "../../records/seizure_wire.ts";
import { measureWord, stateWord } from "../../records/terms.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Show } from "../parts/asked.tsx";
import { DayField } from "../parts/day_field.tsx";
import { Page } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { More } from "../records/more.tsx";
import { useCatalogue } from "../records/names.ts";
import { stepRows } from "../records/rows.ts";
import { usePages } from "../records/use_pages.ts";
import { shortTime } from "../times.ts";
import { wordOf } from "../words.ts";
import { useDue } from "./due_told.ts";
import { askedFor, type Filters, isFiltered, NO_FILTERS } from "./filters.ts";
import { Tabs } from "./tabs.tsx";
import type { DeskLine } from "./wire.ts";
import { t } from "./words.ts";

interface ListProps {
  filters: Filters;
  change: (filters: Filters) => void;
}

export function List({ filters, change }: ListProps) {
  useDue();
  const pages = usePages<DeskLine>(askedFor(filters));
  return (
    <Page
      title={t("console_seizures.title_list")}
      sub={t("console_seizures.newest_first")}
      fill
      tools={<Tabs open="list" />}
    >
      <Bar filters={filters} change={change} />
      <div class="list-card">
        <Show
          asked={pages.asked}
          empty={t("console_seizures.none")}
          isEmpty={(body) => body.items.length === 0}
        >
          {() => (
            <>
              <Table items={pages.items} />
              <More {...pages} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

const STATES: readonly State[] = [
  "held",
  "confiscated",
  "returned",
  "transferred",
  "destroyed",
  "released_live",
  "disposed",
];

const TYPING_MS = 400;

function Bar({ filters, change }: ListProps) {
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState(filters.text);
  const set = (part: Partial<Filters>) => change({ ...filters, ...part });
  const all = { value: "", label: t("console_seizures.all") };
  useEffect(() => setTyped(filters.text), [filters.text]);
  useEffect(() => {
    if (typed === filters.text) return;
    const timer = setTimeout(() => set({ text: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div class="filters" role="search" aria-label={t("console_seizures.filters")}>
      <Select
        label={t("console_seizures.open")}
        options={[
          all,
          { value: "true", label: t("console_seizures.open_only") },
          { value: "false", label: t("console_seizures.over_only") },
        ]}
        value={filters.open}
        choose={(open) => set({ open })}
      />
      <Select
        label={t("console_seizures.state")}
        options={[all, ...STATES.map((value) => ({ value, label: stateWord(value) }))]}
        value={filters.state}
        choose={(state) => set({ state })}
      />
      <Select
        label={t("console_seizures.gear")}
        options={[all, ...catalogue.gear.map((one) => ({ value: one.code, label: wordOf(one) }))]}
        value={filters.kind}
        choose={(kind) => set({ kind })}
      />
      <Select
        label={t("console_seizures.place")}
        options={[
          all,
          ...catalogue.storage_places.map((one) => ({ value: one.zh, label: wordOf(one) })),
        ]}
        value={filters.place}
        choose={(place) => set({ place })}
      />
      <DayField
        label={t("console_seizures.from")}
        value={filters.from}
        change={(from) => set({ from })}
      />
      <DayField
        label={t("console_seizures.through")}
        value={filters.through}
        change={(through) => set({ through })}
      />
      <Field label={t("console_seizures.words")} value={typed} change={setTyped} max={64} />
      {isFiltered(filters) && (
        <Button look="plain" onPress={() => change(NO_FILTERS)}>
          {t("console_seizures.clear")}
        </Button>
      )}
    </div>
  );
}

function Table({ items }: { items: readonly DeskLine[] }) {
  return (
    <table class="table list-table">
      <caption class="sr">{t("console_seizures.title_list")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("console_seizures.seized_at")}</th>
          <th scope="col">{t("console_seizures.number")}</th>
          <th scope="col">{t("console_seizures.measure")}</th>
          <th scope="col" class="number">
            {t("console_seizures.n_items")}
          </th>
          <th scope="col">{t("console_seizures.where")}</th>
          <th scope="col">{t("console_seizures.status")}</th>
        </tr>
      </thead>
      <tbody onKeyDown={stepRows}>
        {items.map((one) => (
          <tr key={one.id} data-void={one.voided} onClick={() => go("seizures", one.id)}>
            <td class="when">
              <a href={`#/seizures/${one.id}`} onClick={(event) => event.stopPropagation()}>
                {shortTime(one.at)}
              </a>
            </td>
            <td class="typed">{one.number || t("console_seizures.no_number")}</td>
            <td>
              {measureWord(one.measure)}
              {one.ownerless && <span class="under">{t("console_seizures.ownerless")}</span>}
            </td>
            <td class="number">{one.n_items}</td>
            <td>
              {listed(Object.entries(one.states).map(([state, n]) => `${placeWord(state)} ${n}`)) ||
                "—"}
            </td>
            <td>
              <span class="tags">
                <Status of={one} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeWord(state: string): string {
  return state === "not_seized" ? t("console_seizures.not_seized") : stateWord(state);
}

function Status({ of }: { of: DeskLine }) {
  return (
    <>
      {of.voided ? (
        <span class="tag" data-tone="bad">
          {t("console_seizures.voided")}
        </span>
      ) : of.open ? (
        <span class="tag" data-tone="wait">
          {t("console_seizures.open_only")}
        </span>
      ) : (
        <span class="tag" data-tone="ok">
          {t("console_seizures.over_only")}
        </span>
      )}
      {of.flags.length > 0 && (
        <span class="tag">{t("console_seizures.flags", { n: of.flags.length })}</span>
      )}
    </>
  );
}
