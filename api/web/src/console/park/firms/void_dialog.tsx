/** Taking a firm or a planned check out of what counts: only with a reason, and with a way back. */
import { useState } from "preact/hooks";
import { Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { t } from "./firm_words.ts";

interface VoidDialogProps {
  title: string;
  means: string;
  /** Writes it; what it throws is told. */
  run: (why: string) => Promise<void>;
  close: () => void;
}

export function VoidDialog({ title, means, run, close }: VoidDialogProps) {
  const [why, setWhy] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    setError(null);
    run(why.trim()).then(close, (failure: unknown) => {
      setError(failure);
      setSaving(false);
    });
  };
  return (
    <Dialog
      title={title}
      close={close}
      act={{ label: title, run: save, look: "danger", disabled: isSaving || why.trim() === "" }}
    >
      <p>{means}</p>
      <Field label={t("console_park.slot_reason")} value={why} max={200} change={setWhy} />
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
