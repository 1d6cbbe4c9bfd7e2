/** When a firm is left in peace: on certain days, at certain hours of certain weekdays, or both. */
import { useId } from "preact/hooks";
import { Chip, Field } from "../../../ui/controls.tsx";
import { DayField } from "../../parts/day_field.tsx";
import { weekdayOf } from "../../times.ts";
import { NEW_QUIET } from "./firm_edits.ts";
import { t } from "./firm_words.ts";
import { Lines } from "./lines.tsx";
import type { Quiet } from "./wire.ts";

const MOST = 50;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface QuietFieldsProps {
  lines: readonly Quiet[];
  fault: string | null;
  change: (lines: Quiet[]) => void;
}

export function QuietFields({ lines, fault, change }: QuietFieldsProps) {
  return (
    <Lines
      title={t("console_park.quiet")}
      about={t("console_firms.quiet_how")}
      lines={lines}
      most={MOST}
      blank={NEW_QUIET}
      words={{ more: t("console_firms.quiet_more"), out: t("console_firms.quiet_out") }}
      fault={fault}
      change={change}
    >
      {(line, alter) => (
        <>
          <Field
            label={t("console_firms.quiet_reason")}
            value={line.reason}
            max={200}
            change={(reason) => alter({ reason })}
          />
          <div class="field-pair days">
            <DayField
              label={t("console_firms.first_day")}
              value={line.first}
              change={(first) => alter({ first })}
            />
            <DayField
              label={t("console_firms.last_day")}
              value={line.last}
              change={(last) => alter({ last })}
            />
          </div>
          <Weekdays chosen={line.weekdays} change={(weekdays) => alter({ weekdays })} />
          <div class="field-pair">
            <Field
              label={t("console_firms.from_hour")}
              value={line.begin}
              max={5}
              hint={t("console_firms.hour_hint")}
              change={(begin) => alter({ begin })}
            />
            <Field
              label={t("console_firms.to_hour")}
              value={line.end}
              max={5}
              hint={t("console_firms.hour_hint")}
              change={(end) => alter({ end })}
            />
          </div>
        </>
      )}
    </Lines>
  );
}

interface WeekdaysProps {
  chosen: readonly number[];
  change: (days: number[]) => void;
}

function Weekdays({ chosen, change }: WeekdaysProps) {
  const id = useId();
  const toggle = (day: number) =>
    change(chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day].sort());
  return (
    <div class="field">
      <span class="legend" id={id}>
        {t("console_firms.weekdays")}
      </span>
      <fieldset class="chips" aria-labelledby={id}>
        {WEEKDAYS.map((day) => (
          <Chip
            key={day}
            label={weekdayWord(day)}
            on={chosen.includes(day)}
            toggle={() => toggle(day)}
          />
        ))}
      </fieldset>
    </div>
  );
}

/** Return the word of a weekday; 1 is Monday, as was the first of January 2024. */
export function weekdayWord(day: number): string {
  return weekdayOf(`2024-01-0${day}`);
}
