/** Patrols and their tracks as the server gives them. */

export interface Patrol {
  id: string;
  shift_id: string;
  area: string;
  mode: string;
  start: string;
  /** Null while it goes on. */
  end: string | null;
  crew: string[];
  note: string;
  /** Crew and note were left out for the asker. */
  redacted: boolean;
}

export interface TracksTold {
  n_counting: number;
  n_aside: number;
  n_declared: number;
  /** Null where there is no grid to tell by. */
  usable: boolean | null;
  inside_s: number;
  length_m: number;
}

export interface ListedPatrol extends Patrol {
  /** Null for who may not see tracks. */
  tracks: TracksTold | null;
}

export interface Shift {
  id: string;
  kind: string;
  start: string;
  end: string;
}

export interface Finding {
  where: string;
  reason_zh: string;
  reason_en: string;
}

export interface Track {
  id: string;
  device: string;
  source_name: string;
  started_at: string | null;
  ended_at: string | null;
  n_fixes: number;
  n_bad: number;
  findings: Finding[];
  received_at: string;
  standing: "counts" | "withdrawn" | "superseded";
  withdrawal_reason: string | null;
}

/** Somebody's word of where the patrol went. */
export interface Route {
  id: string;
  declared: true;
  at_from: string;
  at_to: string;
  text: string;
  redacted: boolean;
}

export interface WireTracks {
  features: { geometry: GeoJSON.Geometry | null; properties: Track | Route }[];
}

export function isRoute(one: Track | Route): one is Route {
  return "declared" in one && one.declared === true;
}
