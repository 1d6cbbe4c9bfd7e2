/** Write a step of custody, or a word on a period: which things, where to, since when. */
import { useEffect, useState } from "preact/hooks";
import { back } from "../../base/router.ts";
import type { Standing } from "../../records/seizure_standing.ts";
import { eligible, type StepKind } from "../../records/seizure_steps.ts";
import type { FactKind } from "../../records/seizure_wire.ts";
import {
  asksPlace,
  asksWhom,
  clockBody,
  custodyBody,
  type Missing,
  missingIn,
  newStep,
  type StepDraft,
} from "../../records/step_draft.ts";
import { isFact, stepWord } from "../../records/terms.ts";
import { Button, Field, Stepper } from "../../ui/controls.tsx";
import { toast } from "../../ui/toast.tsx";
import { agencies } from "../state/catalogue.ts";
import { nowIso } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { KeptDraft } from "../state/kept_draft.ts";
import { habits, keepClock, keepCustody } from "../state/seizures.ts";
import { Screen } from "../ui/screen.tsx";
import { inChinese, type Key, t, wordOf } from "../words.ts";
import { DayField } from "./day_field.tsx";
import { PlaceChoice } from "./place_choice.tsx";
import { gearWord } from "./terms.ts";
import { TimeField } from "./time_field.tsx";

const MISSING: Record<Missing, Key> = {
  items: "officer.seizure.choose_items",
  place: "officer.seizure.choose_place",
  to: "officer.seizure.choose_whom",
  day: "officer.seizure.choose_day",
};

interface FormProps {
  of: Standing;
  kind: string;
}

export function StepForm({ of, kind }: FormProps) {
  return isFact(kind) ? (
    <FactForm of={of} kind={kind} />
  ) : (
    <CustodyForm of={of} kind={kind as StepKind} />
  );
}

function CustodyForm({ of, kind }: { of: Standing; kind: StepKind }) {
  const { draft, set, box } = useDraft(of, kind);
  const { busy, save } = useSaving(box);
  const used = usePlaces();
  const missing = missingIn(kind, draft);
  const keep = () =>
    missing
      ? toast(t(MISSING[missing]))
      : void save(() => {
          const label = `${stepWord(kind)} ${of.number}`;
          return keepCustody(custodyBody(kind, draft, of, nowIso()), label, box.names);
        });
  const toggle = (number: number) =>
    set({
      items: draft.items.includes(number)
        ? draft.items.filter((one) => one !== number)
        : [...draft.items, number],
    });
  return (
    <Screen
      title={stepWord(kind)}
      sub={of.number}
      pinned={
        <Button look="main" large disabled={busy} onPress={keep}>
          {t("officer.seizure.step_save", { what: stepWord(kind), n: draft.items.length })}
        </Button>
      }
    >
      <div class="field" role="group" aria-label={t("officer.seizure.items")}>
        <span class="legend">{t("officer.seizure.items")}</span>
        {eligible(kind, of).map((one) => (
          <button
            key={one.number}
            type="button"
            class="tile step-item"
            aria-pressed={draft.items.includes(one.number)}
            onClick={() => toggle(one.number)}
          >
            <span>
              {one.number}　{gearWord(one.kind)} {one.quantity} {one.unit}
            </span>
            <span class="small">{one.place}</span>
          </button>
        ))}
      </div>
      {asksPlace(kind) && (
        <PlaceChoice
          label={
            kind === "moved" ? t("officer.seizure.moved_to") : t("officer.seizure.inspected_at")
          }
          value={draft.place}
          used={used}
          choose={(place) => set({ place })}
        />
      )}
      {asksWhom(kind) && <WhomChoice kind={kind} to={draft.to} choose={(to) => set({ to })} />}
      {kind === "notice_posted" && (
        <DayField
          label={t("officer.seizure.notice_last_day")}
          hint={t("officer.seizure.notice_why")}
          day={draft.day}
          change={(day) => set({ day })}
        />
      )}
      <Common draft={draft} set={set} />
    </Screen>
  );
}

