/** Saying that a whole seizure does not count, or that it does after all. */
import { ReasonDialog } from "../parts/reason_dialog.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { sendSeizureVoided } from "./telling.ts";
import type { DeskSeizure } from "./wire.ts";
import { t } from "./words.ts";

interface VoidProps {
  of: DeskSeizure;
  done: () => void;
  close: () => void;
}

export function VoidSeizure({ of, done, close }: VoidProps) {
  const isVoid = of.voided !== "";
  const run = async (reason: string) => {
    await sendSeizureVoided(of, reason);
    toldWithUndo(
      t(isVoid ? "console_seizures.counts_now" : "console_seizures.void_now"),
      () => sendSeizureVoided(of, of.voided),
      done,
    );
    done();
  };
  return (
    <ReasonDialog
      title={t(isVoid ? "console_seizures.count_again" : "console_seizures.void")}
      means={t(isVoid ? "console_seizures.count_why" : "console_seizures.void_why")}
      look={isVoid ? "strong" : "danger"}
      asksWhy={!isVoid}
      {...{ run, close }}
    />
  );
}
