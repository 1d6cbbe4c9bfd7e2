/** A step taken from the desk: whom it goes to, why, until when. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Choice, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { offeredTerms, peopleToAsk, termWord } from "../../office.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Moment, wireMoment } from "../../parts/moment.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { write } from "../../writing.ts";
import { t } from "../words.ts";
import { stepWord } from "./names.ts";
import { asksWhom, asksWhy, isWhole, NO_DRAFT, stepBody } from "./steps.ts";
import { voidStep } from "./way.tsx";
import type { CaseStep, CaseWay, Holder, StepKind } from "./wire.ts";

interface StepDialogProps {
  of: CaseWay;
  kind: StepKind;
  close: () => void;
  done: () => void;
}

export function StepDialog({ of, kind, close, done }: StepDialogProps) {
  const [draft, setDraft] = useState(NO_DRAFT);
  const [until, setUntil] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    setFault(null);
    try {
      const body = stepBody(of.id, kind, { ...draft, until: wireMoment(until) }, new Date());
      const made = await write<CaseStep>(`/api/v1/case-steps/${uuid7()}`, body);
      const words = t("console_park.step_saved", { what: stepWord(kind) });
      toldWithUndo(words, () => voidStep(of.id, made), done);
      done();
    } catch (error) {
      setFault(reasonOf(error));
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={`${stepWord(kind)} · ${termWord("categories", of.category)}`}
      close={close}
      act={{
        label: stepWord(kind),
        run: () => void save(),
        disabled: isSaving || !isWhole(kind, draft),
      }}
    >
      {asksWhom(kind) && <Whom to={draft.to} choose={(to) => setDraft({ ...draft, to })} />}
      {kind === "rated" && (
        <Choice
          label={t("console_park.score_of")}
          look="segments"
          value={draft.score === null ? null : String(draft.score)}
          choose={(score) => setDraft({ ...draft, score: Number(score) })}
          options={["1", "2", "3", "4", "5"].map((n) => ({ value: n, label: n }))}
        />
      )}
      {kind === "supervised" && (
        <div class="field-pair">
          <Field
            label={t("console_park.sheet_number")}
            value={draft.number}
            max={64}
            change={(number) => setDraft({ ...draft, number })}
          />
          <Moment label={t("console_park.settle_until")} value={until} change={setUntil} />
        </div>
      )}
      <Field
        label={t(asksWhy(kind) ? "console_park.why" : "console_park.note_maybe")}
        hint={t("console_park.no_names")}
        value={draft.note}
        max={2000}
        lines
        change={(note) => setDraft({ ...draft, note })}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

const NOBODY = "";

function Whom({ to, choose }: { to: Holder | null; choose: (to: Holder | null) => void }) {
  const people = peopleToAsk().filter(({ role }) => role !== "leader");
  return (
    <Select
      label={t("console_park.to_whom")}
      value={to ? `${to.kind}/${to.code}` : NOBODY}
      choose={(value) => choose(holderOf(value))}
      options={[
        { value: NOBODY, label: t("console_park.choose_whom") },
        ...people.map(({ id, name }) => ({ value: `officer/${id}`, label: name })),
        ...offeredTerms("agencies").map(({ code }) => ({
          value: `agency/${code}`,
          label: termWord("agencies", code),
        })),
      ]}
    />
  );
}

function holderOf(value: string): Holder | null {
  const [kind, code] = value.split("/");
  return code && (kind === "officer" || kind === "agency") ? { kind, code } : null;
}
