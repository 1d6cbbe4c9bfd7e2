/** Fixes on their way into the outbox: in order, each once, none let go before it is kept. */
import type { Fix, Outbox } from "../outbox/types.ts";
import type { Gap } from "./gaps.ts";

/** What a tracker needs of the outbox. */
export type TrackBox = Pick<Outbox, "appendFixes" | "cutTrack" | "remember" | "recall">;

/** What outlives the app: so that one opened again knows since when there was nothing. */
interface Trail {
  lastAt: string;
  kept: number;
  gaps: Gap[];
}

export const CUT_MS = 10 * 60_000;
const REMEMBER_MS = 15_000;
const MOST_GAPS = 200;

export class Writer {
  kept = 0;
  isFailing = false;
  gaps: Gap[] = [];
  /** When the first fix given to this writer was taken, in Unix milliseconds. */
  firstMs: number | null = null;
  /** Resolves, once, to when the last fix was taken that an earlier writer kept, or null. */
  readonly ready: Promise<number | null>;

  private pending: Fix[] = [];
  private lastAt: string | null = null;
  private cutAtMs: number | null = null;
  private rememberedMs = Number.NEGATIVE_INFINITY;
  private work: Promise<void> = Promise.resolve();
  private readonly key: string;

  constructor(
    private readonly box: TrackBox,
    private readonly patrolId: string,
    private readonly changed: () => void,
  ) {
    this.key = `track:${patrolId}`;
    this.ready = this.pickUp();
  }

  get unsaved(): number {
    return this.pending.length;
  }

  add(fix: Fix, deviceMs: number): void {
    this.firstMs ??= Date.parse(fix.at);
    this.pending.push(fix);
    this.cutAtMs ??= deviceMs + CUT_MS;
    if (deviceMs - this.rememberedMs >= REMEMBER_MS) {
      this.rememberedMs = deviceMs;
      this.rememberNow();
    } else {
      this.later(() => this.drain());
    }
  }

  tell(gap: Gap): void {
    this.gaps = [...this.gaps, gap].slice(-MOST_GAPS);
    this.rememberNow();
  }

  /** Try again what failed, and cut what is long enough to be sent. */
  tick(deviceMs: number): void {
    if (this.pending.length > 0) this.later(() => this.drain());
    if (this.cutAtMs === null) return;
    // A clock that was put back must not hold a track for a day.
    const isDue = deviceMs >= this.cutAtMs || this.cutAtMs - deviceMs > CUT_MS;
    if (!isDue) return;
    this.cutAtMs = null;
    this.later(async () => {
      await this.drain();
      await this.box.cutTrack(this.patrolId, false);
    });
  }

  rememberNow(): void {
    this.later(async () => {
      await this.drain();
      await this.remember();
    });
  }

  /** Keep all there is, then cut; rejects when it could not be kept. */
  async cut(last: boolean): Promise<void> {
    this.cutAtMs = null;
    await this.inTurn(async () => {
      await this.drain();
      await this.box.cutTrack(this.patrolId, last);
      await this.remember();
    });
  }

  private async pickUp(): Promise<number | null> {
    const trail = await this.box.recall<Trail>(this.key).catch(() => undefined);
    if (trail === undefined) return null;
    this.kept += trail.kept;
    this.gaps = [...trail.gaps, ...this.gaps];
    return Date.parse(trail.lastAt);
  }

  private async drain(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending.slice();
      await this.box.appendFixes(this.patrolId, batch);
      this.pending = this.pending.slice(batch.length);
      this.kept += batch.length;
      this.lastAt = batch[batch.length - 1]?.at ?? this.lastAt;
      this.isFailing = false;
      this.changed();
    }
  }

  private async remember(): Promise<void> {
    await this.ready;
    if (this.lastAt === null) return;
    const trail: Trail = { lastAt: this.lastAt, kept: this.kept, gaps: this.gaps };
    await this.box.remember(this.key, trail);
  }

  /** Do something after all that was begun; what fails stays pending, and shows. */
  private later(work: () => Promise<void>): void {
    void this.inTurn(work).catch(() => {});
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.work.then(work);
    this.work = done.catch(() => {
      this.isFailing = true;
      this.changed();
    });
    return done;
  }
}
