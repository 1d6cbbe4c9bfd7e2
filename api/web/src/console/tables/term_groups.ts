/** The lists of words that records use, and what a word of each has besides its names. */
import type { Key } from "./words.ts";

export const GROUPS = [
  "categories",
  "category_groups",
  "outcomes",
  "gear",
  "agencies",
  "storage_places",
] as const;
export type Group = (typeof GROUPS)[number];

export function isGroup(name: string | undefined): name is Group {
  return GROUPS.some((one) => one === name);
}

export const GROUP_WORD: Record<Group, Key> = {
  categories: "console_tables.categories",
  category_groups: "console_tables.category_groups",
  outcomes: "console_tables.outcomes",
  gear: "console_tables.gear",
  agencies: "console_tables.agencies",
  storage_places: "console_tables.storage_places",
};

type Flag = "parent" | "squad" | "counts_people" | "is_measure";

const HAS: Record<Group, readonly Flag[]> = {
  categories: ["parent", "squad"],
  category_groups: ["squad"],
  outcomes: ["counts_people", "is_measure"],
  gear: [],
  agencies: [],
  storage_places: ["squad"],
};

/** Whether words of a list have it; the server refuses it of others. */
export function has(group: Group, flag: Flag): boolean {
  return HAS[group].includes(flag);
}
