/** A sound for calls that nobody has seen: on for who leads, until they turn it off; kept so. */
import { computed, effect, signal } from "@preact/signals";
import { may } from "../session.ts";
import { calls } from "./alarming.ts";

const EVERY_MS = 2_500;
const TONE_S = 0.35;
const LOUDNESS = 0.2;
const KEPT = "geo-patrol-console-sound";

const kept = signal(readKept());
export const isSoundOn = computed(() =>
  kept.value === null ? may("duty.plan") : kept.value === "on",
);
/** Whether the browser lets it sound: not before the first press on a page. */
export const isAwake = signal(false);
let context: AudioContext | null = null;

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function toggleSound(): void {
  const wanted = isSoundOn.value ? "off" : "on";
  kept.value = wanted;
  try {
    localStorage.setItem(KEPT, wanted);
  } catch {
    // Then it is as at first when the page is next opened.
  }
  // So that who turns it on knows how it sounds, and that it does.
  if (isSoundOn.value) void wake().then(play);
}

async function wake(): Promise<void> {
  context ??= new AudioContext();
  context.onstatechange = () => {
    isAwake.value = context?.state === "running";
  };
  await context.resume();
  isAwake.value = context.state === "running";
}

/** Any press will do for a browser: who kept the sound on need not look for its switch. */
export function wakeByHand(): void {
  const listening = new AbortController();
  for (const hand of ["pointerdown", "keydown"])
    document.addEventListener(
      hand,
      () => {
        if (isAwake.value) return listening.abort();
        if (isSoundOn.value) void wake();
      },
      { signal: listening.signal, capture: true },
    );
}

effect(() => {
  const isCalled = calls.value.some(({ seen_at }) => seen_at === null);
  if (!isSoundOn.value || !isAwake.value || !isCalled) return;
  play();
  const timer = setInterval(play, EVERY_MS);
  return () => clearInterval(timer);
});

function play(): void {
  // What is set while it sleeps would all sound at once when it wakes.
  if (context?.state !== "running") return;
  const volume = context.createGain();
  volume.connect(context.destination);
  const from = context.currentTime;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 2 * TONE_S);
  for (const [at, pitch] of [
    [from, 880],
    [from + TONE_S, 660],
  ] as const) {
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(at);
    tone.stop(at + TONE_S);
  }
}
