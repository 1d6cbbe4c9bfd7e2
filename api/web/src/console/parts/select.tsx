/** One of many, as the browser lets choose. */
import { useId } from "preact/hooks";
import type { Option } from "../../ui/controls.tsx";

interface SelectProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  choose: (value: T) => void;
  hideLabel?: boolean;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, value, choose, hideLabel } = props;
  const id = useId();
  return (
    <div class="field">
      <label class={hideLabel ? "sr" : ""} for={id}>
        {label}
      </label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => choose(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
