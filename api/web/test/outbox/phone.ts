/** A phone with an officer's vault, and a time that passes when a test says so. */
import { expect } from "vitest";
import { uuid7 } from "../../src/base/ids.ts";
import { type NewFile, type NewItem, type Outbox, openOutbox } from "../../src/outbox/index.ts";
import type { Surroundings } from "../../src/outbox/surroundings.ts";
import { dataKey, newRawKey } from "../../src/vault/crypto.ts";
import type { Officer, Vault } from "../../src/vault/index.ts";
import { OpenVault } from "../../src/vault/vault.ts";
import { digest, type FakeServer } from "./fake_server.ts";

export function anOfficer(): Officer {
  const id = uuid7();
  const badgeNo = id.slice(-6);
  return {
    id,
    login: `w-${badgeNo}`,
    name: "王强",
    badgeNo,
    squad: "reservoir",
    role: "officer",
    certified: true,
  };
}

/** Return a vault of an officer, open, without the slow part of a PIN. */
export async function aVault(officer: Officer = anOfficer()): Promise<Vault> {
  return new OpenVault(uuid7(), officer, await dataKey(newRawKey()));
}

/** Return the same vault in another tab, where `meanwhile` happens once before something is sealed. */
export function interrupted(vault: Vault, meanwhile: () => Promise<void>): Vault {
  let isDue = true;
  return new Proxy(vault, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "seal") return member.bind(target);
      return async (value: unknown) => {
        const sealed = await target.seal(value);
        if (isDue) {
          isDue = false;
          await meanwhile();
        }
        return sealed;
      };
    },
  });
}

interface Timer {
  atMs: number;
  work: () => void;
}

export class Phone {
  nowMs = Date.now();
  timers: Timer[] = [];
  chances: (() => void)[] = [];
  storage = { used: 0, quota: 0, persisted: true };
  private readonly tabs: (() => void)[] = [];
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(readonly server: FakeServer) {}

  /** Return a tab's surroundings; tabs share time, locks and the word of changes. */
  tab(change: Partial<Surroundings> = {}): Surroundings {
    return {
      fetch: this.server.fetch,
      now: () => this.nowMs,
      random: () => 0.5,
      later: (ms, work) => {
        const timer = { atMs: this.nowMs + ms, work };
        this.timers.push(timer);
        return () => this.drop(timer);
      },
      alone: (name, work) => {
        const done = (this.turns.get(name) ?? Promise.resolve()).then(work);
        this.turns.set(
          name,
          done.catch(() => {}),
        );
        return done;
      },
      onChance: (tell) => {
        this.chances.push(tell);
        return () => {
          this.chances = this.chances.filter((one) => one !== tell);
        };
      },
      storage: async () => this.storage,
      persist: async () => true,
      channel: (heard) => {
        this.tabs.push(heard);
        return {
          tell: () => this.tabs.filter((one) => one !== heard).forEach((one) => void one()),
          close: () => {},
        };
      },
      ...change,
    };
  }

  /** Let the first timer ring; returns false when there is none. */
  ring(): boolean {
    const next = this.timers.sort((one, other) => one.atMs - other.atMs)[0];
    if (next === undefined) return false;
    this.drop(next);
    this.nowMs = Math.max(this.nowMs, next.atMs);
    next.work();
    return true;
  }

  private drop(timer: Timer): void {
    this.timers = this.timers.filter((one) => one !== timer);
  }
}

/** Open a started outbox on a phone. */
export async function started(
  phone: Phone,
  vault: Vault,
  change: Partial<Surroundings> = {},
): Promise<Outbox> {
  const outbox = await openOutbox(vault, phone.tab(change));
  outbox.start();
  return outbox;
}

/** Wait, turn by turn, until something holds. */
export async function until(holds: () => boolean, what = "what was waited for"): Promise<void> {
  for (let turn = 0; turn < 200_000; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect.fail(`${what} did not come`);
}

/** Let the outbox work until nothing of it waits for the server, whatever time that takes. */
export async function untilSent(outbox: Outbox, phone: Phone): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const { status } = outbox;
    const isDone = () => status.value.waiting + status.value.filesWaiting === 0;
    const isResting = () =>
      status.value.state !== "sending" && (isDone() || phone.timers.length > 0);
    await until(isResting, "an end of sending");
    if (isDone()) return;
    phone.ring();
  }
  expect.fail("the queue never was empty");
}

/** Wait until the outbox has tried, and rests. */
export async function untilTried(
  outbox: Outbox,
  server: FakeServer,
  begin: () => void,
): Promise<void> {
  const before = server.log.length;
  begin();
  await until(() => server.log.length > before, "a request");
  await until(() => outbox.status.value.state !== "sending", "an end of sending");
}

export function anIncident(change: Partial<NewItem> = {}): NewItem {
  const id = change.id ?? uuid7();
  return {
    id,
    kind: "incident",
    path: `/api/v1/incidents/${id}`,
    body: { category: "angling", narrative: `第${id.slice(-4)}件` },
    label: "夜钓",
    at: "2026-08-15T01:40:00Z",
    lon: 120.99,
    lat: 29.47,
    ...change,
  };
}

export function aPatrol(change: Partial<NewItem> = {}): NewItem {
  const id = change.id ?? uuid7();
  const body = { mode: "boat", end: null };
  return { ...anIncident({ id, kind: "patrol", path: `/api/v1/patrols/${id}`, body }), ...change };
}

export async function aPhoto(recordId: string, nBytes = 600_000): Promise<NewFile> {
  const bytes = new Uint8Array(nBytes);
  for (let at = 0; at < nBytes; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, nBytes)));
  }
  return {
    blob: new Blob([bytes]),
    sha256: await digest(bytes),
    recordKind: "incident",
    recordId,
    note: "两根鱼竿",
    at: "2026-08-15T01:41:00Z",
  };
}
