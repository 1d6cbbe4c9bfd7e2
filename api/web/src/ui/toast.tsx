/** A few words that say what just happened, and go by themselves; some can be taken back. */
import { signal } from "@preact/signals";

const SHOWN_MS = 3500;
/** Who wants to take it back must have read it first. */
const OFFERED_MS = 10_000;

interface Offer {
  label: string;
  run: () => void;
}

const said = signal<{ words: string; offer: Offer | null } | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function toast(words: string, offer: Offer | null = null): void {
  said.value = { words, offer };
  clearTimeout(timer);
  timer = setTimeout(forget, offer ? OFFERED_MS : SHOWN_MS);
}

function forget(): void {
  said.value = null;
}

export function Toast() {
  const now = said.value;
  const take = (offer: Offer) => {
    forget();
    offer.run();
  };
  return (
    <div role="status" aria-live="polite">
      {now && (
        <div class="toast">
          {now.words}
          {now.offer && (
            <button type="button" class="toast-offer" onClick={() => now.offer && take(now.offer)}>
              {now.offer.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
