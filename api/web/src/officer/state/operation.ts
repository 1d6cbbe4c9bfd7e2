/** The operation that my squad is on: campaigns and joint operations that run now. */
import { computed, signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { clock, now, nowIso } from "./clock.ts";
import { shift } from "./duty.ts";
import { inside } from "./entry.ts";

export interface Operation {
  id: string;
  squad: string;
  kind: "campaign" | "joint";
  name: string;
  aim: string;
  start: string;
  end: string;
  areas: string[];
  agencies: { agency: string; people: number; task: string }[];
  note: string;
  closed: { at: string } | null;
  counts: boolean;
}

interface Kept {
  operations: Operation[];
  tasks: Record<string, string[]>;
  fetchedAt: string;
}

const KEPT = "operations";
const OLD_MS = 10 * 60_000;
const kept = signal<Kept | null>(null);

/** Those that run, of the squad of my shift, those that end first before the others. */
export const running = computed<Operation[]>(() => {
  const squad = shift.value?.squad ?? inside.value?.officer.squad ?? null;
  return (kept.value?.operations ?? [])
    .filter((one) => runs(one, now.value) && (squad === null || one.squad === squad))
    .sort((one, other) => one.end.localeCompare(other.end));
});

export function runs(one: Operation, nowMs: number): boolean {
  const { start, end, closed, counts } = one;
  return counts && closed === null && Date.parse(start) <= nowMs && nowMs < Date.parse(end);
}

/** Ids of the tasks that belong to an operation. */
export function tasksOf(id: string): readonly string[] {
  return kept.value?.tasks[id] ?? [];
}

/** Take up what is kept, then ask the server for news. */
export async function openOperations(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEPT);
  if (inside.value !== at) return;
  kept.value = found ?? null;
  await wantOperations(0);
}

export function forgetOperations(): void {
  kept.value = null;
}

/** Ask for news if what is known is older than this. */
export async function wantOperations(oldMs = OLD_MS): Promise<void> {
  const at = inside.value;
  const since = kept.value?.fetchedAt;
  if (at === null || (since && clock.now() - Date.parse(since) < oldMs)) return;
  try {
    const { body } = await ask<{ items: Operation[] }>("/api/v1/operations?open=true&limit=100");
    if (body === null || inside.value !== at) return;
    const tasks: Kept["tasks"] = {};
    for (const one of body.items) {
      if (runs(one, clock.now())) tasks[one.id] = await linkedTasks(one.id);
    }
    if (inside.value !== at) return;
    kept.value = { operations: body.items, tasks, fetchedAt: nowIso() };
    await at.outbox.remember(KEPT, kept.value);
  } catch {
    // What is kept stays: an operation is told in the briefing, too.
  }
}

async function linkedTasks(id: string): Promise<string[]> {
  const query = new URLSearchParams({ operation: id, limit: "200" });
  const { body } = await ask<{ items: { kind: string; target_id: string; holds: boolean }[] }>(
    `/api/v1/operation-links?${query}`,
  );
  return (body?.items ?? [])
    .filter(({ kind, holds }) => kind === "task" && holds)
    .map(({ target_id }) => target_id);
}
