/** Gear that is held: a press on a kind adds one of it. */
import { useState } from "preact/hooks";
import { Stepper } from "../../ui/controls.tsx";
import * as duty from "../state/duty.ts";
import { t, wordOf } from "../words.ts";

interface GearProps {
  gear: Record<string, number>;
  change: (gear: Record<string, number>) => void;
}

export function Gear({ gear, change }: GearProps) {
  const kinds = duty.told.value?.gear ?? [];
  const [last, setLast] = useState(Object.keys(gear)[0] ?? kinds[0]?.code ?? null);
  const total = Object.values(gear).reduce((sum, n) => sum + n, 0);
  const set = (code: string, n: number) => {
    const { [code]: _, ...rest } = gear;
    change(n > 0 ? { ...rest, [code]: n } : rest);
  };
  const step = (to: number) => {
    if (!last) return;
    if (to > total) return set(last, (gear[last] ?? 0) + 1);
    // Take back what was added last; of another kind when there is none of that left.
    const from = (gear[last] ?? 0) > 0 ? last : Object.keys(gear).pop();
    if (from) set(from, (gear[from] ?? 0) - 1);
  };
  return (
    <>
      <Stepper label={t("officer.gear_held")} value={total} change={step} />
      <div class="chips" role="group" aria-label={t("officer.gear_kinds")}>
        {kinds.map((one) => {
          const n = gear[one.code] ?? 0;
          return (
            <button
              key={one.code}
              type="button"
              class="chip"
              aria-pressed={n > 0}
              onClick={() => {
                setLast(one.code);
                set(one.code, n + 1);
              }}
            >
              {wordOf(one)}
              {n > 0 && ` ×${n}`}
            </button>
          );
        })}
      </div>
    </>
  );
}
