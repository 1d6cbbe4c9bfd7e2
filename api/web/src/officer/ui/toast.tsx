/** A few words that say what just happened, and go by themselves. */
import { signal } from "@preact/signals";

const SHOWN_MS = 3500;
const said = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function toast(words: string): void {
  said.value = words;
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = null;
  }, SHOWN_MS);
}

export function Toast() {
  return (
    <div role="status" aria-live="polite">
      {said.value && <div class="toast">{said.value}</div>}
    </div>
  );
}
