import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeGeolocation } from "../../test/fake_geolocation.ts";
import type { Fix } from "../outbox/types.ts";
import { Clock } from "./clock.ts";
import { type Page, thisPage } from "./page.ts";
import { watchPosition } from "./position.ts";
import { CUT_MS, type TrackBox } from "./track_writer.ts";
import { type Mode, startTrack, type Tracker } from "./tracker.ts";

const NOW = Date.parse("2026-08-15T18:00:00Z");
const PATROL = "019e2b5a-0000-7000-8000-000000000001";

class Box implements TrackBox {
  fixes: Fix[] = [];
  cuts: boolean[] = [];
  kept = new Map<string, unknown>();
  isFull = false;

  async appendFixes(_patrolId: string, fixes: Fix[]): Promise<void> {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.fixes.push(...fixes);
  }
  async cutTrack(_patrolId: string, last: boolean): Promise<void> {
    this.cuts.push(last);
  }
  async remember(key: string, value: unknown): Promise<void> {
    this.kept.set(key, structuredClone(value));
  }
  async recall<T>(key: string): Promise<T | undefined> {
    return this.kept.get(key) as T | undefined;
  }
}

class FakePage implements Page {
  private hidden = false;
  private readonly told = new Set<() => void>();

  every = thisPage.every;
  isHidden = () => this.hidden;
  onVisibility = (tell: () => void) => {
    this.told.add(tell);
    return () => this.told.delete(tell);
  };
  become(hidden: boolean): void {
    this.hidden = hidden;
    for (const tell of [...this.told]) tell();
  }
}

class Field {
  geolocation = new FakeGeolocation();
  page = new FakePage();
  awake = 0;
  lon = 121;

  constructor(readonly box = new Box()) {}

  start(mode: Mode = "boat"): Tracker {
    return startTrack(this.box, PATROL, mode, {
      clock: new Clock(),
      watch: (tell, { clock }) => watchPosition(tell, { clock, geolocation: this.geolocation }),
      page: this.page,
      awake: (tell) => {
        this.awake += 1;
        tell("held");
        return {
          release: () => {
            this.awake -= 1;
          },
        };
      },
    });
  }

