/** A duty in a list: when, where, with whom. */

import { ShiftMark } from "../../ui/shift_mark.tsx";
import { t } from "../words.ts";
import type { Duty } from "./wire.ts";
import { day, nearWord, placeWords, timesWords } from "./words.ts";

interface RowProps {
  duty: Duty;
  today: string;
  isOn: boolean;
  isChanged: boolean;
  open: () => void;
}

export function DutyRow({ duty, today, isOn, isChanged, open }: RowProps) {
  const with_ = duty.colleagues.map(({ name }) => name).join(t("officer.roster.comma"));
  const isToday = duty.day === today;
  return (
    <button type="button" class="item" onClick={open}>
      <ShiftMark code={duty.shift} kind={duty.kind} />
      <span class="item-main">
        <span class="item-title">
          {isToday
            ? timesWords(duty)
            : [day(duty.day), nearWord(duty.day, today)].filter(Boolean).join(" · ")}
        </span>
        <span class="quiet small">
          {[isToday ? "" : timesWords(duty), placeWords(duty)].filter(Boolean).join(" · ")}
        </span>
        {with_ && <span class="quiet small">{t("officer.roster.with", { who: with_ })}</span>}
      </span>
      {isOn && (
        <span class="tag" data-tone="ok">
          {t("officer.roster.on_now")}
        </span>
      )}
      {isChanged && (
        <span class="tag" data-tone="wait">
          {t("officer.roster.changed")}
        </span>
      )}
    </button>
  );
}
