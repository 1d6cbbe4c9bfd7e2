/** Things to press and to fill in; each is at least 48 px high, and has a name. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "./words.ts";

interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void;
  look?: "main" | "strong" | "plain" | "danger" | "";
  large?: boolean;
  wide?: boolean;
  disabled?: boolean;
  label?: string;
}

export function Button(props: ButtonProps) {
  const { children, onPress, look = "", large, wide, disabled = false, label } = props;
  const names = ["button", look, large && "large", wide && "wide"].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      class={names}
      disabled={disabled}
      onClick={onPress}
      {...(label ? { "aria-label": label } : {})}
    >
      {children}
    </button>
  );
}

interface StepperProps {
  label: string;
  value: number;
  change: (value: number) => void;
  most?: number;
}

export function Stepper({ label, value, change, most = 999 }: StepperProps) {
  return (
    <div class="stepper" role="group" aria-label={label}>
      <span>{label}</span>
      <span class="stepper-keys">
        <button
          type="button"
          aria-label={t("ui.less", { what: label })}
          disabled={value <= 0}
          onClick={() => change(Math.max(0, value - 1))}
        >
          −
        </button>
        <output aria-live="polite">{value}</output>
        <button
          type="button"
          aria-label={t("ui.more_of", { what: label })}
          disabled={value >= most}
          onClick={() => change(Math.min(most, value + 1))}
        >
          +
        </button>
      </span>
    </div>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
}

interface ChoiceProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T | null;
  choose: (value: T) => void;
  look?: "tiles" | "chips" | "choice-row" | "segments";
  hideLabel?: boolean;
}

/** One of several. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, options, value, choose, look = "choice-row", hideLabel } = props;
  const id = useId();
  return (
    <div class="field">
      <span class={hideLabel ? "sr" : "legend"} id={id}>
        {label}
      </span>
      <div class={look} role="radiogroup" aria-labelledby={id}>
        {options.map((option) => (
          <button
            type="button"
            key={option.value}
            class={look === "chips" ? "chip" : look === "segments" ? "segment" : "tile"}
            role="radio"
            aria-checked={option.value === value}
            onClick={() => choose(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </div>
  );
}

interface ToggleProps {
  label: string;
  on: boolean;
  toggle: () => void;
}

export function Chip({ label, on, toggle }: ToggleProps) {
  return (
    <button type="button" class="chip" aria-pressed={on} onClick={toggle}>
      {label}
    </button>
  );
}

interface FieldProps {
  label: string;
  value: string;
  change: (value: string) => void;
  kind?: "text" | "password" | "tel" | "time";
  max?: number;
  lines?: boolean;
  hint?: string;
  fault?: string | null;
  complete?: string;
  code?: boolean;
}

export function Field(props: FieldProps) {
  const { label, value, change, kind = "text", max = 200, lines, hint, fault } = props;
  const id = useId();
  const told = fault ? `${id}-fault` : hint ? `${id}-hint` : undefined;
  const common = {
    id,
    value,
    maxLength: max,
    "aria-invalid": Boolean(fault),
    ...(told ? { "aria-describedby": told } : {}),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines ? (
        <textarea
          {...common}
          class="input"
          rows={3}
          onInput={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          class="input"
          type={kind as "text"}
          autocapitalize="off"
          spellcheck={false}
          autocomplete={(props.complete ?? "off") as "off"}
          {...(props.code ? { inputMode: "numeric" as const } : {})}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
      {fault ? (
        <span class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      ) : (
        hint && (
          <span class="quiet small" id={`${id}-hint`}>
            {hint}
          </span>
        )
      )}
    </div>
  );
}

interface PinProps {
  label: string;
  value: string;
  change: (value: string) => void;
  fault?: string | null;
  fresh?: boolean;
  /** Ready to be typed into at once. */
  first?: boolean;
}

export const PIN_DIGITS = 6;

export function PinField({ label, value, change, fault, fresh, first }: PinProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        class="input pin"
        type="password"
        inputMode="numeric"
        autocomplete={fresh ? "new-password" : "current-password"}
        maxLength={PIN_DIGITS}
        value={value}
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}-fault`}
        onInput={(event) => change(event.currentTarget.value.replace(/\D/g, ""))}
      />
      <span class="fault" id={`${id}-fault`} role="alert">
        {fault ?? ""}
      </span>
    </div>
  );
}
