/** Whether the server can be reached, and as of when what is shown was told. */
import { computed, signal } from "@preact/signals";
import { ask, Refused, Unreachable } from "../base/api.ts";
import { checkSession } from "./session.ts";

export const isAway = signal(false);
/** Milliseconds since 1970; null before the first answer. */
export const toldAt = signal<number | null>(null);

/** When each of the older answers was told that are shown again while nobody answers. */
const older = signal<readonly number[]>([]);
/** As of when all that is shown holds. */
export const shownAt = computed(() =>
  toldAt.value === null ? null : Math.min(toldAt.value, ...older.value),
);

/** Count an older answer among what is shown; returns how to take it out again. */
export function showOlder(at: number): () => void {
  older.value = [...older.peek(), at];
  return () => {
    const rest = [...older.peek()];
    rest.splice(rest.indexOf(at), 1);
    older.value = rest;
  };
}

export function heard(): void {
  isAway.value = false;
  toldAt.value = Date.now();
}

/** Take note of a failed question: no answer, or a session that has ended. */
export function missed(error: unknown): void {
  if (error instanceof Unreachable) isAway.value = true;
  if (error instanceof Refused && error.status === 401) void checkSession();
}

/** Find out whether the server can be reached, where something else than a question failed. */
export async function checkReach(): Promise<void> {
  try {
    await ask("/api/v1/session");
    heard();
  } catch (error) {
    missed(error);
  }
}
