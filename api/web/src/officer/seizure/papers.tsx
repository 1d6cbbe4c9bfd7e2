/** The papers of a seizure: the server makes them, so there must be a line, and it must be there. */

import type { Standing } from "../../records/seizure_standing.ts";
import { status } from "../state/entry.ts";
import { type Key, t } from "../words.ts";

const PAPERS: readonly { name: string; word: Key }[] = [
  { name: "decision", word: "officer.seizure.paper_decision" },
  { name: "inventory", word: "officer.seizure.paper_inventory" },
  { name: "receipt", word: "officer.seizure.paper_receipt" },
];

export function Papers({ of }: { of: Standing }) {
  const isThere = of.isSent && status.value?.state !== "offline";
  return (
    <section class="stack">
      <h2 class="heading">{t("officer.seizure.papers")}</h2>
      {isThere ? (
        <>
          <div class="papers">
            {PAPERS.map((one) => (
              <a
                key={one.name}
                class="button"
                href={`/api/v1/seizures/${of.id}/papers/${one.name}`}
                target="_blank"
                rel="noreferrer"
              >
                {t(one.word)}
              </a>
            ))}
          </div>
          <p class="quiet small">{t("officer.seizure.papers_why")}</p>
        </>
      ) : (
        <p class="quiet small">{t("officer.seizure.papers_offline")}</p>
      )}
    </section>
  );
}
