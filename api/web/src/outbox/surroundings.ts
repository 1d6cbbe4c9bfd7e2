/** What an outbox needs of the browser; tests bring their own. */
import type { Fetch } from "./asking.ts";
import type { Storage } from "./types.ts";

export interface Surroundings {
  fetch: Fetch;
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Do something later; returns what keeps it from being done. */
  later(ms: number, work: () => void): () => void;
  /** Do something while no other tab does it. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Tell when sending may work again: online, or looked at; returns what ends it. */
  onChance(tell: () => void): () => void;
  storage(): Promise<Storage>;
  /** Ask the browser not to clear the database by itself. */
  persist(): Promise<boolean>;
  /** Tell other tabs that something changed, and hear of it; `close` ends it. */
  channel(heard: () => void): { tell(): void; close(): void };
}

export const thisBrowser: Surroundings = {
  fetch: (path, init) => fetch(path, init),
  now: () => Date.now(),
  random: () => Math.random(),
  later(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  alone: (name, work) =>
    navigator.locks === undefined ? inThisTab(name, work) : navigator.locks.request(name, work),
  onChance(tell) {
    const ifVisible = () => {
      if (document.visibilityState === "visible") tell();
    };
    window.addEventListener("online", tell);
    document.addEventListener("visibilitychange", ifVisible);
    return () => {
      window.removeEventListener("online", tell);
      document.removeEventListener("visibilitychange", ifVisible);
    };
  },
  async storage() {
    const manager = navigator.storage;
    const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {};
    return { used: usage, quota, persisted: (await manager?.persisted?.()) ?? false };
  },
  persist: async () => (await navigator.storage?.persist?.()) ?? false,
  channel(heard) {
    if (typeof BroadcastChannel === "undefined") return { tell: () => {}, close: () => {} };
    const channel = new BroadcastChannel("geo-patrol-outbox");
    channel.onmessage = heard;
    return { tell: () => channel.postMessage(null), close: () => channel.close() };
  },
};

const turns = new Map<string, Promise<unknown>>();

/** Stand in for locks where there are none: old browsers, and pages without TLS. */
export function inThisTab<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(name) ?? Promise.resolve();
  const done = before.then(work);
  turns.set(
    name,
    done.catch(() => {}),
  );
  return done;
}
