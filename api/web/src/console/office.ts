/** What the office calls things, places and people: asked once for all rooms, and kept fresh. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../base/api.ts";
import { nameOf, wordOf } from "../base/words.ts";
import { isAway, missed } from "./reach.ts";
import { may, session } from "./session.ts";

export interface Term {
  code: string;
  zh: string;
  en: string;
  /** Of a category: the code of its group. */
  parent: string | null;
  squad: string | null;
  retired: boolean;
}

type Group = "category_groups" | "categories" | "outcomes" | "gear" | "agencies" | "storage_places";
export type Catalogue = Readonly<Record<Group, readonly Term[]>>;

export interface AreaName {
  code: string;
  squad: string;
  kind: string;
  name_zh: string;
  name_en: string;
  retired: boolean;
}

export interface Colleague {
  id: string;
  name: string;
  role: string;
  squad: string;
}

const FRESH_MS = 60_000;

const catalogue = signal<Catalogue | null>(null);
const areas = signal<readonly AreaName[] | null>(null);
const colleagues = signal<readonly Colleague[] | null>(null);
let askedAt = Number.NEGATIVE_INFINITY;

/** Have names there; what is not told yet, or never, is shown by its code. */
export function useOffice(): void {
  const away = isAway.value;
  useEffect(() => {
    if (!away && performance.now() - askedAt > FRESH_MS) renewOffice();
  }, [away]);
}

/** Ask again, as after a change of the catalogue or of areas. */
export function renewOffice(): void {
  askedAt = performance.now();
  void fetchAll();
}

async function fetchAll(): Promise<void> {
  try {
    const [terms, places, shift] = await Promise.all([
      ask<Catalogue>("/api/v1/catalogue"),
      // Records of areas that are patrolled no more have names, too.
      ask<{ items: AreaName[] }>("/api/v1/areas?retired=true"),
      // Who sees no crews is told no names either.
      may("records.write") ? ask<{ officers: Colleague[] }>("/api/v1/my/shift") : null,
    ]);
    catalogue.value = terms.body;
    areas.value = places.body?.items ?? [];
    colleagues.value = shift?.body?.officers ?? [];
  } catch (error) {
    askedAt = Number.NEGATIVE_INFINITY;
    missed(error);
  }
}

/** Return what was told; null before that. */
export function toldOffice() {
  return { catalogue: catalogue.value, areas: areas.value, colleagues: colleagues.value };
}

export function termWord(group: Group, code: string): string {
  const term = catalogue.value?.[group].find((one) => one.code === code);
  return term ? wordOf(term) : code;
}

/** Return the terms that can be chosen now, of the asker's squad or of all. */
export function offeredTerms(group: Group, squad = session.value?.squad ?? null): Term[] {
  return (catalogue.value?.[group] ?? []).filter(
    (one) => !one.retired && (one.squad === null || squad === null || one.squad === squad),
  );
}

export function areaWord(code: string | null): string {
  const area = areas.value?.find((one) => one.code === code);
  return area ? nameOf(area) : (code ?? "—");
}

/** Whether there is no area of a kind for the asker: false while that is not known. */
export function hasNone(kind: "park" | "reservoir"): boolean {
  return areas.value !== null && areasOf(kind).length === 0;
}

export function areasOf(kind: "park" | "reservoir" | null = null): readonly AreaName[] {
  const patrolled = areas.value?.filter((one) => !one.retired) ?? [];
  return patrolled.filter((one) => kind === null || one.kind === kind);
}

/** Return a colleague's name; a dash for whom the asker is not told. */
export function personName(id: string | null): string {
  return colleagues.value?.find((one) => one.id === id)?.name ?? "—";
}

/** Return who can be given something to do. */
export function peopleToAsk(): readonly Colleague[] {
  return colleagues.value?.filter(({ role }) => role !== "briefing") ?? [];
}
