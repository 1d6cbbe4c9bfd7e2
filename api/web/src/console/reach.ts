/** Whether the server can be reached, and as of when what is shown was told. */
import { signal } from "@preact/signals";
import { Refused, Unreachable } from "../base/api.ts";
import { checkSession } from "./session.ts";

export const isAway = signal(false);
/** Milliseconds since 1970; null before the first answer. */
export const toldAt = signal<number | null>(null);

export function heard(): void {
  isAway.value = false;
  toldAt.value = Date.now();
}

/** Take note of a failed question: no answer, or a session that has ended. */
export function missed(error: unknown): void {
  if (error instanceof Unreachable) isAway.value = true;
  if (error instanceof Refused && error.status === 401) void checkSession();
}
