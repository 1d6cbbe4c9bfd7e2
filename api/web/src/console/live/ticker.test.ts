import { beforeEach, describe, expect, it } from "vitest";
import { LEAST_MS, MOST_MS, Ticker } from "./ticker.ts";

let nowMs = 0;
let due: { at: number; run: () => void }[] = [];
let ticks: number[] = [];

const clock = {
  now: () => nowMs,
  later: (run: () => void, ms: number) => {
    const one = { at: nowMs + ms, run };
    due.push(one);
    return () => {
      due = due.filter((other) => other !== one);
    };
  },
};

/** Let time pass, wishing for a tick every so often. */
function pass(ms: number, wish: (() => void) | null = null, everyMs = 100): void {
  for (const until = nowMs + ms; nowMs < until; ) {
    nowMs += everyMs;
    const ready = due.filter((one) => one.at <= nowMs);
    due = due.filter((one) => one.at > nowMs);
    for (const one of ready) one.run();
    wish?.();
  }
}

describe("a ticker", () => {
  let ticker: Ticker;
  beforeEach(() => {
    [nowMs, due, ticks] = [0, [], []];
    ticker = new Ticker(() => ticks.push(nowMs), clock);
  });

  it("ticks at once when it was quiet", () => {
    ticker.ask();
    expect(ticks).toEqual([0]);
    pass(10 * MOST_MS);
    ticker.ask();
    expect(ticks).toEqual([0, 10 * MOST_MS]);
  });

  it("ticks once more for all that was wished for meanwhile", () => {
    ticker.ask();
    ticker.ask();
    ticker.ask();
    expect(ticks).toHaveLength(1);
    pass(LEAST_MS);
    expect(ticks).toEqual([0, LEAST_MS]);
    pass(10 * MOST_MS);
    expect(ticks).toHaveLength(2);
  });

  it("grows slower in a storm, but never stops", () => {
    pass(60_000, () => ticker.ask());
    const gaps = ticks.slice(1).map((at, k) => at - (ticks[k] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(LEAST_MS);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MOST_MS + 100);
    expect(gaps[gaps.length - 1]).toBeGreaterThanOrEqual(MOST_MS);
  });

  it("hurries for who calls for help, and forgets what it would have done later", () => {
    ticker.ask();
    ticker.ask();
    nowMs = 10;
    ticker.hurry();
    expect(ticks).toEqual([0, 10]);
    pass(10 * MOST_MS);
    expect(ticks).toHaveLength(2);
  });
});
