/** What the list is asked for: kept in the address, so that it can be sent on and come back to. */
import { query } from "../asking.ts";
import { filtering } from "../records/filtering.ts";

export interface Filters {
  squad: string;
  area: string;
  /** Code of a group of categories. */
  kind: string;
  /** Code of a category. */
  act: string;
  outcome: string;
  source: string;
  zone: string;
  text: string;
  /** First and last local day, `2022-10-08`; "" for no end. */
  from: string;
  through: string;
  /** `all`: those that do not count, too. */
  voided: string;
}

export const NO_FILTERS: Filters = {
  squad: "",
  area: "",
  kind: "",
  act: "",
  outcome: "",
  source: "",
  zone: "",
  text: "",
  from: "",
  through: "",
  voided: "",
};

export const { filtersOf, addressOf, isFiltered } = filtering(NO_FILTERS);

const PAGE = 50;

/** Return what the server is asked: the narrower of act and kind, the newest first. */
export function askedFor(filters: Filters, path = "/api/v1/incidents"): string {
  return query(path, {
    squad: filters.squad,
    area: filters.area,
    category: filters.act || filters.kind,
    outcome: filters.outcome,
    source: filters.source,
    zone_level: filters.zone,
    text: filters.text.trim(),
    from: filters.from,
    through: filters.through,
    include_void: filters.voided === "all" ? "true" : "",
    order: "newest",
    limit: PAGE,
  });
}
