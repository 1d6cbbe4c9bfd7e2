/** What falls due: as the server last told it, kept on the phone; cases that are closed here. */
import { computed, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import type { ItemView } from "../../outbox/index.ts";
import { type DueTold, groupsOf, type Pressing, pressingOf } from "../../records/due_groups.ts";
import { t } from "../words.ts";
import { clock, now, nowIso } from "./clock.ts";
import { here, inside, status } from "./entry.ts";

interface Kept {
  told: DueTold;
  fetchedAt: string;
}

const KEPT = "due";
/** Periods are days and hours long; who opens the list asks anew. */
const OLD_MS = 10 * 60_000;

const kept = signal<Kept | null>(null);
export const dueFailure = signal<unknown>(null);
export const dueTold = computed(() => kept.value?.told ?? null);
export const dueFetchedAt = computed(() => kept.value?.fetchedAt ?? null);
export const dueGroups = computed(() => groupsOf(dueTold.value?.items ?? [], now.value));

/** Steps of cases. */
export const dueSteps = computed(() => dueTold.value?.case_steps ?? []);

/** Periods that are overdue, and that are due soon. */
export const dueCounts = computed(() => {
  const all = [
    ...dueGroups.value.flatMap((one) => one.lines.map(({ pressing }) => pressing)),
    ...dueSteps.value.map((one) => pressingOf(one, now.value)),
  ];
  const count = (pressing: Pressing) => all.filter((one) => one === pressing).length;
  return { overdue: count("overdue"), soon: count("due_soon") };
});

/** Take up what is kept, then ask the server for news. */
export async function openDue(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEPT);
  if (inside.value !== at) return;
  kept.value = found ?? null;
  await refreshDue();
}

export function forgetDue(): void {
  kept.value = null;
  dueFailure.value = null;
}

export async function refreshDue(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  try {
    const { body } = await ask<DueTold>("/api/v1/due?limit=200");
    if (body === null || inside.value !== at) return;
    kept.value = { told: body, fetchedAt: nowIso() };
    dueFailure.value = null;
    await at.outbox.remember(KEPT, kept.value);
  } catch (error) {
    if (inside.value === at) dueFailure.value = error;
  }
}

/** Ask for news if what is known is old. */
export async function wantDue(): Promise<void> {
  const at = dueFetchedAt.value;
  if (at === null || clock.now() - Date.parse(at) > OLD_MS) await refreshDue();
}

/** Write down that a case was decided. */
export async function decideCase(incidentId: string, note: string): Promise<void> {
  const id = uuid7();
  const at = nowIso();
  await here().outbox.add({
    id,
    kind: "clock_event",
    path: `/api/v1/clock-events/${id}`,
    body: { incident_id: incidentId, kind: "case_decided", at, days: null, note: note.trim() },
    label: t("officer.due.label_decided"),
    at,
  });
  here().outbox.poke();
}

export interface Unsent {
  /** Ids of seizures and incidents about which something waits here. */
  about: ReadonlySet<string>;
  /** Seizures that the server does not know of yet. */
  seizures: number;
}

const NOTHING: Unsent = { about: new Set(), seizures: 0 };

/** Follow what this phone has not sent of what falls due: the list cannot know it. */
export function useUnsent(): Unsent {
  const [unsent, setUnsent] = useState(NOTHING);
  const changed = status.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const items = await here().outbox.list();
      if (gone) return;
      setUnsent({
        about: new Set(items.flatMap(subjectsOf)),
        seizures: items.filter((one) => one.kind === "seizure" && !one.edits).length,
      });
    };
    look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [changed]);
  return unsent;
}

function subjectsOf({ kind, id, body }: ItemView): string[] {
  if (kind === "seizure") return [id];
  if (kind !== "custody_event" && kind !== "clock_event") return [];
  const named = body as { seizure_id?: string | null; incident_id?: string | null };
  return [named.seizure_id ?? named.incident_id ?? ""].filter(Boolean);
}
