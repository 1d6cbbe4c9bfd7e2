/** Hours of guidance: offered by leaders, given to firms, given back, called off. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Button, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useAsked } from "../../asking.ts";
import { Show } from "../../parts/asked.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Moment, wireMoment } from "../../parts/moment.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { dayOf, timeOnly, weekdayOf } from "../../times.ts";
import { write } from "../../writing.ts";
import { t } from "../words.ts";
import { ACT, carryOut, SlotDialog } from "./slot_dialog.tsx";
import { changeSlot, readSlot, type SlotAct, slotActs } from "./slot_edits.ts";
import type { Firm, Page, Slot } from "./wire.ts";

export function Slots() {
  const slots = useAsked<Page<Slot>>("/api/v1/guidance-slots?limit=1000");
  const firms = useAsked<Page<Firm>>("/api/v1/firms?limit=1000").body?.items ?? [];
  const [isNew, setNew] = useState(false);
  const [begun, begin] = useState<{ id: string; act: SlotAct } | null>(null);
  const names = new Map(firms.map(({ id, name }) => [id, name]));
  return (
    <>
      {may("duty.plan") && (
        <div class="filter-row">
          <Button onPress={() => setNew(true)}>{t("console_park.new_slot")}</Button>
        </div>
      )}
      <div class="card table-frame rest">
        <Show
          asked={slots}
          empty={t("console_park.no_slots")}
          isEmpty={({ items }) => items.length === 0}
        >
          {({ items }) => (
            <table class="table">
              <thead>
                <tr>
                  <th>{t("console_park.when")}</th>
                  <th>{t("console_park.topic")}</th>
                  <th>{t("console_park.place")}</th>
                  <th>{t("console_park.booked_by")}</th>
                  {may("records.write") && <th>{t("console_park.act")}</th>}
                </tr>
              </thead>
              <tbody>
                {[...items].reverse().map((slot) => (
                  <tr key={slot.id}>
                    <td class="when">
                      {dayOf(slot.start)} {weekdayOf(dayOf(slot.start))} {timeOnly(slot.start)}–
                      {timeOnly(slot.end)}
                    </td>
                    <td>{slot.topic}</td>
                    <td>{slot.place}</td>
                    <td>
                      <Booking slot={slot} names={names} />
                    </td>
                    {may("records.write") && (
                      <td>
                        <Acts slot={slot} begin={begin} />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Show>
      </div>
      {isNew && <NewSlot close={() => setNew(false)} />}
      {begun && begun.act !== "restore" && (
        <SlotDialog
          key={`${begun.id}${begun.act}`}
          id={begun.id}
          act={begun.act}
          firms={firms}
          close={() => begin(null)}
        />
      )}
    </>
  );
}

interface ActsProps {
  slot: Slot;
  begin: (what: { id: string; act: SlotAct }) => void;
}

function Acts({ slot, begin }: ActsProps) {
  const restore = async () => {
    try {
      await carryOut(await readSlot(slot.id), "restore", { voided: "" });
    } catch (error) {
      toast(reasonOf(error));
    }
  };
  return (
    <div class="slot-acts">
      {slotActs(slot, may("duty.plan"), Date.now()).map((act) => (
        <Button
          key={act}
          look={act === "book" ? "" : "plain"}
          onPress={() => (act === "restore" ? void restore() : begin({ id: slot.id, act }))}
        >
          {t(ACT[act])}
        </Button>
      ))}
    </div>
  );
}

function Booking({ slot, names }: { slot: Slot; names: ReadonlyMap<string, string> }) {
  if (slot.voided) {
    return (
      <>
        <span class="tag">{t("console_park.mark_void")}</span>
        <span class="quiet small"> {slot.voided}</span>
      </>
    );
  }
  if (slot.booking === null) {
    const isPast = Date.parse(slot.start) < Date.now();
    return (
      <>
        <span class="tag" data-tone={isPast ? undefined : "ok"}>
          {t(isPast ? "console_park.slot_unused" : "console_park.slot_free")}
        </span>
        {slot.cancelled && (
          <span class="quiet small">
            {" "}
            {t("console_park.slot_was_given_back", { why: slot.cancelled })}
          </span>
        )}
      </>
    );
  }
  return (
    <>
      {names.get(slot.booking.firm_id) ?? "—"}
      {slot.booking.wish && <span class="quiet"> · {slot.booking.wish}</span>}
    </>
  );
}

function NewSlot({ close }: { close: () => void }) {
  const [topic, setTopic] = useState("");
  const [place, setPlace] = useState("");
  const [start, setStart] = useState("");
  const [end, setEnd] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [from, to] = [wireMoment(start), wireMoment(end)];
  // Nobody can book it, and it could not be called off either.
  const isPast = from !== null && Date.parse(from) <= Date.now();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    const id = uuid7();
    setSaving(true);
    setFault(null);
    try {
      await write(`/api/v1/guidance-slots/${id}`, { start: from, end: to, topic, place });
      toldWithUndo(t("console_park.slot_saved"), async () =>
        changeSlot(await readSlot(id), { voided: t("console_park.void_reason") }),
      );
      close();
    } catch (error) {
      setFault(reasonOf(error));
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t("console_park.new_slot")}
      close={close}
      act={{
        label: t("console_park.save"),
        run: () => void save(),
        disabled: isSaving || isPast || topic.trim() === "" || from === null || to === null,
      }}
    >
      <Field label={t("console_park.topic")} value={topic} max={100} change={setTopic} />
      <Field label={t("console_park.place")} value={place} max={100} change={setPlace} />
      <div class="field-pair">
        <Moment label={t("console_park.starts")} value={start} change={setStart} />
        <Moment label={t("console_park.ends")} value={end} change={setEnd} />
      </div>
      {isPast && (
        <p class="fault" role="alert">
          {t("console_park.slot_past")}
        </p>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
