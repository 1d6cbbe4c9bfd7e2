/** Leave and swaps in words: who, when, and which shifts it is about. */
import { cellOf, OFF, type Place, type Plan, placeOf } from "./plan.ts";
import { cellWords, dayWords, nameIn } from "./saying.ts";
import type { Frame, Leave, Roster, Swap } from "./wire.ts";
import { t } from "./words.ts";

export function LeaveWords({ one, frame }: { one: Leave; frame: Frame }) {
  const days =
    one.first_day === one.last_day
      ? dayWords(one.first_day)
      : `${dayWords(one.first_day)}—${dayWords(one.last_day)}`;
  return (
    <p>
      <b>{nameIn(frame, one.officer_id)}</b> {kindWords(one)} {days}
      {one.state !== "asked" && (
        <span class="tag">
          {t(one.state === "granted" ? "console_rosters.granted" : "console_rosters.refused")}
        </span>
      )}
    </p>
  );
}

function kindWords({ kind }: Leave): string {
  if (kind === "annual") return t("console_rosters.leave_annual");
  if (kind === "sick") return t("console_rosters.leave_sick");
  if (kind === "training") return t("console_rosters.leave_training");
  return t("console_rosters.leave_other");
}

interface DutiesProps {
  places: readonly Place[];
  roster: Roster;
  frame: Frame;
  plan: Plan;
}

export function Duties({ places, roster, frame, plan }: DutiesProps) {
  const had = places.filter((one) => cellOf(plan, one).length > 0);
  if (had.length === 0) return <p class="quiet">{t("console_rosters.has_no_duty")}</p>;
  const words = had.map(
    (one) => `${dayWords(one.slice(-10))} ${cellWords(roster, frame, cellOf(plan, one))}`,
  );
  return (
    <p class="quiet">
      {t("console_rosters.has_duties", { what: words.join(t("console_rosters.comma")) })}
    </p>
  );
}

export function SwapWords({
  one,
  roster,
  frame,
  plan,
}: { one: Swap } & Omit<DutiesProps, "places">) {
  const given = one.officer_id ? cellOf(plan, placeOf(one.officer_id, one.day)) : OFF;
  const who = nameIn(frame, one.officer_id);
  const taker = nameIn(frame, one.taker_id);
  const what = `${dayWords(one.day)} ${cellWords(roster, frame, given)}`;
  if (one.returned_day === null || one.taker_id === null)
    return <p>{t("console_rosters.swap_gives", { who, taker, what })}</p>;
  const back = cellOf(plan, placeOf(one.taker_id, one.returned_day));
  const returned = `${dayWords(one.returned_day)} ${cellWords(roster, frame, back)}`;
  return <p>{t("console_rosters.swap_for", { who, taker, what, returned })}</p>;
}
