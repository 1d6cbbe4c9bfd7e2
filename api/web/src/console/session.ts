/** Who sits at the console, and what they may do. */
import { signal } from "@preact/signals";
import { ask, Refused } from "../base/api.ts";

export type Role = "officer" | "auxiliary" | "leader" | "briefing" | "auditor" | "admin";

export interface Session {
  id: string;
  name: string;
  squad: string | null;
  squads: string[];
  role: Role;
  certified: boolean;
  permissions: string[];
  password_change_due: boolean;
}

/** Null until it is known. */
export const session = signal<Session | null>(null);

/** Ask who is signed in; who is not is led to the log-in page, and comes back here. */
export async function enter(): Promise<void> {
  try {
    const { body } = await ask<Session>("/api/v1/session");
    if (body?.password_change_due) location.assign("/account");
    else session.value = body;
  } catch (error) {
    if (!(error instanceof Refused && error.status === 401)) throw error;
    toLogIn();
  }
}

export function may(permission: string): boolean {
  return session.value?.permissions.includes(permission) ?? false;
}

/** The hash of an address never reaches a server: what was open is kept until after the log-in. */
const OPEN = "geo-patrol-console-open";

export function toLogIn(): void {
  try {
    sessionStorage.setItem(OPEN, location.hash);
  } catch {
    // Then the console opens at its first room.
  }
  location.assign("/?next=/console/");
}

/** Return to what was open before the log-in. */
export function reopen(): void {
  try {
    const open = sessionStorage.getItem(OPEN);
    sessionStorage.removeItem(OPEN);
    if (open && !location.hash) location.replace(open);
  } catch {
    // As above.
  }
}

export async function logOut(): Promise<void> {
  await ask("/api/v1/session", { method: "DELETE" });
  location.assign("/");
}
