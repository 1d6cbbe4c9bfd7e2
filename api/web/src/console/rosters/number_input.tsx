/** A number in a line of a table or in a sentence; null when it is empty. */

interface NumberInputProps {
  label: string;
  value: number | null;
  change: (value: number | null) => void;
  range?: readonly [number, number];
  disabled?: boolean;
  isWide?: boolean;
}

export function NumberInput(props: NumberInputProps) {
  const { label, value, change, range: [least, most] = [0, 100], disabled, isWide } = props;
  return (
    <input
      class={isWide ? "input number-input wide" : "input number-input"}
      type="number"
      aria-label={label}
      min={least}
      max={most}
      step={1}
      disabled={disabled ?? false}
      value={value ?? ""}
      onInput={(event) => {
        const { value: typed, valueAsNumber } = event.currentTarget;
        change(typed === "" ? null : valueAsNumber);
      }}
    />
  );
}
