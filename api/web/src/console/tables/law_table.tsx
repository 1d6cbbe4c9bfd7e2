/** The law table as people read it: rules by act, level and day, and what is not verified. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { listed } from "../../base/words.ts";
import { datesOf, rangeWords, titleOf } from "../../records/law_words.ts";
import { RuleFacts } from "../../records/rule_facts.tsx";
import { Chip } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { DayField } from "../parts/day_field.tsx";
import { Page, Part } from "../parts/page.tsx";
import { Remarks } from "../parts/remarks.tsx";
import { Select } from "../parts/select.tsx";
import { number } from "../times.ts";
import { actsOf, isMeant, type LawFilter, LEVELS, whole } from "./law_rules.ts";
import { levelWord, periodWord } from "./law_terms.ts";
import { LAW, type Table, type TableRule } from "./wire.ts";
import { t, wordOf } from "./words.ts";

/** @param ways To what belongs to it, in the room where it is shown. */
export function LawTable({ ways }: { ways: ComponentChildren }) {
  const asked = useAsked<Table>(`${LAW}/table`);
  return (
    <Page title={t("console_tables.law_title")} sub={t("console_tables.law_about")} tools={ways}>
      <Show asked={asked}>{(table) => <Told table={table} />}</Show>
    </Page>
  );
}

function Told({ table }: { table: Table }) {
  const [filter, setFilter] = useState<LawFilter>({
    act: "",
    level: "",
    day: "",
    onlyUnverified: false,
  });
  const change = (part: Partial<LawFilter>) => setFilter({ ...filter, ...part });
  const found = table.rules.filter((rule) => isMeant(rule, filter));
  const penalties = found.filter(({ kind }) => kind === "penalty");
  const others = found.filter(({ kind }) => kind !== "penalty");
  const n_open = table.rules.filter(({ verified }) => !verified).length;
  return (
    <div class="tables-law">
      <Remarks of={table.remarks} />
      <div class="tables-filters">
        <Select
          label={t("console_tables.act")}
          value={filter.act}
          choose={(act) => change({ act })}
          options={[
            { value: "", label: t("console_tables.all_acts") },
            ...table.acts.map((one) => ({ value: one.id, label: wordOf(one) })),
          ]}
        />
        <Select
          label={t("console_tables.level")}
          value={filter.level}
          choose={(level) => change({ level })}
          options={[
            { value: "", label: t("console_tables.all_levels") },
            ...LEVELS.map((value) => ({ value, label: levelWord(value) })),
          ]}
        />
        <DayField
          label={t("console_tables.in_force_on")}
          value={filter.day}
          change={(day) => change({ day })}
        />
        <Chip
          label={t("console_tables.only_unverified", { n: number(n_open) })}
          on={filter.onlyUnverified}
          toggle={() => change({ onlyUnverified: !filter.onlyUnverified })}
        />
      </div>
      <Part title={t("console_tables.penalties", { n: number(penalties.length) })}>
        <Rules rules={penalties} table={table} />
      </Part>
      {others.length > 0 && (
        <Part title={t("console_tables.pointers", { n: number(others.length) })}>
          <p class="quiet small">{t("console_tables.pointers_about")}</p>
          <Rules rules={others} table={table} />
        </Part>
      )}
      <Part title={t("console_tables.periods")}>
        <ul class="tables-list">
          {table.periods.map((one) => (
            <li key={one.id}>
              <strong>{wordOf(one.text)}</strong> · {periodWord(one)}
              <Certain verified={one.verified} />
              <span class="quiet small"> {titleOf({ ...one, article: one.article ?? null })}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("console_tables.duties")}>
        <ul class="tables-list">
          {table.duties.map((one) => (
            <li key={one.id}>
              {wordOf(one.text)}
              <Certain verified={one.verified} />
              <span class="quiet small"> {titleOf({ ...one, article: one.article ?? null })}</span>
            </li>
          ))}
        </ul>
      </Part>
      <p class="quiet small">{t("console_tables.edition", { edition: table.edition })}</p>
    </div>
  );
}

function Rules({ rules, table }: { rules: readonly TableRule[]; table: Table }) {
  if (rules.length === 0) return <p class="empty">{t("console_tables.no_rules")}</p>;
  return (
    <div class="tables-rules">
      {rules.map((sparse) => {
        const rule = whole(sparse);
        const acts = actsOf(sparse, table);
        return (
          <details key={rule.id + rule.valid_from}>
            <summary>
              <span class="tables-rule">
                <strong>
                  {acts.length > 0 ? listed(acts.map(wordOf)) : t("console_tables.any_act")}
                </strong>
                <span class="quiet small">{listed(sparse.levels.map(levelWord))}</span>
              </span>
              <span class="tables-rule">
                <span>{titleOf(rule)}</span>
                <span class="quiet small">{datesOf(rule)}</span>
              </span>
              <span class="tables-rule tables-fine">
                {sparse.kind === "penalty" && (
                  <span>{rangeWords(rule.fine) ?? t("console_tables.fine_unknown")}</span>
                )}
                <Certain verified={rule.verified} />
              </span>
            </summary>
            <RuleFacts rule={rule} procedures={[]} />
            <p class="quiet small">{rule.id}</p>
          </details>
        );
      })}
    </div>
  );
}

function Certain({ verified }: { verified: boolean }) {
  if (verified) return null;
  return (
    <span class="tag" data-tone="wait">
      {t("console_tables.unverified")}
    </span>
  );
}
