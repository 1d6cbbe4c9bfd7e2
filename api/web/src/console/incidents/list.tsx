/** The list of incidents, the newest first, beside where they were. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button, Choice } from "../../ui/controls.tsx";
import { PlaceMap } from "../map/place_map.tsx";
import { Show } from "../parts/asked.tsx";
import { Figure } from "../parts/figure.tsx";
import { Page, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { useWide } from "../parts/use_wide.ts";
import { More } from "../records/more.tsx";
import { areaWord, useAreas, useCatalogue } from "../records/names.ts";
import { usePages } from "../records/use_pages.ts";
import { may } from "../session.ts";
import { number } from "../times.ts";
import { FilterBar } from "./filter_bar.tsx";
import { askedFor, type Filters } from "./filters.ts";
import { SearchDialog, type Sought, soughtWords, usePersonSearch } from "./search.tsx";
import { Table } from "./table.tsx";
import type { Incident } from "./wire.ts";
import { t } from "./words.ts";

/** Beside a narrower table the map would leave rows of six lines. */
const TWO_COLUMNS_PX = 1100;
/** More areas than buttons in a row beside the table. */
const MOST_BUTTONS = 2;

interface ListProps {
  filters: Filters;
  change: (filters: Filters) => void;
}

export function List({ filters, change }: ListProps) {
  const [sought, setSought] = useState<Sought | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [marked, setMarked] = useState<string | null>(null);
  const areas = useAreas();
  const catalogue = useCatalogue();
  const listed = usePages<Incident>(sought === null ? askedFor(filters) : null);
  const found = usePersonSearch(sought, filters);
  const pages = sought === null ? listed : found;
  const { items } = pages;
  const isWide = useWide(TWO_COLUMNS_PX);
  const [isMapAsked, setMapAsked] = useState(false);
  const hasSide = isWide || isMapAsked;
  const [place, setPlace] = useState("");
  const codes = [...new Set(items.flatMap(({ area }) => area ?? []))];
  const there =
    filters.area ||
    (codes.includes(place) ? place : (items.find((one) => one.id === marked) ?? items[0])?.area);
  const here = items.filter((one) => one.area === there);
  return (
    <Page
      title={t("console_incidents.title")}
      sub={t("console_incidents.newest_first")}
      fill
      tools={
        <>
          {!isWide && (
            <Button onPress={() => setMapAsked(!isMapAsked)}>
              {t(isMapAsked ? "console_incidents.map_hide" : "console_incidents.map_show")}
            </Button>
          )}
          {may("persons.read") && (
            <Button onPress={() => setAsking(true)}>{t("console_incidents.by_person")}</Button>
          )}
        </>
      }
    >
      <FilterBar {...{ filters, change, areas, catalogue }} />
      {sought && (
        <p class="note row spread">
          <span class="typed">
            {t("console_incidents.sought", { what: soughtWords(sought) })}{" "}
            {t("console_incidents.search_audited")}
          </span>
          <Button onPress={() => setSought(null)}>{t("console_incidents.search_end")}</Button>
        </p>
      )}
      <Split
        main={
          <Show
            asked={pages.asked}
            empty={t("console_incidents.none")}
            isEmpty={(body) => body.items.length === 0}
          >
            {() => (
              <>
                <Table
                  {...{ items, areas, catalogue, marked }}
                  mark={setMarked}
                  open={(id) => go("incidents", id)}
                />
                <More {...pages} />
              </>
            )}
          </Show>
        }
        side={
          hasSide ? (
            <>
              {there && !filters.area && codes.length > 1 && (
                <AreaSwitch {...{ areas, codes }} value={there} choose={setPlace} />
              )}
              {there && (
                <PlaceMap
                  area={there}
                  label={t("console_incidents.map_of", { area: areaWord(areas, there) })}
                  spots={here.map(({ id, point }) => ({ id, ...point }))}
                  marked={marked}
                  choose={(id) => go("incidents", id)}
                />
              )}
              {there && (
                <p class="quiet small">
                  {t("console_incidents.on_map", { area: areaWord(areas, there), n: here.length })}
                </p>
              )}
              <Tally items={items} hasMore={pages.hasMore} />
            </>
          ) : null
        }
      />
      {isAsking && (
        <SearchDialog
          close={() => setAsking(false)}
          search={(person) => {
            setAsking(false);
            setSought(person);
          }}
        />
      )}
    </Page>
  );
}

interface AreaSwitchProps {
  areas: ReturnType<typeof useAreas>;
  codes: readonly string[];
  value: string;
  choose: (code: string) => void;
}

/** The map shows one area; the list may have several. */
function AreaSwitch({ areas, codes, value, choose }: AreaSwitchProps) {
  const options = codes.map((code) => ({ value: code, label: areaWord(areas, code) }));
  const its = { label: t("console_incidents.area"), hideLabel: true, options, value, choose };
  return codes.length > MOST_BUTTONS ? <Select {...its} /> : <Choice {...its} look="segments" />;
}

/** Counts of what is listed: more may follow, which is said. */
function Tally({ items, hasMore }: { items: readonly Incident[]; hasMore: boolean }) {
  const counting = items.filter((one) => !one.void);
  const people = counting.reduce((sum, one) => sum + peopleOf(one), 0);
  const open = hasMore ? "+" : "";
  return (
    <div class="figure-grid">
      <Figure
        value={`${number(counting.length)}${open}`}
        label={t("console_incidents.n_listed")}
        means={t("console_incidents.n_listed_means")}
      />
      <Figure
        value={`${number(people)}${open}`}
        label={t("console_incidents.n_concerned")}
        means={t("console_incidents.n_concerned_means")}
      />
    </div>
  );
}

/** As many as the outcome that concerned the most: one person may be in several. */
function peopleOf({ outcomes }: Incident): number {
  return Math.max(0, ...outcomes.map((one) => one.people ?? 0));
}
