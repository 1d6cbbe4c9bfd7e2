/** Which planned checks no visit does for yet, and how near their end is. */
import type { Check, Visit } from "./wire.ts";

const SOON_MS = 7 * 86_400_000;

export type DueState = "planned" | "done" | "waiting" | "soon" | "missed";

/** Return how a check stands: of the visits that count, one may do for it. */
export function stateOf(check: Check, visits: readonly Visit[], now: number): DueState {
  const visit = visits.find(({ counts, checks }) => counts && checks.includes(check.id));
  if (visit) return visit.happened ? "done" : "planned";
  const left = Date.parse(check.window.end) - now;
  if (left <= 0) return "missed";
  return left <= SOON_MS ? "soon" : "waiting";
}

/** Return the checks that count and that nothing was planned for, the first to end first. */
export function dueChecks(
  checks: readonly Check[],
  visits: readonly Visit[],
  now: number,
): Check[] {
  return checks
    .filter((one) => one.counts && ["waiting", "soon"].includes(stateOf(one, visits, now)))
    .sort((one, other) => one.window.end.localeCompare(other.window.end));
}

/** Return when somebody was last at each firm. */
export function lastVisits(visits: readonly Visit[]): Map<string, string> {
  const last = new Map<string, string>();
  for (const { firm_id, counts, happened } of visits) {
    const before = last.get(firm_id);
    if (counts && happened && (before === undefined || before < happened.start)) {
      last.set(firm_id, happened.start);
    }
  }
  return last;
}
