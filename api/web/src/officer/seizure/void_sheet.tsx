/** A step that was written by mistake: it stays, with the reason why it does not count. */
import { useState } from "preact/hooks";
import type { FactStanding, Standing, StepStanding } from "../../records/seizure_standing.ts";
import { stepWord } from "../../records/terms.ts";
import { Button, Field } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { toast } from "../../ui/toast.tsx";
import { keepVoid } from "../state/seizures.ts";
import { t } from "../words.ts";

interface VoidProps {
  of: Standing;
  step: StepStanding | FactStanding;
  close: () => void;
}

export function VoidSheet({ of, step, close }: VoidProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const what = stepWord(step.kind);
  const keep = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const label = `${t("officer.seizure.void_step", { what })} ${of.number}`;
      await keepVoid(of.id, step, reason.trim(), label);
      toast(t("officer.kept_here"));
      close();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Sheet title={t("officer.seizure.void_step", { what })} close={close}>
      <p class="quiet small">{t("officer.seizure.void_why")}</p>
      <Field label={t("officer.seizure.reason")} value={reason} change={setReason} max={200} />
      <Button
        look="danger"
        large
        wide
        disabled={busy || reason.trim() === ""}
        onPress={() => void keep()}
      >
        {t("officer.seizure.void_step", { what })}
      </Button>
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
