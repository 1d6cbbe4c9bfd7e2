/** A refused incident, to be mended: as a draft again, and back as a body. */
import type { Place } from "../../capture/index.ts";
import { bodyOf, type Draft, NOBODY, type Person, type Setting, SOURCES } from "./draft.ts";

/** A body as this app made it, however old the app was then. */
interface Body {
  squad?: string;
  point?: { lon: number; lat: number };
  accuracy_m?: number | null;
  placed_by?: string;
  occurred_at?: string;
  category?: string;
  source?: string;
  patrol_id?: string | null;
  narrative?: string;
  outcomes?: { kind: string; people: number | null }[];
  seized?: { kind: string; quantity: number }[];
  persons?: Partial<Person>[];
  confirmed?: string[];
}

/** Have steppers of their own. */
const COUNTED = ["persuaded", "seized"];

/** Return what a body says, as the form shows it. */
export function draftOf(id: string, atIso: string, body: unknown): Draft {
  const said = (body ?? {}) as Body;
  const { outcomes = [], seized = [], persons = [] } = said;
  const rest = outcomes.filter(({ kind }) => !COUNTED.includes(kind));
  const gear: Record<string, number> = {};
  for (const { kind, quantity } of seized) gear[kind] = (gear[kind] ?? 0) + quantity;
  const at = said.occurred_at ?? atIso;
  return {
    id,
    at,
    category: said.category ?? null,
    persuaded: outcomes.find(({ kind }) => kind === "persuaded")?.people ?? 0,
    gear,
    outcomes: Object.fromEntries(rest.map(({ kind, people }) => [kind, people ?? 1])),
    narrative: said.narrative ?? "",
    persons: persons.map((one) => ({ ...NOBODY, ...one })),
    source: SOURCES.find((one) => one === said.source) ?? "patrol",
    place: placeOf(said, at),
  };
}

function placeOf({ point, accuracy_m, placed_by }: Body, at: string): Place | null {
  if (!point) return null;
  const source = placed_by === "gps" ? "gps" : "map";
  return { lon: point.lon, lat: point.lat, accuracyM: accuracy_m ?? null, at, source };
}

/**
 * Return what is sent instead of a refused body.
 *
 * It stays with the squad and the patrol it was written in. A doubt about its place that a person
 * has confirmed stays confirmed, but not for another place.
 */
export function mendedBody(before: unknown, draft: Draft, setting: Setting) {
  const said = (before ?? {}) as Body;
  const body = bodyOf(draft, {
    ...setting,
    squad: said.squad ?? setting.squad,
    patrolId: said.patrol_id ?? null,
  });
  const isThere = JSON.stringify(body.point) === JSON.stringify(said.point);
  return said.confirmed && isThere ? { ...body, confirmed: said.confirmed } : body;
}

/** Return a body in which a person says that what the server doubts is meant. */
export function confirmedBody(body: unknown, doubts: readonly string[]) {
  const said = (body ?? {}) as Body;
  return { ...said, confirmed: [...new Set([...(said.confirmed ?? []), ...doubts])] };
}
