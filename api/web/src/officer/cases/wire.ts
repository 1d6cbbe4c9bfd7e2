/** Cases of the closed loop, as the server tells them and as this phone writes them. */
import type { Remark } from "../../records/seizure_wire.ts";

export type Stage = "reported" | "accepted" | "dispatched" | "handled" | "verified" | "closed";

/** Of one moment, in this order: geo_patrol/cases/records.py. */
export const STEP_KINDS = [
  "reported",
  "accepted",
  "dispatched",
  "handed",
  "supervised",
  "handled",
  "verified",
  "returned",
  "closed",
  "rated",
  "reopened",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Holder {
  kind: "officer" | "role" | "agency";
  code: string;
}

export interface CaseBody {
  incident_id: string;
}

export interface StepBody {
  case_id: string;
  kind: StepKind;
  at: string;
  to: Holder | null;
  note: string;
  photos: string[];
}

/** A case on the board. */
export interface CaseLine {
  id: string;
  incident_id: string | null;
  source: string;
  category: string;
  reported_at: string;
  lon: number | null;
  lat: number | null;
  place: string;
  area: string | null;
  cell: string | null;
  note: string;
  voided: string;
  counts: boolean;
  stage: Stage;
  since: string;
  holder: Holder | null;
  due_at: string | null;
  closed_at: string | null;
  supervision: Remark[];
}

export interface StepTold extends StepBody {
  id: string;
  officer_id: string | null;
  counts: boolean;
  conflicts: Remark[];
}

export interface PhotoTold {
  id: string;
  sha256: string;
  /** Of what it is evidence, `case/…`. */
  record: string;
  when: "before" | "after";
}

/** A case with its whole way. */
export interface CaseTold extends CaseLine {
  steps: StepTold[];
  photos: PhotoTold[];
  findings: Remark[];
}

export interface BoardTold {
  at: string;
  n_overdue: number;
  items: CaseLine[];
  next: string | null;
}
