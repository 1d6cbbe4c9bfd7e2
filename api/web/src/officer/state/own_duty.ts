/** What the roster has me do in the shift that is shown, and with whom; or that it is not mine. */
import { computed } from "@preact/signals";
import type { Duty } from "../roster/wire.ts";
import { dayOf } from "./clock.ts";
import { colleagues, patrols, shift, told, worked } from "./duty.ts";
import { inside } from "./entry.ts";
import { lastPlan } from "./patrol.ts";
import { rosterTold } from "./roster.ts";

/** My duty of that shift in a published roster, or null. */
export const ownDuty = computed<Duty | null>(() => {
  const on = shift.value;
  const mine = rosterTold.value?.duties.find(
    (one) => one.squad === on?.squad && Date.parse(one.starts_at) === Date.parse(on.start),
  );
  return mine ?? null;
});

/** Whether a published roster covers that shift and has not named me, nor have I worked in it. */
export const isOffDuty = computed(() => {
  const on = shift.value;
  if (on === null || ownDuty.value !== null || hasDutyTold(on.id)) return false;
  if (worked.value !== null || lastPlan.value !== null) return false;
  const day = dayOf(on.start);
  const isCovered = rosterTold.value?.rosters.some(
    (one) => one.squad === on.squad && one.first_day <= day && day <= one.last_day,
  );
  return isCovered === true;
});

/** The server may know of a duty before this phone has asked for its roster again. */
function hasDutyTold(shiftId: string): boolean {
  const said = told.value;
  return said?.shift?.id === shiftId && Boolean(said.duty);
}

/** Those who have the same post in that shift, and are not out with another crew. */
export const together = computed<string[]>(() => {
  const mine = ownDuty.value;
  const post = mine?.post;
  // What an older server told has no posts' codes: nobody is guessed.
  if (!mine || !post) return [];
  const known = new Set(colleagues.value.map(({ id }) => id));
  const isOut = (id: string) =>
    patrols.value.some(({ end, crew }) => end === null && crew.includes(id));
  const me = inside.value?.officer.id;
  return mine.colleagues
    .filter((one) => one.post === post && one.id !== me && known.has(one.id) && !isOut(one.id))
    .map(({ id }) => id);
});
