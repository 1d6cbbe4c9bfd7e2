import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeGeolocation } from "../../test/fake_geolocation.ts";
import { type Arrival, FROZEN_MS, judge, OLD_MS, SILENT_MS, withArrival } from "./flow.ts";
import { gapBetween } from "./gaps.ts";
import { accuracyClass, bestPosition, type Seen, watchPosition } from "./position.ts";
import { recentPlaces } from "./recent_places.ts";

const NOW = Date.parse("2026-08-15T18:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("accuracy", () => {
  it.each([
    [3, "good"],
    [20, "good"],
    [20.1, "fair"],
    [100, "fair"],
    [101, "poor"],
    [null, "poor"],
  ] as const)("of %s m is %s", (accuracyM, name) => {
    expect(accuracyClass(accuracyM)).toBe(name);
  });
});

describe("a watched position", () => {
  it("is told with place and time, and no more once it is not watched", () => {
    const geolocation = new FakeGeolocation();
    const seen: Seen[] = [];
    const stop = watchPosition((one) => seen.push(one), { geolocation });
    geolocation.fix(121.01, 29.42, 6.44);
    stop();
    geolocation.fix(121.02, 29.43, 5);
    expect(seen).toEqual([
      {
        place: {
          lon: 121.01,
          lat: 29.42,
          accuracyM: 6.4,
          at: "2026-08-15T18:00:00.000Z",
          source: "gps",
        },
      },
    ]);
  });

  it("is remembered for a quarter of an hour, for photos", () => {
    const geolocation = new FakeGeolocation();
    const stop = watchPosition(() => {}, { geolocation });
    for (let minute = 0; minute <= 40; minute++) {
      vi.setSystemTime(NOW + minute * 60_000);
      geolocation.fix(121 + minute, 29.42, 6);
    }
    stop();
    expect(recentPlaces().map(({ lon }) => lon)).toEqual(
      Array.from({ length: 16 }, (_, n) => 146 + n),
    );
  });

  it("that the officer forbids is a problem by name", () => {
    const geolocation = new FakeGeolocation();
    const seen: Seen[] = [];
    watchPosition((one) => seen.push(one), { geolocation });
    for (const code of [1, 2, 3]) geolocation.fail(code);
    expect(seen).toEqual([
      { problem: "denied" },
      { problem: "unavailable" },
      { problem: "timeout" },
    ]);
  });
});

describe("the best position", () => {
  it("is the first good one, at once", async () => {
    const geolocation = new FakeGeolocation();
    const waited = bestPosition(8000, { geolocation });
    geolocation.fix(121, 29, 60);
    geolocation.fix(121.1, 29.1, 12);
    expect(await waited).toMatchObject({ lon: 121.1, accuracyM: 12 });
    expect(geolocation.watchers).toBe(0);
  });

  it("is the best of poor ones when the time is over", async () => {
    const geolocation = new FakeGeolocation();
    const waited = bestPosition(8000, { geolocation });
    geolocation.fix(121, 29, 60);
    geolocation.fix(121.1, 29.1, 900);
    vi.advanceTimersByTime(8000);
    expect(await waited).toMatchObject({ lon: 121, accuracyM: 60 });
  });

  it("is none, and no error, when there is none", async () => {
    const silent = bestPosition(8000, { geolocation: new FakeGeolocation() });
    vi.advanceTimersByTime(8000);
    expect(await silent).toBeNull();
    expect(await bestPosition(8000, { geolocation: undefined })).toBeNull();
  });

  it("is not waited for when it is forbidden", async () => {
    const geolocation = new FakeGeolocation();
    const waited = bestPosition(8000, { geolocation });
    geolocation.fail(1);
    expect(await waited).toBeNull();
  });

  it("goes on through a moment without satellites", async () => {
    const geolocation = new FakeGeolocation();
    const waited = bestPosition(8000, { geolocation });
    geolocation.fail(3);
    geolocation.fix(121, 29, 5);
    expect(await waited).toMatchObject({ lon: 121 });
  });

  it("is given up with what there is when nobody wants it any more", async () => {
    const geolocation = new FakeGeolocation();
    const giving = new AbortController();
    const waited = bestPosition(8000, { geolocation, signal: giving.signal });
    geolocation.fix(121, 29, 60);
    giving.abort();
    expect(await waited).toMatchObject({ lon: 121 });
    const late = await bestPosition(8000, { geolocation, signal: giving.signal });
    expect(late).toBeNull();
    expect(geolocation.watchers).toBe(0);
  });
});

describe("a flow of fixes", () => {
  const arrival = (cameMs: number, lon = 121, lateMs = 500): Arrival => ({
    cameMs,
    place: {
      lon,
      lat: 29.4,
      accuracyM: 8,
      at: new Date(cameMs - lateMs).toISOString(),
      source: "gps",
    },
  });
  const all = (arrivals: Arrival[]) => arrivals.reduce<Arrival[]>(withArrival, []);
  const every = (stepMs: number, spanMs: number, lon: (n: number) => number) =>
    Array.from({ length: spanMs / stepMs + 1 }, (_, n) => arrival(NOW + n * stepMs, lon(n)));

  it("is none before the first", () => {
    expect(judge([], NOW)).toBe("none");
  });

  it("is silent when nothing comes", () => {
    expect(judge([arrival(NOW)], NOW + SILENT_MS)).toBe("ok");
    expect(judge([arrival(NOW)], NOW + SILENT_MS + 1)).toBe("silent");
  });

  it("is old when an old place comes again and again", () => {
    expect(judge([arrival(NOW, 121, OLD_MS + 1)], NOW)).toBe("old");
  });

  it("is frozen when two minutes of fixes are the same to the last digit", () => {
    const same = all(every(1000, FROZEN_MS, () => 121));
    expect(judge(same, NOW + FROZEN_MS)).toBe("frozen");
    const short = all(every(1000, FROZEN_MS - 1000, () => 121));
    expect(judge(short, NOW + FROZEN_MS - 1000)).toBe("ok");
  });

  it("of a phone that lies in the open is not: its digits move", () => {
    const lying = all(every(1000, FROZEN_MS, (n) => 121 + (n % 2) * 1e-7));
    expect(judge(lying, NOW + FROZEN_MS)).toBe("ok");
  });

  it("thaws with the first fix that differs", () => {
    const same = all(every(1000, FROZEN_MS, () => 121));
    const moved = withArrival(same, arrival(NOW + FROZEN_MS + 1000, 121.0001));
    expect(judge(moved, NOW + FROZEN_MS + 1000)).toBe("ok");
  });

  it("keeps no more of a night than it looks at", () => {
    expect(all(every(1000, 10 * FROZEN_MS, () => 121)).length).toBe(FROZEN_MS / 1000 + 1);
  });
});

describe("a gap", () => {
  it("is told when it is longer than a minute, and breaks a track from five", () => {
    expect(gapBetween(NOW, NOW + 60_000, "hidden", true)).toBeNull();
    expect(gapBetween(NOW, NOW + 61_000, "hidden", true)?.breaks).toBe(false);
    expect(gapBetween(NOW, NOW + 301_000, "hidden", true)?.breaks).toBe(true);
  });

  it("that goes on has no end", () => {
    expect(gapBetween(NOW, NOW + 90_000, "no_signal", false)).toEqual({
      from: "2026-08-15T18:00:00.000Z",
      to: null,
      why: "no_signal",
      breaks: false,
    });
  });
});
