/** Log an incident: what, where, what was done; a plain one is three presses. */
import { useEffect, useState } from "preact/hooks";
import { back, go, path, replace } from "../../base/router.ts";
import { type ItemView, NoSuchItem } from "../../outbox/index.ts";
import { Button, Stepper } from "../../ui/controls.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Twice } from "../../ui/twice.tsx";
import { Categories } from "../incident/categories.tsx";
import { Details, SOURCE_WORD } from "../incident/details.tsx";
import { type Draft, newDraft, pieces } from "../incident/draft.ts";
import { type Begun, DraftBox } from "../incident/draft_box.ts";
import { Evidence } from "../incident/evidence.tsx";
import { Gear } from "../incident/gear.tsx";
import { LawNote } from "../incident/law_note.tsx";
import { draftOf } from "../incident/mending.ts";
import { PlacePicker, placeWords } from "../incident/place_bar.tsx";
import { keep, mend } from "../incident/saving.ts";
import type { Taken } from "../incident/taken.ts";
import { useKept } from "../incident/use_kept.ts";
import { usePlace } from "../incident/use_place.ts";
import { toldWords } from "../queue/words.ts";
import { hasCases } from "../state/cases.ts";
import { nowIso, shortTime } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { running } from "../state/operation.ts";
import * as patrol from "../state/patrol.ts";
import { canSeize, isFisheries } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";
import { certifiedIn } from "./crew_choice.tsx";

const DRAFT = "draft:incident";

/** What the form begins with; `mends` is the refused record that it is to replace. */
interface Beginning {
  box: DraftBox;
  fresh: Draft;
  begun: Begun | null;
  mends: ItemView | null;
}

export function IncidentScreen() {
  const id = path.value[1] ?? null;
  const [found, setFound] = useState<Beginning | null | undefined>(undefined);
  useEffect(() => {
    begin(id).then(setFound, () => setFound(null));
  }, []);
  const title = id === null ? t("officer.log_incident") : t("officer.mend");
  if (found) return <Form title={title} {...found} />;
  return (
    <Screen title={title}>
      {found === null ? <Empty>{t("officer.mend_gone")}</Empty> : <Loading />}
    </Screen>
  );
}

/** Return what there is to begin with; null when the record to be mended is not refused any more. */
async function begin(id: string | null): Promise<Beginning | null> {
  const { outbox } = here();
  const box = new DraftBox(outbox, id === null ? DRAFT : `${DRAFT}:${id}`);
  const begun = await box.recall();
  if (id === null) return { box, begun, fresh: freshDraft(), mends: null };
  const items = await outbox.list();
  const mends = items.find(
    (one) => one.kind === "incident" && one.id === id && one.state === "refused",
  );
  return mends ? { box, begun, mends, fresh: draftOf(id, mends.at, mends.body) } : null;
}

/** What is logged while an operation runs belongs to it, unless the officer says otherwise. */
function freshDraft(): Draft {
  const on = running.value[0];
  const draft = newDraft(nowIso());
  return on ? { ...draft, source: on.kind } : draft;
}

