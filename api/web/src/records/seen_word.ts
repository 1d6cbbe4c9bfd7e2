/** What a camera saw, in words. */
import { type Key, t } from "./words.ts";

const SEEN: Readonly<Record<string, Key>> = {
  person: "record_terms.seen_person",
  boat: "record_terms.seen_boat",
  vehicle: "record_terms.seen_vehicle",
};

/** Return it; the camera's maker names it: what is not known here stays as it came. */
export function seenWord(kind: string): string {
  const key = SEEN[kind];
  return key ? t(key) : kind;
}
