/** The lists of words that records use: categories, outcomes, gear, agencies, storage places. */
import { useState } from "preact/hooks";
import { go, replace } from "../../base/router.ts";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Split } from "../parts/page.tsx";
import { squadWord } from "../people/squads.ts";
import { may } from "../session.ts";
import { TermForm } from "./term_form.tsx";
import { GROUP_WORD, GROUPS, type Group, has } from "./term_groups.ts";
import { TermSide } from "./term_side.tsx";
import { Ways } from "./ways.tsx";
import { CATALOGUE, type Catalogue, type Term } from "./wire.ts";
import { t, wordOf } from "./words.ts";

export function Terms({ group, chosen }: { group: Group; chosen: string | null }) {
  const asked = useAsked<Catalogue>(CATALOGUE);
  const [sought, setSought] = useState("");
  const [isNew, setNew] = useState(false);
  const found = (asked.body?.[group] ?? []).filter((one) => matches(one, sought));
  const term = asked.body?.[group].find(({ code }) => code === chosen) ?? null;
  return (
    <Page
      fill
      title={t("console_tables.title")}
      sub={t("console_tables.terms_about")}
      tools={<Ways at="categories" />}
    >
      <Split
        main={
          <div class="tables-main">
            <div class="tables-tools">
              <Choice<Group>
                label={t("console_tables.list")}
                hideLabel
                look="segments"
                options={GROUPS.map((value) => ({ value, label: t(GROUP_WORD[value]) }))}
                value={group}
                choose={(next) => replace("tables", next)}
              />
              <Field label={t("console_tables.seek")} value={sought} max={64} change={setSought} />
              {may("catalogue.write") && (
                <Button onPress={() => setNew(true)}>{t("console_tables.new_term")}</Button>
              )}
            </div>
            <Show
              asked={asked}
              isEmpty={() => found.length === 0}
              empty={<p>{t("console_tables.no_terms")}</p>}
            >
              {(catalogue) => <List {...{ group, chosen, catalogue }} terms={found} />}
            </Show>
          </div>
        }
        side={
          term && asked.body ? (
            <TermSide key={group + term.code} group={group} term={term} catalogue={asked.body} />
          ) : (
            <p class="quiet">{t("console_tables.choose_term")}</p>
          )
        }
      />
      {isNew && asked.body && (
        <TermForm
          group={group}
          of={null}
          catalogue={asked.body}
          close={() => setNew(false)}
          saved={(code) => go("tables", group, code)}
        />
      )}
    </Page>
  );
}

function matches({ code, zh, en }: Term, sought: string): boolean {
  return `${code} ${zh} ${en}`.toLowerCase().includes(sought.trim().toLowerCase());
}

interface ListProps {
  group: Group;
  terms: readonly Term[];
  chosen: string | null;
  catalogue: Catalogue;
}

function List({ group, terms, chosen, catalogue }: ListProps) {
  const parentWord = (code: string | null) => {
    const parent = catalogue.category_groups.find((one) => one.code === code);
    return parent ? wordOf(parent) : "—";
  };
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th>{t("console_tables.name")}</th>
            <th>{t("console_tables.other_name")}</th>
            {has(group, "parent") && <th>{t("console_tables.parent")}</th>}
            {has(group, "squad") && <th>{t("console_tables.squad")}</th>}
            {has(group, "is_measure") && <th>{t("console_tables.means")}</th>}
            <th>{t("console_tables.code")}</th>
          </tr>
        </thead>
        <tbody>
          {terms.map((one) => (
            <tr key={one.code} aria-selected={one.code === chosen}>
              <th scope="row">
                <button
                  type="button"
                  class="cell-link"
                  onClick={() => replace("tables", group, one.code)}
                >
                  {one.zh}
                </button>{" "}
                {one.retired && <span class="tag">{t("console_tables.retired")}</span>}
                {one.version > 0 && (
                  <span class="tag" data-tone="ok">
                    {t("console_tables.own")}
                  </span>
                )}
              </th>
              <td>{one.en}</td>
              {has(group, "parent") && <td>{parentWord(one.parent)}</td>}
              {has(group, "squad") && (
                <td class="tables-word">
                  {one.squad ? squadWord(one.squad) : t("console_tables.every_squad")}
                </td>
              )}
              {has(group, "is_measure") && <td>{meaning(one)}</td>}
              <td class="quiet small tables-word">{one.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function meaning({ counts_people, is_measure }: Term): string {
  const said = [
    counts_people && t("console_tables.counts_people"),
    is_measure && t("console_tables.is_measure"),
  ].filter(Boolean);
  return said.join(" · ") || "—";
}
