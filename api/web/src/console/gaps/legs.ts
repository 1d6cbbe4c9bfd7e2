/** Cells put together to what a crew does in one go: those that lie beside one another. */
import { num, type Sheet } from "./sheet.ts";

/** A crew that is there sees to what lies within this many cells of it. */
const REACH_CELLS = 2.5;
export const MOST_IN_LEG = 12;

/** Return groups of places; those given first lead, so the worst should come first. */
export function legsOf(sheet: Sheet, places: readonly number[]): number[][] {
  const left = new Set(places);
  const legs: number[][] = [];
  for (const first of places) {
    if (!left.delete(first)) continue;
    const leg = [first];
    for (let at = 0; at < leg.length && leg.length < MOST_IN_LEG; at++) {
      for (const other of left) {
        if (leg.length >= MOST_IN_LEG) break;
        if (!isNear(sheet, leg[at] ?? 0, other)) continue;
        left.delete(other);
        leg.push(other);
      }
    }
    legs.push(leg);
  }
  return legs;
}

function isNear({ boxes }: Sheet, one: number, other: number): boolean {
  const [a, b] = [4 * one, 4 * other];
  const reachX = REACH_CELLS * (num(boxes, a + 2) - num(boxes, a));
  const reachY = REACH_CELLS * (num(boxes, a + 3) - num(boxes, a + 1));
  return (
    Math.abs(num(boxes, a) + num(boxes, a + 2) - num(boxes, b) - num(boxes, b + 2)) / 2 <= reachX &&
    Math.abs(num(boxes, a + 1) + num(boxes, a + 3) - num(boxes, b + 1) - num(boxes, b + 3)) / 2 <=
      reachY
  );
}
