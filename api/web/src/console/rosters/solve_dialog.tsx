/** How long to search, and whether what was pinned stays. */
import { useState } from "preact/hooks";
import { Chip } from "../../ui/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import type { Desk } from "./desk.ts";
import { TimeChoice } from "./time_choice.tsx";
import { t } from "./words.ts";

interface SolveProps {
  desk: Desk;
  close: () => void;
  begin: (seconds: number, keepPins: boolean) => void;
}

const TIMES = ["10", "60", "180", "600"] as const;

export function SolveDialog({ desk, close, begin }: SolveProps) {
  const [seconds, setSeconds] = useState<(typeof TIMES)[number]>("60");
  const [keepPins, setKeepPins] = useState(true);
  const nPins = desk.plan.value.pins.size;
  return (
    <Dialog
      title={t("console_rosters.solve_title")}
      close={close}
      act={{
        label: t("console_rosters.solve_begin"),
        run: () => begin(Number(seconds), keepPins),
        disabled: desk.isSaving.value,
      }}
    >
      <p>{t("console_rosters.solve_what")}</p>
      <TimeChoice offered={TIMES} value={seconds} choose={setSeconds} />
      {nPins > 0 && (
        <div>
          <Chip
            label={t("console_rosters.keep_pins", { n: nPins })}
            on={keepPins}
            toggle={() => setKeepPins(!keepPins)}
          />
        </div>
      )}
      {desk.isDirty.value && <p class="quiet">{t("console_rosters.solve_saves")}</p>}
    </Dialog>
  );
}
