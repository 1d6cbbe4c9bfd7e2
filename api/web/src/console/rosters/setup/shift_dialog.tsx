/** One shift, as it is written. */
import { useState } from "preact/hooks";
import { Chip, Field } from "../../../ui/controls.tsx";
import type { ShiftKind } from "../../../ui/shift_mark.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Select } from "../../parts/select.tsx";
import type { Basis, Shift } from "../wire.ts";
import { t } from "../words.ts";

const CLOCK = /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;
const DAY_MINUTES = 24 * 60;

interface ShiftDialogProps {
  basis: Basis;
  n: number | null;
  close: () => void;
  done: (shift: Shift) => void;
}

export function ShiftDialog({ basis, n, close, done }: ShiftDialogProps) {
  const before = n === null ? undefined : basis.shifts[n];
  const [shift, setShift] = useState<Shift>(before ?? BLANK);
  const [paid, setPaid] = useState(before?.paid_minutes?.toString() ?? "");
  const change = (part: Partial<Shift>) => setShift({ ...shift, ...part });
  const code = shift.code.trim();
  const others = basis.shifts.filter((one) => one !== before);
  const isTaken = others.some((one) => one.code === code);
  const isPaidRight = paid === "" || (/^\d+$/.test(paid) && Number(paid) <= DAY_MINUTES);
  const isRight = code !== "" && !isTaken && isPaidRight;
  const areTimes = CLOCK.test(shift.start) && CLOCK.test(shift.end);
  const next = [...new Set([...(code ? [code] : []), ...others.map((one) => one.code)])];
  return (
    <Dialog
      title={t(before ? "console_rosters.change_shift" : "console_rosters.new_shift")}
      close={close}
      act={{
        label: t("console_rosters.apply"),
        run: () =>
          done({
            ...shift,
            code,
            paid_minutes: paid === "" ? null : Number(paid),
            forbidden_next: shift.forbidden_next.map((one) => (one === before?.code ? code : one)),
          }),
        disabled: !isRight || !areTimes,
      }}
    >
      <div class="two-fields">
        <Field
          label={t("console_rosters.shift_code")}
          value={shift.code}
          max={16}
          change={(value) => change({ code: value })}
          fault={isTaken ? t("console_rosters.code_taken") : null}
        />
        <Select<ShiftKind>
          label={t("console_rosters.shift_kind")}
          options={[
            { value: "early", label: t("console_rosters.kind_early") },
            { value: "middle", label: t("console_rosters.kind_middle") },
            { value: "night", label: t("console_rosters.kind_night") },
          ]}
          value={shift.kind}
          choose={(kind) => change({ kind })}
        />
        <Field
          label={t("console_rosters.start")}
          value={shift.start}
          max={5}
          hint={t("console_rosters.clock_hint")}
          fault={clockFault(shift.start)}
          change={(start) => change({ start })}
        />
        <Field
          label={t("console_rosters.end")}
          value={shift.end}
          max={5}
          hint={t("console_rosters.end_hint")}
          fault={clockFault(shift.end)}
          change={(end) => change({ end })}
        />
      </div>
      <Field
        label={t("console_rosters.paid_minutes")}
        value={paid}
        max={4}
        code
        hint={t("console_rosters.paid_hint")}
        fault={isPaidRight ? null : t("console_rosters.whole_to", { most: DAY_MINUTES })}
        change={setPaid}
      />
      {next.length > 0 && (
        <fieldset class="chip-field">
          <legend class="legend">{t("console_rosters.not_next_day")}</legend>
          {next.map((one) => (
            <Chip
              key={one}
              label={one}
              on={shift.forbidden_next.includes(one)}
              toggle={() =>
                change({
                  forbidden_next: shift.forbidden_next.includes(one)
                    ? shift.forbidden_next.filter((each) => each !== one)
                    : [...shift.forbidden_next, one],
                })
              }
            />
          ))}
        </fieldset>
      )}
    </Dialog>
  );
}

const BLANK: Shift = {
  code: "",
  kind: "early",
  start: "08:00",
  end: "16:00",
  paid_minutes: null,
  forbidden_next: [],
};

function clockFault(typed: string): string | null {
  return typed === "" || CLOCK.test(typed) ? null : t("console_rosters.no_clock");
}
