/** Whether the server answered what was asked or sent last, and when it last did. */
import { computed, effect, signal } from "@preact/signals";
import { onReach } from "../../base/api.ts";
import { clock } from "./clock.ts";
import { status } from "./entry.ts";

export const isAway = signal(false);
/** Unix milliseconds; null when nothing was heard since the app was opened. */
export const heardAt = signal<number | null>(null);

const outboxState = computed(() => status.value?.state ?? null);

function note(isAnswered: boolean): void {
  isAway.value = !isAnswered;
  if (isAnswered) heardAt.value = clock.now();
}

/** Take note of all that is asked and sent, and of the phone's own word that its line is gone. */
export function watchReach(): () => void {
  const onGone = () => note(false);
  onReach(note);
  window.addEventListener("offline", onGone);
  let before = outboxState.peek();
  const endFollowing = effect(() => {
    const state = outboxState.value;
    // Only how a sending ended says anything: before the first one, it stands idle.
    const hasEnded = before === "sending" && state !== "sending" && state !== null;
    if (hasEnded) note(state !== "offline");
    before = state;
  });
  return () => {
    onReach(() => {});
    window.removeEventListener("offline", onGone);
    endFollowing();
    heardAt.value = null;
    isAway.value = false;
  };
}
