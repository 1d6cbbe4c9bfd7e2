/** Searches for rosters that somebody waits for: begun, watched, stopped, forgotten. */
import { signal } from "@preact/signals";
import { uuid7 } from "../../base/ids.ts";
import { tell } from "../asking.ts";
import { follow, isOver } from "../jobs.ts";
import type { Job, Progress } from "./wire.ts";

export class Watched<Result> {
  readonly job = signal<Job<Result> | null>(null);
  readonly error = signal<unknown>(null);
  private end: () => void = () => {};

  /** Begin a job; sent twice it is the same one. */
  async begin(path: string, body: Record<string, unknown>): Promise<void> {
    this.leave();
    this.job.value = null;
    this.error.value = null;
    try {
      this.hear(await tell<Job<Result>>(path, { id: uuid7(), ...body }, "POST"));
      this.follow();
    } catch (error) {
      this.error.value = error;
    }
  }

  /** Go on watching a job that is there already. */
  watch(job: Job<Result>): void {
    this.leave();
    this.hear(job);
    this.follow();
  }

  async stop(): Promise<void> {
    const job = this.job.peek();
    if (job === null) return;
    try {
      this.hear(await tell<Job<Result>>(`/api/v1/jobs/${job.id}/stop`, {}, "POST"));
    } catch (error) {
      this.error.value = error;
    }
  }

  /** Watch no more; the job goes on. */
  leave(): void {
    this.end();
    this.end = () => {};
  }

  forget(): void {
    this.leave();
    this.job.value = null;
    this.error.value = null;
  }

  private follow(): void {
    const job = this.job.peek();
    if (job === null || isOver(job)) return;
    // What cannot be asked now is asked again; the frame says that the server is away.
    this.end = follow<Job<Result>>(
      job.id,
      (told) => this.hear(told),
      () => {},
    );
  }

  private hear(job: Job<Result>): void {
    // An answer that was on its way does not bring an ended job back.
    const before = this.job.peek();
    if (before !== null && before.id === job.id && isOver(before)) return;
    this.job.value = job;
    if (isOver(job)) this.leave();
  }
}

/** Return how far the best is from what cannot be beaten, as a share; null while nothing is known. */
export function gapOf({ value, bound }: Progress): number | null {
  if (value === undefined || bound === undefined) return null;
  return value > 0 ? Math.max(0, value - bound) / value : 0;
}
