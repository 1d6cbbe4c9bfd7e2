/** The entries of a chain, looked through by who, what, about what and when. */
import { useState } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { reasonOf } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Moment } from "../parts/moment.tsx";
import { Page, Split } from "../parts/page.tsx";
import { Select } from "../parts/select.tsx";
import { number } from "../times.ts";
import { useActors } from "./actors.ts";
import { EntrySide } from "./entry_side.tsx";
import { EntryTable } from "./entry_table.tsx";
import { csvOf, readAll } from "./export.ts";
import { ACTIONS, chainWord, exactTime, KINDS, thingOf } from "./said.ts";
import { ALL, addressOf, before, look, type Search, search } from "./search.ts";
import { Ways } from "./ways.tsx";
import { type Actor, type Anchor, AUDIT, type Entry } from "./wire.ts";
import { t } from "./words.ts";

const ON_A_PAGE = 100;

export function Entries() {
  const actors = useActors();
  const anchor = useAsked<Anchor>(`${AUDIT}/anchor`);
  const chains = anchor.body?.heads.map(({ chain }) => chain) ?? [];
  const wanted: Search = { ...search.value, chain: search.value.chain || (chains[0] ?? "") };
  const asked = useAsked<{ items: Entry[] }>(
    wanted.chain ? addressOf(wanted, before.value, ON_A_PAGE) : null,
  );
  const [chosen, choose] = useState<Entry | null>(null);
  return (
    <Page
      fill
      title={t("console_audit.title")}
      sub={t("console_audit.sub")}
      tools={
        <>
          <Ways at="entries" />
          <Export wanted={wanted} />
        </>
      }
    >
      <Split
        main={
          <div class="audit-main">
            <Filters wanted={wanted} chains={chains} actors={actors} />
            <Show asked={anchor}>
              {() => (
                <Show asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Nothing />}>
                  {({ items }) => (
                    <>
                      <EntryTable entries={items} actors={actors} chosen={chosen} choose={choose} />
                      <Pages items={items} />
                    </>
                  )}
                </Show>
              )}
            </Show>
          </div>
        }
        side={chosen ? <EntrySide entry={chosen} actors={actors} /> : <Aside />}
      />
    </Page>
  );
}

function Aside() {
  const [id, setId] = useState("");
  const { kind, id: rest } = thingOf(id.trim());
  const isWhole = rest !== "";
  return (
    <>
      <p class="quiet">{t("console_audit.choose_entry")}</p>
      <Field
        label={t("console_audit.find_record")}
        value={id}
        max={128}
        hint={t("console_audit.find_record_hint")}
        change={setId}
      />
      <Button disabled={!isWhole} onPress={() => go("audit", "record", kind, rest)}>
        {t("console_audit.show_record")}
      </Button>
    </>
  );
}

function Nothing() {
  return (
    <>
      <p>{t("console_audit.nothing_found")}</p>
      <Button onPress={() => look({ ...ALL, chain: search.value.chain })}>
        {t("console_audit.clear")}
      </Button>
    </>
  );
}

interface FilterProps {
  wanted: Search;
  chains: readonly string[];
  actors: readonly Actor[];
}

function Filters({ wanted, chains, actors }: FilterProps) {
  const any = { value: "", label: t("console_audit.any") };
  return (
    <search class="audit-filters">
      <Choice
        label={t("console_audit.chain")}
        hideLabel
        look="segments"
        options={chains.map((chain) => ({ value: chain, label: chainWord(chain) }))}
        value={wanted.chain}
        choose={(chain) => look({ chain })}
      />
      <Select
        label={t("console_audit.who")}
        options={[
          any,
          { value: "system", label: t("console_audit.the_system") },
          { value: "-", label: t("console_audit.nobody_signed_in") },
          ...actors.map(({ actor, name }) => ({ value: actor, label: name })),
        ]}
        value={wanted.actor}
        choose={(actor) => look({ actor })}
      />
      <Select
        label={t("console_audit.action")}
        options={[any, ...Object.entries(ACTIONS).map(named)]}
        value={wanted.action}
        choose={(action) => look({ action })}
      />
      <Select
        label={t("console_audit.object")}
        options={[any, ...Object.entries(KINDS).map(named)]}
        value={wanted.kind}
        choose={(kind) => look({ kind })}
      />
      <Select<Search["outcome"]>
        label={t("console_audit.outcome")}
        options={[
          { value: "", label: t("console_audit.any") },
          { value: "done", label: t("console_audit.done") },
          { value: "refused", label: t("console_audit.refused") },
        ]}
        value={wanted.outcome}
        choose={(outcome) => look({ outcome })}
      />
      <Moment
        kind="date"
        label={t("console_audit.from")}
        value={wanted.from}
        change={(from) => look({ from })}
      />
      <Moment
        kind="date"
        label={t("console_audit.through")}
        value={wanted.through}
        change={(through) => look({ through })}
      />
    </search>
  );
}

function named([value, key]: [string, (typeof ACTIONS)[string]]) {
  return { value, label: t(key) };
}

function Pages({ items }: { items: readonly Entry[] }) {
  const last = items[items.length - 1];
  const isLatest = before.value === null;
  const isFull = items.length === ON_A_PAGE && last !== undefined && last.seq > 1;
  if (isLatest && !isFull) return null;
  return (
    <div class="audit-pages">
      <Button
        disabled={isLatest}
        onPress={() => {
          before.value = null;
        }}
      >
        {t("console_audit.latest")}
      </Button>
      <Button
        disabled={!isFull}
        onPress={() => {
          before.value = last?.seq ?? null;
        }}
      >
        {t("console_audit.older")}
      </Button>
    </div>
  );
}

function Export({ wanted }: { wanted: Search }) {
  const [n, setN] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = () => {
    setN(0);
    setError(null);
    readAll(wanted, setN)
      .then((entries) => {
        const stamp = exactTime(new Date().toISOString()).replace(/[ :]/g, "-");
        const name = `audit-${wanted.chain.replace(/\W/g, "")}-${stamp}.csv`;
        saveFile(new Blob([csvOf(entries)], { type: "text/csv" }), name);
      })
      .catch(setError)
      .finally(() => setN(null));
  };
  return (
    <>
      {error !== null && (
        <span class="fault" role="alert">
          {reasonOf(error)}
        </span>
      )}
      <Button disabled={n !== null || wanted.chain === ""} onPress={run}>
        {n === null ? t("console_audit.export") : t("console_audit.exporting", { n: number(n) })}
      </Button>
    </>
  );
}
