/** The law for the weeks around today, worked out by the server and kept on the phone. */
import { signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import type { MyLaw } from "../incident/law.ts";
import { clock } from "./clock.ts";
import { inside } from "./entry.ts";

const KEY = "my_law";
const EVERY_MS = 3_600_000;

interface Kept {
  law: MyLaw;
  etag: string | null;
  /** When the server last answered, Unix milliseconds. */
  askedMs: number;
}

const kept = signal<Kept | null>(null);

/** Null until the server was reached once. */
export const law = {
  get value(): MyLaw | null {
    return kept.value?.law ?? null;
  },
};
let asking = false;

/** Take up what is kept, then ask the server for news. */
export async function openLaw(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const found = await at.outbox.recall<Kept>(KEY);
  if (found && inside.value === at) kept.value = found;
  await refreshLaw(0);
}

/** Ask the server, unless it was asked a while ago: a table changes seldom. */
export async function refreshLaw(everyMs = EVERY_MS): Promise<void> {
  const at = inside.value;
  const since = clock.now() - (kept.value?.askedMs ?? 0);
  if (at === null || asking || (since >= 0 && since < everyMs)) return;
  asking = true;
  try {
    const answer = await ask<MyLaw>("/api/v1/my/law", { etag: kept.value?.etag ?? null });
    const news = answer.body ?? kept.value?.law;
    if (!news || inside.value !== at) return;
    kept.value = { law: news, etag: answer.etag, askedMs: clock.now() };
    await at.outbox.remember(KEY, kept.value);
  } catch {
    // What is kept stays; the note says when there is nothing at all.
  } finally {
    asking = false;
  }
}

export function forgetLaw(): void {
  kept.value = null;
}
