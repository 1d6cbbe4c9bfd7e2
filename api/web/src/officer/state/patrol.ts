/**
 * The patrol that runs on this phone: begun, paused, gone on with, ended.
 *
 * A pause, or another crew, ends a patrol; going on begins the next one in the same shift. So every
 * span counts for those who were there, and the record needs no words for it.
 */
import { computed, signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { startTrack, type Tracker, type TrackState } from "../../capture/index.ts";
import { t } from "../words.ts";
import { clock, nowIso } from "./clock.ts";
import { areaLookedAt, change, own, patrols, refresh, shift, workIn } from "./duty.ts";
import { here, inside } from "./entry.ts";
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

/** Those of the shift that this phone began, or that I am aboard of; not other crews'. */
const mine = computed<Patrol[]>(() => {
  const me = inside.value?.officer.id ?? "";
  const here = new Set(own.value.patrols.map(({ id }) => id));
  return patrols.value.filter((one) => here.has(one.id) || one.crew.includes(me));
});

/** One that I am aboard of, and that this phone did not begin. */
export const elsewhere = computed<Patrol | null>(() => {
  if (running.value) return null;
  const here = new Set(own.value.patrols.map(({ id }) => id));
  return mine.value.find((one) => one.end === null && !here.has(one.id)) ?? null;
});

export const lastPlan = computed<Plan | null>(() => {
  const last = running.value ?? mine.value[mine.value.length - 1];
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
  areaLookedAt.value = null;
  follow(patrol);
}

/** End the running patrol; `pause` keeps it in mind as the one to go on with. */
export async function end(pause: boolean): Promise<void> {
  const patrol = running.value;
  if (!patrol) return;
  await tracker?.stop();
  letGo();
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

/**
 * Go on here with a patrol that another phone began, of which the server knows; false: it has ended.
 *
 * What this phone writes of it from now on is based on the version that is read now.
 */
export async function takeOver(id: string): Promise<boolean> {
  const at = here();
  const { body, etag } = await ask<Patrol>(pathOf(id));
  if (body === null || inside.value !== at) return false;
  if (etag !== null) await at.outbox.noteVersion(pathOf(id), etag);
  if (body.end !== null) {
    await refresh();
    return false;
  }
  const { shift_id, area, mode, start, end, crew, note } = body;
  const patrol: Patrol = { id, shift_id, area, mode, start, end, crew, note };
  if (shift.value) await workIn(shift.value);
  await change({ patrols: [...own.value.patrols, patrol], pausedId: null });
  follow(patrol);
  return true;
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

/** Watch no more, keep the screen on no longer, put what was seen on the disk; the patrol goes on. */
export async function leave(): Promise<void> {
  const left = tracker;
  letGo();
  await left?.stop(false);
}

function letGo(): void {
  unfollow();
  tracker = null;
  track.value = null;
}

function follow(patrol: Patrol): void {
  letGo();
  const begun = startTrack(here().outbox, patrol.id, patrol.mode, { clock });
  tracker = begun;
  unfollow = begun.subscribe((state) => {
    track.value = state;
  });
}

function pathOf(id: string): string {
  return `/api/v1/patrols/${id}`;
}

async function send(patrol: Patrol, edits: boolean): Promise<void> {
  const { id, ...rest } = patrol;
  await here().outbox.add({
    id,
    kind: "patrol",
    path: pathOf(id),
    body: rest,
    label: edits ? t("officer.label_patrol_end") : t("officer.label_patrol"),
    edits,
    at: nowIso(),
  });
}