function FactForm({ of, kind }: { of: Standing; kind: FactKind }) {
  const { draft, set, box } = useDraft(of, kind);
  const { busy, save } = useSaving(box);
  const keep = () =>
    save(() => {
      const label = `${stepWord(kind)} ${of.number}`;
      return keepClock(clockBody(kind, draft, of, nowIso()), label, box.names);
    });
  return (
    <Screen
      title={stepWord(kind)}
      sub={of.number}
      pinned={
        <Button look="main" large disabled={busy} onPress={() => void keep()}>
          {stepWord(kind)}
        </Button>
      }
    >
      {kind === "approved" && <p class="note">{t("officer.seizure.approve_why")}</p>}
      {kind === "extended" && (
        <Stepper
          label={t("officer.seizure.extended_days")}
          value={draft.days}
          change={(days) => set({ days: Math.max(1, days) })}
        />
      )}
      <Common draft={draft} set={set} />
    </Screen>
  );
}

interface CommonProps {
  draft: StepDraft;
  set: (part: Partial<StepDraft>) => void;
}

function Common({ draft, set }: CommonProps) {
  return (
    <>
      <TimeField
        label={t("officer.seizure.done_at")}
        at={draft.at ?? nowIso()}
        change={(at) => set({ at })}
      />
      <Field
        label={t("officer.note")}
        value={draft.note}
        change={(note) => set({ note })}
        max={500}
        lines
      />
    </>
  );
}

interface WhomProps {
  kind: StepKind;
  to: string;
  choose: (to: string) => void;
}

function WhomChoice({ kind, to, choose }: WhomProps) {
  const party = { value: inChinese("officer.seizure.party"), label: t("officer.seizure.party") };
  const listed = agencies.value.map((one) => ({ value: one.zh, label: wordOf(one) }));
  return (
    <div class="field">
      <Field
        label={t("officer.seizure.to_whom")}
        hint={t("officer.seizure.to_whom_why")}
        value={to}
        change={choose}
        max={100}
      />
      <div class="chips" role="group" aria-label={t("officer.seizure.to_whom")}>
        {(kind === "returned" ? [party] : listed).map((one) => (
          <button
            key={one.value}
            type="button"
            class="chip"
            aria-pressed={one.value === to}
            onClick={() => choose(one.value)}
          >
            {one.label}
          </button>
        ))}
      </div>
    </div>
  );
}

interface Written {
  draft: StepDraft;
  set: (part: Partial<StepDraft>) => void;
  box: KeptDraft<StepDraft>;
}

/** A step that was begun is there again after the app was killed. */
function useDraft(of: Standing, kind: StepKind | FactKind): Written {
  const step = isFact(kind) ? null : kind;
  const [box] = useState(
    () => new KeptDraft<StepDraft>(here().outbox, `draft:step:${of.id}:${kind}`, () => true),
  );
  const [draft, setDraft] = useState(() => newStep(step, of, inChinese("officer.seizure.party")));
  useEffect(() => {
    void box.recall().then((begun) => {
      if (!begun) return;
      // Something may have become of the things since.
      const there = step === null ? [] : eligible(step, of).map((one) => one.number);
      const items = begun.draft.items.filter((one) => there.includes(one));
      setDraft({ ...begun.draft, items });
    });
  }, []);
  const set = (part: Partial<StepDraft>) => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    box.keep(changed, []).catch(() => {});
  };
  return { draft, set, box };
}

function useSaving(box: KeptDraft<StepDraft>) {
  const [busy, setBusy] = useState(false);
  const save = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await box.hold();
      await work();
      toast(t("officer.kept_here"));
      back();
    } catch {
      box.release();
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return { busy, save };
}

function usePlaces(): string[] {
  const [used, setUsed] = useState<string[]>([]);
  useEffect(() => {
    void habits().then(({ places }) => setUsed(places));
  }, []);
  return used;
}
