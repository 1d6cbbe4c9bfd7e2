/** What stands under a legend: how far the boundaries may be trusted, and as of when it holds. */
import { boundaryParts } from "./boundary_words.ts";
import type { AreaMap } from "./codec.ts";

interface NoteProps {
  map: Pick<AreaMap, "boundaries" | "zones">;
  more?: readonly string[];
}

export function BoundaryNote({ map, more = [] }: NoteProps) {
  const parts = [...boundaryParts(map), ...more];
  return (
    <p class="tiny quiet">
      {parts.map((part, place) => (
        // In one piece: a date that breaks at its hyphens is hard to read.
        <span key={place} class="piece">
          {place > 0 && " "}
          {part}
        </span>
      ))}
    </p>
  );
}
