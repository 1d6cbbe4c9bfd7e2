/** Names of what records hold as codes: terms of the catalogue, areas, people. */
import { useAsked } from "../asking.ts";
import { may } from "../session.ts";
import { language, nameOf, wordOf } from "../words.ts";

export interface Term {
  code: string;
  zh: string;
  en: string;
  parent: string | null;
  squad: string | null;
  retired: boolean;
}

export interface Catalogue {
  category_groups: Term[];
  categories: Term[];
  outcomes: Term[];
  gear: Term[];
  agencies: Term[];
  storage_places: Term[];
}

export interface Area {
  code: string;
  squad: string;
  name_zh: string;
  name_en: string;
}

interface Colleague {
  id: string;
  name: string;
}

const NOTHING: Catalogue = {
  category_groups: [],
  categories: [],
  outcomes: [],
  gear: [],
  agencies: [],
  storage_places: [],
};
const NO_AREAS: Area[] = [];

export function useCatalogue(): Catalogue {
  return useAsked<Catalogue>("/api/v1/catalogue", { follow: false }).body ?? NOTHING;
}

/** Return all areas that records may be of: those that are patrolled no more, too. */
export function useAreas(): Area[] {
  const path = "/api/v1/areas?retired=true";
  return useAsked<{ items: Area[] }>(path, { follow: false }).body?.items ?? NO_AREAS;
}

/** Return what gives a colleague's name, null for who is not of the squad (any more). */
export function useNames(): (id: string | null) => string | null {
  const path = may("records.write") ? "/api/v1/my/shift" : null;
  const told = useAsked<{ officers: Colleague[] }>(path, { follow: false }).body;
  const names = new Map(told?.officers.map((one) => [one.id, one.name]));
  const unknown = path !== null && told === null ? COMING : null;
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

/** Return words in a row, as the language has them. */
export function listed(words: readonly string[]): string {
  return words.join(language.value === "zh" ? "、" : ", ");
}
