/** Filters of a list, kept in the address: to be sent on, and come back to. */
import { query } from "../asking.ts";

/** How filters of one kind go into an address and come out of it; "" is no filter. */
export function filtering<Filters extends { [Name in keyof Filters]: string }>(none: Filters) {
  const names = Object.keys(none) as (keyof Filters & string)[];
  return {
    /** Return filters as an address has them; what is unknown there is left out. */
    filtersOf(address: string): Filters {
      const found = new URLSearchParams(address);
      const filters: Record<string, string> = {};
      for (const name of names) filters[name] = found.get(name) ?? "";
      return filters as Filters;
    },
    addressOf(filters: Filters): string {
      return query("", filters).slice(1);
    },
    isFiltered(filters: Filters): boolean {
      return names.some((name) => filters[name] !== "");
    },
  };
}
