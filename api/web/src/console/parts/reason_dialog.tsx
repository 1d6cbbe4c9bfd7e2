/** Asking why, before something is taken out of what counts, or put back into it. */
import { useState } from "preact/hooks";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { t } from "../words.ts";
import { Dialog } from "./dialog.tsx";

const MOST_LETTERS = 200;

interface ReasonDialogProps {
  /** What it is about, and what the button says. */
  title: string;
  /** What follows from it. */
  means: string;
  /** Writes it; what it throws is told, and what was typed stays. */
  run: (reason: string) => Promise<unknown>;
  close: () => void;
  look?: "strong" | "danger";
  /** False where it can be done without one. */
  asksWhy?: boolean;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, means, run, close, look = "danger", asksWhy = true } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const why = reason.trim();
  const save = () => {
    setSaving(true);
    setError(null);
    run(why).then(close, (failure: unknown) => {
      setError(failure);
      setSaving(false);
    });
  };
  return (
    <Dialog
      title={title}
      close={close}
      act={{ label: title, run: save, look, disabled: isSaving || (asksWhy && why === "") }}
    >
      <p>{means}</p>
      {asksWhy && (
        <Field
          label={t("console.reason")}
          value={reason}
          change={setReason}
          max={MOST_LETTERS}
          lines
        />
      )}
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
    </Dialog>
  );
}
