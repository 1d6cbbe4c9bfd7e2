/** What can be done with seized things, and to which of them. */
import { type ItemStanding, isEnded, type Standing } from "./seizure_standing.ts";
import type { EventKind, FactKind } from "./seizure_wire.ts";

export type StepKind = Exclude<EventKind, "seized">;

/** In the order in which they are offered: what a crew does itself comes first. */
export const STEPS: readonly StepKind[] = [
  "moved",
  "inspected",
  "returned",
  "released_live",
  "transferred",
  "notice_posted",
  "confiscated",
  "destroyed",
  "disposed",
];

/** Decisions on what becomes of things: for those with a certificate. */
const DECISIONS: ReadonlySet<StepKind> = new Set<StepKind>([
  "returned",
  "transferred",
  "confiscated",
  "destroyed",
  "disposed",
]);
/** Only where nobody owns the things. */
const OWNERLESS: ReadonlySet<StepKind> = new Set<StepKind>(["notice_posted", "disposed"]);
/** Of what is held, not of what is the state's already. */
const HELD: ReadonlySet<StepKind> = new Set<StepKind>([
  "returned",
  "released_live",
  "notice_posted",
  "confiscated",
]);
/** Code of the catalogue's gear: what was caught, alive or not. */
const CATCH = "catch"; // not a message

/** Return the items that a step can be about. */
export function eligible(kind: StepKind, { items }: Standing): ItemStanding[] {
  return items.filter(({ state, kind: gear }) => {
    if (isEnded(state)) return false;
    if (kind === "released_live" && gear !== CATCH) return false;
    return state === "held" || !HELD.has(kind);
  });
}

export function offered(of: Standing, maySeize: boolean): StepKind[] {
  if (of.voided) return [];
  return STEPS.filter(
    (kind) =>
      (maySeize || !DECISIONS.has(kind)) &&
      (of.ownerless || !OWNERLESS.has(kind)) &&
      eligible(kind, of).length > 0,
  );
}

export interface Granted {
  maySeize: boolean;
  mayApprove: boolean;
}

/** Return what can be said of its periods. */
export function factsOffered(of: Standing, { maySeize, mayApprove }: Granted): FactKind[] {
  if (of.voided) return [];
  const said = new Set(of.facts.filter((one) => one.counts).map((one) => one.kind));
  const tested = of.facts.filter((one) => one.counts && one.kind.startsWith("testing_"));
  const isTesting = tested[tested.length - 1]?.kind === "testing_begun";
  const isEmergency = of.measure === "emergency_seizure";
  // It is reported and approved afterwards even where all was given back by then.
  const isOver = of.items.every(({ state }) => isEnded(state));
  return [
    ...(mayApprove && !said.has("approved") ? (["approved"] as const) : []),
    ...(isEmergency && !said.has("reported") && !said.has("approved")
      ? (["reported"] as const)
      : []),
    ...(isOver || of.measure === "preservation"
      ? []
      : ([isTesting ? "testing_ended" : "testing_begun"] as const)),
    ...(mayApprove && !isOver && of.measure !== "preservation" && !said.has("extended")
      ? (["extended"] as const)
      : []),
    ...(maySeize && !isOver && !said.has("decided") ? (["decided"] as const) : []),
  ];
}

/** Return the place where all of these are, "" when they are in several. */
export function placeOf(items: readonly ItemStanding[]): string {
  const places = new Set(items.map(({ place }) => place));
  return places.size === 1 ? ([...places][0] ?? "") : "";
}

/** Return `1–3, 5` for numbers in order. */
export function numberList(numbers: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const one of [...numbers].sort((a, b) => a - b)) {
    const last = spans[spans.length - 1];
    if (last && one === last[1] + 1) last[1] = one;
    else spans.push([one, one]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
