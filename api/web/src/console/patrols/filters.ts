/** What the list is asked for: kept in the address, so that it can be sent on and come back to. */
import { query } from "../asking.ts";
import { filtering } from "../records/filtering.ts";

export interface Filters {
  squad: string;
  area: string;
  mode: string;
  /** `missing`: over, and without a usable track; `rest`: all others. */
  tracks: string;
  /** First and last local day, `2022-10-08`; "" for no end. */
  from: string;
  through: string;
}

export const NO_FILTERS: Filters = {
  squad: "",
  area: "",
  mode: "",
  tracks: "",
  from: "",
  through: "",
};

export const { filtersOf, addressOf, isFiltered } = filtering(NO_FILTERS);

const PAGE = 50;
const UNTRACKED: Record<string, string> = { missing: "true", rest: "false" };

/** Return what the server is asked, the newest first. */
export function askedFor({ tracks, ...filters }: Filters): string {
  return query("/api/v1/patrols", {
    ...filters,
    untracked: UNTRACKED[tracks] ?? "",
    order: "newest",
    limit: PAGE,
  });
}
