/** Open cases of my squad: as the server last told them, kept on the phone, with what waits here. */
import { computed, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import type { ItemView } from "../../outbox/index.ts";
import { DESK } from "../cases/standing.ts";
import { isSame } from "../cases/steps.ts";
import type { BoardTold, CaseLine } from "../cases/wire.ts";
import { clock, now, nowIso } from "./clock.ts";
import { areas } from "./duty.ts";
import { here, inside, status } from "./entry.ts";
import { mayPlan } from "./tallies.ts";

interface Kept {
  told: BoardTold;
  fetchedAt: string;
}

const KEPT = "cases";
const OLD_MS = 5 * 60_000;

const kept = signal<Kept | null>(null);
export const casesFailure = signal<unknown>(null);
export const casesFetchedAt = computed(() => kept.value?.fetchedAt ?? null);
export const caseLines = computed<CaseLine[] | null>(() => kept.value?.told.items ?? null);

/** A park's incidents go on as cases; others have them where somebody made some. */
export const hasCases = computed(
  () => areas.value.some(({ kind }) => kind === "park") || (caseLines.value?.length ?? 0) > 0,
);

/** How many are in my hands, or the desk's where I lead, and how many of these are overdue. */
export const myCases = computed(() => {
  const me = inside.value?.officer.id;
  const leads = mayPlan.value;
  const mine = (caseLines.value ?? []).filter(
    ({ holder, counts }) =>
      counts && (holder?.kind === "officer" ? holder.code === me : leads && isSame(holder, DESK)),
  );
  const overdue = mine.filter(({ due_at }) => due_at !== null && Date.parse(due_at) <= now.value);
  return { all: mine.length, overdue: overdue.length };
});

/** Take up what is kept, then ask the server for news. */
export async function openCases(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEPT);
  if (inside.value !== at) return;
  kept.value = found ?? null;
  await refreshCases();
}

export function forgetCases(): void {
  kept.value = null;
  casesFailure.value = null;
}

export async function refreshCases(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  try {
    const { body } = await ask<BoardTold>("/api/v1/cases?limit=200");
    if (body === null || inside.value !== at) return;
    kept.value = { told: body, fetchedAt: nowIso() };
    casesFailure.value = null;
    await at.outbox.remember(KEPT, kept.value);
  } catch (error) {
    if (inside.value === at) casesFailure.value = error;
  }
}

/** Ask for news if what is known is old. */
export async function wantCases(): Promise<void> {
  const at = casesFetchedAt.value;
  if (at === null || clock.now() - Date.parse(at) > OLD_MS) await refreshCases();
}

/** What waits here of cases: made, or steps of them. */
export function useWaiting(): ItemView[] | null {
  const [waiting, setWaiting] = useState<ItemView[] | null>(null);
  const changed = status.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const items = await here().outbox.list();
      if (!gone) setWaiting(items.filter(isOfCase));
    };
    look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [changed]);
  return waiting;
}

function isOfCase({ kind }: ItemView): boolean {
  return kind === "case" || kind === "case_step" || kind === "incident";
}
