/** Where things of other rooms are opened. */

/** Return the address of a case on the park's board, narrowed by nothing. */
export function caseAddress(id: string): string {
  return `#/park/board/-/-/-/${encodeURIComponent(id)}`;
}

/** Return the address of an area's patrols of some days that left no usable track. */
export function untrackedAddress(area: string, from: string, through: string): string {
  const asked = new URLSearchParams({ area, tracks: "missing", from, through });
  return `#/patrols/list/${encodeURIComponent(asked.toString())}`;
}
