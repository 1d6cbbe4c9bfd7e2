/** The choices over the map: area, period, shift and source. */
import { useRef, useState } from "preact/hooks";
import { Button, Choice as OneOf, type Option } from "../../ui/controls.tsx";
import { Select } from "../parts/select.tsx";
import { language, nameOf } from "../words.ts";
import { type Choice, hoursWithin, isWithin, SHIFTS, spanOf } from "./choice.ts";
import { DaysDialog } from "./days_dialog.tsx";
import type { WireArea } from "./wire.ts";
import { t } from "./words.ts";

interface ToolsProps {
  areas: readonly WireArea[];
  area: WireArea;
  choice: Choice;
  /** First and last day that are shown; null before anything is. */
  days: readonly [string, string] | null;
  choose: (patch: Partial<Choice>) => void;
  hand: (() => void) | null;
  exportIt: () => void;
}

export function Tools({ areas, area, choice, days, choose, hand, exportIt }: ToolsProps) {
  return (
    <div class="page-tools gap-tools">
      {areas.length > 1 && (
        <Select
          label={t("console_gaps.area")}
          hideLabel
          options={areas.map((one) => ({ value: one.code, label: nameOf(one) }))}
          value={area.code}
          choose={(code) => choose({ area: code, cells: [] })}
        />
      )}
      <PeriodChoice choice={choice} days={days} choose={choose} />
      <OneOf
        label={t("console_gaps.hours")}
        hideLabel
        look="segments"
        options={hoursOptions(choice)}
        value={choice.hours}
        choose={(hours) => choose({ hours })}
      />
      <OneOf
        label={t("console_gaps.source")}
        hideLabel
        look="segments"
        options={[
          { value: "patrol", label: t("console_gaps.source_patrol") },
          { value: "camera", label: t("console_gaps.source_camera") },
          { value: "both", label: t("console_gaps.source_both") },
        ]}
        value={choice.source}
        choose={(source) => choose({ source })}
      />
      {hand && (
        <Button look="strong" onPress={hand}>
          {t("console_gaps.hand")}
        </Button>
      )}
      <Button onPress={exportIt}>{t("console_gaps.export")}</Button>
    </div>
  );
}

type PeriodName = "month" | "week" | "shift" | "own";

function PeriodChoice({ choice, days, choose }: Pick<ToolsProps, "choice" | "days" | "choose">) {
  const [isOpen, setOpen] = useState(false);
  const isOwn = choice.period.includes("~");
  // Once it is known which month that is, it stays said: buttons that move are missed.
  const month = useRef<string | null>(null);
  if (choice.period === "month" && days) month.current = days[0];
  const options: Option<PeriodName>[] = [
    { value: "month", label: monthLabel(month.current) },
    { value: "week", label: t("console_gaps.period_week") },
    { value: "shift", label: t("console_gaps.period_shift") },
    { value: "own", label: t("console_gaps.period_own") },
  ];
  return (
    <>
      <OneOf
        label={t("console_gaps.period")}
        hideLabel
        look="segments"
        options={options}
        value={isOwn ? "own" : (choice.period as PeriodName)}
        choose={(one) => (one === "own" ? setOpen(true) : choose({ period: one }))}
      />
      {isOpen && (
        <DaysDialog
          days={days}
          close={() => setOpen(false)}
          show={(first, last) => {
            setOpen(false);
            choose({ period: `${first}~${last}` });
          }}
        />
      )}
    </>
  );
}

/** Which month it would be is not known before it was asked for. */
function monthLabel(first: string | null): string {
  if (first === null) return t("console_gaps.period_last_month");
  const month =
    language.value === "zh"
      ? String(Number(first.slice(5, 7)))
      : new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" }).format(
          new Date(`${first}T00:00:00Z`),
        );
  return t("console_gaps.period_month", { month });
}

function hoursOptions({ hours, period }: Choice): Option<Choice["hours"]>[] {
  const there = hoursWithin(period, Date.now());
  const options = (["all", ...SHIFTS] as const).map((value): Option<Choice["hours"]> => {
    return { value, label: hoursWords(value), disabled: !isWithin(value, there) };
  });
  const isOwn = hours !== "all" && !SHIFTS.some((one) => one === hours);
  return isOwn ? [...options, { value: hours, label: hoursWords(hours) }] : options;
}

/** Say which hours count, `夜` or `3–5 时`. */
export function hoursWords(hours: Choice["hours"]): string {
  switch (hours) {
    case "all":
      return t("console_gaps.hours_all");
    case "early":
      return t("console_gaps.hours_early");
    case "middle":
      return t("console_gaps.hours_middle");
    case "night":
      return t("console_gaps.hours_night");
    default: {
      const [first, end] = spanOf(hours) ?? [0, 24];
      return t("console_gaps.hours_span", { first, end });
    }
  }
}
