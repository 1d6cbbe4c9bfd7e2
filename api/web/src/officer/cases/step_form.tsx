/** A step of a case: photos that show it, whom it goes to, why. */
import { useEffect, useState } from "preact/hooks";
import { replace } from "../../base/router.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Evidence } from "../incident/evidence.tsx";
import type { Taken } from "../incident/taken.ts";
import { useKept } from "../incident/use_kept.ts";
import { TimeField } from "../seizure/time_field.tsx";
import { keepStep } from "../state/case.ts";
import { agencies } from "../state/catalogue.ts";
import { nowIso } from "../state/clock.ts";
import { colleagues } from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { type BegunWith, KeptDraft } from "../state/kept_draft.ts";
import { useHere } from "../state/position.ts";
import { Screen } from "../ui/screen.tsx";
import { type Key, t, wordOf } from "../words.ts";
import { DESK, type Standing } from "./standing.ts";
import {
  asksPhotos,
  asksWhom,
  asksWhy,
  isSame,
  type Missing,
  missingIn,
  NO_DRAFT,
  type StepDraft,
} from "./steps.ts";
import type { Holder, StepKind } from "./wire.ts";
import { categoryWord, isMe, stepWord } from "./words.ts";

const MISSING: Record<Missing, Key> = {
  to: "officer.case.whom_first",
  note: "officer.case.why_first",
};

interface FormProps {
  of: Standing;
  kind: StepKind;
}

interface Beginning extends BegunWith<StepDraft> {
  box: KeptDraft<StepDraft>;
}

/** A step that was begun is there again after the app was killed. */
export function StepForm({ of, kind }: FormProps) {
  const [begun, setBegun] = useState<Beginning | null>(null);
  useEffect(() => {
    const name = `draft:case:${of.id}:${kind}`;
    const box = new KeptDraft<StepDraft>(here().outbox, name, isWorth);
    box
      .recall()
      .then((found) => setBegun({ box, ...(found ?? { draft: NO_DRAFT, taken: [] }) }))
      .catch(() => setBegun({ box, draft: NO_DRAFT, taken: [] }));
  }, []);
  if (begun) return <Form of={of} kind={kind} begun={begun} />;
  return (
    <Screen title={stepWord(kind)}>
      <Loading />
    </Screen>
  );
}

function isWorth({ note, to }: StepDraft): boolean {
  return note.trim() !== "" || to !== null;
}

function Form({ of, kind, begun: { box, ...begun } }: FormProps & { begun: Beginning }) {
  const [draft, setDraft] = useState(begun.draft);
  const [taken, setTaken] = useState<Taken[]>(begun.taken);
  const [busy, setBusy] = useState(false);
  const { place } = useHere(asksPhotos(kind));
  const isKept = useKept(box, draft, taken);
  const set = (part: Partial<StepDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = async () => {
    const missing = missingIn(kind, draft);
    if (missing) return toast(t(MISSING[missing]));
    setBusy(true);
    try {
      await box.hold();
      await keepStep(of, kind, draft, taken, box.names);
      toast(t("officer.kept_here"));
      replace("case", of.id);
    } catch {
      box.release();
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  const isOwn = kind === "verified" && of.handledBy === here().officer.id;
  return (
    <Screen
      title={stepWord(kind)}
      sub={categoryWord(of.category)}
      pinned={
        <Button look="main" large disabled={busy} onPress={() => void save()}>
          {busy ? t("officer.working") : t("officer.case.save", { what: stepWord(kind) })}
        </Button>
      }
    >
      {isOwn && <p class="note">{t("officer.case.own_check")}</p>}
      {asksPhotos(kind) && (
        <section class="stack">
          <h2 class="heading">{t("officer.case.how_now")}</h2>
          <Evidence
            taken={taken}
            change={setTaken}
            place={place}
            record={`${stepWord(kind)} ${categoryWord(of.category)}`}
          />
        </section>
      )}
      {asksWhom(kind) && <WhomChoice to={draft.to} choose={(to) => set({ to })} />}
      <Field
        label={asksWhy(kind) ? t("officer.field_reason") : t("officer.note")}
        hint={t("officer.case.no_names")}
        value={draft.note}
        change={(note) => set({ note })}
        max={1000}
        lines
      />
      <TimeField
        label={t("officer.seizure.done_at")}
        at={draft.at ?? nowIso()}
        change={(at) => set({ at })}
      />
      {!isKept && (
        <p class="fault" role="alert">
          {t("officer.draft_not_kept")}
        </p>
      )}
    </Screen>
  );
}

interface WhomProps {
  to: Holder | null;
  choose: (to: Holder | null) => void;
}

function WhomChoice({ to, choose }: WhomProps) {
  const squad = [
    { holder: DESK, label: t("officer.case.leader") },
    ...colleagues.value.map(({ id, name }) => {
      const holder: Holder = { kind: "officer", code: id };
      return { holder, label: isMe(holder) ? t("officer.case.me") : name };
    }),
  ];
  const others = agencies.value.map((one) => ({
    holder: { kind: "agency", code: one.code } as Holder,
    label: wordOf(one),
  }));
  return (
    <>
      <Chips label={t("officer.case.to_whom")} options={squad} to={to} choose={choose} />
      {others.length > 0 && (
        <Chips label={t("officer.case.to_agency")} options={others} to={to} choose={choose} />
      )}
    </>
  );
}

interface ChipsProps extends WhomProps {
  label: string;
  options: { holder: Holder; label: string }[];
}

function Chips({ label, options, to, choose }: ChipsProps) {
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="legend">{label}</span>
      <div class="chips">
        {options.map((one) => (
          <button
            key={`${one.holder.kind}${one.holder.code}`}
            type="button"
            class="chip"
            aria-pressed={isSame(one.holder, to)}
            onClick={() => choose(isSame(one.holder, to) ? null : one.holder)}
          >
            {one.label}
          </button>
        ))}
      </div>
    </div>
  );
}
