/** Write an inventory: what is held, by whom, and who signs for it; it begins with the incident. */
import { useEffect, useState } from "preact/hooks";
import { path, replace } from "../../base/router.ts";
import { measureWord } from "../../records/terms.ts";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Twice } from "../../ui/twice.tsx";
import type { Taken } from "../incident/taken.ts";
import { useKept } from "../incident/use_kept.ts";
import { commonPlace, type Draft, lacks, MEASURES, newDraft, placed } from "../seizure/draft.ts";
import { following } from "../seizure/following.ts";
import { Inventory } from "../seizure/inventory.tsx";
import { keep, numberLater } from "../seizure/keeping.ts";
import { LackSheet } from "../seizure/lack_sheet.tsx";
import { PartyChoice } from "../seizure/party_choice.tsx";
import { PlaceChoice } from "../seizure/place_choice.tsx";
import { Signing } from "../seizure/signing.tsx";
import { categoryWord, MEASURE_WHY } from "../seizure/terms.ts";
import { TimeField } from "../seizure/time_field.tsx";
import { wantCatalogue } from "../state/catalogue.ts";
import { nowIso, shortTime } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { type IncidentOf, incidentHere, incidentThere } from "../state/incident_of.ts";
import { type BegunWith, KeptDraft } from "../state/kept_draft.ts";
import * as patrol from "../state/patrol.ts";
import { type Habits, habits, linesHere } from "../state/seizures.ts";
import { canSeize } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { CrewChoice, certifiedIn } from "./crew_choice.tsx";

interface Beginning {
  box: KeptDraft<Draft>;
  begun: BegunWith<Draft> | null;
  fresh: Draft;
  incident: IncidentOf;
  known: Habits;
}

