/** What the first screen counts: what is open, what is done. */
import { computed } from "@preact/signals";
import { own, shift, told } from "./duty.ts";
import { inside, session } from "./entry.ts";
import type { CameraAlert, CheckPoint, Task } from "./wire.ts";

export const openTasks = computed<Task[]>(() =>
  (told.value?.tasks ?? []).filter((one) => !own.value.answered[one.id]),
);

export const openAlerts = computed<CameraAlert[]>(() =>
  (told.value?.camera_alerts ?? []).filter((one) => !own.value.answered[one.id]),
);

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

export const pointsDone = computed(() => {
  const points = told.value?.check_points ?? [];
  return { done: points.filter(isDone).length, all: points.length };
});

/** Only officers with a certificate may seize gear; the server has the last word. */
export const canSeize = computed(() => {
  const granted = session.value?.permissions;
  if (granted) return granted.includes("measures.take");
  const me = inside.value?.officer;
  return Boolean(me?.certified) && me?.role !== "auxiliary";
});
