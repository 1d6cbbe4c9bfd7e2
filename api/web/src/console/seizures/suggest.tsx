/** Words to be typed, with those that are usual beside: they are written in Chinese, as papers are. */
import { Field } from "../../ui/controls.tsx";
import { wordOf } from "../words.ts";

interface SuggestProps {
  label: string;
  hint?: string;
  value: string;
  change: (value: string) => void;
  offered: readonly { code: string; zh: string; en: string }[];
}

const MOST = 100;

export function Suggest({ label, hint, value, change, offered }: SuggestProps) {
  return (
    <div class="field">
      <Field
        label={label}
        value={value}
        change={change}
        max={MOST}
        {...(hint === undefined ? {} : { hint })}
      />
      {offered.length > 0 && (
        <div class="chips" role="group" aria-label={label}>
          {offered.map((one) => (
            <button
              key={one.code}
              type="button"
              class="chip"
              aria-pressed={one.zh === value}
              onClick={() => change(one.zh)}
            >
              {wordOf(one)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
