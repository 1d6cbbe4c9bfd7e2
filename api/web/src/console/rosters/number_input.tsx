/** A number in a line of a table or in a sentence; null when it is empty. */
import { useId } from "preact/hooks";
import { t } from "./words.ts";

export type Range = readonly [number, number];

/** What posts need, and most else that is counted here. */
export const PEOPLE: Range = [0, 100];

interface NumberInputProps {
  label: string;
  value: number | null;
  change: (value: number | null) => void;
  range?: Range;
  disabled?: boolean;
  isWide?: boolean;
}

/** Whether a number is none that is taken: emptied, broken, or out of its range. */
export function isOff(value: number, [least, most]: Range): boolean {
  return !(Number.isInteger(value) && least <= value && value <= most);
}

export function NumberInput(props: NumberInputProps) {
  const { label, value, change, range = PEOPLE, disabled, isWide } = props;
  const id = useId();
  const isWrong = value !== null && !disabled && isOff(value, range);
  const [least, most] = range;
  return (
    <>
      <input
        class={isWide ? "input number-input wide" : "input number-input"}
        type="number"
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? id : undefined}
        min={least}
        max={most}
        step={1}
        disabled={disabled ?? false}
        value={value === null || Number.isNaN(value) ? "" : value}
        onInput={(event) => {
          const { value: typed, valueAsNumber } = event.currentTarget;
          change(typed === "" ? null : valueAsNumber);
        }}
      />
      {isWrong && (
        <span class="fault number-fault" id={id}>
          {t("console_rosters.whole_between", { least, most })}
        </span>
      )}
    </>
  );
}
