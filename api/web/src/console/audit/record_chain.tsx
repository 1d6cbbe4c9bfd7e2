/** All entries about one record, from its first to its last. */
import { useState } from "preact/hooks";
import { query, useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Split } from "../parts/page.tsx";
import { useActors } from "./actors.ts";
import { EntrySide } from "./entry_side.tsx";
import { EntryTable } from "./entry_table.tsx";
import { thingWords } from "./said.ts";
import { Ways } from "./ways.tsx";
import { AUDIT, type Entry } from "./wire.ts";
import { t } from "./words.ts";

export function RecordChain({ object }: { object: string }) {
  const actors = useActors();
  const asked = useAsked<{ items: Entry[] }>(query(AUDIT, { object, limit: 1000 }));
  const [chosen, choose] = useState<Entry | null>(null);
  const entries = [...(asked.body?.items ?? [])].reverse();
  const shown = chosen?.object === object ? chosen : (entries[0] ?? null);
  return (
    <Page
      fill
      title={thingWords(object)}
      sub={asked.body && t("console_audit.n_entries", { n: entries.length })}
      tools={
        <>
          <a class="button plain" href="#/audit">
            {t("console_audit.to_entries")}
          </a>
          <Ways at={null} />
        </>
      }
    >
      <Split
        main={
          <Show
            asked={asked}
            isEmpty={({ items }) => items.length === 0}
            empty={<p>{t("console_audit.no_entries_of_it")}</p>}
          >
            {() => <EntryTable entries={entries} actors={actors} chosen={shown} choose={choose} />}
          </Show>
        }
        side={shown && <EntrySide entry={shown} actors={actors} isOfRecord />}
      />
    </Page>
  );
}
