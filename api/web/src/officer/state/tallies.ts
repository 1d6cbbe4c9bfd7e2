/** What the first screen counts: what is open, what is done. */
import { computed } from "@preact/signals";
import { areaLookedAt, areas, own, posted, shift, told } from "./duty.ts";
import { inside, session } from "./entry.ts";
import { notices } from "./notices.ts";
import { lastPlan, running } from "./patrol.ts";
import type { CameraAlert, CheckPoint, Task } from "./wire.ts";

export const openTasks = computed<Task[]>(() =>
  (told.value?.tasks ?? []).filter((one) => !own.value.answered[one.id]),
);

export const openAlerts = computed<CameraAlert[]>(() => {
  const open = (told.value?.camera_alerts ?? []).filter((one) => !own.value.answered[one.id]);
  const calls = ({ id }: CameraAlert) => Number(callOf(id)?.isOurs ?? false);
  return [...open].sort((one, other) => calls(other) - calls(one));
});

export interface Call {
  /** Whether my crew is the nearest; everybody on duty is called where none is known to be. */
  isOurs: boolean;
  distanceM: number | null;
}

/** Return whom a camera's alert calls, as this phone was told; null before it was. */
export function callOf(alertId: string): Call | null {
  const found = notices.value.find(
    ({ kind, subject }) => kind === "camera_alert" && subject.id === alertId,
  );
  if (!found) return null;
  const isOurs = found.patrol_id !== null && found.patrol_id === running.value?.id;
  const metres = found.parts.distance_m;
  return { isOurs, distanceM: isOurs && typeof metres === "number" ? metres : null };
}

/** When somebody was at a check point in this shift, or null. */
export function lastIn(point: CheckPoint): string | null {
  const mine = own.value.checkIns[point.id] ?? null;
  const others = point.last_at;
  return mine && (!others || mine > others) ? mine : others;
}

export function isDone(point: CheckPoint): boolean {
  const last = lastIn(point);
  const start = shift.value?.start;
  return last !== null && start !== undefined && Date.parse(last) >= Date.parse(start);
}

/** The area that one works in now: of the patrol, of the roster, the one looked at, the first. */
export const workArea = computed(() => {
  const planned = running.value?.area ?? posted.value ?? areaLookedAt.value ?? lastPlan.value?.area;
  return planned ?? areas.value[0]?.code ?? null;
});

/** Check points of where one works, and those elsewhere: nobody is at two waters at once. */
export const points = computed(() => {
  const all = told.value?.check_points ?? [];
  const here = all.filter(({ area }) => area === workArea.value);
  return here.length === 0
    ? { here: all, elsewhere: [] }
    : { here, elsewhere: all.filter(({ area }) => area !== workArea.value) };
});

export const pointsDone = computed(() => {
  const { here } = points.value;
  return { done: here.filter(isDone).length, all: here.length };
});

const FISHING = "fishing"; // not a message

/** Whether what the squad looks after is fished: gear is what is taken there. */
export const isFisheries = computed(() => {
  const groups = told.value?.category_groups;
  // An older server did not say.
  return groups === undefined || groups.some(({ code }) => code === FISHING);
});

/** Only officers with a certificate may seize gear; the server has the last word. */
export const canSeize = computed(() => {
  const granted = session.value?.permissions;
  if (granted) return granted.includes("measures.take");
  const me = inside.value?.officer;
  return Boolean(me?.certified) && me?.role !== "auxiliary";
});

/** Giving cases out and closing them is a leader's; the server has the last word. */
export const mayPlan = computed(() => {
  const granted = session.value?.permissions;
  return granted ? granted.includes("duty.plan") : inside.value?.officer.role === "leader";
});

/** Approving and extending seizures is a leader's; the server has the last word. */
export const canApprove = computed(() => {
  const granted = session.value?.permissions;
  return granted ? granted.includes("measures.approve") : inside.value?.officer.role === "leader";
});
