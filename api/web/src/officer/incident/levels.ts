/** Categories in two levels, as the office has them. */
import type { Category, Term } from "../state/wire.ts";

export interface Level {
  /** Null for categories that are in no group. */
  group: Term | null;
  categories: Category[];
}

/** Return categories by group, in the order of the groups; those of none come last. */
export function levelsOf(categories: readonly Category[], groups: readonly Term[]): Level[] {
  const known = new Set(groups.map((one) => one.code));
  const levels: Level[] = groups.map((group) => ({
    group,
    categories: categories.filter((one) => one.parent === group.code),
  }));
  const rest = categories.filter((one) => !one.parent || !known.has(one.parent));
  levels.push({ group: null, categories: rest });
  return levels.filter((one) => one.categories.length > 0);
}
