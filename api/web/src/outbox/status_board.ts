/** How an outbox stands: counted from what is in the database, never from what was meant to be. */

import type { Item, WaitingFile } from "./boxes.ts";
import type { ServerClock } from "./clock.ts";
import type { Keeping } from "./keeping.ts";
import type { End } from "./sending.ts";
import { Changing } from "./signal.ts";
import type { Surroundings } from "./surroundings.ts";
import type { OutboxState, OutboxStatus, Storage } from "./types.ts";

const LAST_SENT = "last sent";
const ROOM_BYTES = 50 * 1024 * 1024;
const FULL = 0.9;

const NOTHING: OutboxStatus = {
  waiting: 0,
  conflicts: 0,
  refused: 0,
  filesWaiting: 0,
  bytes: 0,
  lastSentAt: null,
  state: "idle",
  retryAt: null,
  clockOffsetMs: null,
  storage: { used: 0, quota: 0, persisted: false },
};

export class StatusBoard {
  readonly status = new Changing<OutboxStatus>(NOTHING);
  private state: Exclude<OutboxState, "storage_low"> = "idle";
  private retryMs: number | null = null;
  private lastSentAt: string | null = null;

  constructor(
    private readonly keeping: Keeping,
    private readonly around: Surroundings,
    private readonly clock: ServerClock,
  ) {
    clock.offsetMs.subscribe((clockOffsetMs) => this.show({ clockOffsetMs }));
  }

  /** Take up when the last record was sent before the app was closed. */
  async recall(): Promise<void> {
    this.lastSentAt ??= (await this.keeping.kept.recall<string>(LAST_SENT)) ?? null;
  }

  sending(): void {
    this.state = "sending";
    this.show({ state: "sending", retryAt: null });
  }

  async ended(end: End, retryMs: number | null): Promise<void> {
    this.state = stateAfter(end);
    this.retryMs = retryMs;
    await this.refresh(false);
  }

  async all(): Promise<(Item | WaitingFile)[]> {
    return [...(await this.keeping.items.all()), ...(await this.keeping.files.all())];
  }

  /** Count anew; `sent` says that something has just been sent. */
  async refresh(sent: boolean): Promise<void> {
    if (sent) {
      // By the server's clock, as far as it is known: the phone's may be wrong by a day.
      const nowMs = this.around.now() + (this.clock.offsetMs.value ?? 0);
      this.lastSentAt = new Date(nowMs).toISOString();
      await this.keeping.kept.remember(LAST_SENT, this.lastSentAt).catch(() => {});
    }
    const [items, files, storage] = await Promise.all([
      this.keeping.items.all(),
      this.keeping.files.all(),
      this.around.storage().catch(() => NOTHING.storage),
    ]);
    const all = [...items, ...files];
    const isShort = this.state === "idle" && isLow(storage);
    this.show({
      waiting: items.length,
      conflicts: all.filter((one) => one.state === "conflict").length,
      refused: all.filter((one) => one.state === "refused").length,
      filesWaiting: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      lastSentAt: this.lastSentAt,
      state: isShort ? "storage_low" : this.state,
      retryAt: this.retryMs === null ? null : new Date(this.retryMs).toISOString(),
      storage,
    });
  }

  private show(change: Partial<OutboxStatus>): void {
    this.status.set({ ...this.status.value, ...change });
  }
}

export function isLow({ used, quota }: Storage): boolean {
  return quota > 0 && (quota - used < ROOM_BYTES || used > quota * FULL);
}

function stateAfter({ why }: End): Exclude<OutboxState, "storage_low"> {
  if (why === "signed_out" || why === "other_officer") return why;
  return why === "done" || why === "stopped" ? "idle" : "offline";
}
