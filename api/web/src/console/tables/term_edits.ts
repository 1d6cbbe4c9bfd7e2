/** Words of a list as they are written. */
import { type Kept, readKept } from "../kept.ts";
import { renewOffice } from "../office.ts";
import { write } from "../writing.ts";
import type { Group } from "./term_groups.ts";
import { CATALOGUE, type Term } from "./wire.ts";

export type TermDraft = Omit<Term, "code" | "version">;

/** Where a word stands that nobody put anywhere: behind the program's own. */
const LAST = 1000;

export const NEW_TERM: TermDraft = {
  zh: "",
  en: "",
  parent: null,
  squad: null,
  counts_people: false,
  is_measure: false,
  position: LAST,
  retired: false,
};

/** A code is what records keep, for good: it says what is meant, and never changes. */
export const CODE = /^[a-z][a-z0-9_]{0,31}$/;

export function pathOf(group: Group, code: string): string {
  return `${CATALOGUE}/${group}/${code}`;
}

export function readTerm(group: Group, code: string): Promise<Kept<Term>> {
  return readKept<Term>(pathOf(group, code));
}

/** Write a word; `version` is the one that was read, none of a new word. */
export async function writeTerm(
  group: Group,
  code: string,
  draft: TermDraft,
  version?: string,
): Promise<void> {
  const { zh, en, parent, squad, counts_people, is_measure, position, retired } = draft;
  const names = { zh: zh.trim(), en: en.trim() };
  const rest = { parent, squad, counts_people, is_measure, position, retired };
  await write(pathOf(group, code), { ...names, ...rest }, "PUT", version);
  renewOffice();
}

/** Write over a word as it is now: what takes a change back, and nothing else. */
export async function changeTerm(
  group: Group,
  code: string,
  change: Partial<TermDraft>,
): Promise<void> {
  const { body, version } = await readTerm(group, code);
  await writeTerm(group, code, { ...body, ...change }, version);
}
