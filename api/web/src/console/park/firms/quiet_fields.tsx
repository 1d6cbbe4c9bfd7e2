/** When a firm is left in peace: on certain days, at certain hours of certain weekdays, or both. */
import { useId } from "preact/hooks";
import { Button, Chip, Field } from "../../../ui/controls.tsx";
import { DayField } from "../../parts/day_field.tsx";
import { weekdayOf } from "../../times.ts";
import { NEW_QUIET } from "./firm_edits.ts";
import { t } from "./firm_words.ts";
import type { Quiet } from "./wire.ts";

const MOST = 50;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface QuietFieldsProps {
  lines: readonly Quiet[];
  fault: string | null;
  change: (lines: Quiet[]) => void;
}

export function QuietFields({ lines, fault, change }: QuietFieldsProps) {
  const replaced = (n: number, part: Partial<Quiet>) =>
    change(lines.map((one, at) => (at === n ? { ...one, ...part } : one)));
  return (
    <fieldset class="firm-lines">
      <legend>{t("console_park.quiet")}</legend>
      <p class="quiet small">{t("console_firms.quiet_how")}</p>
      {lines.map((line, n) => (
        <div class="firm-line" key={n}>
          <Field
            label={t("console_firms.quiet_reason")}
            value={line.reason}
            max={200}
            change={(reason) => replaced(n, { reason })}
          />
          <div class="field-pair days">
            <DayField
              label={t("console_firms.first_day")}
              value={line.first}
              change={(first) => replaced(n, { first })}
            />
            <DayField
              label={t("console_firms.last_day")}
              value={line.last}
              change={(last) => replaced(n, { last })}
            />
          </div>
          <Weekdays chosen={line.weekdays} change={(weekdays) => replaced(n, { weekdays })} />
          <div class="field-pair">
            <Field
              label={t("console_firms.from_hour")}
              value={line.begin}
              max={5}
              hint={t("console_firms.hour_hint")}
              change={(begin) => replaced(n, { begin })}
            />
            <Field
              label={t("console_firms.to_hour")}
              value={line.end}
              max={5}
              hint={t("console_firms.hour_hint")}
              change={(end) => replaced(n, { end })}
            />
          </div>
          <Button look="plain" onPress={() => change(lines.filter((_, at) => at !== n))}>
            {t("console_firms.quiet_out")}
          </Button>
        </div>
      ))}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {lines.length < MOST && (
        <Button onPress={() => change([...lines, NEW_QUIET])}>
          {t("console_firms.quiet_more")}
        </Button>
      )}
    </fieldset>
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
