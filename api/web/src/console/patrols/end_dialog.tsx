/** Saying when a patrol ended that nobody ended on the phone. */
import { useEffect, useState } from "preact/hooks";
import { reasonOf } from "../../ui/states.tsx";
import { isConflict, useAsked } from "../asking.ts";
import { type Kept, readKept } from "../kept.ts";
import { Dialog } from "../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../parts/moment.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { write } from "../writing.ts";
import type { Patrol, Shift } from "./wire.ts";
import { t } from "./words.ts";

const MINUTE_MS = 60_000;

interface EndProps {
  of: Patrol;
  done: () => void;
  close: () => void;
}

export function EndDialog({ of, done, close }: EndProps) {
  const path = `/api/v1/patrols/${of.id}`;
  const shift = useAsked<Shift>(`/api/v1/shifts/${of.shift_id}`, { follow: false });
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState<Kept<Patrol> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const refused = (error: unknown) => {
    setBusy(false);
    setFault(reasonOf(error));
  };
  useEffect(() => {
    readKept<Patrol>(path).then(setKept, refused);
  }, []);
  const isReady = kept !== null && (shift.body !== null || Boolean(shift.error));
  const local = typed ?? fieldMoment(offeredEnd(of, shift.body));
  const at = wireMoment(local);
  const wrong = faultOf(of, at);
  const run = () => {
    if (kept === null || at === null) return;
    setBusy(true);
    setEnd(kept, at).then(
      () => {
        toldWithUndo(t("console_patrols.ended_now"), () => takeBack(path, at), done);
        done();
        close();
      },
      (error: unknown) => {
        // Whoever was faster may have ended it: that is shown, and goes first.
        if (isConflict(error)) done();
        refused(error);
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
        disabled: isBusy || !isReady || at === null || wrong !== null,
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

/** Most crews are back by the end of their shift; nobody is before they went, or later than now. */
function offeredEnd({ start }: Patrol, shift: Shift | null): number {
  const now = Date.now();
  const end = shift ? Math.max(Date.parse(shift.end), Date.parse(start) + MINUTE_MS) : now;
  return Math.min(now, end);
}

function faultOf(of: Patrol, at: string | null): string | null {
  if (at === null) return null;
  if (Date.parse(at) <= Date.parse(of.start)) return t("console_patrols.end_before_start");
  return Date.parse(at) > Date.now() ? t("console_patrols.end_ahead") : null;
}

/** Change the end alone. */
async function setEnd({ body, version }: Kept<Patrol>, end: string | null): Promise<void> {
  const { id, shift_id, area, mode, start, crew, note } = body;
  const changed = { shift_id, area, mode, start, crew, note, end };
  await write(`/api/v1/patrols/${id}`, changed, "PUT", version);
}

/** Have it go on again, unless somebody has said another end meanwhile. */
async function takeBack(path: string, at: string): Promise<void> {
  const kept = await readKept<Patrol>(path);
  if (kept.body.end !== null && Date.parse(kept.body.end) === Date.parse(at)) {
    await setEnd(kept, null);
  }
}
