/**
 * The track of a patrol: fixes kept as they come, and honest about where there were none.
 *
 * A web page gets no position while the screen is off or another app is in front, whatever is
 * tried. So the screen is kept on, and every silence is told with its reason.
 */
import { Clock } from "./clock.ts";
import { type Arrival, type Flow, judge, withArrival } from "./flow.ts";
import { GAP_MS, type Gap, gapBetween, type Why } from "./gaps.ts";
import { type Page, thisPage } from "./page.ts";
import {
  type Accuracy,
  accuracyClass,
  type Place,
  type PositionProblem,
  type Seen,
  watchPosition,
} from "./position.ts";
import { type TrackBox, Writer } from "./track_writer.ts";
import { type Awake, keepAwake, type Wake } from "./wake.ts";

export type Mode = "foot" | "car" | "boat";
export type Phase = "running" | "paused" | "stopped";

export interface TrackState {
  phase: Phase;
  /** The newest place, kept or not. */
  last: Place | null;
  accuracy: Accuracy | null;
  flow: Flow;
  problem: PositionProblem | null;
  wake: Wake;
  /** Fixes on this phone's disk, and those that are not yet. */
  kept: number;
  unsaved: number;
  /** The last try to keep fixes failed: storage is full, say. */
  isFailing: boolean;
  /** Oldest first; the last one may still go on. */
  gaps: Gap[];
}

export interface Tracker {
  readonly state: TrackState;
  subscribe(tell: (state: TrackState) => void): () => void;
  pause(): Promise<void>;
  resume(): void;
  /**
   * Keep the rest and watch no more; rejects when it cannot be kept, and may be tried again.
   *
   * `ends` is false when the patrol goes on without this page: its officer locks the app, say.
   */
  stop(ends?: boolean): Promise<void>;
}

export interface TrackPorts {
  clock?: Clock;
  watch?: (tell: (seen: Seen) => void, watching: { clock: Clock }) => () => void;
  awake?: (tell: (wake: Wake) => void) => Awake;
  page?: Page;
}

/** Fixes closer together than this say little: 7 m on foot, 20 m by boat, 30 m by car. */
export const STEP_MS: Record<Mode, number> = { foot: 5000, boat: 3000, car: 2000 };
const TICK_MS = 5000;

export function startTrack(
  box: TrackBox,
  patrolId: string,
  mode: Mode,
  ports: TrackPorts = {},
): Tracker {
  return new Tracking(box, patrolId, mode, ports);
}

class Tracking implements Tracker {
  private readonly clock: Clock;
  private readonly page: Page;
  private readonly writer: Writer;
  private readonly told = new Set<(state: TrackState) => void>();
  private readonly leave: (() => void)[];
  private unwatch = () => {};
  private awake: Awake | null = null;
  private phase: Phase = "running";
  private arrivals: Arrival[] = [];
  private lastFixMs: number | null = null;
  private why: Why = "no_signal";
  private last: Place | null = null;
  private problem: PositionProblem | null = null;
  private wake: Wake = "waiting";

  constructor(
    box: TrackBox,
    patrolId: string,
    private readonly mode: Mode,
    private readonly ports: TrackPorts,
  ) {
    this.clock = ports.clock ?? new Clock();
    this.page = ports.page ?? thisPage;
    this.writer = new Writer(box, patrolId, () => this.changed());
    this.leave = [
      this.page.onVisibility(() => this.seenOrHidden()),
      this.page.every(TICK_MS, () => this.tick()),
    ];
    // What was kept before the app was closed is known a moment later: fixes do not wait for it.
    void this.writer.ready.then((lastMs) => this.joinTo(lastMs));
    this.begin();
  }

