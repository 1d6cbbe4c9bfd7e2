/** What the server tells, as the app reads it. */

export type Mode = "foot" | "car" | "boat";
export type ShiftKind = "early" | "middle" | "night";

export interface Shift {
  id: string;
  squad: string;
  kind: ShiftKind;
  start: string;
  end: string;
  note: string;
}

export interface Patrol {
  id: string;
  shift_id: string;
  area: string;
  mode: Mode;
  start: string;
  end: string | null;
  crew: string[];
  note: string;
}

export interface Area {
  code: string;
  name_zh: string;
  name_en: string;
  kind: string;
  standing: { never: number; overdue: number; cells: number; at: string } | null;
}

export interface Handover {
  id: string;
  shift_id: string;
  text: string;
  open_points: string[];
  by_name: string | null;
  at: string;
}

export interface CheckPoint {
  id: string;
  code: string;
  name: string;
  lon: number;
  lat: number;
  radius_m: number;
  area: string;
  due: boolean;
  last_at: string | null;
}

export type TaskResult = "done" | "not_possible" | "seen_nothing";
export interface Task {
  id: string;
  text: string;
  area: string | null;
  lon: number | null;
  lat: number | null;
  cell: string | null;
  due: string | null;
}

export type AlertResult = "true" | "false" | "duplicate";
export interface CameraAlert {
  id: string;
  camera: string;
  at: string;
  kind: string;
  lon: number | null;
  lat: number | null;
  note: string;
  /** Not in what an older app kept. */
  camera_code?: string | null;
  n_repeats?: number;
}

export interface Colleague {
  id: string;
  name: string;
  badge_no: string;
  certified: boolean;
  role: string;
}

export interface Term {
  code: string;
  zh: string;
  en: string;
}

export interface Category extends Term {
  /** Code of its group. */
  parent?: string | null;
}

export interface OutcomeTerm extends Term {
  people: boolean;
  measure?: boolean;
}

export interface MyShift {
  now: string;
  demo: boolean;
  running: boolean;
  shift: Shift | null;
  next_shift: Shift | null;
  patrols: Patrol[];
  areas: Area[];
  /** What the roster has me do now; not in what an older app kept. */
  duty?: { area: string | null } | null;
  handover: Handover | null;
  check_points: CheckPoint[];
  tasks: Task[];
  camera_alerts: CameraAlert[];
  officers: Colleague[];
  /** Not in what an older app kept. */
  category_groups?: Term[];
  categories: Category[];
  outcomes: OutcomeTerm[];
  gear: Term[];
}

export interface Session {
  id: string;
  name: string;
  badge_no: string;
  squad: string | null;
  squads: string[];
  role: string;
  certified: boolean;
  permissions: string[];
  expires_at: string;
  password_change_due: boolean;
}
