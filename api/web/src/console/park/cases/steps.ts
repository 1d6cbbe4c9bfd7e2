/** What can be done with a case from the desk as it stands, and what each step asks for. */
import type { CaseLine, Holder, Stage, StepKind } from "./wire.ts";

/** These are a leader's; the server has the last word. */
const LEADERS: ReadonlySet<StepKind> = new Set<StepKind>([
  "accepted",
  "dispatched",
  "supervised",
  "closed",
  "reopened",
]);

/** What each stage offers; the expected one comes first. */
const AFTER: Record<Stage, readonly StepKind[]> = {
  reported: ["accepted", "dispatched", "supervised"],
  accepted: ["dispatched", "supervised"],
  dispatched: ["handled", "handed", "returned", "supervised"],
  handled: ["verified", "returned", "handed", "supervised"],
  verified: ["closed", "returned", "supervised"],
  closed: ["rated", "reopened"],
};

export function offered(
  { stage, counts }: Pick<CaseLine, "stage" | "counts">,
  isLeader: boolean,
): StepKind[] {
  if (!counts) return [];
  return AFTER[stage].filter((kind) => isLeader || !LEADERS.has(kind));
}

/** Somebody must be named in these. */
export function asksWhom(kind: StepKind): boolean {
  return kind === "dispatched" || kind === "handed";
}

export function asksWhy(kind: StepKind): boolean {
  return kind === "returned" || kind === "reopened" || kind === "supervised";
}

export interface StepDraft {
  to: Holder | null;
  note: string;
  score: number | null;
  number: string;
  /** On the wire; null without. */
  until: string | null;
}

export const NO_DRAFT: StepDraft = { to: null, note: "", score: null, number: "", until: null };

/** Return whether a step has all that it cannot do without. */
export function isWhole(kind: StepKind, draft: StepDraft): boolean {
  if (asksWhom(kind) && draft.to === null) return false;
  if (asksWhy(kind) && draft.note.trim() === "") return false;
  return kind !== "rated" || draft.score !== null;
}

export function stepBody(caseId: string, kind: StepKind, draft: StepDraft, at: Date) {
  return {
    case_id: caseId,
    kind,
    at: at.toISOString(),
    to: asksWhom(kind) ? draft.to : null,
    note: draft.note.trim(),
    score: kind === "rated" ? draft.score : null,
    number: kind === "supervised" ? draft.number.trim() : "",
    until: kind === "supervised" ? draft.until : null,
  };
}

export type StepSent = ReturnType<typeof stepBody>;