  get state(): TrackState {
    const open = this.phase === "stopped" ? null : this.openGap();
    return {
      phase: this.phase,
      last: this.last,
      accuracy: this.last === null ? null : accuracyClass(this.last.accuracyM),
      flow: judge(this.arrivals, this.clock.now()),
      problem: this.problem,
      wake: this.wake,
      kept: this.writer.kept,
      unsaved: this.writer.unsaved,
      isFailing: this.writer.isFailing,
      gaps: open === null ? this.writer.gaps : [...this.writer.gaps, open],
    };
  }

  subscribe(tell: (state: TrackState) => void): () => void {
    this.told.add(tell);
    tell(this.state);
    return () => this.told.delete(tell);
  }

  async pause(): Promise<void> {
    if (this.phase !== "running") return;
    this.phase = "paused";
    this.why = "paused";
    this.halt();
    this.changed();
    await this.writer.cut(false);
  }

  resume(): void {
    if (this.phase !== "paused") return;
    this.phase = "running";
    this.begin();
    this.changed();
  }

  async stop(ends = true): Promise<void> {
    this.halt();
    for (const leave of this.leave) leave();
    await this.writer.cut(ends);
    this.phase = "stopped";
    this.changed();
  }

  private begin(): void {
    this.arrivals = [];
    this.watch();
    this.awake = (this.ports.awake ?? keepAwake)((wake) => {
      this.wake = wake;
      this.changed();
    });
  }

  private watch(): void {
    this.unwatch();
    this.unwatch = (this.ports.watch ?? watchPosition)((seen) => this.see(seen), {
      clock: this.clock,
    });
  }

  private halt(): void {
    this.unwatch();
    this.unwatch = () => {};
    this.awake?.release();
    this.awake = null;
  }

  private see(seen: Seen): void {
    if ("problem" in seen) {
      this.problem = seen.problem;
    } else {
      this.problem = null;
      this.last = seen.place;
      this.arrivals = withArrival(this.arrivals, {
        place: seen.place,
        cameMs: this.clock.now(),
      });
      this.keep(seen.place);
    }
    this.changed();
  }

  private keep(place: Place): void {
    const atMs = Date.parse(place.at);
    const stepMs = this.lastFixMs === null ? Number.POSITIVE_INFINITY : atMs - this.lastFixMs;
    // The same fix again, or one that came late; far behind, it is a clock that was put right.
    if (stepMs < STEP_MS[this.mode] && stepMs > -GAP_MS) return;
    this.closeGap(atMs);
    this.lastFixMs = atMs;
    this.why = this.page.isHidden() ? "hidden" : "no_signal";
    const { at, lon, lat, accuracyM } = place;
    this.writer.add({ at, lon, lat, accuracyM }, this.clock.deviceNow());
  }

  private closeGap(atMs: number): void {
    const gap = this.lastFixMs === null ? null : gapBetween(this.lastFixMs, atMs, this.why, true);
    if (gap !== null) this.writer.tell(gap);
  }

  private openGap(): Gap | null {
    return this.lastFixMs === null
      ? null
      : gapBetween(this.lastFixMs, this.clock.now(), this.why, false);
  }

  /** Look at the fix that a closed app left off at. */
  private joinTo(lastMs: number | null): void {
    if (lastMs === null) return;
    const firstMs = this.writer.firstMs;
    if (firstMs === null) {
      this.lastFixMs = lastMs;
      this.why = "closed";
    } else {
      const gap = gapBetween(lastMs, firstMs, "closed", true);
      if (gap !== null) this.writer.tell(gap);
    }
    this.changed();
  }

  private seenOrHidden(): void {
    if (this.phase === "running") {
      if (this.page.isHidden()) {
        if (this.why === "no_signal") this.why = "hidden";
        this.writer.rememberNow();
      } else {
        // Some browsers never go on with a watch that they stopped.
        this.watch();
      }
    }
    this.changed();
  }

  private tick(): void {
    this.writer.tick(this.clock.deviceNow());
    this.changed();
  }

  private changed(): void {
    for (const tell of this.told) tell(this.state);
  }
}
