/** My roster: as the server last told it, kept on the phone. */
import { computed, signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import type { Duty, RosterTold } from "../roster/wire.ts";
import { clock, now, nowIso } from "./clock.ts";
import { inside } from "./entry.ts";

interface Kept {
  told: RosterTold;
  etag: string | null;
  fetchedAt: string;
}

const KEPT = "roster";
const OLD_MS = 10 * 60_000;
const kept = signal<Kept | null>(null);
export const rosterFailure = signal<unknown>(null);
export const rosterTold = computed(() => kept.value?.told ?? null);
export const rosterFetchedAt = computed(() => kept.value?.fetchedAt ?? null);

/** The first duty that has not begun. */
export const nextDuty = computed<Duty | null>(
  () => rosterTold.value?.duties.find((one) => Date.parse(one.starts_at) > now.value) ?? null,
);

/** Take up what is kept, then ask the server for news. */
export async function openRoster(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEPT);
  if (inside.value !== at) return;
  kept.value = found ?? null;
  await refreshRoster();
}

export function forgetRoster(): void {
  kept.value = null;
  rosterFailure.value = null;
}

export async function refreshRoster(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  try {
    const { body, etag } = await ask<RosterTold>("/api/v1/my/roster", {
      etag: kept.value?.etag ?? null,
    });
    const told = body ?? kept.value?.told ?? null;
    if (told === null || inside.value !== at) return;
    kept.value = { told, etag, fetchedAt: nowIso() };
    rosterFailure.value = null;
    await at.outbox.remember(KEPT, kept.value);
  } catch (error) {
    if (inside.value === at) rosterFailure.value = error;
  }
}

/** Ask for news if what is known is old. */
export async function wantRoster(): Promise<void> {
  const at = rosterFetchedAt.value;
  if (at === null || clock.now() - Date.parse(at) > OLD_MS) await refreshRoster();
}
