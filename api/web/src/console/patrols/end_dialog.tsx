/** Saying when a patrol ended that nobody ended on the phone. */
import { useEffect, useState } from "preact/hooks";
import { reasonOf } from "../../ui/states.tsx";
import { useAsked } from "../asking.ts";
import { type Kept, readKept } from "../kept.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Moment, wireMoment } from "../parts/moment.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { dayOf, timeOnly } from "../times.ts";
import { write } from "../writing.ts";
import type { Patrol, Shift } from "./wire.ts";
import { t } from "./words.ts";

interface EndProps {
  of: Patrol;
  done: () => void;
  close: () => void;
}

export function EndDialog({ of, done, close }: EndProps) {
  const shift = useAsked<Shift>(`/api/v1/shifts/${of.shift_id}`, { follow: false }).body;
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState<Kept<Patrol> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    readKept<Patrol>(`/api/v1/patrols/${of.id}`).then(setKept, (error: unknown) =>
      setFault(reasonOf(error)),
    );
  }, []);
  // Most crews are back by the end of their shift.
  const offered = Math.min(Date.now(), shift ? Date.parse(shift.end) : Date.now());
  const local = typed ?? `${dayOf(offered)}T${timeOnly(offered)}`;
  const at = wireMoment(local);
  const wrong = faultOf(of, at);
  const run = () => {
    setBusy(true);
    setEnd(of.id, at, kept ?? undefined).then(
      () => {
        toldWithUndo(t("console_patrols.ended_now"), () => setEnd(of.id, null), done);
        done();
        close();
      },
      (error: unknown) => {
        setBusy(false);
        setFault(reasonOf(error));
      },
    );
  };
  const told = wrong ?? fault;
  return (
    <Dialog
      title={t("console_patrols.end_it")}
      close={close}
      act={{
        label: t("console_patrols.end_it"),
        run,
        disabled: isBusy || kept === null || at === null || wrong !== null,
      }}
    >
      <p>{t("console_patrols.end_why")}</p>
      <Moment
        label={t("console_patrols.end")}
        value={local}
        change={(value) => {
          setFault(null);
          setTyped(value);
        }}
      />
      {told !== null && (
        <p class="fault" role="alert">
          {told}
        </p>
      )}
    </Dialog>
  );
}

function faultOf(of: Patrol, at: string | null): string | null {
  if (at === null) return null;
  if (Date.parse(at) <= Date.parse(of.start)) return t("console_patrols.end_before_start");
  return Date.parse(at) > Date.now() ? t("console_patrols.end_ahead") : null;
}

/** Change the end alone; a patrol that somebody changed meanwhile is refused, but for a way back. */
async function setEnd(id: string, end: string | null, kept?: Kept<Patrol>): Promise<void> {
  const path = `/api/v1/patrols/${id}`;
  const { body, version } = kept ?? (await readKept<Patrol>(path));
  const { shift_id, area, mode, start, crew, note } = body;
  await write(path, { shift_id, area, mode, start, crew, note, end }, "PUT", version);
}
