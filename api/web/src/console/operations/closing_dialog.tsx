/** Closing an operation: when, and what is to be said of it; its figures are counted, not typed. */
import { useState } from "preact/hooks";
import { Field } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../parts/moment.tsx";
import { toldWithUndo } from "../parts/undo_toast.ts";
import { changeOperation } from "./saving.ts";
import { t } from "./words.ts";

interface ClosingProps {
  id: string;
  close: () => void;
  done: () => void;
}

export function ClosingDialog({ id, close, done }: ClosingProps) {
  const [at, setAt] = useState(fieldMoment(Date.now()));
  const [summary, setSummary] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const moment = wireMoment(at);
  const save = async () => {
    if (moment === null) return;
    try {
      await changeOperation(id, { closed: { at: moment, summary: summary.trim() } });
      const undo = () => changeOperation(id, { closed: null });
      toldWithUndo(t("console_operations.is_closed"), undo, done);
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_operations.close")}
      close={close}
      act={{
        label: t("console_operations.close"),
        run: () => void save(),
        disabled: moment === null || summary.trim() === "",
      }}
    >
      <p class="quiet">{t("console_operations.close_note")}</p>
      <Moment label={t("console_operations.closed_at")} value={at} change={setAt} />
      <Field
        label={t("console_operations.summary")}
        hint={t("console_operations.no_names")}
        value={summary}
        max={4000}
        lines
        change={setSummary}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
