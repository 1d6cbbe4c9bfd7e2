/**
 * Who is at the phone.
 *
 * Two things are kept apart. A *vault* is a person's own place on this phone, opened by a PIN with
 * or without a network: whatever they write goes there first. A *session* is the server's word on
 * who sends. It may end in the middle of a shift: writing goes on, and sending waits.
 */
import { signal } from "@preact/signals";
import { ask, askFor, Refused } from "../../base/api.ts";
import { replace } from "../../base/router.ts";
import { type Outbox, type OutboxStatus, openOutbox } from "../../outbox/index.ts";
import {
  createVault,
  fetchServerKey,
  listOfficers,
  type Officer,
  type OfficerOnPhone,
  openVault,
  rememberOfficer,
  type ServerKey,
  setAside,
  type Vault,
} from "../../vault/index.ts";
import type { Session } from "./wire.ts";

export interface Inside {
  vault: Vault;
  outbox: Outbox;
  officer: Officer;
}

export type Phase =
  | { name: "starting" }
  | { name: "choosing" }
  | { name: "logging_in"; login: string }
  | { name: "unlocking"; officer: Officer }
  | { name: "first_pin"; officer: Officer }
  | { name: "inside" };

export const phase = signal<Phase>({ name: "starting" });
export const people = signal<OfficerOnPhone[]>([]);
export const inside = signal<Inside | null>(null);
export const status = signal<OutboxStatus | null>(null);
export const session = signal<Session | null>(null);

let unfollow = () => {};

/** Return what is there once somebody is in; screens are only shown then. */
export function here(): Inside {
  const now = inside.value;
  if (now === null) throw new Error("nobody is in");
  return now;
}

export async function begin(): Promise<void> {
  people.value = await listOfficers();
  phase.value = people.value.length > 0 ? { name: "choosing" } : { name: "logging_in", login: "" };
}

/** Return the vault in use of an officer, or null. */
function vaultOf(officerId: string): OfficerOnPhone | null {
  return (
    people.value.find((one) => one.officer.id === officerId && one.setAsideAt === null) ?? null
  );
}

export interface Credentials {
  login: string;
  password: string;
  code: string;
}

/** Log in at the server; what comes next depends on whether the person has a vault here. */
export async function logIn(credentials: Credentials): Promise<void> {
  await ask("/api/v1/session", { method: "POST", body: { ...credentials, kind: "phone" } });
  const { body } = await ask<Session>("/api/v1/session");
  if (body === null) return;
  session.value = body;
  const already = inside.value;
  if (already?.officer.id === body.id) {
    already.outbox.poke();
    phase.value = { name: "inside" };
    return;
  }
  if (already) await close();
  people.value = await listOfficers();
  const officer = officerOf(body, credentials.login);
  phase.value = vaultOf(body.id) ? { name: "unlocking", officer } : { name: "first_pin", officer };
}

function officerOf(told: Session, login: string): Officer {
  return {
    id: told.id,
    login,
    name: told.name,
    badgeNo: told.badge_no,
    squad: told.squad,
    role: told.role,
    certified: told.certified,
  };
}

/** Make the person's vault; the server's key is needed, so that a forgotten PIN loses nothing. */
export async function choosePin(officer: Officer, pin: string): Promise<void> {
  await enter(await createVault(officer, pin, await fetchServerKey()));
}

export async function unlock(officer: Officer, pin: string): Promise<void> {
  const key = session.value?.id === officer.id ? await keyIfReachable() : undefined;
  const vault = await openVault(officer.id, pin, key);
  // Just signed in: name, squad or role may be other ones by now.
  if (session.value?.id === officer.id) await rememberOfficer(vault, officer);
  await enter(vault);
}

async function keyIfReachable(): Promise<ServerKey | undefined> {
  try {
    return await fetchServerKey();
  } catch {
    return undefined;
  }
}

/** Put what is under a forgotten PIN aside, for a file; the person begins anew by logging in. */
export async function startAnew(officer: Officer): Promise<void> {
  await setAside(officer.id);
  people.value = await listOfficers();
  phase.value =
    session.value?.id === officer.id
      ? { name: "first_pin", officer }
      : { name: "logging_in", login: officer.login };
}

async function enter(vault: Vault): Promise<void> {
  const outbox = await openOutbox(vault);
  unfollow = outbox.status.subscribe((now) => {
    status.value = now;
  });
  outbox.start();
  askFor(vault.officer.id);
  inside.value = { vault, outbox, officer: vault.officer };
  phase.value = { name: "inside" };
  void look();
}

/** Ask whom the server takes us for; without a network what it last said stands. */
export async function look(): Promise<void> {
  try {
    const { body } = await ask<Session>("/api/v1/session");
    // Another person's session is none for whoever is in.
    session.value = body?.id === inside.value?.officer.id ? body : null;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) session.value = null;
  }
}

type Parting = () => Promise<void>;
const partings = new Set<Parting>();
/** What is slower than this must not keep a person's things open before the next one. */
const PARTING_MS = 3000;

/** Have something done while a person's things can still be kept, just before they are locked. */
export function onParting(work: Parting): () => void {
  partings.add(work);
  return () => partings.delete(work);
}

async function part(): Promise<void> {
  const done = Promise.allSettled([...partings].map((work) => work()));
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PARTING_MS))]);
}

/** Lock this person's things away; nothing is deleted, nothing of it can be seen any more. */
export async function close(): Promise<void> {
  if (inside.value === null) return;
  phase.value = { name: "starting" };
  await part();
  unfollow();
  askFor(null);
  inside.value?.outbox.stop();
  inside.value?.vault.lock();
  inside.value = null;
  status.value = null;
}

export async function lock(): Promise<void> {
  await close();
  // Who takes the phone up next has shown no password: that a session lasts says nothing of them.
  session.value = null;
  replace();
  await begin();
}

export async function logOut(): Promise<void> {
  await close();
  session.value = null;
  replace();
  try {
    await ask("/api/v1/session", { method: "DELETE" });
  } catch {
    // Without a network the session ends by itself; another person's log-in replaces it.
  }
  await begin();
}
