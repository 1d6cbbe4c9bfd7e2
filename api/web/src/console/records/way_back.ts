/** The way back from a record to the list that it was opened from, narrowed down as it was. */

const lists = new Map<string, string>();

/** Keep how a room's list is narrowed down: what follows in its address; "" for not at all. */
export function keepList(room: string, rest: string): void {
  lists.set(room, rest);
}

/** Return the address of a room's list as it was seen last. */
export function listAddress(room: string): string {
  const rest = lists.get(room) ?? "";
  return `#/${room}/list${rest && `/${encodeURIComponent(rest)}`}`;
}
