/** Saying that a whole seizure does not count, or that it does after all. */
import { useState } from "preact/hooks";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { sendSeizureVoided } from "./telling.ts";
import type { DeskSeizure } from "./wire.ts";
import { t } from "./words.ts";

interface VoidProps {
  of: DeskSeizure;
  done: () => void;
  close: () => void;
}

export function VoidSeizure({ of, done, close }: VoidProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const isVoid = of.voided !== "";
  const act = isVoid ? t("console_seizures.count_again") : t("console_seizures.void");
  const takeBack = () => {
    sendSeizureVoided(of, of.voided).then(done, (error) => toast(reasonOf(error)));
  };
  const run = () => {
    setBusy(true);
    sendSeizureVoided(of, isVoid ? "" : reason.trim()).then(
      () => {
        const words = isVoid ? t("console_seizures.counts_now") : t("console_seizures.void_now");
        toast(words, { label: t("console_seizures.undo"), run: takeBack });
        done();
        close();
      },
      (error) => {
        setBusy(false);
        setFault(reasonOf(error));
      },
    );
  };
  const lacks = !isVoid && reason.trim() === "";
  return (
    <Dialog
      title={act}
      close={close}
      act={{ label: act, run, look: isVoid ? "strong" : "danger", disabled: busy || lacks }}
    >
      <p>{isVoid ? t("console_seizures.count_why") : t("console_seizures.void_why")}</p>
      {isVoid ? (
        fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )
      ) : (
        <Field
          label={t("console_seizures.reason")}
          value={reason}
          change={setReason}
          max={200}
          lines
          fault={fault}
        />
      )}
    </Dialog>
  );
}
