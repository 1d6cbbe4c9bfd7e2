/** Names of what records hold as codes: terms of the catalogue, areas, people. */
import { type Key, t } from "../incidents/words.ts";
import { type AreaName, type Catalogue, type Term, toldOffice, useOffice } from "../office.ts";
import { may } from "../session.ts";
import { nameOf, wordOf } from "../words.ts";

export type { Catalogue } from "../office.ts";
export type Area = AreaName;

const NOTHING: Catalogue = {
  category_groups: [],
  categories: [],
  outcomes: [],
  gear: [],
  agencies: [],
  storage_places: [],
};
const NO_AREAS: readonly Area[] = [];

export function useCatalogue(): Catalogue {
  useOffice();
  return toldOffice().catalogue ?? NOTHING;
}

/** Return all areas that records may be of: those that are patrolled no more, too. */
export function useAreas(): readonly Area[] {
  useOffice();
  return toldOffice().areas ?? NO_AREAS;
}

/** Return what gives a colleague's name, null for who is not of the squad (any more). */
export function useNames(): (id: string | null) => string | null {
  useOffice();
  const told = toldOffice().colleagues;
  const names = new Map(told?.map((one) => [one.id, one.name]));
  const unknown = may("records.write") && told === null ? COMING : null;
  return (id) => (id === null ? null : (names.get(id) ?? unknown));
}

/** What stands for a name while the catalogue is on its way. */
const COMING = "…";

/** Return a term's name; a code that is not in the catalogue stands for itself. */
export function termWord(terms: readonly Term[], code: string): string {
  if (terms.length === 0) return COMING;
  const term = terms.find((one) => one.code === code);
  return term ? wordOf(term) : code;
}

export function areaWord(areas: readonly Area[], code: string): string {
  if (areas.length === 0) return COMING;
  const area = areas.find((one) => one.code === code);
  return area ? nameOf(area) : code;
}

/** Return the name of a category's group, "" for one of none. */
export function groupWord(catalogue: Catalogue, category: string): string {
  const parent = catalogue.categories.find((one) => one.code === category)?.parent;
  return parent ? termWord(catalogue.category_groups, parent) : "";
}

/** Return the terms that a squad is offered; of several squads, those of any. */
export function offered(terms: readonly Term[], squads: readonly string[]): Term[] {
  return terms.filter((one) => one.squad === null || squads.includes(one.squad));
}

const SQUADS: Record<string, Key> = {
  reservoir: "console_incidents.squad_reservoir",
  park: "console_incidents.squad_park",
};

export function squadWord(code: string): string {
  const key = SQUADS[code];
  return key ? t(key) : code;
}
