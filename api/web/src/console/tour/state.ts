/** Whether the tour runs, and whether it was offered already on this computer. */
import { signal } from "@preact/signals";
import { readSetting, writeSetting } from "../../base/settings.ts";

/** Which step is shown; null while the tour does not run. */
export const step = signal<number | null>(null);
export const isOffered = signal(readSetting("tour") === null);

export function begin(): void {
  step.value = 0;
  decline();
}

export function end(): void {
  step.value = null;
}

/** Do not offer it again on this computer. */
export function decline(): void {
  isOffered.value = false;
  writeSetting("tour", "seen");
}
