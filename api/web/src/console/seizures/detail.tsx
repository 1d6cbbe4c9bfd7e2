/** One seizure: what runs, where each thing is, what was done, and what can be done next. */

import { useState } from "preact/hooks";
import { listed } from "../../base/words.ts";
import { Remarks } from "../../records/remarks.tsx";
import { standingOf } from "../../records/seizure_standing.ts";
import { measureWord } from "../../records/terms.ts";
import { Button } from "../../ui/controls.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { type EvidenceTold, evidencePath } from "../records/evidence.ts";
import { Hidden, readsInFull } from "../records/hidden.tsx";
import { useCatalogue, useNames } from "../records/names.ts";
import { listAddress } from "../records/narrowed.ts";
import { Papers } from "../records/papers.tsx";
import { may } from "../session.ts";
import { fullTime } from "../times.ts";
import { Acts } from "./acts.tsx";
import { Chain } from "./chain.tsx";
import { Clocks } from "./clocks.tsx";
import { useDue } from "./due_told.ts";
import { Items } from "./items.tsx";
import { Signatures } from "./signatures.tsx";
import { VoidSeizure } from "./void_seizure.tsx";
import { type DeskSeizure, keptOf } from "./wire.ts";
import { t } from "./words.ts";

const NONE: ReadonlySet<string> = new Set();

export function Detail({ id }: { id: string }) {
  useDue();
  const asked = useAsked<DeskSeizure>(`/api/v1/seizures/${encodeURIComponent(id)}`);
  const [isVoiding, setVoiding] = useState(false);
  const of = asked.body;
  return (
    <Page
      title={of ? of.number || t("console_seizures.no_number") : t("console_seizures.one")}
      sub={of ? `${measureWord(of.measure)} · ${fullTime(of.at)}` : undefined}
      fill
      tools={
        <>
          <a class="button" href="#/seizures">
            {t("console_seizures.to_due")}
          </a>
          <a class="button" href={listAddress("seizures")}>
            {t("console_seizures.to_list")}
          </a>
          {of && may("measures.take") && (
            <Button look={of.voided ? "" : "danger"} onPress={() => setVoiding(true)}>
              {of.voided ? t("console_seizures.count_again") : t("console_seizures.void")}
            </Button>
          )}
        </>
      }
    >
      <Show asked={asked}>{(told) => <Whole of={told} again={asked.again} />}</Show>
      {of && isVoiding && (
        <VoidSeizure of={of} done={asked.again} close={() => setVoiding(false)} />
      )}
    </Page>
  );
}

function Whole({ of, again }: { of: DeskSeizure; again: () => void }) {
  const catalogue = useCatalogue();
  const nameOf = useNames();
  const record = of.incident_id === null ? null : evidencePath(`incident/${of.incident_id}`);
  const files = useAsked<{ items: EvidenceTold[] }>(record).body?.items ?? [];
  const standing = standingOf(keptOf(of), NONE);
  return (
    <Split
      main={
        <div class="record">
          {of.voided && (
            <p class="note typed" data-tone="bad">
              {t("console_seizures.is_void", { reason: of.voided })}
            </p>
          )}
          <Remarks conflicts={of.conflicts.map((one) => one.remark)} findings={of.findings} />
          <Clocks of={of} />
          <Part title={t("console_seizures.items")}>
            <Items {...{ of, catalogue, files }} />
          </Part>
          <Part title={t("console_seizures.chain")}>
            {standing && <Chain {...{ of, standing, nameOf, again }} />}
          </Part>
        </div>
      }
      side={
        <>
          {standing && may("records.write") && <Acts {...{ standing, catalogue, again }} />}
          <Part title={t("console_seizures.about")}>
            {of.incident_id && (
              <a href={`#/incidents/${of.incident_id}`}>{t("console_seizures.to_incident")}</a>
            )}
            <p>
              <span class="quiet">{t("console_seizures.officers")}</span>{" "}
              {readsInFull() ? (
                listed(of.officers.map((one) => one.name ?? nameOf(one.officer_id) ?? "—")) || "—"
              ) : (
                <Hidden />
              )}
            </p>
            {of.ownerless && <p class="quiet">{t("console_seizures.ownerless")}</p>}
            {(of.note || !readsInFull()) && (
              <p>
                <span class="quiet">{t("console_seizures.note")}</span>{" "}
                {readsInFull() ? <span class="typed">{of.note}</span> : <Hidden />}
              </p>
            )}
          </Part>
          <Part title={t("console_seizures.signatures")}>
            <Signatures {...{ of, files, nameOf }} />
          </Part>
          {may("persons.read") && (
            <Part title={t("console_seizures.papers")}>
              <Papers id={of.id} />
              <p class="quiet small">{t("console_seizures.papers_why")}</p>
              <a href={`/seizures/${of.id}`} target="_blank" rel="noreferrer">
                {t("console_seizures.page_for_people")}
              </a>
            </Part>
          )}
        </>
      }
    />
  );
}
