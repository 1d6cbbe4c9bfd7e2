/** A local day, as the browser lets choose; "" for none. */
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
        min="1990-01-01"
        max="2099-12-31"
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
