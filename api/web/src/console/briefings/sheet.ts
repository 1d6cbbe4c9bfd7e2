/** One map: what is drawn, of where and when, on which paper; and where the server draws it. */
import { query } from "../asking.ts";
import type { Key } from "./words.ts";

export const SHEETS = [
  "gaps",
  "coverage",
  "seen",
  "heat",
  "hotspots",
  "rates",
  "incidents",
  "change",
  "overview",
  "zones",
] as const;
export const SCREENS = ["briefing", "comparison"] as const;
export type MapKind = (typeof SHEETS)[number] | (typeof SCREENS)[number];

export const KIND_WORDS: Readonly<Record<MapKind, Key>> = {
  gaps: "console_briefings.map_gaps",
  coverage: "console_briefings.map_coverage",
  seen: "console_briefings.map_seen",
  heat: "console_briefings.map_heat",
  hotspots: "console_briefings.map_hotspots",
  rates: "console_briefings.map_rates",
  incidents: "console_briefings.map_incidents",
  change: "console_briefings.map_change",
  overview: "console_briefings.map_overview",
  zones: "console_briefings.map_zones",
  briefing: "console_briefings.map_briefing",
  comparison: "console_briefings.map_comparison",
};

const PAPER_ONLY: readonly MapKind[] = ["incidents", "change", "overview"];

export interface MapWish {
  kind: MapKind;
  areas: string[];
  /** Days, the last one included. */
  from: string;
  through: string;
  paper: "a4" | "a3";
  orientation: "landscape" | "portrait";
  form: "pdf" | "png" | "svg";
  of: "effort" | "incidents";
  title: string;
  maker: string;
  review: string;
  handling: string;
}

export function isPrinted(kind: MapKind): boolean {
  return (SHEETS as readonly MapKind[]).includes(kind);
}

export function isOnScreen(kind: MapKind): boolean {
  return !PAPER_ONLY.includes(kind);
}

/** Return where the interactive map is. */
export function screenAddress(wish: MapWish, lang: string): string {
  const { kind, areas, from, through } = wish;
  return query(`/api/v1/maps/${kind}`, { area: areas, from, through, lang });
}

const PREVIEW_DPI = 96;
const PRINT_DPI = 300;

/** Return where the sheet is; the preview is a small picture of it. */
export function sheetAddress(wish: MapWish, lang: string, isPreview: boolean): string {
  const { kind, areas, from, through, paper, orientation, title, maker, review, handling } = wish;
  return query(`/api/v1/maps/${kind}/print`, {
    area: areas,
    from,
    through,
    lang,
    paper,
    orientation,
    title,
    maker,
    handling,
    review_number: review,
    of: kind === "change" ? wish.of : null,
    form: isPreview ? "png" : wish.form,
    dpi: isPreview ? PREVIEW_DPI : PRINT_DPI,
  });
}

export function sheetName({ kind, areas, from, through, form }: MapWish): string {
  return `${kind}-${areas.join("-").slice(0, 60)}-${from}-${through}.${form}`;
}
