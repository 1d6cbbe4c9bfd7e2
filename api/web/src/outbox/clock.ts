/** How far this phone's clock is off, by the `Date` of the server's answers. */
import { recallOfDevice, rememberOfDevice } from "./device.ts";
import { Changing } from "./signal.ts";

/** `Date` has whole seconds, and an answer takes its time: less is no difference. */
const UNSURE_MS = 2000;
const SLOWEST_MS = 10_000;

export class ServerClock {
  /** What is added to this phone's time; null before the first answer. */
  readonly offsetMs = new Changing<number | null>(null);

  /** Take up what was known when the app was last open, unless an answer came before. */
  async recall(): Promise<void> {
    const known = await recallOfDevice<number>("clockOffsetMs");
    if (known !== undefined && this.offsetMs.value === null) this.offsetMs.set(known);
  }

  see(date: string | null, askedMs: number, cameMs: number): void {
    const serverMs = Date.parse(date ?? "");
    if (Number.isNaN(serverMs) || cameMs < askedMs || cameMs - askedMs > SLOWEST_MS) return;
    const seen = Math.round(serverMs + 500 - (askedMs + cameMs) / 2);
    const known = this.offsetMs.value;
    const unsureMs = UNSURE_MS + (cameMs - askedMs) / 2;
    if (known !== null && Math.abs(seen - known) <= unsureMs) return;
    const offset = Math.abs(seen) <= unsureMs ? 0 : seen;
    if (offset === known) return;
    this.offsetMs.set(offset);
    void rememberOfDevice("clockOffsetMs", offset).catch(() => {});
  }
}
