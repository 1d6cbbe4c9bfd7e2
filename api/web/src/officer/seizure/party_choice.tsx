/** Whose things they were: one of the incident's persons, or nobody who was there. */
import { t } from "../words.ts";
import type { Draft } from "./draft.ts";

interface PartyProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
}

export function PartyChoice({ draft, set }: PartyProps) {
  const { persons, party, ownerless } = draft;
  return (
    <div class="field" role="group" aria-label={t("officer.seizure.party")}>
      <span class="legend">{t("officer.seizure.party")}</span>
      <div class="chips">
        {persons.map((name, at) => (
          <button
            key={at}
            type="button"
            class="chip"
            aria-pressed={!ownerless && party === at + 1}
            onClick={() =>
              set({ ownerless: false, party: !ownerless && party === at + 1 ? null : at + 1 })
            }
          >
            {name || t("officer.person_n", { n: at + 1 })}
          </button>
        ))}
        <button
          type="button"
          class="chip"
          aria-pressed={ownerless}
          onClick={() => set({ ownerless: !ownerless })}
        >
          {t("officer.seizure.ownerless")}
        </button>
      </div>
      <span class="quiet small">
        {ownerless
          ? t("officer.seizure.ownerless_why")
          : persons.length === 0
            ? t("officer.seizure.no_persons")
            : t("officer.seizure.party_why")}
      </span>
    </div>
  );
}
