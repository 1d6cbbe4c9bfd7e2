/** What the list of seizures is asked for, kept in the address. */
import { query } from "../asking.ts";

export interface Filters {
  squad: string;
  state: string;
  kind: string;
  place: string;
  /** `true`: some period runs; `false`: none does. */
  open: string;
  text: string;
  from: string;
  through: string;
}

export const NO_FILTERS: Filters = {
  squad: "",
  state: "",
  kind: "",
  place: "",
  open: "",
  text: "",
  from: "",
  through: "",
};

const NAMES = Object.keys(NO_FILTERS) as (keyof Filters)[];
const PAGE = 50;

export function filtersOf(address: string): Filters {
  const found = new URLSearchParams(address);
  const filters = { ...NO_FILTERS };
  for (const name of NAMES) filters[name] = found.get(name) ?? "";
  return filters;
}

export function addressOf(filters: Filters): string {
  return query("", filters as unknown as Record<string, string>).slice(1);
}

export function isFiltered(filters: Filters): boolean {
  return NAMES.some((name) => filters[name] !== "");
}

export function askedFor(filters: Filters): string {
  const text = filters.text.trim();
  return query("/api/v1/seizures", { ...filters, text, order: "newest", limit: PAGE });
}
