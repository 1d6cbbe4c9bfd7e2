/** A step while it is being written, and the body that it becomes. */
import { endOfDay } from "../base/moment.ts";
import type { Standing } from "./seizure_standing.ts";
import { eligible, placeOf, type StepKind } from "./seizure_steps.ts";
import type { ClockBody, CustodyBody, FactKind } from "./seizure_wire.ts";

export interface StepDraft {
  items: number[];
  /** Null: now, whenever that is. */
  at: string | null;
  place: string;
  to: string;
  /** Last day of a notice, `2022-10-08`. */
  day: string;
  days: number;
  note: string;
}

/** What an extension adds at most, as a beginning. */
const MOST_DAYS = 30;

/** Steps after which things are in another place, or in the one that is named. */
const PLACED: ReadonlySet<StepKind> = new Set<StepKind>(["moved", "inspected"]);
const HANDED: ReadonlySet<StepKind> = new Set<StepKind>(["returned", "transferred", "disposed"]);

export function asksPlace(kind: StepKind): boolean {
  return PLACED.has(kind);
}

export function asksWhom(kind: StepKind): boolean {
  return HANDED.has(kind);
}

/** Return a step about everything that it can be about. */
export function newStep(kind: StepKind | null, of: Standing, party: string): StepDraft {
  const items = kind === null ? [] : eligible(kind, of);
  return {
    items: items.map((one) => one.number),
    at: null,
    place: kind === "inspected" ? placeOf(items) : "",
    to: kind === "returned" ? party : "",
    day: "",
    days: MOST_DAYS,
    note: "",
  };
}

export type Missing = "items" | "place" | "to" | "day";

/** Return what a step cannot do without, and does not have. */
export function missingIn(kind: StepKind, draft: StepDraft): Missing | null {
  if (draft.items.length === 0) return "items";
  if (kind === "moved" && draft.place.trim() === "") return "place";
  if (kind === "transferred" && draft.to.trim() === "") return "to";
  if (kind === "notice_posted" && endOfDay(draft.day) === null) return "day";
  return null;
}

export function custodyBody(
  kind: StepKind,
  draft: StepDraft,
  of: Standing,
  nowIso: string,
): CustodyBody {
  const chosen = of.items.filter((one) => draft.items.includes(one.number));
  return {
    seizure_id: of.id,
    kind,
    items: chosen.map((one) => one.number),
    at: draft.at ?? nowIso,
    place: asksPlace(kind) ? draft.place.trim() : "",
    from_place: kind === "moved" ? placeOf(chosen) : "",
    notice_ends: kind === "notice_posted" ? endOfDay(draft.day) : null,
    to: asksWhom(kind) ? draft.to.trim() : "",
    note: draft.note.trim(),
  };
}

export function clockBody(
  kind: FactKind,
  draft: StepDraft,
  of: Standing,
  nowIso: string,
): ClockBody {
  return {
    seizure_id: of.id,
    kind,
    at: draft.at ?? nowIso,
    days: kind === "extended" ? draft.days : null,
    note: draft.note.trim(),
  };
}
