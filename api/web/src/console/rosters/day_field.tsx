/** A day, as the browser lets choose one. */
import { useId } from "preact/hooks";

interface DayFieldProps {
  label: string;
  value: string;
  change: (value: string) => void;
}

export function DayField({ label, value, change }: DayFieldProps) {
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
