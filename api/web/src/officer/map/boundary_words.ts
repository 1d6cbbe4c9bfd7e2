/** How far the boundaries on a map may be trusted, and since when they are in force. */
import { type Key, t } from "../words.ts";
import type { AreaMap } from "./codec.ts";

const STATUS: Record<string, Key> = {
  approved: "officer.boundary_approved",
  illustrative: "officer.boundary_illustrative",
  draft: "officer.boundary_draft",
  placeholder: "officer.boundary_placeholder",
};

export function boundaryWords({ boundaries }: AreaMap): string {
  const key = STATUS[boundaries.status];
  return [key ? t(key) : boundaries.status, boundaries.date].filter(Boolean).join(" · ");
}
