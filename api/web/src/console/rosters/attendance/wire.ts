/** A published roster held against patrols, as the server tells it. */
export type AttendanceState = "present" | "absent" | "elsewhere" | "on_leave" | "not_yet";

export interface Attended {
  officer_id: string;
  name: string | null;
  day: string;
  shift: string;
  post: string | null;
  state: AttendanceState;
  first_at: string | null;
  last_at: string | null;
  out_minutes: number;
  patrols: string[];
}

export interface Unplanned {
  officer_id: string;
  name: string | null;
  patrol_id: string;
  started_at: string;
  ended_at: string | null;
}

export interface Attendance {
  at: string;
  totals: Record<AttendanceState | "planned" | "unplanned", number>;
  duties: Attended[];
  unplanned: Unplanned[];
  /** Others' lines were left out for the asker. */
  redacted: boolean;
}
