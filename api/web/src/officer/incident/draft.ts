/** An incident while it is being written: kept sealed, so that a killed app loses no words. */

import { uuid7 } from "../../base/ids.ts";
import type { Place } from "../../capture/index.ts";
import type { NewItem } from "../../outbox/index.ts";
import { isChosen, type LawChoice, NO_CHOICE } from "./law.ts";

export const SOURCES = ["patrol", "camera", "citizen", "campaign", "joint"] as const;
export type Source = (typeof SOURCES)[number];

export interface Person {
  name: string;
  id_number: string;
  phone: string;
  plate: string;
  note: string;
}

export interface Draft {
  id: string;
  /** When it was begun, which is when it happened; ISO 8601, UTC. */
  at: string;
  category: string | null;
  persuaded: number;
  /** Pieces by kind of gear. */
  gear: Record<string, number>;
  /** Outcomes besides persuading and seizing, with how many people where that counts. */
  outcomes: Record<string, number>;
  narrative: string;
  persons: Person[];
  source: Source;
  place: Place | null;
  /** Not in what an older app kept. */
  law?: LawChoice;
}

export function newDraft(atIso: string): Draft {
  return {
    id: uuid7(Date.parse(atIso)),
    at: atIso,
    category: null,
    persuaded: 0,
    gear: {},
    outcomes: {},
    narrative: "",
    persons: [],
    source: "patrol",
    place: null,
  };
}

export const NOBODY: Person = { name: "", id_number: "", phone: "", plate: "", note: "" };

export function isSomebody(person: Person): boolean {
  return Object.values(person).some((value) => value.trim() !== "");
}

export function pieces(draft: Draft): number {
  return Object.values(draft.gear).reduce((sum, n) => sum + n, 0);
}

/** Whether anything was written that would be a pity to lose. */
export function isBegun(draft: Draft): boolean {
  return (
    draft.category !== null ||
    draft.persuaded > 0 ||
    pieces(draft) > 0 ||
    Object.keys(draft.outcomes).length > 0 ||
    draft.narrative.trim() !== "" ||
    isChosen(draft.law ?? NO_CHOICE) ||
    draft.persons.some(isSomebody)
  );
}

/** What the record needs besides the draft. */
export interface Setting {
  squad: string | null;
  patrolId: string | null;
  /** Kinds of outcomes that count people. */
  counting: ReadonlySet<string>;
  /** False for who may not seize: then nothing of it is sent. */
  maySeize: boolean;
}

/** Return the record's body as `PUT /api/v1/incidents/{id}` takes it. */
export function bodyOf(draft: Draft, setting: Setting): Record<string, unknown> {
  const { place } = draft;
  if (place === null || draft.category === null) throw new Error("not complete");
  const seized = setting.maySeize
    ? Object.entries(draft.gear)
        .filter(([, n]) => n > 0)
        .map(([kind, quantity]) => ({ kind, quantity }))
    : [];
  return {
    ...(setting.squad ? { squad: setting.squad } : {}),
    point: { lon: rounded(place.lon), lat: rounded(place.lat) },
    accuracy_m: place.accuracyM,
    placed_by: place.source,
    occurred_at: draft.at,
    category: draft.category,
    source: draft.source,
    patrol_id: setting.patrolId,
    narrative: draft.narrative.trim(),
    outcomes: outcomesOf(draft, setting, seized.length > 0),
    seized,
    persons: draft.persons.filter(isSomebody),
  };
}

function outcomesOf(draft: Draft, setting: Setting, isSeized: boolean) {
  const made: { kind: string; people: number | null }[] = [];
  if (draft.persuaded > 0) made.push({ kind: "persuaded", people: draft.persuaded });
  if (isSeized) made.push({ kind: "seized", people: null });
  for (const [kind, people] of Object.entries(draft.outcomes)) {
    made.push({ kind, people: setting.counting.has(kind) && people > 0 ? people : null });
  }
  return made;
}

export function itemOf(draft: Draft, setting: Setting, label: string, nowIso: string): NewItem {
  return {
    id: draft.id,
    kind: "incident",
    path: `/api/v1/incidents/${draft.id}`,
    body: bodyOf(draft, setting),
    label,
    at: nowIso,
    lon: draft.place?.lon ?? null,
    lat: draft.place?.lat ?? null,
  };
}

/** The store keeps a centimetre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
