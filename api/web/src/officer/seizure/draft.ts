/** A seizure while it is being written: its inventory, who is there, who signed. */
import { uuid7 } from "../../base/ids.ts";
import type { Measure } from "../../records/seizure_wire.ts";
import { isDrawn, type Stroke } from "./strokes.ts";
import { unitOf } from "./units.ts";

export const MEASURES: readonly Measure[] = ["emergency_seizure", "seizure", "preservation"];

export interface DraftItem {
  /** Of this phone only, so that a line keeps its place in the list. */
  key: string;
  kind: string;
  quantity: number;
  unit: string;
  condition: string;
  seal: string;
  place: string;
  note: string;
  /** Digests of its photos. */
  photos: string[];
}

/** `party`, `witness`, or an officer's id. */
export type Signer = string;

export interface Drawn {
  at: string;
  strokes: Stroke[];
}

export interface Refusal {
  at: string;
  reason: string;
  recordedBy: string;
}

export interface Draft {
  id: string;
  incidentId: string;
  /** When it was seized; ISO 8601, UTC. */
  at: string;
  measure: Measure;
  /** Of the decision; empty while the officer has none. */
  number: string;
  officers: string[];
  items: DraftItem[];
  /** Nobody was there who owns the things. */
  ownerless: boolean;
  /** Which of the incident's persons, from 1. */
  party: number | null;
  /** What the incident's persons are told apart by, in its order. */
  persons: string[];
  note: string;
  drawn: Record<Signer, Drawn>;
  refused: Record<Signer, Refusal>;
  /** Whether a person has written anything; what the incident says is taken over before. */
  touched: boolean;
}

export interface Beginning {
  incidentId: string;
  at: string;
  officers: string[];
  seized: readonly { kind: string; quantity: number }[];
  place: string;
  persons: string[];
}

export function newDraft(from: Beginning): Draft {
  const { incidentId, at, officers, seized, place, persons } = from;
  return {
    id: uuid7(Date.parse(at)),
    incidentId,
    at,
    measure: "emergency_seizure",
    number: "",
    officers,
    items: seized
      .filter(({ quantity }) => quantity > 0)
      .map(({ kind, quantity }) => ({ ...newItem(kind, place), quantity })),
    ownerless: false,
    // With one person there is nothing to choose.
    party: persons.length === 1 ? 1 : null,
    persons,
    note: "",
    drawn: {},
    refused: {},
    touched: false,
  };
}

export function newItem(kind: string, place: string): DraftItem {
  return {
    key: uuid7(),
    kind,
    quantity: 1,
    unit: unitOf(kind),
    condition: "",
    seal: "",
    place,
    note: "",
    photos: [],
  };
}

/** Return the items with another place, where they had the same one as most so far, or none. */
export function placed(items: readonly DraftItem[], place: string): DraftItem[] {
  const before = commonPlace(items);
  return items.map((one) => (one.place === "" || one.place === before ? { ...one, place } : one));
}

/** Return where most items are, "" when that is nowhere. */
export function commonPlace(items: readonly DraftItem[]): string {
  const counts = new Map<string, number>();
  for (const { place } of items) if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
  let found = "";
  for (const [place, n] of counts) if (n > (counts.get(found) ?? 0)) found = place;
  return found;
}

export function hasSigned(draft: Draft, signer: Signer): boolean {
  return isDrawn(draft.drawn[signer]?.strokes ?? []);
}

/** What would not hold up, as far as the phone can tell; the server tells all of it. */
export interface Lack {
  what: "items" | "photos" | "places" | "number" | "certified" | "party" | "crew_unsigned";
  /** Numbers of the items, or how many people. */
  numbers: number[];
}

/** Return what is lacking, most serious first; `certified` counts the officers who hold one. */
export function lacks(draft: Draft, certified: number): Lack[] {
  const lacking = (what: Lack["what"], test: (one: DraftItem) => boolean): Lack => ({
    what,
    numbers: draft.items.flatMap((one, at) => (test(one) ? [at + 1] : [])),
  });
  const isPartyOpen =
    !draft.ownerless && !hasSigned(draft, "party") && draft.refused.party === undefined;
  const unsigned = draft.officers.filter((id) => !hasSigned(draft, id)).length;
  return [
    ...(draft.items.length === 0 ? [{ what: "items" as const, numbers: [] }] : []),
    ...(certified < 2 ? [{ what: "certified" as const, numbers: [certified] }] : []),
    ...(isPartyOpen ? [{ what: "party" as const, numbers: [] }] : []),
    lacking("photos", (one) => one.photos.length === 0),
    lacking("places", (one) => one.place.trim() === ""),
    ...(draft.number.trim() === "" ? [{ what: "number" as const, numbers: [] }] : []),
    ...(unsigned > 0 ? [{ what: "crew_unsigned" as const, numbers: [unsigned] }] : []),
  ].filter(({ what, numbers }) => numbers.length > 0 || !["photos", "places"].includes(what));
}
