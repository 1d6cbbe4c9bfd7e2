/** How worried one is about a crew. */
import type { AlarmNow, WirePatrol } from "./wire.ts";

export type Tone = "calm" | "late" | "bad";

/** So long before its silence is an alarm a crew is marked. */
const SOON_MS = 10 * 60_000;

export function toneOf(patrol: WirePatrol, alarms: readonly AlarmNow[], now: number): Tone {
  if (alarms.some(({ patrol_id }) => patrol_id === patrol.id)) return "bad";
  if (patrol.overdue_at === null) return "calm";
  const leftMs = Date.parse(patrol.overdue_at) - now;
  return leftMs <= 0 ? "bad" : leftMs <= SOON_MS ? "late" : "calm";
}
