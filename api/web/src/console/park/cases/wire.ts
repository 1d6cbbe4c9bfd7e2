/** Cases of the closed loop as the server tells them. */
import type { Remark } from "../../parts/remarks.tsx";

export const STAGES = [
  "reported",
  "accepted",
  "dispatched",
  "handled",
  "verified",
  "closed",
] as const;
export type Stage = (typeof STAGES)[number];

export type StepKind =
  | "reported"
  | "accepted"
  | "dispatched"
  | "handed"
  | "supervised"
  | "handled"
  | "verified"
  | "returned"
  | "closed"
  | "rated"
  | "reopened";

export type LimitOf = "accept" | "dispatch" | "handle" | "verify" | "close" | "total";
export type LimitUnit = "hours" | "working_minutes" | "working_hours" | "working_days";

export interface Holder {
  kind: "officer" | "role" | "agency";
  /** Empty for an officer where the asker sees no crews. */
  code: string;
}

export interface CaseLimit {
  what: LimitOf;
  length: number;
  unit: LimitUnit;
  due_at: string;
  used_s: number;
  allowed_s: number;
}

export interface CaseLine {
  id: string;
  incident_id: string | null;
  source: string;
  category: string;
  reported_at: string;
  place: string;
  area: string | null;
  cell: string | null;
  note: string;
  voided: string;
  counts: boolean;
  demo: boolean;
  stage: Stage;
  since: string;
  holder: Holder | null;
  due_at: string | null;
  overdue: boolean;
  limit: CaseLimit | null;
  working_s: number;
  closed_at: string | null;
  in_time: boolean | null;
  score: number | null;
  n_reports: number;
  n_returned: number;
  n_reopened: number;
  n_supervised: number;
  n_circles: number;
  supervision: Remark[];
}

export interface CaseStep {
  id: string;
  officer_id: string | null;
  kind: StepKind;
  at: string;
  to: Holder | null;
  note: string;
  photos: string[];
  score: number | null;
  number: string;
  until: string | null;
  counts: boolean;
  voided: string;
  conflicts: Remark[];
}

export interface CaseRun {
  what: LimitOf;
  length: number;
  unit: LimitUnit;
  started_at: string;
  due_at: string;
  met_at: string | null;
  state: "met" | "met_late" | "running" | "due_soon" | "overdue";
}

export interface CaseStay {
  stage: Stage;
  start: string;
  end: string | null;
  working_s: number;
}

export interface CasePhoto {
  id: string;
  sha256: string;
  record: string;
  when: "before" | "after";
}

export interface CaseWay extends CaseLine {
  stays: CaseStay[];
  runs: CaseRun[];
  steps: CaseStep[];
  photos: CasePhoto[];
  findings: Remark[];
}

export interface CaseBoard {
  at: string;
  n_overdue: number;
  n_to_supervise: number;
  items: CaseLine[];
  next: string | null;
}

export interface Timeliness {
  n: number;
  n_closed: number;
  n_in_time: number;
  n_late: number;
  n_open: number;
  n_overdue: number;
  n_judged: number;
  share_in_time: number | null;
  share_closed: number | null;
  n_returned: number;
  n_reopened: number;
  n_supervised: number;
  n_circles: number;
  n_rated: number;
  score_mean: number | null;
  median_s: number | null;
  median_working_s: number | null;
}

export interface CaseFigures {
  whole: Timeliness;
  rows: (Timeliness & { key: string | null })[];
}
