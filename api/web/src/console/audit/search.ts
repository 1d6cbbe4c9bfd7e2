/** Which entries are looked for: kept while the console is open, and sent as the server wants it. */
import { signal } from "@preact/signals";
import { query } from "../asking.ts";
import { AUDIT } from "./wire.ts";

export interface Search {
  /** Empty is the first chain there is. */
  chain: string;
  actor: string;
  action: string;
  kind: string;
  outcome: "" | "done" | "refused";
  from: string;
  through: string;
}

export const ALL: Search = {
  chain: "",
  actor: "",
  action: "",
  kind: "",
  outcome: "",
  from: "",
  through: "",
};

export const search = signal<Search>(ALL);
/** Only entries below this number of the chain; null for the latest. */
export const before = signal<number | null>(null);

export function look(part: Partial<Search>): void {
  search.value = { ...search.value, ...part };
  before.value = null;
}

export function addressOf(one: Search, under: number | null, limit: number): string {
  return query(AUDIT, { ...one, before: under, limit });
}
