/** How far the boundaries on a map may be trusted, and since when they are in force. */
import { type Key, t } from "../ui/words.ts";
import type { AreaMap } from "./codec.ts";

const STATUS: Record<string, Key> = {
  approved: "ui.boundary_approved",
  illustrative: "ui.boundary_illustrative",
  draft: "ui.boundary_draft",
  placeholder: "ui.boundary_placeholder",
};

export function boundaryWords({ boundaries }: AreaMap): string {
  const key = STATUS[boundaries.status];
  return [key ? t(key) : boundaries.status, boundaries.date].filter(Boolean).join(" · ");
}
