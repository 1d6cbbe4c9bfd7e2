/** Does something at once, and in a storm of wishes only so often: the longer it lasts, the rarer. */

export interface Clock {
  now: () => number;
  /** Run something later; returns what forgets it. */
  later: (run: () => void, ms: number) => () => void;
}

const BROWSER: Clock = {
  now: () => Date.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const LEAST_MS = 1_000;
export const MOST_MS = 5_000;

export class Ticker {
  private lastAt = Number.NEGATIVE_INFINITY;
  private gapMs = LEAST_MS;
  private forget: (() => void) | null = null;

  constructor(
    private readonly tick: () => void,
    private readonly clock: Clock = BROWSER,
  ) {}

  /** Tick now, or once the last tick is long enough ago. */
  ask(): void {
    if (this.forget) return;
    const sinceMs = this.clock.now() - this.lastAt;
    // Quiet for a while: the storm is over.
    if (sinceMs >= 2 * this.gapMs) this.gapMs = LEAST_MS;
    if (sinceMs >= this.gapMs) {
      this.run();
      return;
    }
    this.forget = this.clock.later(() => {
      this.gapMs = Math.min(MOST_MS, 2 * this.gapMs);
      this.run();
    }, this.gapMs - sinceMs);
  }

  /** Tick now, whatever was before: somebody calls for help. */
  hurry(): void {
    this.run();
  }

  private run(): void {
    this.forget?.();
    this.forget = null;
    this.lastAt = this.clock.now();
    this.tick();
  }
}
