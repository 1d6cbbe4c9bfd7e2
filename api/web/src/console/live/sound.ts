/** A sound for calls that nobody has seen: off until somebody wants it, since browsers ask for that. */
import { effect, signal } from "@preact/signals";
import { calls } from "./alarming.ts";

const EVERY_MS = 2_500;
const TONE_S = 0.35;
const LOUDNESS = 0.2;

export const isSoundOn = signal(false);
let context: AudioContext | null = null;

export function toggleSound(): void {
  isSoundOn.value = !isSoundOn.value;
  if (!isSoundOn.value) return;
  context ??= new AudioContext();
  void context.resume();
  // So that who turns it on knows how it sounds, and that it does.
  play();
}

effect(() => {
  const isCalled = calls.value.some(({ seen_at }) => seen_at === null);
  if (!isSoundOn.value || !isCalled) return;
  play();
  const timer = setInterval(play, EVERY_MS);
  return () => clearInterval(timer);
});

function play(): void {
  if (!context) return;
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
