/** A step of custody or a word on a period: which things, when, where to; then it is entered. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import type { OwnStep, Standing } from "../../records/seizure_standing.ts";
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
import { Field, Stepper } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { seizedWord } from "../incidents/terms.ts";
import { DayField } from "../parts/day_field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import type { Catalogue } from "../records/names.ts";
import { TimeInput } from "../records/time_input.tsx";
import { useNow } from "../records/use_now.ts";
import { Suggest } from "./suggest.tsx";
import { sendStep, sendVoided } from "./telling.ts";
import { inChinese, type Key, t } from "./words.ts";

const MISSING: Record<Missing, Key> = {
  items: "console_seizures.choose_items",
  place: "console_seizures.choose_place",
  to: "console_seizures.choose_whom",
  day: "console_seizures.choose_day",
};

interface StepProps {
  kind: StepKind | FactKind;
  of: Standing;
  catalogue: Catalogue;
  done: () => void;
  close: () => void;
}

export function StepDialog({ kind, of, catalogue, done, close }: StepProps) {
  const step = isFact(kind) ? null : kind;
  const now = useNow();
  const [draft, setDraft] = useState(() => newStep(step, of, inChinese("console_seizures.party")));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const set = (part: Partial<StepDraft>) => setDraft({ ...draft, ...part });
  const missing = step === null ? null : missingIn(step, draft);
  const run = () => {
    setBusy(true);
    const own = ownStep(kind, draft, of);
    const takeBack = () => {
      const reason = inChinese("console_seizures.taken_back");
      const voided = { ...own, body: { ...own.body, voided: reason } } as OwnStep;
      sendVoided(voided).then(done, (error) => toast(reasonOf(error)));
    };
    sendStep(own).then(
      () => {
        const words = t("console_seizures.entered", { what: stepWord(kind) });
        toast(words, { label: t("console_seizures.undo"), run: takeBack });
        done();
        close();
      },
      (error) => {
        setBusy(false);
        setFault(reasonOf(error));
      },
    );
  };
  const n = draft.items.length;
  return (
    <Dialog
      title={`${stepWord(kind)} · ${of.number}`}
      close={close}
      act={{
        label:
          step === null
            ? stepWord(kind)
            : t("console_seizures.step_save", { what: stepWord(kind), n }),
        run,
        disabled: busy || missing !== null,
      }}
    >
      {kind === "approved" && <p class="note">{t("console_seizures.approve_why")}</p>}
      {kind === "extended" && (
        <>
          <p class="note">{t("console_seizures.extend_why")}</p>
          <Stepper
            label={t("console_seizures.days_added")}
            value={draft.days}
            change={(days) => set({ days: Math.max(1, days) })}
          />
        </>
      )}
      {step !== null && <Things {...{ step, of, draft, catalogue, set }} />}
      {step !== null && asksPlace(step) && (
        <Suggest
          label={t("console_seizures.to_place")}
          value={draft.place}
          change={(place) => set({ place })}
          offered={catalogue.storage_places}
        />
      )}
      {step !== null && asksWhom(step) && (
        <Suggest
          label={t("console_seizures.to_whom")}
          hint={t("console_seizures.to_whom_why")}
          value={draft.to}
          change={(to) => set({ to })}
          offered={step === "returned" ? [] : catalogue.agencies}
        />
      )}
      {step === "notice_posted" && (
        <DayField
          label={t("console_seizures.notice_last_day")}
          value={draft.day}
          change={(day) => set({ day })}
        />
      )}
      <TimeInput
        label={t("console_seizures.done_at")}
        at={draft.at}
        nowMs={now}
        change={(at) => set({ at })}
      />
      <Field
        label={t("console_seizures.note")}
        value={draft.note}
        change={(note) => set({ note })}
        max={500}
        lines
      />
      {missing && <p class="quiet small">{t(MISSING[missing])}</p>}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <p class="quiet small">{t("console_seizures.step_why")}</p>
    </Dialog>
  );
}

function ownStep(kind: StepKind | FactKind, draft: StepDraft, of: Standing): OwnStep {
  const id = uuid7();
  const nowIso = new Date().toISOString();
  return isFact(kind)
    ? { id, what: "clock", body: clockBody(kind, draft, of, nowIso) }
    : { id, what: "custody", body: custodyBody(kind, draft, of, nowIso) };
}

interface ThingsProps {
  step: StepKind;
  of: Standing;
  draft: StepDraft;
  catalogue: Catalogue;
  set: (part: Partial<StepDraft>) => void;
}

function Things({ step, of, draft, catalogue, set }: ThingsProps) {
  const toggle = (number: number) =>
    set({
      items: draft.items.includes(number)
        ? draft.items.filter((one) => one !== number)
        : [...draft.items, number],
    });
  return (
    <fieldset class="things">
      <legend>{t("console_seizures.items")}</legend>
      {eligible(step, of).map((one) => (
        <label key={one.number} class="thing">
          <input
            type="checkbox"
            checked={draft.items.includes(one.number)}
            onChange={() => toggle(one.number)}
          />
          <span class="typed">
            {one.number}　{seizedWord(catalogue, one)}
          </span>
          <span class="quiet small typed">{one.place}</span>
        </label>
      ))}
    </fieldset>
  );
}
