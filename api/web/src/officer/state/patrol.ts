/**
 * The patrol that runs on this phone: begun, paused, gone on with, ended.
 *
 * A pause, or another crew, ends a patrol; going on begins the next one in the same shift. So every
 * span counts for those who were there, and the record needs no words for it.
 */
import { computed, signal } from "@preact/signals";
import { startTrack, type Tracker, type TrackState } from "../../capture/index.ts";
import { uuid7 } from "../ids.ts";
import { t } from "../words.ts";
import { clock, nowIso } from "./clock.ts";
import { change, own, patrols, shift, workIn } from "./duty.ts";
import { here } from "./entry.ts";
import type { Mode, Patrol } from "./wire.ts";

export interface Plan {
  area: string;
  mode: Mode;
  crew: string[];
}

export const track = signal<TrackState | null>(null);
let tracker: Tracker | null = null;
let unfollow = () => {};

/** The patrol that this phone began and has not ended. */
export const running = computed<Patrol | null>(
  () => own.value.patrols.find((one) => one.end === null) ?? null,
);

/** The last one of the shift, when it was paused rather than ended for good. */
export const paused = computed<Patrol | null>(() => {
  const id = own.value.pausedId;
  return running.value || !id ? null : (own.value.patrols.find((one) => one.id === id) ?? null);
});

export const lastPlan = computed<Plan | null>(() => {
  const last = running.value ?? patrols.value[patrols.value.length - 1];
  return last ? { area: last.area, mode: last.mode, crew: last.crew } : null;
});

export async function start(plan: Plan): Promise<void> {
  const on = shift.value;
  if (!on) throw new Error("no shift");
  if (running.value) await end(false);
  await workIn(on);
  const patrol: Patrol = {
    id: uuid7(),
    shift_id: on.id,
    ...plan,
    start: nowIso(),
    end: null,
    note: "",
  };
  await send(patrol, false);
  await change({ patrols: [...own.value.patrols, patrol], pausedId: null });
  follow(patrol);
}

/** End the running patrol; `pause` keeps it in mind as the one to go on with. */
export async function end(pause: boolean): Promise<void> {
  const patrol = running.value;
  if (!patrol) return;
  await tracker?.stop();
  leave();
  const ended = { ...patrol, end: nowIso() };
  await send(ended, true);
  await change({
    patrols: own.value.patrols.map((one) => (one.id === ended.id ? ended : one)),
    pausedId: pause ? ended.id : null,
  });
}

export async function goOn(): Promise<void> {
  const last = paused.value;
  if (last) await start({ area: last.area, mode: last.mode, crew: last.crew });
}

/** Somebody came aboard or left: the same patrol goes on as another one. */
export async function changeCrew(plan: Plan): Promise<void> {
  await end(false);
  await start(plan);
}

/** Take up the track of a patrol that was running when the app was closed. */
export function resumeTrack(): void {
  if (running.value && !tracker) follow(running.value);
}

/** Stop watching; the patrol itself goes on. */
export function leave(): void {
  unfollow();
  tracker = null;
  track.value = null;
}

function follow(patrol: Patrol): void {
  leave();
  const begun = startTrack(here().outbox, patrol.id, patrol.mode, { clock });
  tracker = begun;
  unfollow = begun.subscribe((state) => {
    track.value = state;
  });
}

async function send(patrol: Patrol, edits: boolean): Promise<void> {
  const { id, ...rest } = patrol;
  await here().outbox.add({
    id,
    kind: "patrol",
    path: `/api/v1/patrols/${id}`,
    body: rest,
    label: edits ? t("officer.label_patrol_end") : t("officer.label_patrol"),
    edits,
    at: nowIso(),
  });
}
