/** By what the list is narrowed down: one choice beside the other. */
import { useEffect, useState } from "preact/hooks";
import { Button, Field } from "../../ui/controls.tsx";
import { DayField } from "../parts/day_field.tsx";
import { Select } from "../parts/select.tsx";
import { type Area, type Catalogue, offered, squadWord } from "../records/names.ts";
import { may, session } from "../session.ts";
import { nameOf, wordOf } from "../words.ts";
import { type Filters, isFiltered, NO_FILTERS } from "./filters.ts";
import { LEVEL, SOURCE } from "./terms.ts";
import { type Key, t } from "./words.ts";

interface BarProps {
  filters: Filters;
  change: (filters: Filters) => void;
  areas: readonly Area[];
  catalogue: Catalogue;
}

const TYPING_MS = 400;

export function FilterBar({ filters, change, areas, catalogue }: BarProps) {
  const [hasMore, setMore] = useState(filters.source !== "" || filters.zone !== "");
  const squads = session.value?.squads ?? [];
  const set = (part: Partial<Filters>) => change({ ...filters, ...part });
  const all = { value: "", label: t("console_incidents.all") };
  const coded = (words: Record<string, Key>) => [
    all,
    ...Object.entries(words).map(([value, key]) => ({ value, label: t(key) })),
  ];
  const acts = offered(catalogue.categories, squads).filter(
    (one) => filters.kind === "" || one.parent === filters.kind,
  );
  const termed = (terms: readonly { code: string; zh: string; en: string }[]) => [
    all,
    ...terms.map((one) => ({ value: one.code, label: wordOf(one) })),
  ];
  return (
    <div class="filters" role="search" aria-label={t("console_incidents.filters")}>
      {squads.length > 1 && (
        <Select
          label={t("console_incidents.squad")}
          options={[all, ...squads.map((one) => ({ value: one, label: squadWord(one) }))]}
          value={filters.squad}
          choose={(squad) => set({ squad })}
        />
      )}
      <Select
        label={t("console_incidents.area")}
        options={[all, ...areas.map((one) => ({ value: one.code, label: nameOf(one) }))]}
        value={filters.area}
        choose={(area) => set({ area })}
      />
      <Select
        label={t("console_incidents.kind")}
        options={termed(offered(catalogue.category_groups, squads))}
        value={filters.kind}
        choose={(kind) => set({ kind, act: "" })}
      />
      <Select
        label={t("console_incidents.act")}
        options={termed(acts)}
        value={filters.act}
        choose={(act) => set({ act })}
      />
      <Select
        label={t("console_incidents.outcome")}
        options={termed(catalogue.outcomes)}
        value={filters.outcome}
        choose={(outcome) => set({ outcome })}
      />
      <DayField
        label={t("console_incidents.from")}
        value={filters.from}
        change={(from) => set({ from })}
      />
      <DayField
        label={t("console_incidents.through")}
        value={filters.through}
        change={(through) => set({ through })}
      />
      <Select
        label={t("console_incidents.status")}
        options={[
          { value: "", label: t("console_incidents.only_counting") },
          { value: "all", label: t("console_incidents.with_voided") },
        ]}
        value={filters.voided}
        choose={(voided) => set({ voided })}
      />
      {/* Who does not read what was written cannot search by it either. */}
      {may("records.write") && <Words value={filters.text} change={(text) => set({ text })} />}
      {hasMore ? (
        <>
          <Select
            label={t("console_incidents.source")}
            options={coded(SOURCE)}
            value={filters.source}
            choose={(source) => set({ source })}
          />
          <Select
            label={t("console_incidents.zone")}
            options={coded(ZONES)}
            value={filters.zone}
            choose={(zone) => set({ zone })}
          />
        </>
      ) : (
        <Button look="plain" onPress={() => setMore(true)}>
          {t("console_incidents.more_filters")}
        </Button>
      )}
      {isFiltered(filters) && (
        <Button look="plain" onPress={() => change(NO_FILTERS)}>
          {t("console_incidents.clear")}
        </Button>
      )}
    </div>
  );
}

const { first, second, quasi } = LEVEL;
const ZONES = { first, second, quasi };

/** Asked for when the typing pauses, not with each letter. */
function Words({ value, change }: { value: string; change: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return <Field label={t("console_incidents.words")} value={typed} change={setTyped} max={64} />;
}
