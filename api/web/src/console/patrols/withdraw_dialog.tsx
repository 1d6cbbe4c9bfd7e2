/** Saying that a track does not count, or that it does after all: each with its reason. */
import { useState } from "preact/hooks";
import { ask, Refused } from "../../base/api.ts";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { write } from "../writing.ts";
import type { Patrol } from "./wire.ts";
import { t } from "./words.ts";

interface WithdrawProps {
  patrol: Patrol;
  track: string;
  isWithdrawn: boolean;
  done: () => void;
  close: () => void;
}

export function WithdrawDialog({ patrol, track, isWithdrawn, done, close }: WithdrawProps) {
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const act = t(isWithdrawn ? "console_patrols.count_again" : "console_patrols.withdraw");
  const path = `/api/v1/patrols/${patrol.id}/tracks/${track}/withdrawal`;
  const run = () => {
    setBusy(true);
    say(path, !isWithdrawn, reason.trim()).then(
      () => {
        toldWithUndo(
          t(isWithdrawn ? "console_patrols.counts_now" : "console_patrols.withdrawn_now"),
          () => say(path, isWithdrawn, t("console_patrols.taken_back")),
          done,
        );
        done();
        close();
      },
      (error: unknown) => {
        setBusy(false);
        setFault(reasonOf(error));
      },
    );
  };
  return (
    <Dialog
      title={act}
      close={close}
      act={{
        label: act,
        run,
        look: isWithdrawn ? "strong" : "danger",
        disabled: isBusy || reason.trim() === "",
      }}
    >
      <p>{t(isWithdrawn ? "console_patrols.count_why" : "console_patrols.withdraw_why")}</p>
      <Field
        label={t("console_patrols.reason")}
        value={reason}
        change={setReason}
        max={500}
        lines
        fault={fault}
      />
    </Dialog>
  );
}

/** What was said before is what this changes: its version is asked for first. */
async function say(path: string, withdrawn: boolean, reason: string): Promise<void> {
  const said = await ask(path).catch((error: unknown) => {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  });
  await write(path, { withdrawn, reason }, "PUT", said?.etag ?? undefined);
}
