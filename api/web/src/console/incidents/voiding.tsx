/** Saying that an incident does not count, or that it does after all: each with its reason. */
import { useState } from "preact/hooks";
import { ask, Refused } from "../../base/api.ts";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { heard, missed } from "../reach.ts";
import { t } from "./words.ts";

interface VoidProps {
  id: string;
  isVoid: boolean;
  done: () => void;
  close: () => void;
}

export function VoidDialog({ id, isVoid, done, close }: VoidProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const act = isVoid ? t("console_incidents.count_again") : t("console_incidents.void");
  const takeBack = () => {
    sayVoid(id, isVoid, t("console_incidents.taken_back")).then(done, (error) =>
      toast(reasonOf(error)),
    );
  };
  const run = () => {
    setBusy(true);
    sayVoid(id, !isVoid, reason.trim()).then(
      () => {
        const words = isVoid ? t("console_incidents.counts_now") : t("console_incidents.void_now");
        toast(words, { label: t("console_incidents.undo"), run: takeBack });
        done();
        close();
      },
      (error) => {
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
        look: isVoid ? "strong" : "danger",
        disabled: busy || reason.trim() === "",
      }}
    >
      <p>{isVoid ? t("console_incidents.count_why") : t("console_incidents.void_why")}</p>
      <Field
        label={t("console_incidents.reason")}
        value={reason}
        change={setReason}
        max={200}
        lines
        fault={fault}
      />
    </Dialog>
  );
}

/** What was said before is what this changes: its version is asked for first. */
async function sayVoid(id: string, isVoid: boolean, reason: string): Promise<void> {
  const path = `/api/v1/incidents/${id}/void`;
  try {
    const said = await ask(path).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    });
    const base = said?.etag ? { ifMatch: said.etag } : {};
    await ask(path, { method: "PUT", body: { void: isVoid, reason }, ...base });
    heard();
  } catch (error) {
    missed(error);
    throw error;
  }
}
