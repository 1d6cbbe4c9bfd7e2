/** Long work of the server, watched: by its events, and by asking where none of them come. */
import { signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { tell } from "../asking.ts";
import { heard, missed } from "../reach.ts";
import type { Job, Progress } from "./wire.ts";

const ASKED_EVERY_MS = 2_000;
const OPEN: readonly string[] = ["waiting", "running"];

export function isOver(job: Job): boolean {
  return !OPEN.includes(job.state);
}

export class Watched<Result> {
  readonly job = signal<Job<Result> | null>(null);
  readonly error = signal<unknown>(null);
  private events: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.timer);
    this.events?.close();
    this.events = null;
  }

  forget(): void {
    this.leave();
    this.job.value = null;
    this.error.value = null;
  }

  private follow(): void {
    const job = this.job.peek();
    if (job === null || isOver(job)) return;
    const events = new EventSource(`/api/v1/jobs/${job.id}/events`);
    this.events = events;
    events.onmessage = ({ data }) => {
      heard();
      this.hear(JSON.parse(String(data)) as Job<Result>);
      this.askLater();
    };
    events.onerror = () => {
      // Too many watch. One that is still open comes again by itself.
      if (events.readyState === EventSource.CLOSED) this.events = null;
    };
    this.askLater();
  }

  /** Ask when nothing was heard for a while: a proxy in between may hold events back. */
  private askLater(): void {
    clearTimeout(this.timer);
    const job = this.job.peek();
    if (job === null || isOver(job)) return;
    this.timer = setTimeout(() => {
      ask<Job<Result>>(`/api/v1/jobs/${job.id}`)
        .then(({ body }) => {
          heard();
          if (body !== null && this.job.peek()?.id === job.id) this.hear(body);
        })
        .catch(missed)
        .finally(() => this.askLater());
    }, ASKED_EVERY_MS);
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
