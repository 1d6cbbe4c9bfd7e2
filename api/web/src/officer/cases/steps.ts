/** What can be done with a case as it stands, by whom, and what each step asks for. */
import type { Position } from "./standing.ts";
import type { Holder, StepKind } from "./wire.ts";

/** A leader decides these at a desk; the server has the last word. */
const DESK_KINDS: ReadonlySet<StepKind> = new Set<StepKind>([
  "accepted",
  "dispatched",
  "closed",
  "reopened",
]);

/** What each stage offers; the expected one comes first. */
const AFTER: Record<Position["stage"], readonly StepKind[]> = {
  reported: ["accepted", "dispatched", "handled", "handed"],
  accepted: ["dispatched", "handled", "handed"],
  dispatched: ["handled", "handed", "returned"],
  handled: ["verified", "returned", "handed"],
  verified: ["closed", "returned"],
  closed: ["reopened"],
};

export function offered(of: Position & { voided: string }, isLeader: boolean): StepKind[] {
  if (of.voided) return [];
  return AFTER[of.stage].filter((kind) => isLeader || !DESK_KINDS.has(kind));
}

/** Somebody must be named in these. */
export function asksWhom(kind: StepKind): boolean {
  return kind === "dispatched" || kind === "handed";
}

export function asksWhy(kind: StepKind): boolean {
  return kind === "returned" || kind === "reopened";
}

/** Photos of these show how it looks now. */
export function asksPhotos(kind: StepKind): boolean {
  return kind === "handled" || kind === "verified" || kind === "returned";
}

export interface StepDraft {
  /** Null: now, whenever that is. */
  at: string | null;
  to: Holder | null;
  note: string;
}

export const NO_DRAFT: StepDraft = { at: null, to: null, note: "" };

export type Missing = "to" | "note";

/** Return what a step cannot do without, and does not have. */
export function missingIn(kind: StepKind, draft: StepDraft): Missing | null {
  if (asksWhom(kind) && draft.to === null) return "to";
  if (asksWhy(kind) && draft.note.trim() === "") return "note";
  return null;
}

export function isSame(one: Holder | null, other: Holder | null): boolean {
  return one?.kind === other?.kind && one?.code === other?.code;
}
