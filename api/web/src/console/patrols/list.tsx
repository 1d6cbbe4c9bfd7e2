/** The list of patrols, the newest first, and what they come to. */
import { Button } from "../../ui/controls.tsx";
import { modeWords } from "../live/words.ts";
import { Show } from "../parts/asked.tsx";
import { DayField } from "../parts/day_field.tsx";
import { Figure } from "../parts/figure.tsx";
import { Page } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { More } from "../records/more.tsx";
import { squadWord, useAreas } from "../records/names.ts";
import { usePages } from "../records/use_pages.ts";
import { may, session } from "../session.ts";
import { number } from "../times.ts";
import { nameOf } from "../words.ts";
import { askedFor, type Filters, isFiltered, NO_FILTERS } from "./filters.ts";
import { Table } from "./table.tsx";
import { isUntracked } from "./track_tags.tsx";
import type { ListedPatrol } from "./wire.ts";
import { t } from "./words.ts";

const MODES = ["boat", "car", "foot"] as const;
const HOUR_MS = 3_600_000;

interface ListProps {
  filters: Filters;
  change: (filters: Filters) => void;
}

export function List({ filters, change }: ListProps) {
  const pages = usePages<ListedPatrol>(askedFor(filters));
  return (
    <Page title={t("console_patrols.title")} sub={t("console_patrols.newest_first")} fill>
      <FilterBar {...{ filters, change }} />
      <div class="patrol-list">
        <Show
          asked={pages.asked}
          empty={t("console_patrols.none")}
          isEmpty={(body) => body.items.length === 0}
        >
          {() => (
            <>
              <Tally items={pages.items} hasMore={pages.hasMore} />
              <Table items={pages.items} />
              <More {...pages} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}

function FilterBar({ filters, change }: ListProps) {
  const areas = useAreas();
  const squads = session.value?.squads ?? [];
  const set = (part: Partial<Filters>) => change({ ...filters, ...part });
  const all = { value: "", label: t("console_patrols.all") };
  return (
    <div class="filters" role="search" aria-label={t("console_patrols.filters")}>
      {squads.length > 1 && (
        <Select
          label={t("console_patrols.squad")}
          options={[all, ...squads.map((one) => ({ value: one, label: squadWord(one) }))]}
          value={filters.squad}
          choose={(squad) => set({ squad })}
        />
      )}
      <Select
        label={t("console_patrols.area")}
        options={[all, ...areas.map((one) => ({ value: one.code, label: nameOf(one) }))]}
        value={filters.area}
        choose={(area) => set({ area })}
      />
      <Select
        label={t("console_patrols.mode")}
        options={[all, ...MODES.map((one) => ({ value: one as string, label: modeWords(one) }))]}
        value={filters.mode}
        choose={(mode) => set({ mode })}
      />
      {may("tracks.read") && (
        <Select
          label={t("console_patrols.tracks")}
          options={[
            all,
            { value: "missing", label: t("console_patrols.only_untracked") },
            { value: "rest", label: t("console_patrols.only_rest") },
          ]}
          value={filters.tracks}
          choose={(tracks) => set({ tracks })}
        />
      )}
      <DayField
        label={t("console_patrols.from")}
        value={filters.from}
        change={(from) => set({ from })}
      />
      <DayField
        label={t("console_patrols.through")}
        value={filters.through}
        change={(through) => set({ through })}
      />
      {isFiltered(filters) && (
        <Button look="plain" onPress={() => change(NO_FILTERS)}>
          {t("console_patrols.clear")}
        </Button>
      )}
    </div>
  );
}

/** What is listed comes to: more may follow, which is said. */
function Tally({ items, hasMore }: { items: readonly ListedPatrol[]; hasMore: boolean }) {
  const more = hasMore ? "+" : "";
  const hours = items.reduce((sum, one) => sum + hoursOf(one), 0);
  const seesTracks = items.some((one) => one.tracks !== null);
  const metres = items.reduce((sum, { tracks }) => sum + (tracks?.length_m ?? 0), 0);
  const untracked = items.filter(isUntracked).length;
  return (
    <div class="figure-grid patrol-tally">
      <Figure
        value={`${number(items.length)}${more}`}
        label={t("console_patrols.n_listed")}
        means={t("console_patrols.n_listed_means")}
      />
      <Figure
        value={`${amount(hours)}${more}`}
        label={t("console_patrols.hours")}
        means={t("console_patrols.hours_means")}
      />
      {seesTracks && (
        <>
          <Figure
            value={`${amount(metres / 1_000)}${more}`}
            label={t("console_patrols.km")}
            means={t("console_patrols.km_means")}
          />
          <Figure
            value={`${number(untracked)}${more}`}
            label={t("console_patrols.untracked")}
            means={t("console_patrols.untracked_means")}
            {...(untracked > 0 ? { tone: "wait" as const } : {})}
          />
        </>
      )}
    </div>
  );
}

/** Return a small amount with a decimal: 0.4 is not nothing. */
function amount(value: number): string {
  return number(value, value > 0 && value < 10 ? 1 : 0);
}

function hoursOf({ start, end }: ListedPatrol): number {
  return end === null ? 0 : (Date.parse(end) - Date.parse(start)) / HOUR_MS;
}
