/** What the list of seizures is asked for, kept in the address. */
import { query } from "../asking.ts";
import { filtering } from "../records/filtering.ts";

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

export const { filtersOf, addressOf, isFiltered } = filtering(NO_FILTERS);

const PAGE = 50;

export function askedFor(filters: Filters): string {
  const text = filters.text.trim();
  return query("/api/v1/seizures", { ...filters, text, order: "newest", limit: PAGE });
}
