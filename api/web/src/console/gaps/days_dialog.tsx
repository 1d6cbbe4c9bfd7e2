/** Days of one's own. */
import { useId, useState } from "preact/hooks";
import { Dialog } from "../parts/dialog.tsx";
import { dayOf } from "../times.ts";
import { t } from "./words.ts";

interface DaysDialogProps {
  days: readonly [string, string] | null;
  close: () => void;
  show: (first: string, last: string) => void;
}

export function DaysDialog({ days, close, show }: DaysDialogProps) {
  const today = dayOf(Date.now());
  const [first, setFirst] = useState(days?.[0] ?? today);
  const [last, setLast] = useState(days?.[1] ?? today);
  const fault =
    first > last
      ? t("console_gaps.days_reversed")
      : first > today
        ? t("console_gaps.days_ahead")
        : null;
  return (
    <Dialog
      title={t("console_gaps.days_title")}
      close={close}
      act={{
        label: t("console_gaps.days_show"),
        run: () => show(first, last),
        disabled: fault !== null || !first || !last,
      }}
    >
      <div class="gap-days">
        <DayField label={t("console_gaps.days_first")} value={first} change={setFirst} />
        <DayField label={t("console_gaps.days_last")} value={last} change={setLast} />
      </div>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  change: (day: string) => void;
}

function DayField({ label, value, change }: DayFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="date"
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
