/** Where things of other rooms are opened. */

/** Return the address of a case on the park's board, narrowed by nothing. */
export function caseAddress(id: string): string {
  return `#/park/board/-/-/-/${encodeURIComponent(id)}`;
}
