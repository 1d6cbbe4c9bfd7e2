/** The chain of custody, in the order of the acts; a slip is voided with a reason, and stays. */

import { useState } from "preact/hooks";
import { saidOf } from "../../records/remarks.tsx";
import type { FactStanding, Standing, StepStanding } from "../../records/seizure_standing.ts";
import { voidedStep } from "../../records/seizure_standing.ts";
import { numberList } from "../../records/seizure_steps.ts";
import { stepWord } from "../../records/terms.ts";
import { t as termText } from "../../records/words.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { whoOf } from "../incidents/timeline.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Hidden, readsInFull } from "../records/hidden.tsx";
import { may } from "../session.ts";
import { fullTime, shortTime } from "../times.ts";
import { sendVoided } from "./telling.ts";
import type { DeskSeizure } from "./wire.ts";
import { t } from "./words.ts";

type Step = StepStanding | FactStanding;

interface ChainProps {
  of: DeskSeizure;
  standing: Standing;
  nameOf: (id: string | null) => string | null;
  again: () => void;
}

export function Chain({ of, standing, nameOf, again }: ChainProps) {
  const [mistaken, setMistaken] = useState<Step | null>(null);
  const written = new Map([...of.events, ...of.clock_events].map((one) => [one.id, one]));
  const steps: Step[] = [...standing.steps, ...standing.facts];
  steps.sort((one, other) => one.at.localeCompare(other.at));
  return (
    <>
      <ol class="timeline">
        {steps.map((one) => {
          const by = written.get(one.id);
          return (
            <li key={one.id} data-void={!one.counts}>
              <p>
                <span class="when">{fullTime(one.at)}</span> <strong>{stepWord(one.kind)}</strong>{" "}
                <span class="quiet">{whoOf(by?.officer_id ?? null, nameOf)}</span>{" "}
                {!one.counts && <span class="tag">{t("console_seizures.voided")}</span>}
                {mayVoid(one) && (
                  <Button look="plain" onPress={() => setMistaken(one)}>
                    {t("console_seizures.mistaken")}
                  </Button>
                )}
              </p>
              <p class="typed">{detailsOf(one).filter(Boolean).join(" · ")}</p>
              {readsInFull() ? one.note && <p class="typed quiet">{one.note}</p> : <Hidden />}
              {by?.voided && (
                <p class="typed">{t("console_seizures.voided_for", { reason: by.voided })}</p>
              )}
              {"conflicts" in one &&
                one.conflicts.map((conflict) => (
                  <p key={conflict.key} class="fault">
                    {saidOf(conflict)}
                  </p>
                ))}
            </li>
          );
        })}
      </ol>
      {mistaken && (
        <VoidStep of={of} step={mistaken} done={again} close={() => setMistaken(null)} />
      )}
    </>
  );
}

/** Approvals are a leader's to take back, the rest a certified officer's. */
function mayVoid({ counts, kind }: Step): boolean {
  if (!counts || kind === "seized") return false;
  return kind === "approved" || kind === "extended"
    ? may("measures.approve")
    : may("measures.take");
}

function detailsOf(step: Step): (string | null)[] {
  if (!("items" in step)) {
    return [step.days === null ? null : t("console_seizures.days_n", { n: step.days })];
  }
  return [
    termText("record_terms.items_n", { n: numberList(step.items) }),
    step.from_place && step.place ? `${step.from_place} → ${step.place}` : step.place,
    step.to ? t("console_seizures.handed_to", { who: step.to }) : null,
    step.noticeEnds ? t("console_seizures.notice_until", { at: shortTime(step.noticeEnds) }) : null,
  ];
}

interface VoidProps {
  of: DeskSeizure;
  step: Step;
  done: () => void;
  close: () => void;
}

function VoidStep({ of, step, done, close }: VoidProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const title = t("console_seizures.void_step", { what: stepWord(step.kind) });
  const run = () => {
    setBusy(true);
    sendVoided(voidedStep(of.id, step, reason.trim())).then(
      () => {
        toast(t("console_seizures.step_voided"));
        done();
        close();
      },
      (error) => {
        setBusy(false);
        setFault(reasonOf(error));
      },
    );
  };
  return (
    <Dialog
      title={title}
      close={close}
      act={{ label: title, run, look: "danger", disabled: busy || reason.trim() === "" }}
    >
      <p>{t("console_seizures.void_step_why")}</p>
      <Field
        label={t("console_seizures.reason")}
        value={reason}
        change={setReason}
        max={200}
        lines
        fault={fault}
      />
    </Dialog>
  );
}
