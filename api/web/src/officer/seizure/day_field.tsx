/** A day of the calendar, as the phone's own picker gives it. */
import { useId } from "preact/hooks";

interface DayProps {
  label: string;
  hint: string;
  day: string;
  change: (day: string) => void;
}

export function DayField({ label, hint, day, change }: DayProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="date"
        value={day}
        aria-describedby={`${id}-hint`}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <span class="quiet small" id={`${id}-hint`}>
        {hint}
      </span>
    </div>
  );
}
