/** When to send: at once when there is a chance, else later and later. */
import { dueMs } from "./order.ts";
import type { End, Sender } from "./sending.ts";
import type { StatusBoard } from "./status_board.ts";
import type { Surroundings } from "./surroundings.ts";

const FIRST_MS = 2000;
const LONGEST_MS = 5 * 60_000;

/** Return the milliseconds to wait after so many failures in a row; `random` is in [0, 1). */
export function backOffMs(failures: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS);
  // Phones that lost the line together must not come back together.
  return full / 2 + (full / 2) * random;
}

export class Schedule {
  isStarted = false;
  private failures = 0;
  /** The server asked not to come before. */
  private notBeforeMs = 0;
  private running: Promise<void> | null = null;
  private isWanted = false;
  private cancel: (() => void) | null = null;
  private unlisten: (() => void) | null = null;

  constructor(
    private readonly sender: Sender,
    private readonly board: StatusBoard,
    private readonly officerId: string,
    private readonly around: Surroundings,
  ) {}

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.unlisten = this.around.onChance(() => this.soon());
    this.soon();
  }

  stop(): void {
    this.isStarted = false;
    this.unlisten?.();
    this.unlisten = null;
    this.cancel?.();
    this.cancel = null;
  }

  /** Send, unless the server asked to wait. */
  soon(): void {
    if (this.around.now() >= this.notBeforeMs) this.now();
  }

  /** Send, whatever the server asked: a person wants it. */
  now(): void {
    if (!this.isStarted) return;
    this.isWanted = true;
    this.running ??= this.run()
      .catch(() => {})
      .finally(() => {
        this.running = null;
      });
  }

  private async run(): Promise<void> {
    while (this.isWanted && this.isStarted) {
      this.isWanted = false;
      this.cancel?.();
      this.cancel = null;
      await this.once();
    }
  }

  private async once(): Promise<void> {
    let end: End;
    try {
      end = await this.around.alone(`geo-patrol-outbox:${this.officerId}`, async () => {
        if (!this.isStarted) return { why: "stopped" } as const;
        this.board.sending();
        return this.sender.run();
      });
    } catch {
      // The database was in the way, not the server.
      end = { why: "faults", afterMs: 0 };
    }
    this.notBeforeMs = "afterMs" in end ? this.around.now() + end.afterMs : 0;
    const isOver = end.why === "done" || end.why === "stopped";
    // A line that lets something through is worth asking again soon.
    this.failures = isOver ? 0 : this.sender.gotThrough ? 1 : this.failures + 1;
    const waitMs = await this.waitMs(end);
    const retryMs = waitMs === null ? null : this.around.now() + waitMs;
    await this.board.ended(end, retryMs).catch(() => {});
    if (waitMs === null || !this.isStarted) return;
    this.cancel = this.around.later(waitMs, () => this.now());
  }

  private async waitMs(end: End): Promise<number | null> {
    if (end.why === "stopped") return null;
    if (end.why === "done") return this.untilDue();
    const backOff = backOffMs(this.failures, this.around.random());
    return Math.max(backOff, "afterMs" in end ? end.afterMs : 0);
  }

  /** Return when something that was not found is asked for again. */
  private async untilDue(): Promise<number | null> {
    const kept = await this.board.all().catch(() => []);
    const dues = kept.map((one) => dueMs(one) ?? 0).filter((due) => due > 0);
    if (dues.length === 0) return null;
    return Math.max(FIRST_MS, Math.min(...dues) - this.around.now());
  }
}
