/** Hours of guidance that firms can book. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Button, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useAsked } from "../../asking.ts";
import { Show } from "../../parts/asked.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Moment, wireMoment } from "../../parts/moment.tsx";
import { may } from "../../session.ts";
import { dayOf, timeOnly, weekdayOf } from "../../times.ts";
import { write } from "../../writing.ts";
import { t } from "../words.ts";
import type { Firm, Page, Slot } from "./wire.ts";

export function Slots() {
  const slots = useAsked<Page<Slot>>("/api/v1/guidance-slots?limit=1000");
  const firms = useAsked<Page<Firm>>("/api/v1/firms?limit=1000").body?.items ?? [];
  const [isNew, setNew] = useState(false);
  const names = new Map(firms.map(({ id, name }) => [id, name]));
  return (
    <>
      {may("records.write") && (
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
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Show>
      </div>
      {isNew && (
        <NewSlot
          close={() => setNew(false)}
          done={() => {
            setNew(false);
            slots.again();
          }}
        />
      )}
    </>
  );
}

function Booking({ slot, names }: { slot: Slot; names: ReadonlyMap<string, string> }) {
  if (slot.voided) return <span class="tag">{t("console_park.mark_void")}</span>;
  if (slot.booking === null) {
    const isPast = Date.parse(slot.start) < Date.now();
    return (
      <span class="tag" data-tone={isPast ? undefined : "ok"}>
        {t(isPast ? "console_park.slot_unused" : "console_park.slot_free")}
      </span>
    );
  }
  return (
    <>
      {names.get(slot.booking.firm_id) ?? "—"}
      {slot.booking.wish && <span class="quiet"> · {slot.booking.wish}</span>}
    </>
  );
}

function NewSlot({ close, done }: { close: () => void; done: () => void }) {
  const [topic, setTopic] = useState("");
  const [place, setPlace] = useState("");
  const [start, setStart] = useState("");
  const [end, setEnd] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [from, to] = [wireMoment(start), wireMoment(end)];
  const save = async () => {
    try {
      await write(`/api/v1/guidance-slots/${uuid7()}`, { start: from, end: to, topic, place });
      toast(t("console_park.slot_saved"));
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_park.new_slot")}
      close={close}
      act={{
        label: t("console_park.save"),
        run: () => void save(),
        disabled: topic.trim() === "" || from === null || to === null,
      }}
    >
      <Field label={t("console_park.topic")} value={topic} max={100} change={setTopic} />
      <Field label={t("console_park.place")} value={place} max={100} change={setPlace} />
      <div class="field-pair">
        <Moment label={t("console_park.starts")} value={start} change={setStart} />
        <Moment label={t("console_park.ends")} value={end} change={setEnd} />
      </div>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