  /** Let time go by with a fix each second, or without. */
  async pass(seconds: number, withFixes = true): Promise<void> {
    for (let n = 0; n < seconds; n++) {
      await vi.advanceTimersByTimeAsync(1000);
      this.lon += 1e-5;
      if (withFixes) this.geolocation.fix(this.lon, 29.4, 6);
    }
    await vi.advanceTimersByTimeAsync(0);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a track", () => {
  it("is kept as it comes, no denser than its mode needs", async () => {
    const field = new Field();
    const tracker = field.start("foot");
    await field.pass(1);
    expect(field.box.fixes).toEqual([
      { at: "2026-08-15T18:00:01.000Z", lon: 121.00001, lat: 29.4, accuracyM: 6 },
    ]);
    await field.pass(40);
    expect(field.box.fixes).toHaveLength(9);
    expect(tracker.state).toMatchObject({ kept: 9, unsaved: 0, flow: "ok", accuracy: "good" });
  });

  it("keeps a fix once, and none that is older than the last", async () => {
    const field = new Field();
    field.start();
    await field.pass(10);
    const kept = field.box.fixes.length;
    field.geolocation.fix(121, 29.4, 6, Date.now());
    field.geolocation.fix(121, 29.4, 6, Date.now() - 8000);
    await field.pass(0);
    expect(field.box.fixes).toHaveLength(kept);
  });

  it("goes on when the clock is put back by a day", async () => {
    const field = new Field();
    field.start();
    await field.pass(4);
    const kept = field.box.fixes.length;
    vi.setSystemTime(NOW - 86_400_000);
    await field.pass(4);
    expect(field.box.fixes.length).toBeGreaterThan(kept);
  });

  it("is cut for sending every ten minutes, and at its end", async () => {
    const field = new Field();
    const tracker = field.start();
    await field.pass((2 * CUT_MS) / 1000 + 30);
    expect(field.box.cuts).toEqual([false, false]);
    await tracker.stop();
    expect(field.box.cuts).toEqual([false, false, true]);
  });

  it("is not cut while nothing comes", async () => {
    const field = new Field();
    field.start();
    await field.pass((3 * CUT_MS) / 1000, false);
    expect(field.box.cuts).toEqual([]);
  });

  it("holds what the disk has no room for, says so, and keeps it later in order", async () => {
    const field = new Field();
    const tracker = field.start();
    field.box.isFull = true;
    await field.pass(20);
    expect(tracker.state).toMatchObject({ kept: 0, unsaved: 7, isFailing: true });
    field.box.isFull = false;
    await field.pass(6, false);
    expect(tracker.state).toMatchObject({ kept: 7, unsaved: 0, isFailing: false });
    const times = field.box.fixes.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  it("that cannot be kept to its end does not end", async () => {
    const field = new Field();
    const tracker = field.start();
    field.box.isFull = true;
    await field.pass(3);
    await expect(tracker.stop()).rejects.toThrow("full");
    expect(tracker.state.phase).not.toBe("stopped");
    field.box.isFull = false;
    await tracker.stop();
    expect(tracker.state).toMatchObject({ phase: "stopped", unsaved: 0 });
    expect(field.box.cuts).toEqual([true]);
  });

  it("is let go of without its end when its officer locks the app, and is gone on with", async () => {
    const field = new Field();
    const tracker = field.start();
    await field.pass(20);
    await tracker.stop(false);
    expect(field.box.cuts).toEqual([false]);
    expect([field.awake, field.geolocation.watchers, vi.getTimerCount()]).toEqual([0, 0, 0]);
    const again = field.start();
    await field.pass(20);
    expect(again.state).toMatchObject({ phase: "running", kept: 14, gaps: [] });
  });

  it("lets the screen and the receiver go when it is over", async () => {
    const field = new Field();
    const tracker = field.start();
    expect([field.awake, field.geolocation.watchers]).toEqual([1, 1]);
    await tracker.stop();
    expect([field.awake, field.geolocation.watchers]).toEqual([0, 0]);
  });

  it("tells whoever asks, until they ask no more", async () => {
    const field = new Field();
    const tracker = field.start();
    const phases: string[] = [];
    const leave = tracker.subscribe(({ flow }) => phases.push(flow));
    await field.pass(2);
    leave();
    await field.pass(60, false);
    expect(new Set(phases)).toEqual(new Set(["none", "ok"]));
    expect(tracker.state.flow).toBe("silent");
  });
});

describe("a gap in a track", () => {
  it("is told while it goes on, and why: the screen was off", async () => {
    const field = new Field();
    const tracker = field.start();
    await field.pass(10);
    field.page.become(true);
    await field.pass(400, false);
    expect(tracker.state.gaps).toEqual([
      { from: "2026-08-15T18:00:10.000Z", to: null, why: "hidden", breaks: true },
    ]);
    field.page.become(false);
    await field.pass(1);
    expect(tracker.state.gaps).toEqual([
      {
        from: "2026-08-15T18:00:10.000Z",
        to: "2026-08-15T18:06:51.000Z",
        why: "hidden",
        breaks: true,
      },
    ]);
  });

  it("is none when fixes go on behind another app", async () => {
    const field = new Field();
    const tracker = field.start();
    field.page.become(true);
    await field.pass(300);
    field.page.become(false);
    await field.pass(5);
    expect(tracker.state.gaps).toEqual([]);
  });

  it("with the screen on is for want of satellites", async () => {
    const field = new Field();
    const tracker = field.start();
    await field.pass(10);
    await field.pass(100, false);
    await field.pass(1);
    expect(tracker.state.gaps).toMatchObject([{ why: "no_signal", breaks: false }]);
  });

  it("of a pause is one, too, with the receiver off", async () => {
    const field = new Field();
    const tracker = field.start();
    await field.pass(10);
    await tracker.pause();
    expect([field.awake, field.geolocation.watchers]).toEqual([0, 0]);
    await field.pass(100);
    tracker.resume();
    await field.pass(1);
    expect(tracker.state.gaps).toMatchObject([{ why: "paused" }]);
  });

  it("is known after the app was closed and opened again", async () => {
    const first = new Field();
    first.start();
    await first.pass(30);
    const second = new Field(first.box);
    await vi.advanceTimersByTimeAsync(600_000);
    const tracker = second.start();
    await second.pass(0);
    expect(tracker.state.gaps).toMatchObject([{ to: null, why: "closed", breaks: true }]);
    await second.pass(1);
    expect(tracker.state.gaps).toMatchObject([{ to: "2026-08-15T18:10:31.000Z", why: "closed" }]);
  });

  it("stays told, however often the app is closed", async () => {
    const first = new Field();
    first.start();
    await first.pass(10);
    await first.pass(100, false);
    await first.pass(20);
    const second = new Field(first.box);
    const tracker = second.start();
    await second.pass(1);
    expect(tracker.state.gaps).toMatchObject([{ why: "no_signal" }]);
    expect(tracker.state.kept).toBeGreaterThan(10);
  });
});
