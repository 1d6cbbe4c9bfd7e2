/** A moment, or a day, as the browser lets choose; local time of the squad whatever the PC's is. */
import { useId } from "preact/hooks";
import { dayOf, timeOnly } from "../times.ts";

interface MomentProps {
  label: string;
  /** `2022-10-08T14:02`, or `2022-10-08` of a day; empty when it is not chosen. */
  value: string;
  change: (value: string) => void;
  kind?: "datetime-local" | "date" | "month";
  hideLabel?: boolean;
}

export function Moment({ label, value, change, kind = "datetime-local", hideLabel }: MomentProps) {
  const id = useId();
  return (
    <div class="field">
      <label class={hideLabel ? "sr" : ""} for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type={kind as "date"}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}

/** Return the moment on the wire; null of what is not whole. */
export function wireMoment(local: string): string | null {
  const at = new Date(`${local.length === 10 ? `${local}T00:00` : local}:00+08:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Return a moment as the field has it. */
export function fieldMoment(at: string | number | Date): string {
  return `${dayOf(at)}T${timeOnly(at)}`;
}
