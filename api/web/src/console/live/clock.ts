/** The present moment, once a second, for ages that tick: by the server's clock where it is known. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export const nowMs = signal(Date.now());
/** How far the server's clock is ahead of this one. */
let aheadMs = 0;
let nWatching = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Learn from an answer that was just made what time it is at the server. */
export function setServerTime(at: string): void {
  aheadMs = Date.parse(at) - Date.now();
  tick();
}

function tick(): void {
  nowMs.value = Date.now() + aheadMs;
}

/** Have the clock go while a component is there. */
export function useClock(): number {
  useEffect(() => {
    nWatching += 1;
    if (nWatching === 1) {
      tick();
      timer = setInterval(tick, 1_000);
    }
    return () => {
      nWatching -= 1;
      if (nWatching === 0) clearInterval(timer);
    };
  }, []);
  return nowMs.value;
}

/** Return the seconds since a moment; 0 of one that lies ahead. */
export function ageS(at: string, now: number): number {
  return Math.max(0, (now - Date.parse(at)) / 1_000);
}
