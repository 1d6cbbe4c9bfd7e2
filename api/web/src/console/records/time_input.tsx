/** A moment of the squad's time; now, until somebody says otherwise. */
import { useId } from "preact/hooks";
import { dayOf, timeOnly } from "../times.ts";

interface TimeProps {
  label: string;
  /** ISO 8601; null for now, whenever that is. */
  at: string | null;
  nowMs: number;
  change: (at: string | null) => void;
}

const OFFSET = "+08:00";

export function TimeInput({ label, at, nowMs, change }: TimeProps) {
  const id = useId();
  const shown = at ?? nowMs;
  const choose = (value: string) => {
    const chosen = Date.parse(`${value}:00${OFFSET}`);
    change(Number.isNaN(chosen) ? null : new Date(chosen).toISOString());
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="datetime-local"
        value={`${dayOf(shown)}T${timeOnly(shown)}`}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </div>
  );
}
