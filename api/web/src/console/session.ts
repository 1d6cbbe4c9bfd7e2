/** Who sits at the console, and what they may do. */
import { signal } from "@preact/signals";
import { ask, askFor, Refused } from "../base/api.ts";

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

/** The session ended while the console was open: its rooms wait, covered, with what was typed. */
export const hasEnded = signal(false);

const SESSION = "/api/v1/session";

/** Ask who is signed in; who is not is led to the log-in page, and comes back here. */
export async function enter(): Promise<void> {
  try {
    const { body } = await ask<Session>(SESSION);
    if (body) take(body);
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    toLogIn();
  }
}

function take(told: Session): void {
  if (told.password_change_due) {
    location.assign("/account");
    return;
  }
  // In another tab somebody else may sign in: nothing is then written in their name from here.
  askFor(told.id);
  session.value = told;
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

/** Cover the rooms if there is no session any more, or somebody else's; uncover them if it is back. */
export async function checkSession(): Promise<void> {
  const mine = session.value;
  if (mine === null) {
    toLogIn();
    return;
  }
  try {
    const { body } = await ask<Session>(SESSION);
    if (body) hasEnded.value = body.id !== mine.id;
  } catch (error) {
    // Cut off, nobody can tell: the frame says that the server is away.
    if (isSignedOut(error)) hasEnded.value = true;
  }
}

export interface Credentials {
  login: string;
  password: string;
  code: string;
}

/** Sign in over work in hand; who is somebody else begins anew, without it. */
export async function signInAgain(credentials: Credentials): Promise<void> {
  const { body } = await ask<Session>(SESSION, { method: "POST", body: credentials });
  if (body === null) return;
  if (body.id !== session.value?.id) {
    location.reload();
    return;
  }
  take(body);
  hasEnded.value = false;
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
  await ask(SESSION, { method: "DELETE" });
  location.assign("/");
}
