/** Saying that a track does not count, or that it does after all: each with its reason. */
import { saidVersion } from "../kept.ts";
import { ReasonDialog } from "../parts/reason_dialog.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { write } from "../writing.ts";
import type { Patrol, Track } from "./wire.ts";
import { t } from "./words.ts";

interface WithdrawProps {
  patrol: Patrol;
  track: Track;
  done: () => void;
  close: () => void;
}

export function WithdrawDialog({ patrol, track, done, close }: WithdrawProps) {
  const isWithdrawn = track.standing === "withdrawn";
  const path = `/api/v1/patrols/${patrol.id}/tracks/${track.id}/withdrawal`;
  const run = async (reason: string) => {
    await say(path, !isWithdrawn, reason);
    toldWithUndo(
      t(isWithdrawn ? "console_patrols.counts_now" : "console_patrols.withdrawn_now"),
      // What it was withdrawn for stands again, not that somebody pressed the wrong button.
      () => say(path, isWithdrawn, track.withdrawal_reason ?? t("console_patrols.taken_back")),
      done,
    );
    done();
  };
  return (
    <ReasonDialog
      title={t(isWithdrawn ? "console_patrols.count_again" : "console_patrols.withdraw")}
      means={t(isWithdrawn ? "console_patrols.count_why" : "console_patrols.withdraw_why")}
      look={isWithdrawn ? "strong" : "danger"}
      {...{ run, close }}
    />
  );
}

async function say(path: string, withdrawn: boolean, reason: string): Promise<void> {
  await write(path, { withdrawn, reason }, "PUT", await saidVersion(path));
}
