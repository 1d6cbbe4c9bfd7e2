/** What belongs to an incident: seizures with their papers, its case, the operation it was part of. */

import { listed } from "../../base/words.ts";
import type { SeizureLine } from "../../records/seizure_wire.ts";
import { stateWord } from "../../records/terms.ts";
import { caseAddress } from "../addresses.ts";
import { query, useAsked } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { Papers } from "../records/papers.tsx";
import { may } from "../session.ts";
import type { Incident } from "./wire.ts";
import { t } from "./words.ts";

interface Link {
  id: string;
  operation_id: string;
  holds: boolean;
}

export function Linked({ of }: { of: Incident }) {
  const seizures = useAsked<{ items: SeizureLine[] }>(
    query("/api/v1/seizures", { incident: of.id }),
  ).body;
  const links = useAsked<{ items: Link[] }>(
    query("/api/v1/operation-links", { target: of.id }),
  ).body;
  const operations = (links?.items ?? []).filter((one) => one.holds);
  const n = (seizures?.items.length ?? 0) + operations.length + (of.case_id ? 1 : 0);
  // Before all is told, or where it was not, nobody can say that there is none.
  const isKnown = seizures !== null && links !== null;
  const isUnlisted = !of.void && hasSeized(of) && seizures?.items.length === 0;
  return (
    <Part title={t("console_incidents.linked")}>
      {isUnlisted && (
        <div class="note" data-tone="wait" role="status">
          <strong>{t("console_incidents.seized_unlisted")}</strong>
          <p class="small">{t("console_incidents.seized_unlisted_do")}</p>
        </div>
      )}
      {n === 0 && isKnown && !isUnlisted && (
        <p class="quiet">{t("console_incidents.nothing_linked")}</p>
      )}
      {seizures?.items.map((one) => (
        <div key={one.id} class="linked">
          <a href={`#/seizures/${one.id}`} class="typed">
            {one.number || t("console_incidents.seizure")}
          </a>
          <span class="quiet small">
            {listed(
              Object.entries(one.states).map(([state, count]) => `${stateWord(state)} ${count}`),
            )}
          </span>
          {may("persons.read") && <Papers id={one.id} />}
        </div>
      ))}
      {of.case_id && <a href={caseAddress(of.case_id)}>{t("console_incidents.case")}</a>}
      {operations.map((one) => (
        <Operation key={one.id} id={one.operation_id} />
      ))}
    </Part>
  );
}

const SEIZED = "seized"; // not a message

/** Whether something is said to have been taken, as an outcome or thing by thing. */
function hasSeized({ outcomes, seized }: Incident): boolean {
  return seized.length > 0 || outcomes.some(({ kind }) => kind === SEIZED);
}

function Operation({ id }: { id: string }) {
  const told = useAsked<{ name: string }>(`/api/v1/operations/${id}`).body;
  return (
    <a href={`#/operations/list/${id}`} class="typed">
      {t("console_incidents.operation", { name: told?.name ?? "…" })}
    </a>
  );
}