export function SeizingScreen() {
  const id = path.value[1] ?? "";
  const [found, setFound] = useState<Beginning | null | undefined>(undefined);
  useEffect(() => {
    void wantCatalogue();
    begin(id).then(setFound, () => setFound(null));
  }, []);
  if (found && canSeize.value) return <Form {...found} />;
  return (
    <Screen title={t("officer.seizure.write")}>
      {!canSeize.value ? (
        <Empty>{t("officer.no_measures")}</Empty>
      ) : found === null ? (
        <Empty>{t("officer.seizure.no_incident_here")}</Empty>
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

async function begin(id: string): Promise<Beginning> {
  const { outbox, officer } = here();
  const box = new KeptDraft<Draft>(outbox, `draft:seizure:${id}`, (draft) => draft.touched);
  const [begun, known] = await Promise.all([box.recall(), habits()]);
  const incident = (await incidentHere(id)) ?? (await incidentThere(id));
  // What is on one inventory already does not stand on another.
  const isAnother = (await linesHere()).some((one) => one.incident_id === id && !one.voided);
  const fresh = newDraft({
    incidentId: id,
    at: nowIso(),
    officers: patrol.running.value?.crew ?? [officer.id],
    seized: isAnother ? [] : incident.seized,
    place: known.places[0] ?? "",
    persons: incident.persons ?? [],
  });
  return { box, begun, fresh, incident, known };
}

function Form({ box, begun, fresh, incident, known }: Beginning) {
  const [draft, setDraft] = useState<Draft>(begun?.draft ?? fresh);
  const [taken, setTaken] = useState<Taken[]>(begun?.taken ?? []);
  const [asking, setAsking] = useState(false);
  const [saving, setSaving] = useState(false);
  const change = (to: (before: Draft) => Partial<Draft>) =>
    setDraft((before) => ({ ...before, ...to(before), touched: true }));
  const set = (part: Partial<Draft>) => change(() => part);
  const isKept = useKept(box, draft, taken);
  usePersons(incident, setDraft);

  const certified = certifiedIn(draft.officers);
  const lacking = lacks(draft, certified);
  const save = async () => {
    setAsking(false);
    setSaving(true);
    try {
      await box.hold();
      await keep(draft, taken, box);
      toast(t("officer.kept_here"));
      replace("seizure", draft.id);
    } catch {
      box.release();
      toast(t("officer.not_kept"));
      setSaving(false);
    }
  };
  const restart = () => {
    setDraft({ ...newDraftLike(fresh), persons: draft.persons });
    setTaken([]);
  };
  return (
    <Screen
      title={t("officer.seizure.write")}
      sub={`${categoryWord(incident.category)} ${shortTime(incident.at)}`}
      pinned={
        <Button
          look="main"
          large
          disabled={saving}
          onPress={() => (lacking.length > 0 ? setAsking(true) : void save())}
        >
          {saving
            ? t("officer.working")
            : lacking.length > 0
              ? t("officer.seizure.save_lacking", { n: lacking.length })
              : t("officer.seizure.save")}
        </Button>
      }
    >
      {begun && <BegunNote at={begun.draft.at} restart={restart} />}
      {!isKept && (
        <p class="fault" role="alert">
          {t("officer.draft_not_kept")}
        </p>
      )}
      <Inventory
        draft={draft}
        change={change}
        taken={taken}
        setTaken={(to) => setTaken(to)}
        places={known.places}
      />
      <PlaceChoice
        label={t("officer.seizure.place_of_all")}
        value={commonPlace(draft.items)}
        used={known.places}
        choose={(place) => change(({ items }) => ({ items: placed(items, place) }))}
      />
      <Choice
        label={t("officer.seizure.measure")}
        value={draft.measure}
        options={MEASURES.map((value) => ({ value, label: measureWord(value) }))}
        choose={(measure) => set({ measure })}
      />
      <p class="quiet small">{t(MEASURE_WHY[draft.measure])}</p>
      <NumberField draft={draft} last={known.number} set={set} />
      <TimeField label={t("officer.seizure.at")} at={draft.at} change={(at) => set({ at })} />
      <CrewChoice chosen={draft.officers} choose={(officers) => set({ officers })} />
      {certified < 2 && <p class="note">{t("officer.two_needed")}</p>}
      <PartyChoice draft={draft} set={set} />
      <Signing draft={draft} change={change} me={here().officer.id} />
      <Field
        label={t("officer.note")}
        hint={t("officer.seizure.note_hint")}
        value={draft.note}
        change={(note) => set({ note })}
        max={1000}
        lines
      />
      {asking && (
        <LackSheet
          lacking={lacking}
          numberLater={numberLater(draft.at)}
          save={() => void save()}
          close={() => setAsking(false)}
        />
      )}
    </Screen>
  );
}

/** The same anew: as another record, since the former may have been begun by mistake. */
function newDraftLike(fresh: Draft): Draft {
  const { incidentId, officers, items, persons } = fresh;
  const seized = items.map(({ kind, quantity }) => ({ kind, quantity }));
  const place = commonPlace(items);
  return newDraft({ incidentId, at: nowIso(), officers, seized, place, persons });
}

/** Ask the server who was there, where this phone does not know any more. */
function usePersons(incident: IncidentOf, setDraft: (to: (before: Draft) => Draft) => void): void {
  useEffect(() => {
    if (incident.persons !== null) return;
    incidentThere(incident.id).then(
      ({ persons }) =>
        setDraft((before) => {
          const told = persons ?? [];
          const party = before.party ?? (told.length === 1 ? 1 : null);
          return { ...before, persons: told, party };
        }),
      () => {},
    );
  }, []);
}

function BegunNote({ at, restart }: { at: string; restart: () => void }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <div class="note row spread">
      <span>{t("officer.draft_found", { at: shortTime(at) })}</span>
      <Twice
        look=""
        onPress={() => {
          restart();
          setShown(false);
        }}
      >
        {t("officer.draft_drop")}
      </Twice>
    </div>
  );
}

interface NumberProps {
  draft: Draft;
  last: string;
  set: (part: Partial<Draft>) => void;
}

function NumberField({ draft, last, set }: NumberProps) {
  const next = following(last);
  return (
    <div class="field">
      <Field
        label={t("officer.seizure.number")}
        hint={
          draft.number.trim() ? t("officer.seizure.number_why") : t("officer.seizure.number_none")
        }
        value={draft.number}
        change={(number) => set({ number })}
        max={64}
      />
      {next && draft.number === "" && (
        <div class="chips">
          <button type="button" class="chip" onClick={() => set({ number: next })}>
            {next}
          </button>
        </div>
      )}
    </div>
  );
}
