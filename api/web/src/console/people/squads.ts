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

/** Return the squads that have areas or people, by code. */
export function squadsOf(ofPeople: readonly (string | null)[]): string[] {
  const found = new Set<string>(areasOf().map(({ squad }) => squad));
  for (const one of ofPeople) if (one !== null) found.add(one);
  return Array.from(found).sort();
}
