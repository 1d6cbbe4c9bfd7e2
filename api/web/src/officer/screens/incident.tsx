/** Log an incident: what, where, what was done; a plain one is three presses. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Categories } from "../incident/categories.tsx";
import { Details } from "../incident/details.tsx";
import { type Draft, isBegun, itemOf, newDraft, pieces } from "../incident/draft.ts";
import { Evidence, fileOf, type Taken } from "../incident/evidence.tsx";
import { Gear } from "../incident/gear.tsx";
import { PlacePicker, placeWords } from "../incident/place_bar.tsx";
import { usePlace } from "../incident/use_place.ts";
import { replace } from "../router.ts";
import { nowIso, shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import * as patrol from "../state/patrol.ts";
import { canSeize } from "../state/tallies.ts";
import { Button, Stepper } from "../ui/controls.tsx";
import { Screen } from "../ui/screen.tsx";
import { Loading } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { t, wordOf } from "../words.ts";
import { certifiedIn } from "./crew_choice.tsx";

const DRAFT = "draft:incident";
const REMEMBER_MS = 600;

export function IncidentScreen() {
  const [kept, setKept] = useState<Draft | null | undefined>(undefined);
  useEffect(() => {
    void here()
      .outbox.recall<Draft>(DRAFT)
      .then((found) => setKept(found ?? null));
  }, []);
  if (kept === undefined) {
    return (
      <Screen title={t("officer.log_incident")}>
        <Loading />
      </Screen>
    );
  }
  return <Form begun={kept} />;
}

function Form({ begun }: { begun: Draft | null }) {
  const [draft, setDraft] = useState<Draft>(begun ?? newDraft(nowIso()));
  const [taken, setTaken] = useState<Taken[]>([]);
  const [more, setMore] = useState(false);
  const [picking, setPicking] = useState(false);
  const [saving, setSaving] = useState(false);
  const placing = usePlace(draft.place);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  useKept(draft, saving);

  const crew = patrol.running.value?.crew ?? [here().officer.id];
  const certified = certifiedIn(crew);
  const wantsMore = !draft.category || !placing.place;
  const save = async () => {
    if (!draft.category) return toast(t("officer.category_first"));
    if (!placing.place) return setPicking(true);
    setSaving(true);
    const whole = { ...draft, place: placing.place };
    try {
      await keep(whole, taken);
      for (const { url } of taken) if (url) URL.revokeObjectURL(url);
      toast(t("officer.kept_here"));
      replace();
    } catch {
      toast(t("officer.not_kept"));
      setSaving(false);
    }
  };
  return (
    <Screen
      title={t("officer.log_incident")}
      sub={placeWords(placing.place, placing.problem)}
      pinned={
        <Button look="main" large disabled={saving} onPress={() => void save()}>
          {saving
            ? t("officer.working")
            : wantsMore
              ? t("officer.save")
              : t("officer.save_with", { n: certified })}
        </Button>
      }
    >
      {begun && <BegunNote draft={draft} restart={() => setDraft(newDraft(nowIso()))} />}
      <Categories value={draft.category} choose={(category) => change({ category })} />
      <Stepper
        label={t("officer.persuaded")}
        value={draft.persuaded}
        change={(persuaded) => change({ persuaded })}
      />
      {canSeize.value ? (
        <Gear gear={draft.gear} change={(gear) => change({ gear })} />
      ) : (
        <p class="quiet small">{t("officer.no_measures")}</p>
      )}
      {canSeize.value && pieces(draft) > 0 && certified < 2 && (
        <p class="note">{t("officer.two_needed")}</p>
      )}
      <Evidence
        taken={taken}
        change={setTaken}
        place={placing.place}
        record={t("officer.incident_of", { at: shortTime(draft.at) })}
      />
      <div class="pair">
        <Button onPress={() => setPicking(true)}>{t("officer.place_by_map")}</Button>
        <Button onPress={placing.again}>{t("officer.place_again")}</Button>
      </div>
      {more ? (
        <Details draft={draft} change={change} />
      ) : (
        <Button onPress={() => setMore(true)}>{t("officer.more_details")}</Button>
      )}
      {picking && (
        <PlacePicker
          place={placing.place}
          choose={placing.choose}
          close={() => setPicking(false)}
        />
      )}
    </Screen>
  );
}

function BegunNote({ draft, restart }: { draft: Draft; restart: () => void }) {
  if (!isBegun(draft)) return null;
  return (
    <div class="note row spread">
      <span>{t("officer.draft_found", { at: shortTime(draft.at) })}</span>
      <Button onPress={restart}>{t("officer.draft_drop")}</Button>
    </div>
  );
}

/** Keep what was written shortly after each change, and drop it when it is a record. */
function useKept(draft: Draft, isSaving: boolean): void {
  const isFirst = useRef(true);
  const unkept = useRef<(() => void) | null>(null);
  useEffect(() => {
    unkept.current = null;
    if (isFirst.current || isSaving) {
      isFirst.current = false;
      return;
    }
    const { outbox } = here();
    const keepNow = () => {
      unkept.current = null;
      outbox.remember(DRAFT, isBegun(draft) ? draft : null).catch(() => {});
    };
    unkept.current = keepNow;
    const timer = setTimeout(keepNow, REMEMBER_MS);
    return () => clearTimeout(timer);
  }, [draft, isSaving]);
  // Who types and leaves at once loses nothing of it.
  useEffect(() => () => unkept.current?.(), []);
}

/** Put the record and its files where nothing is lost; only then is it saved. */
async function keep(draft: Draft, taken: Taken[]): Promise<void> {
  const { outbox, officer } = here();
  const term = duty.told.value?.categories.find((one) => one.code === draft.category);
  const outcomes = duty.told.value?.outcomes ?? [];
  const setting = {
    squad: duty.shift.value?.squad ?? officer.squad,
    patrolId: patrol.running.value?.id ?? null,
    counting: new Set(outcomes.filter((one) => one.people).map((one) => one.code)),
    maySeize: canSeize.value,
  };
  const label = term ? wordOf(term) : t("officer.incident");
  const files = taken.map((one) => fileOf(one, draft.id));
  await outbox.add(itemOf(draft, setting, label, nowIso()), files);
  // The record is on the disk: what follows is for this phone's own lists.
  await outbox.remember(DRAFT, null).catch(() => {});
  const logged = {
    id: draft.id,
    at: draft.at,
    category: draft.category ?? "",
    persuaded: draft.persuaded,
    seized: Object.entries(draft.gear).map(([kind, quantity]) => ({ kind, quantity })),
  };
  await duty.note((own) => ({ incidents: [...own.incidents, logged] })).catch(() => {});
}
