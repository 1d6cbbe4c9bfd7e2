/** Saying that an incident does not count, or that it does after all: each with its reason. */
import { saidVersion } from "../kept.ts";
import { ReasonDialog } from "../parts/reason_dialog.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { write } from "../writing.ts";
import { t } from "./words.ts";

interface VoidProps {
  id: string;
  isVoid: boolean;
  done: () => void;
  close: () => void;
}

export function VoidDialog({ id, isVoid, done, close }: VoidProps) {
  const run = async (reason: string) => {
    await sayVoid(id, !isVoid, reason);
    toldWithUndo(
      t(isVoid ? "console_incidents.counts_now" : "console_incidents.void_now"),
      () => sayVoid(id, isVoid, t("console_incidents.taken_back")),
      done,
    );
    done();
  };
  return (
    <ReasonDialog
      title={t(isVoid ? "console_incidents.count_again" : "console_incidents.void")}
      means={t(isVoid ? "console_incidents.count_why" : "console_incidents.void_why")}
      look={isVoid ? "strong" : "danger"}
      {...{ run, close }}
    />
  );
}

async function sayVoid(id: string, isVoid: boolean, reason: string): Promise<void> {
  const path = `/api/v1/incidents/${id}/void`;
  await write(path, { void: isVoid, reason }, "PUT", await saidVersion(path));
}
