/** Which squads there are, and what they are called here. */
import { areasOf } from "../office.ts";
import { type Key, t } from "./words.ts";

const NAMES: Readonly<Record<string, Key>> = {
  reservoir: "console_people.squad_reservoir",
  park: "console_people.squad_park",
};

export function squadWord(code: string | null): string {
  if (code === null) return t("console_people.no_squad");
  const key = NAMES[code];
  return key ? t(key) : code;
}

/** Return the squads, by code: the two that every store has, and those of areas and people. */
export function squadsOf(ofPeople: readonly (string | null)[]): string[] {
  const found = new Set([...Object.keys(NAMES), ...areasOf().map(({ squad }) => squad)]);
  for (const one of ofPeople) if (one !== null) found.add(one);
  return Array.from(found).sort();
}
