/** Things to press and to fill in; each is at least 48 px high, and has a name. */
import type { ComponentChildren, TargetedClipboardEvent } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
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
  /** Stands there, so that nothing moves, but does not fit what else is chosen. */
  disabled?: boolean;
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
            disabled={option.disabled ?? false}
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

/** A field of so few characters tells by itself when it is full. */
const COUNTED_FROM = 40;
/** The last part of what a field takes is counted down. */
const COUNTED_SHARE = 0.1;

export function Field(props: FieldProps) {
  const { label, value, change, kind = "text", max = 200, lines, hint, fault } = props;
  const id = useId();
  const [isCut, setCut] = useState(false);
  const told = fault ? `${id}-fault` : hint ? `${id}-hint` : undefined;
  const common = {
    id,
    value,
    maxLength: max,
    onPaste: (event: TargetedClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { selectionStart, selectionEnd } = event.currentTarget;
      const stays = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
      setCut(stays + (event.clipboardData?.getData("text").length ?? 0) > max);
    },
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
      <Room left={max - value.length} max={max} isCut={isCut} />
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

/** Browsers drop what is too long without a word. */
function Room({ left, max, isCut }: { left: number; max: number; isCut: boolean }) {
  const isNear = max >= COUNTED_FROM && left <= Math.max(10, max * COUNTED_SHARE);
  const isTold = isCut && left <= 0;
  return (
    <span class={isTold ? "fault" : "quiet small"} role="status">
      {isTold ? t("ui.cut", { n: max }) : isNear && t("ui.room_left", { n: Math.max(0, left) })}
    </span>
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
