/** The cells that I answer for: as the server last told them, kept on the phone. */
import { computed, signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { clock, nowIso } from "./clock.ts";
import { inside } from "./entry.ts";

export const GAPS = [
  "on_time",
  "late_1_2",
  "late_2_5",
  "late_5_plus",
  "never",
  "untracked",
  "not_required",
] as const;

export interface MyCell {
  area: string;
  cell: string;
  block: string | null;
  block_name: string | null;
  lon: number;
  lat: number;
  gap_class: (typeof GAPS)[number];
  last_seen: string | null;
  due_at: string | null;
  n_open_cases: number;
}

interface Taken {
  handover_id: string;
  at: string;
  open_points: string[];
}

export interface MyCellsTold {
  at: string;
  /** In a demo long before. */
  as_of: string;
  n_overdue: number;
  cells: MyCell[];
  taken: Taken[];
}

interface Kept {
  told: MyCellsTold;
  fetchedAt: string;
}

const KEPT = "my_cells";
const OLD_MS = 10 * 60_000;
const kept = signal<Kept | null>(null);
export const cellsFailure = signal<unknown>(null);
export const cellsFetchedAt = computed(() => kept.value?.fetchedAt ?? null);
export const myCells = computed(() => kept.value?.told ?? null);

/** Take up what is kept, then ask the server for news. */
export async function openCells(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEPT);
  if (inside.value !== at) return;
  kept.value = found ?? null;
  await wantCells(0);
}

export function forgetCells(): void {
  kept.value = null;
  cellsFailure.value = null;
}

/** Ask for news if what is known is older than this. */
export async function wantCells(oldMs = OLD_MS): Promise<void> {
  const at = inside.value;
  const since = cellsFetchedAt.value;
  if (at === null || (since !== null && clock.now() - Date.parse(since) < oldMs)) return;
  try {
    const { body } = await ask<MyCellsTold>("/api/v1/my/cells");
    if (body === null || inside.value !== at) return;
    kept.value = { told: body, fetchedAt: nowIso() };
    cellsFailure.value = null;
    await at.outbox.remember(KEPT, kept.value);
  } catch (error) {
    if (inside.value === at) cellsFailure.value = error;
  }
}

/** Return the moment that counts for what was told as of another: they part in a demo. */
export function momentOf({ at, as_of }: MyCellsTold, nowMs: number): number {
  return Date.parse(as_of) + nowMs - Date.parse(at);
}
