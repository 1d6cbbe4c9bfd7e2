/** Areas and boundaries as the server tells them. */
import type { Bounds } from "../map/desk_leaflet.ts";
import type { Remark } from "../parts/remarks.tsx";

export const BOUNDARIES = "/api/v1/boundaries";
export const IMPORTS = "/api/v1/boundary-imports";
export const NEW_AREAS = "/api/v1/new-areas";

export type Status = "approved" | "illustrative" | "placeholder" | "draft";
export type Level = "first" | "second" | "quasi";
export type Part = "outline" | Level;
export type AreaKind = "reservoir" | "park";
export type State = "draft" | "waiting" | "in_force" | "discarded";
type Shape = GeoJSON.Geometry | null;

interface Trust {
  status: Status;
  source: string;
  licence: string;
}

export interface Recomputing {
  done: number;
  total: number;
}

export interface LevelEntry extends Trust {
  level: Level;
  n: number;
  area_m2: number;
  valid_from: string;
}

export interface AreaEntry extends Trust {
  code: string;
  squad: string;
  name_zh: string;
  name_en: string;
  area_m2: number;
  since: string | null;
  levels: LevelEntry[];
  grid: { size_m: number | null; n_cells: number } | null;
  recomputing: Recomputing | null;
  n_cameras: number;
  n_check_points: number;
  n_pending: number;
  retired_at: string | null;
  retired_reason: string | null;
}

export interface AreaDetail extends AreaEntry {
  bounds: Bounds;
  outline: Shape;
  water: Shape;
  zones: { level: Level; name: string; geometry: Shape }[];
  imports: BoundaryImport[];
}

export interface Figures {
  before_m2: number;
  after_m2: number;
  gained_m2: number;
  lost_m2: number;
  n_tracks: number;
  cells: { before: number; after: number; gained: number; lost: number; changed: number } | null;
}

export interface BoundaryImport extends Trust {
  id: string;
  area: string;
  part: Part;
  state: State;
  file_name: string;
  shapes: { code: string; name: string }[];
  restores: string | null;
  created_at: string;
  created_by: string;
  valid_from: string | null;
  reason: string;
  decided_at: string | null;
  decided_by: string;
  applied_at: string | null;
  may_restore: boolean;
  following: boolean;
  recomputing: Recomputing | null;
  figures: Figures | null;
  remarks: Remark[];
}

export interface Drawn {
  before: Shape;
  after: Shape;
  gained: Shape;
  lost: Shape;
  cells_gained: Shape;
  cells_lost: Shape;
  cells_changed: Shape;
  bounds: Bounds;
}

export interface ImportDetail extends BoundaryImport {
  drawn: Drawn;
}

/** An area that somebody planned; it counts for nothing until it is opened. */
export interface NewArea extends Trust {
  id: string;
  state: "draft" | "opened" | "discarded";
  code: string;
  squad: string;
  kind: AreaKind;
  name_zh: string;
  name_en: string;
  size_m: number;
  file_name: string;
  created_at: string;
  created_by: string;
  reason: string;
  decided_at: string | null;
  decided_by: string;
}

export interface PlanFigures {
  area_m2: number;
  n_cells: number;
  intervals: { interval_s: number | null; n: number }[];
}

export interface Around {
  name_zh: string;
  name_en: string;
  /** Null: an area's outline. */
  level: Level | null;
  geometry: Shape;
}

export interface NewAreaDetail extends NewArea {
  bounds: Bounds;
  outline: Shape;
  cells: Shape;
  around: Around[];
  figures: PlanFigures | null;
  remarks: Remark[];
}
