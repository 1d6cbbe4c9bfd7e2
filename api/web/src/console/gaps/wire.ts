/** What the server tells about gaps. */

/** Columns in the order of the cells of the area's map. */
export interface WireView {
  area: string;
  grid: string;
  start: string;
  end: string;
  as_of: string;
  counts: Record<string, number>;
  untracked_patrols: number;
  gap_class: string;
  levels: string;
  required_s: (number | null)[];
  /** Unix seconds; null: never. */
  last_seen: (number | null)[];
  visited: Hours;
}

/** A row a weekday, Monday first, of 24 hours: in how many cells patrols were. */
export type Hours = (number | null)[][];

export interface WireBlind {
  complete: boolean;
  share: number | null;
  blind: (number | null)[];
}

export interface WireArea {
  code: string;
  squad: string;
  kind: string;
  name_zh: string;
  name_en: string;
  recomputing: { done: number; total: number } | null;
}

export interface WireCompliance {
  total: { windows: number; share: number | null };
  by_shift: { shift: string; windows: number; share: number | null }[];
  predictability: { arrivals: number; by_hour: number[] }[];
  untracked_patrols: string[];
}

export interface WireShift {
  id: string;
  squad: string;
  kind: "early" | "middle" | "night";
  start: string;
  end: string;
}

export interface WireTask {
  id: string;
  squad: string;
  shift_id: string | null;
  patrol_id: string | null;
  area: string | null;
  cell: string | null;
  lon: number | null;
  lat: number | null;
  text: string;
  due: string | null;
  withdrawn: boolean;
  open: boolean;
  received_at: string;
  answers: { result: "done" | "not_possible" | "seen_nothing"; at: string; text: string }[];
}

export interface Page<T> {
  items: T[];
}
