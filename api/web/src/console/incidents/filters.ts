/** What the list is asked for: kept in the address, so that it can be sent on and come back to. */
import { query } from "../asking.ts";

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

const NAMES = Object.keys(NO_FILTERS) as (keyof Filters)[];
const PAGE = 50;

/** Return filters as the address has them; what is unknown there is left out. */
export function filtersOf(address: string): Filters {
  const found = new URLSearchParams(address);
  const filters = { ...NO_FILTERS };
  for (const name of NAMES) filters[name] = found.get(name) ?? "";
  return filters;
}

/** Return what stands in the address, "" for no filter. */
export function addressOf(filters: Filters): string {
  return query("", filters as unknown as Record<string, string>).slice(1);
}

export function isFiltered(filters: Filters): boolean {
  return NAMES.some((name) => filters[name] !== "");
}

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
