/** What a plain incident does without: other outcomes, words, who was there, how it came to notice. */

import { Button, Choice, Field, Stepper } from "../../ui/controls.tsx";
import { Twice } from "../../ui/twice.tsx";
import * as duty from "../state/duty.ts";
import { canSeize } from "../state/tallies.ts";
import { t, wordOf } from "../words.ts";
import { type Draft, NOBODY, type Person, SOURCES, type Source } from "./draft.ts";

export const SOURCE_WORD = {
  patrol: "officer.source_patrol",
  camera: "officer.source_camera",
  citizen: "officer.source_citizen",
  campaign: "officer.source_campaign",
  joint: "officer.source_joint",
} as const;

/** These have steppers of their own. */
const ELSEWHERE = ["persuaded", "seized"];

interface DetailsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

export function Details({ draft, change }: DetailsProps) {
  return (
    <>
      <Outcomes draft={draft} change={change} />
      <Field
        label={t("officer.narrative")}
        hint={t("officer.narrative_hint")}
        value={draft.narrative}
        change={(narrative) => change({ narrative })}
        max={4000}
        lines
      />
      <Persons persons={draft.persons} change={(persons) => change({ persons })} />
      <Choice<Source>
        label={t("officer.source")}
        look="chips"
        value={draft.source}
        choose={(source) => change({ source })}
        options={SOURCES.map((value) => ({ value, label: t(SOURCE_WORD[value]) }))}
      />
    </>
  );
}

function Outcomes({ draft, change }: DetailsProps) {
  const kinds = (duty.told.value?.outcomes ?? []).filter(
    (one) => !ELSEWHERE.includes(one.code) && (!one.measure || canSeize.value),
  );
  const toggle = (code: string) => {
    const { [code]: there, ...rest } = draft.outcomes;
    change({ outcomes: there === undefined ? { ...rest, [code]: 1 } : rest });
  };
  return (
    <div class="stack">
      <span class="legend">{t("officer.outcomes")}</span>
      <div class="chips" role="group" aria-label={t("officer.outcomes")}>
        {kinds.map((one) => (
          <button
            key={one.code}
            type="button"
            class="chip"
            aria-pressed={one.code in draft.outcomes}
            onClick={() => toggle(one.code)}
          >
            {wordOf(one)}
          </button>
        ))}
      </div>
      {kinds
        .filter((one) => one.people && one.code in draft.outcomes)
        .map((one) => (
          <Stepper
            key={one.code}
            label={t("officer.people_of", { outcome: wordOf(one) })}
            value={draft.outcomes[one.code] ?? 0}
            change={(n) => change({ outcomes: { ...draft.outcomes, [one.code]: n } })}
          />
        ))}
    </div>
  );
}

interface PersonsProps {
  persons: Person[];
  change: (persons: Person[]) => void;
}

function Persons({ persons, change }: PersonsProps) {
  const edit = (at: number, part: Partial<Person>) =>
    change(persons.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <div class="stack">
      <span class="legend">{t("officer.persons")}</span>
      {persons.map((person, at) => (
        <fieldset key={at} class="person stack">
          <legend class="sr">{t("officer.person_n", { n: at + 1 })}</legend>
          <Field
            label={t("officer.person_name")}
            value={person.name}
            change={(name) => edit(at, { name })}
            max={64}
          />
          <Field
            label={t("officer.person_plate")}
            value={person.plate}
            change={(plate) => edit(at, { plate })}
            max={16}
          />
          <Field
            label={t("officer.person_phone")}
            kind="tel"
            value={person.phone}
            change={(phone) => edit(at, { phone })}
            max={32}
          />
          <Field
            label={t("officer.person_number")}
            value={person.id_number}
            change={(id_number) => edit(at, { id_number })}
            max={32}
          />
          <Field
            label={t("officer.person_note")}
            value={person.note}
            change={(note) => edit(at, { note })}
            max={500}
          />
          <Twice look="plain" onPress={() => change(persons.filter((_, i) => i !== at))}>
            {t("officer.person_remove")}
          </Twice>
        </fieldset>
      ))}
      <Button onPress={() => change([...persons, NOBODY])}>{t("officer.person_add")}</Button>
      {persons.length > 0 && <p class="quiet small">{t("officer.persons_why")}</p>}
    </div>
  );
}