function Form({ title, box, fresh, begun, mends }: Beginning & { title: string }) {
  const [draft, setDraft] = useState<Draft>(begun?.draft ?? fresh);
  const [taken, setTaken] = useState<Taken[]>(begun?.taken ?? []);
  const [more, setMore] = useState(mends !== null);
  const [picking, setPicking] = useState(false);
  const [saving, setSaving] = useState(false);
  const placing = usePlace(draft.place);
  const whole = { ...draft, place: placing.place };
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const isKept = useKept(box, whole, taken);

  const crew = patrol.running.value?.crew ?? [here().officer.id];
  const certified = certifiedIn(crew);
  const nLogged = duty.own.value.incidents.length;
  const mayOpen = !mends && hasCases.value;
  // Where nothing is fished gear is taken so seldom that it stands among the details.
  const hasGear = isFisheries.value || more || pieces(draft) > 0;
  const wantsMore = !draft.category || !placing.place;
  const save = async (asCase = false) => {
    if (!draft.category) return toast(t("officer.category_first"));
    if (!placing.place) return setPicking(true);
    setSaving(true);
    let made: string | null = null;
    try {
      await box.hold();
      if (mends) await mend(mends, whole, taken, box);
      else made = await keep(whole, taken, box, asCase);
      toast(t("officer.kept_here"));
      if (mends) back();
      // What is seized is listed and handed over on the spot.
      else if (canSeize.value && pieces(draft) > 0) replace("seizing", draft.id);
      else if (made) replace("case", made);
      else replace();
    } catch (error) {
      box.release();
      toast(error instanceof NoSuchItem ? t("officer.mend_gone") : t("officer.not_kept"));
      setSaving(false);
    }
  };
  const restart = () => {
    setDraft(mends ? fresh : freshDraft());
    setTaken([]);
    placing.again();
    if (mends && fresh.place) placing.choose(fresh.place);
  };
  return (
    <Screen
      title={title}
      sub={placeWords(placing.place, placing.problem)}
      two={mayOpen}
      pinned={
        <>
          {mayOpen && (
            <Button look="strong" large disabled={saving} onPress={() => void save(true)}>
              {t("officer.case.save_and_make")}
            </Button>
          )}
          <Button look="main" large disabled={saving} onPress={() => void save()}>
            {saving
              ? t("officer.working")
              : mends
                ? t("officer.mend_save")
                : wantsMore
                  ? t("officer.save")
                  : t("officer.save_with", { n: certified })}
          </Button>
        </>
      }
    >
      {mends?.told && (
        <p class="note" data-tone="bad">
          {toldWords(mends.told)}
        </p>
      )}
      {!placing.place && placing.problem && (
        <Button look="strong" large wide onPress={() => setPicking(true)}>
          {t("officer.place_by_map")}
        </Button>
      )}
      {begun && <BegunNote at={begun.draft.at} restart={restart} />}
      <Categories value={draft.category} choose={(category) => change({ category })} />
      {draft.category && (
        <LawNote
          about={{ category: draft.category, place: placing.place, at: draft.at }}
          certified={certified}
          choice={draft.law}
          change={(law) => change({ law })}
        />
      )}
      <Stepper
        label={t("officer.persuaded")}
        value={draft.persuaded}
        change={(persuaded) => change({ persuaded })}
      />
      {!canSeize.value && <p class="quiet small">{t("officer.no_measures")}</p>}
      {canSeize.value && hasGear && <Gear gear={draft.gear} change={(gear) => change({ gear })} />}
      {canSeize.value && pieces(draft) > 0 && certified < 2 && (
        <p class="note">{t("officer.two_needed")}</p>
      )}
      <Evidence
        taken={taken}
        change={setTaken}
        place={placing.place}
        record={t("officer.incident_of", { at: shortTime(draft.at) })}
      />
      {!isKept && (
        <p class="fault" role="alert">
          {t("officer.draft_not_kept")}
        </p>
      )}
      <div class="pair">
        {(placing.place || !placing.problem) && (
          <Button onPress={() => setPicking(true)}>{t("officer.place_by_map")}</Button>
        )}
        <Button onPress={placing.again}>{t("officer.place_again")}</Button>
      </div>
      {more ? (
        <Details draft={draft} change={change} />
      ) : (
        <>
          {draft.source !== "patrol" && (
            <p class="quiet small">
              {t("officer.source")}：{t(SOURCE_WORD[draft.source])}
            </p>
          )}
          <Button onPress={() => setMore(true)}>{t("officer.more_details")}</Button>
        </>
      )}
      {!mends && nLogged > 0 && (
        <Button look="plain" onPress={() => go("incidents")}>
          {t("officer.own_incidents_n", { n: nLogged })}
        </Button>
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

function BegunNote({ at, restart }: { at: string; restart: () => void }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  const drop = () => {
    restart();
    setShown(false);
  };
  return (
    <div class="note row spread">
      <span>{t("officer.draft_found", { at: shortTime(at) })}</span>
      <Twice look="" onPress={drop}>
        {t("officer.draft_drop")}
      </Twice>
    </div>
  );
}
