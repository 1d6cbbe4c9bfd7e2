/** How far the boundaries on a map may be trusted, and since when they are in force. */
import { language, listed } from "../base/words.ts";
import { type Key, t } from "../ui/words.ts";
import type { AreaMap, ZoneShape } from "./codec.ts";

const OF_AREA: Record<string, Key> = {
  approved: "ui.boundary_approved",
  illustrative: "ui.boundary_illustrative",
  draft: "ui.boundary_draft",
  placeholder: "ui.boundary_placeholder",
};
const OF_ZONE: Record<string, Key> = {
  approved: "ui.zone_approved",
  illustrative: "ui.zone_illustrative",
  draft: "ui.zone_draft",
  placeholder: "ui.zone_placeholder",
};
const LEVELS: Record<string, Key> = {
  first: "ui.zone_first",
  second: "ui.zone_second",
  quasi: "ui.zone_quasi",
};

type Told = Pick<AreaMap, "boundaries" | "zones">;

/** Say it in one line. */
export function boundaryWords(map: Told): string {
  return boundaryParts(map).join(" · ");
}

/** Say it of the zones, those alike together; of the area's own boundary where it differs. */
export function boundaryParts({ boundaries, zones }: Told): string[] {
  const own = OF_AREA[boundaries.status];
  const alike = new Map<string, ZoneShape[]>();
  for (const zone of zones) {
    const key = `${zone.status} ${zone.since ?? ""}`;
    alike.set(key, [...(alike.get(key) ?? []), zone]);
  }
  const parts = [...alike.values()].flatMap(zoneParts);
  const isSame = zones.length > 0 && zones.every(({ status }) => status === boundaries.status);
  if (!isSame) parts.push(own ? t(own) : boundaries.status);
  return parts;
}

function zoneParts(zones: readonly ZoneShape[]): string[] {
  const [{ status, since } = { status: "", since: "" }] = zones;
  const levels = [...new Set(zones.map(({ level }) => level))];
  const what = listed(levels.map((level) => (LEVELS[level] ? t(LEVELS[level]) : level)));
  const told = t(OF_ZONE[status] ?? "ui.zone_placeholder", { what });
  return since ? [told, t("ui.zone_since", { day: since })] : [told];
}

/** Return a source in the reader's language, where it is told in both: `中文；English`. */
export function sourceWords(source: string): string {
  const both = /^([^；]*\p{Script=Han}[^；]*)；([A-Za-z]+ [A-Za-z].*)$/u.exec(source);
  return (language.value === "zh" ? both?.[1] : both?.[2]) ?? source;
}
