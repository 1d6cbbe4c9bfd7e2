/**
 * My shift: what the server last told, kept on the phone, with what was written here on top.
 *
 * The server's word comes late or not at all. What this phone itself started or ended is known
 * before the server knows, and counts.
 */
import { computed, signal } from "@preact/signals";
import { ask, Refused } from "../../base/api.ts";
import { now, nowIso } from "./clock.ts";
import { here, inside, look } from "./entry.ts";
import type { Area, Colleague, MyShift, Patrol, Shift } from "./wire.ts";

const TOLD = "my_shift";
const OWN = "own_duty";

interface Kept {
  told: MyShift;
  etag: string | null;
  fetchedAt: string;
}

export interface Logged {
  id: string;
  at: string;
  category: string;
  seized: { kind: string; quantity: number }[];
  persuaded: number;
  /** How it came to notice; missing in what an older app kept. */
  source?: string;
  place?: { lon: number; lat: number } | null;
  /** Whether it was said not to count; missing where nothing was said. */
  isVoid?: boolean;
  /** Of the case that it became, if it did. */
  caseId?: string;
}

/** What was written on this phone since the shift began. */
export interface Own {
  shift: Shift | null;
  patrols: Patrol[];
  incidents: Logged[];
  checkIns: Record<string, string>;
  answered: Record<string, string>;
  handedOver: string | null;
  /** The patrol that a pause ended. */
  pausedId: string | null;
}

const NOTHING: Own = {
  shift: null,
  patrols: [],
  incidents: [],
  checkIns: {},
  answered: {},
  handedOver: null,
  pausedId: null,
};

const kept = signal<Kept | null>(null);
export const own = signal<Own>(NOTHING);
export const loading = signal(false);
export const failure = signal<unknown>(null);

export const told = computed(() => kept.value?.told ?? null);
export const fetchedAt = computed(() => kept.value?.fetchedAt ?? null);

/** A crew hands over, and writes the rest down, for a while after its shift has ended. */
const AFTERWARDS_MS = 4 * 3_600_000;

/** The shift in which this phone has worked, until it is handed over or long past. */
export const worked = computed<Shift | null>(() => {
  const { shift: on, handedOver } = own.value;
  if (!on || handedOver || now.value >= Date.parse(on.end) + AFTERWARDS_MS) return null;
  return on;
});

/** The shift that runs, or begins soon; the one of a running patrol in any case. */
export const shift = computed<Shift | null>(() => {
  const { shift: mine, patrols: started } = own.value;
  if (mine && started.some((one) => one.end === null && one.shift_id === mine.id)) return mine;
  const isOver = (one: Shift) => now.value >= Date.parse(one.end);
  const planned = [kept.value?.told.shift ?? null, mine, kept.value?.told.next_shift ?? null];
  const found = planned.find((one) => one !== null && !isOver(one)) ?? null;
  // The next one is not due before its time, however long ago the server told of it.
  const isNext = found !== null && found === planned[2];
  return isNext && now.value < Date.parse(found.start) ? null : found;
});

/** Patrols of the shift, this phone's own word before the server's. */
export const patrols = computed<Patrol[]>(() => {
  const mine = new Map(own.value.patrols.map((one) => [one.id, one]));
  const shiftId = shift.value?.id;
  const others = (told.value?.patrols ?? []).filter((one) => !mine.has(one.id));
  return [...others, ...mine.values()]
    .filter((one) => one.shift_id === shiftId)
    .sort((one, other) => one.start.localeCompare(other.start));
});

export const areas = computed<Area[]>(() => told.value?.areas ?? []);
export const colleagues = computed<Colleague[]>(() => told.value?.officers ?? []);

/** The area that the roster has me in now; null where it says nothing of that. */
export const posted = computed<string | null>(() => {
  const code = told.value?.duty?.area ?? null;
  return areaOf(code) === null ? null : code;
});

/** The area that was chosen on the map of the first screen; null before one was. */
export const areaLookedAt = signal<string | null>(null);

export function areaOf(code: string | null | undefined): Area | null {
  return areas.value.find((one) => one.code === code) ?? null;
}

export function nameOfOfficer(id: string): string {
  const found = colleagues.value.find((one) => one.id === id);
  return found?.name ?? (id === inside.value?.officer.id ? inside.value.officer.name : "—");
}

/** Take up what is kept, then ask the server for news. */
export async function open(): Promise<void> {
  const { outbox } = here();
  kept.value = (await outbox.recall<Kept>(TOLD)) ?? null;
  own.value = { ...NOTHING, ...(await outbox.recall<Own>(OWN)) };
  await refresh();
}

export function forget(): void {
  kept.value = null;
  own.value = NOTHING;
  areaLookedAt.value = null;
  failure.value = null;
}

export async function refresh(): Promise<void> {
  const at = inside.value;
  if (at === null || loading.value) return;
  loading.value = true;
  try {
    const answer = await ask<MyShift>("/api/v1/my/shift", { etag: kept.value?.etag ?? null });
    // Somebody else may be in by the time that the answer comes.
    if (inside.value !== at) return;
    const body = answer.body ?? kept.value?.told ?? null;
    if (body) {
      kept.value = { told: body, etag: answer.etag, fetchedAt: nowIso() };
      await at.outbox.remember(TOLD, kept.value);
      await dropOld();
    }
    failure.value = null;
  } catch (error) {
    failure.value = error;
    if (error instanceof Refused && error.status === 401) void look();
  } finally {
    loading.value = false;
  }
}

/** What was written in a shift long past says nothing about this one. */
async function dropOld(): Promise<void> {
  const { shift: mine, patrols: started, handedOver } = own.value;
  if (!mine || started.some((one) => one.end === null)) return;
  const isPast = now.value >= Date.parse(mine.end) + (handedOver ? 0 : AFTERWARDS_MS);
  if (isPast) await change(NOTHING);
}

/** Work in a shift from now on; what was of another one is put aside. */
export async function workIn(on: Shift): Promise<void> {
  const before = own.value.shift;
  if (before?.id !== on.id) await change(before ? { ...NOTHING, shift: on } : { shift: on });
}

/** Keep something that was done in the shift that runs, if one does. */
export async function note(part: (own: Own) => Partial<Own>): Promise<void> {
  const on = worked.value ?? shift.value;
  if (on) await workIn(on);
  await change(part(own.value));
}

/** Keep something of this phone's own; the screens follow. */
export async function change(part: Partial<Own>): Promise<void> {
  own.value = { ...own.value, ...part };
  await here().outbox.remember(OWN, own.value);
}
