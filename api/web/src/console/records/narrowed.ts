/** A room's list, narrowed down as its address has it; records lead back to it as it was. */
import { replace } from "../../base/router.ts";

/** Stands in the address before the filters, where a record's id would. */
export const LIST = "list";

const lastOf = new Map<string, string>();

interface Ways<Filters> {
  filtersOf: (address: string) => Filters;
  addressOf: (filters: Filters) => string;
}

/**
 * Return how a room's list is narrowed down, and what changes that.
 *
 * @param rest What follows in the address; "" for not at all.
 */
export function narrowed<Filters>(room: string, rest: string, ways: Ways<Filters>) {
  lastOf.set(room, rest);
  return {
    filters: ways.filtersOf(rest),
    change: (filters: Filters) => {
      const address = ways.addressOf(filters);
      replace(room, LIST, ...(address ? [address] : []));
    },
  };
}

/** Return the address of a room's list as it was seen last. */
export function listAddress(room: string): string {
  const rest = lastOf.get(room) ?? "";
  return `#/${room}/${LIST}${rest && `/${encodeURIComponent(rest)}`}`;
}
