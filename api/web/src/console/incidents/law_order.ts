/** Which of two texts about one offence stands first, and why each is there. */
import type { Rule } from "../../records/law_wire.ts";
import type { Stands } from "../../records/law_words.ts";
import type { Answer } from "./wire.ts";

/** Return what applies, the text of the day of the act before a newer one. */
export function inOrder({ applies, then }: Answer): Answer["applies"] {
  const rank = ({ rule }: Answer["applies"][number]) => (isSame(rule, then) ? 0 : 1);
  return [...applies].sort((one, other) => rank(one) - rank(other));
}

/** Return why a text stands there: it held then, it is newer and lighter, or a person compares. */
export function standsFor(rule: Rule, { then, lighter }: Answer): Stands {
  if (isSame(rule, then)) return "then";
  return lighter === "newer" ? "newer_lighter" : "newer_if_lighter";
}

function isSame(one: Rule, other: Rule): boolean {
  return one.id === other.id && one.valid_from === other.valid_from;
}
