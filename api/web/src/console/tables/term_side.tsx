/** One word: what it means for records, changing and retiring it, and what it has been. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import type { Kept } from "../kept.ts";
import { Show } from "../parts/asked.tsx";
import { Part } from "../parts/page.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { squadWord } from "../people/squads.ts";
import { may } from "../session.ts";
import { shortTime } from "../times.ts";
import { changeTerm, pathOf, readTerm } from "./term_edits.ts";
import { TermForm } from "./term_form.tsx";
import { type Group, has } from "./term_groups.ts";
import type { Catalogue, Term, TermVersion } from "./wire.ts";
import { t } from "./words.ts";
import { useWriters } from "./writers.ts";

interface TermSideProps {
  group: Group;
  term: Term;
  catalogue: Catalogue;
}

export function TermSide({ group, term, catalogue }: TermSideProps) {
  const [form, setForm] = useState<Kept<Term> | null>(null);
  const change = () =>
    readTerm(group, term.code).then(setForm, (error: unknown) => toast(reasonOf(error)));
  return (
    <>
      <div>
        <h2 class="side-title">{term.zh}</h2>
        <p class="quiet">{term.en}</p>
        {term.retired && (
          <p>
            <span class="tag">{t("console_tables.retired")}</span>{" "}
            <span class="quiet small">{t("console_tables.retired_means")}</span>
          </p>
        )}
      </div>
      <dl class="fact-list">
        <dt>{t("console_tables.code")}</dt>
        <dd>{term.code}</dd>
        {has(group, "squad") && (
          <>
            <dt>{t("console_tables.squad")}</dt>
            <dd>{term.squad ? squadWord(term.squad) : t("console_tables.every_squad")}</dd>
          </>
        )}
        <dt>{t("console_tables.position")}</dt>
        <dd>{term.position}</dd>
      </dl>
      {may("catalogue.write") && (
        <div class="tables-acts">
          <Button onPress={() => void change()}>{t("console_tables.change")}</Button>
          <Button look="plain" onPress={() => void setRetired(group, term)}>
            {t(term.retired ? "console_tables.restore" : "console_tables.retire")}
          </Button>
        </div>
      )}
      {may("catalogue.write") && <History group={group} term={term} />}
      {form && (
        <TermForm group={group} of={form} catalogue={catalogue} close={() => setForm(null)} />
      )}
    </>
  );
}

async function setRetired(group: Group, { code, zh, retired }: Term): Promise<void> {
  try {
    await changeTerm(group, code, { retired: !retired });
    const words = retired ? "console_tables.term_restored" : "console_tables.term_retired";
    toldWithUndo(t(words, { name: zh }), () => changeTerm(group, code, { retired }));
  } catch (error) {
    toast(reasonOf(error));
  }
}

function History({ group, term }: { group: Group; term: Term }) {
  const asked = useAsked<{ items: TermVersion[] }>(`${pathOf(group, term.code)}/versions`);
  const writer = useWriters();
  return (
    <Part title={t("console_tables.history")}>
      <Show
        asked={asked}
        isEmpty={({ items }) => items.length === 0}
        empty={<p class="small">{t("console_tables.as_brought")}</p>}
      >
        {({ items }) => (
          <ol class="steps-line">
            {[...items].reverse().map(({ version, accepted_at, actor_id, body }) => (
              <li key={version}>
                <strong>{body.zh}</strong>
                <span class="quiet">{shortTime(accepted_at)}</span>
                <p class="small quiet">
                  {[body.en, body.retired && t("console_tables.retired"), writer(actor_id)]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Show>
    </Part>
  );
}
