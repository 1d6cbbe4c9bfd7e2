/** Giving an hour of guidance to a firm, taking that back, calling the hour off. */
import { useEffect, useState } from "preact/hooks";
import { Field } from "../../../ui/controls.tsx";
import { Loading, reasonOf } from "../../../ui/states.tsx";
import { isConflict } from "../../asking.ts";
import type { Kept } from "../../kept.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Select } from "../../parts/select.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { dayOf, timeOnly } from "../../times.ts";
import { type Key, t } from "../words.ts";
import {
  booked,
  changeSlot,
  letGo,
  readSlot,
  type SlotAct,
  type SlotChange,
  slotActs,
  wayBack,
} from "./slot_edits.ts";
import type { Firm, Slot } from "./wire.ts";

export const ACT: Record<SlotAct, Key> = {
  book: "console_park.slot_book",
  give_back: "console_park.slot_give_back",
  cancel: "console_park.slot_cancel",
  restore: "console_park.slot_restore",
};

const DONE: Record<SlotAct, Key> = {
  book: "console_park.slot_booked",
  give_back: "console_park.slot_given_back",
  cancel: "console_park.slot_cancelled",
  restore: "console_park.slot_restored",
};

/** Write a change, say so, and offer the way back. */
export async function carryOut(kept: Kept<Slot>, act: SlotAct, change: SlotChange): Promise<void> {
  await changeSlot(kept, change);
  const { body } = kept;
  toldWithUndo(t(DONE[act]), async () =>
    changeSlot(await readSlot(body.id), wayBack(body, change, t("console_park.void_reason"))),
  );
}

interface SlotDialogProps {
  id: string;
  act: Exclude<SlotAct, "restore">;
  firms: readonly Firm[];
  close: () => void;
}

export function SlotDialog({ id, act, firms, close }: SlotDialogProps) {
  const [read, setRead] = useState<Kept<Slot> | null>(null);
  const [firmId, setFirm] = useState("");
  const [words, setWords] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    readSlot(id).then(setRead, (error: unknown) => setFault(reasonOf(error)));
  }, [id]);
  const isOffered =
    read !== null && slotActs(read.body, may("duty.plan"), Date.now()).includes(act);
  const isSaid = act === "book" ? firmId !== "" : words.trim() !== "";
  const save = async () => {
    if (read === null) return;
    setSaving(true);
    setFault(null);
    const change =
      act === "book" ? booked(firmId, words.trim()) : letGo(read.body, act, words.trim());
    try {
      await carryOut(read, act, change);
      close();
    } catch (error) {
      setFault(isConflict(error) ? t("console_park.slot_changed") : reasonOf(error));
      if (isConflict(error)) await readSlot(id).then(setRead, () => undefined);
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t(ACT[act])}
      close={close}
      act={{
        label: t(ACT[act]),
        run: () => void save(),
        look: act === "cancel" ? "danger" : "strong",
        disabled: isSaving || !isOffered || !isSaid,
      }}
    >
      {read === null && !fault && <Loading />}
      {read && <Told slot={read.body} firms={firms} />}
      {act === "book" && (
        <Select
          label={t("console_park.firm")}
          value={firmId}
          choose={setFirm}
          options={[
            { value: "", label: t("console_park.slot_choose_firm") },
            ...firms.filter((one) => one.counts).map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      )}
      <Field
        label={t(act === "book" ? "console_park.slot_wish" : "console_park.slot_reason")}
        value={words}
        max={200}
        change={setWords}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

/** The hour as it is now: after a conflict, what somebody else made of it. */
function Told({ slot, firms }: { slot: Slot; firms: readonly Firm[] }) {
  const { booking } = slot;
  const firm = booking && (firms.find(({ id }) => id === booking.firm_id)?.name ?? "—");
  return (
    <p>
      {dayOf(slot.start)} {timeOnly(slot.start)}–{timeOnly(slot.end)} · {slot.topic}
      {slot.voided && ` · ${t("console_park.slot_off", { why: slot.voided })}`}
      {firm && ` · ${t("console_park.slot_has", { firm })}`}
    </p>
  );
}
