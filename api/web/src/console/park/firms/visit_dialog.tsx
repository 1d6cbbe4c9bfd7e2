/** What becomes of a planned visit: another time, that it took place, that it is off. */
import { useEffect, useState } from "preact/hooks";
import { Field } from "../../../ui/controls.tsx";
import { Loading, reasonOf } from "../../../ui/states.tsx";
import { isConflict } from "../../asking.ts";
import { faultAt } from "../../faults.ts";
import type { Kept } from "../../kept.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../../parts/moment.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { dayOf, timeOnly } from "../../times.ts";
import {
  changeVisit,
  MOST_MINUTES,
  readVisit,
  type VisitAct,
  type VisitChange,
} from "./check_edits.ts";
import { type Key, t } from "./firm_words.ts";
import type { Visit } from "./wire.ts";

export const VISIT_ACT: Record<VisitAct, Key> = {
  move: "console_firms.visit_move",
  happened: "console_firms.visit_happened",
  cancel: "console_firms.visit_cancel",
  restore: "console_firms.visit_restore",
  unhappened: "console_firms.visit_unhappened",
};

const DONE: Record<VisitAct, Key> = {
  move: "console_firms.visit_moved",
  happened: "console_firms.visit_told",
  cancel: "console_firms.visit_cancelled",
  restore: "console_firms.visit_restored",
  unhappened: "console_firms.visit_untold",
};

/** Write a change over a visit as it was read, say so, and offer the way back. */
export async function carryOut(
  kept: Kept<Visit>,
  act: VisitAct,
  change: VisitChange,
): Promise<void> {
  await changeVisit(kept, change);
  const { id, start, minutes, happened, voided } = kept.body;
  toldWithUndo(t(DONE[act]), async () =>
    changeVisit(await readVisit(id), { start, minutes, happened, voided }),
  );
}

interface VisitDialogProps {
  id: string;
  act: "move" | "happened" | "cancel";
  close: () => void;
}

export function VisitDialog({ id, act, close }: VisitDialogProps) {
  const [kept, setKept] = useState<Kept<Visit> | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [isChanged, setChanged] = useState(false);
  useEffect(() => {
    readVisit(id).then(setKept, setFault);
  }, [id]);
  const again = (newer: Kept<Visit>) => {
    setChanged(true);
    setKept(newer);
  };
  if (kept) {
    // After a conflict it is another visit that is decided about.
    return <Decision key={kept.version} {...{ kept, act, isChanged, close, again }} />;
  }
  return (
    <Dialog title={t(VISIT_ACT[act])} close={close}>
      {fault === null ? (
        <Loading />
      ) : (
        <p class="fault" role="alert">
          {reasonOf(fault)}
        </p>
      )}
    </Dialog>
  );
}

interface DecisionProps {
  kept: Kept<Visit>;
  act: VisitDialogProps["act"];
  /** Somebody changed it since the dialog was opened. */
  isChanged: boolean;
  close: () => void;
  again: (kept: Kept<Visit>) => void;
}

function Decision({ kept, act, isChanged, close, again }: DecisionProps) {
  const { start, minutes } = kept.body;
  const ends = Date.parse(start) + minutes * 60_000;
  const [from, setFrom] = useState(fieldMoment(start));
  const [to, setTo] = useState(fieldMoment(ends));
  const [lasts, setLasts] = useState(String(minutes));
  const [why, setWhy] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const change = changeOf(act, { from, to, lasts, why });
  const save = async () => {
    if (change === null) return;
    setSaving(true);
    setError(null);
    try {
      await carryOut(kept, act, change);
      close();
    } catch (failure) {
      setError(failure);
      setSaving(false);
      if (isConflict(failure)) await readVisit(kept.body.id).then(again, () => undefined);
    }
  };
  return (
    <Dialog
      title={t(VISIT_ACT[act])}
      close={close}
      act={{
        label: t(VISIT_ACT[act]),
        run: () => void save(),
        look: act === "cancel" ? "danger" : "strong",
        disabled: isSaving || change === null,
      }}
    >
      <p>
        {dayOf(start)} {timeOnly(start)}–{timeOnly(ends)} ·{" "}
        {t("console_firms.n_checks_of_visit", { n: kept.body.checks.length })}
      </p>
      {act !== "cancel" && (
        <div class="field-pair">
          <Moment label={t("console_park.starts")} value={from} change={setFrom} />
          {act === "happened" ? (
            <Moment label={t("console_park.ends")} value={to} change={setTo} />
          ) : (
            <Field
              label={t("console_firms.minutes")}
              code
              value={lasts}
              max={4}
              fault={faultAt(error, "minutes")}
              change={setLasts}
            />
          )}
        </div>
      )}
      {act === "cancel" && (
        <>
          <Field label={t("console_park.slot_reason")} value={why} max={200} change={setWhy} />
          <p class="quiet small">{t("console_firms.cancel_means")}</p>
        </>
      )}
      {(error !== null || isChanged) && (
        <p class="fault" role="alert">
          {error === null || isConflict(error) ? t("console_firms.visit_changed") : reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}

interface Said {
  from: string;
  to: string;
  lasts: string;
  why: string;
}

/** Return what a dialog would change; null while that is not whole. */
function changeOf(act: VisitDialogProps["act"], { from, to, lasts, why }: Said) {
  const [start, end] = [wireMoment(from), wireMoment(to)];
  if (act === "cancel") return why.trim() === "" ? null : { voided: why.trim() };
  if (start === null) return null;
  if (act === "happened") return end === null ? null : { happened: { start, end } };
  const minutes = /^\d+$/.test(lasts) ? Number(lasts) : 0;
  return minutes >= 1 && minutes <= MOST_MINUTES ? { start, minutes } : null;
}
