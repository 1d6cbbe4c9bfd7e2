/** What letters and marks of the month stand for. */

import { ShiftMark } from "../../ui/shift_mark.tsx";
import { t } from "../words.ts";
import type { RosterTold, ShiftTimes } from "./wire.ts";
import { shiftWord } from "./words.ts";

export function Legend({ told }: { told: RosterTold }) {
  const shifts = new Map<string, ShiftTimes>();
  for (const one of told.shifts) if (!shifts.has(one.code)) shifts.set(one.code, one);
  return (
    <div class="roster-legend quiet small">
      <ul>
        {[...shifts.values()].map((one) => (
          <li key={one.code}>
            <ShiftMark code={one.code} kind={one.kind} />
            {shiftWord(one.kind)} {one.start}–{one.end}
          </li>
        ))}
      </ul>
      <p>{t("officer.roster.legend_marks")}</p>
    </div>
  );
}
