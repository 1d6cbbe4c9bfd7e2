/** The papers of a seizure: they name the party, so that they were printed is entered. */
import { type Key, t } from "../incidents/words.ts";

const PAPERS: readonly { name: string; word: Key }[] = [
  { name: "decision", word: "console_incidents.paper_decision" },
  { name: "inventory", word: "console_incidents.paper_inventory" },
  { name: "receipt", word: "console_incidents.paper_receipt" },
];

export function Papers({ id }: { id: string }) {
  return (
    <p class="links">
      {PAPERS.map(({ name, word }) => (
        <a
          key={name}
          href={`/api/v1/seizures/${id}/papers/${name}`}
          target="_blank"
          rel="noreferrer"
          title={t("console_incidents.papers_why")}
        >
          {t(word)}
        </a>
      ))}
    </p>
  );
}
