/** When I am on duty next, in one line; the roster's name where nothing is known of it. */

import { ShiftMark } from "../../ui/shift_mark.tsx";
import { dayWords } from "../roster/days.ts";
import { placeWords } from "../roster/words.ts";
import { timeOnly } from "../state/clock.ts";
import { nextDuty } from "../state/roster.ts";
import { locale, t } from "../words.ts";

export function NextDuty() {
  const next = nextDuty.value;
  if (next === null) return <>{t("officer.roster.title")}</>;
  return (
    <span class="row">
      <ShiftMark code={next.shift} kind={next.kind} />
      <span>
        <span class="strong">
          {t("officer.roster.next", { day: dayWords(next.day, locale.value) })}
        </span>{" "}
        <span class="quiet small">
          {[timeOnly(next.starts_at), placeWords(next)].filter(Boolean).join(" ")}
        </span>
      </span>
    </span>
  );
}
