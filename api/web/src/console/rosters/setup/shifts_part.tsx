/** The shifts of a day: when each begins and ends, and what may not follow it. */

import { useState } from "preact/hooks";
import { listed } from "../../../base/words.ts";
import { Button } from "../../../ui/controls.tsx";
import { ShiftMark } from "../../../ui/shift_mark.tsx";
import { toast } from "../../../ui/toast.tsx";
import { Part } from "../../parts/page.tsx";
import { kindWords } from "../saying.ts";
import type { Basis, Shift } from "../wire.ts";
import { t } from "../words.ts";
import { withoutShift, withShift } from "./edits.ts";
import { type Faults, faultKey } from "./faults.ts";
import { ShiftDialog } from "./shift_dialog.tsx";

export interface EditedPartProps {
  basis: Basis;
  faults: Faults;
  /** Null where it is only to be read. */
  change: ((basis: Basis) => void) | null;
}

/** `"new"` is one that is not there yet. */
export type Opened = number | "new" | null;

export function ShiftsPart({ basis, faults, change }: EditedPartProps) {
  const [opened, open] = useState<Opened>(null);
  const leaveOut = (n: number) => {
    change?.(withoutShift(basis, n));
    toast(t("console_rosters.left_out"), {
      label: t("console_rosters.undo"),
      run: () => change?.(basis),
    });
  };
  return (
    <>
      <Part
        title={t("console_rosters.shifts")}
        aside={
          change && <Button onPress={() => open("new")}>{t("console_rosters.new_shift")}</Button>
        }
      >
        <div class="table-frame">
          <table class="table setup-table">
            <thead>
              <tr>
                <th scope="col">{t("console_rosters.shift")}</th>
                <th scope="col">{t("console_rosters.times")}</th>
                <th scope="col">{t("console_rosters.paid")}</th>
                <th scope="col">{t("console_rosters.not_after")}</th>
                {change && (
                  <th scope="col">
                    <span class="sr">{t("console_rosters.change")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {basis.shifts.map((one, n) => (
                <tr key={one.code}>
                  <td>
                    <span class="mark-words">
                      <ShiftMark code={one.code} kind={one.kind} />
                      {one.code.length > 1 && `${one.code} · `}
                      {kindWords(one.kind)}
                    </span>
                    <Fault words={faults.get(faultKey("shifts", one.code))} />
                  </td>
                  <td class="when">{timesWords(one)}</td>
                  <td>{paidWords(one)}</td>
                  <td>{listed(one.forbidden_next) || "—"}</td>
                  {change && (
                    <LineActs
                      what={one.code}
                      change={() => open(n)}
                      {...(basis.shifts.length > 1 ? { leaveOut: () => leaveOut(n) } : {})}
                    />
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Part>
      {change && opened !== null && (
        <ShiftDialog
          basis={basis}
          n={opened === "new" ? null : opened}
          close={() => open(null)}
          done={(shift) => {
            change(withShift(basis, opened === "new" ? null : opened, shift));
            open(null);
          }}
        />
      )}
    </>
  );
}

export function Fault({ words }: { words: string | undefined }) {
  return words === undefined ? null : (
    <p class="fault" role="alert">
      {words}
    </p>
  );
}

interface ActsProps {
  what: string;
  change: () => void;
  leaveOut?: () => void;
}

export function LineActs({ what, change, leaveOut }: ActsProps) {
  return (
    <td class="line-acts">
      <button type="button" class="link" onClick={change}>
        {t("console_rosters.change")}
        <span class="sr"> {what}</span>
      </button>
      {leaveOut && (
        <button type="button" class="link" onClick={leaveOut}>
          {t("console_rosters.leave_out")}
          <span class="sr"> {what}</span>
        </button>
      )}
    </td>
  );
}

export function timesWords({ start, end }: Shift): string {
  return end > start ? `${start}–${end}` : `${start}–${t("console_rosters.next_day")} ${end}`;
}

function paidWords({ paid_minutes }: Shift): string {
  if (paid_minutes === null) return t("console_rosters.paid_all");
  return t("console_rosters.n_minutes", { n: paid_minutes });
}
