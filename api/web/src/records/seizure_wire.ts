/** Seizures and what is done with them, as the server tells and takes them. */

export type Measure = "emergency_seizure" | "seizure" | "preservation";

export type State =
  | "held"
  | "confiscated"
  | "returned"
  | "destroyed"
  | "transferred"
  | "released_live"
  | "disposed";

export type EventKind =
  | "seized"
  | "moved"
  | "inspected"
  | "notice_posted"
  | "confiscated"
  | "returned"
  | "destroyed"
  | "transferred"
  | "released_live"
  | "disposed";

export type FactKind =
  | "approved"
  | "reported"
  | "testing_begun"
  | "testing_ended"
  | "extended"
  | "decided"
  | "case_filed"
  | "case_decided";

export interface Remark {
  where: string;
  key: string;
  reason_zh: string;
  reason_en: string;
}

export interface ItemTold {
  number: number;
  kind: string;
  quantity: number;
  unit: string;
  condition: string;
  seal_number: string;
  storage_place: string;
  photos: string[];
  note: string;
  state: State | null;
  place: string;
  since: string | null;
  to: string;
  notice_ends: string | null;
}

export interface EventTold {
  id: string;
  kind: EventKind;
  items: number[];
  at: string;
  place: string;
  from_place: string;
  notice_ends: string | null;
  to: string;
  note: string;
  counts: boolean;
}

export interface FactTold {
  id: string;
  kind: FactKind;
  at: string;
  days: number | null;
  note: string;
  counts: boolean;
}

export type ClockState = "running" | "due_soon" | "overdue" | "met";

export interface ClockTold {
  kind: "seizure_report" | "preservation" | "seizure" | "case";
  state: ClockState;
  due_at: string;
  last_day: string | null;
  met_at: string | null;
  late: boolean;
  period: { law: string; article: string | null; verified: boolean };
  remarks: Remark[];
}

export interface SeizureTold {
  id: string;
  squad: string;
  incident_id: string | null;
  number: string;
  measure: string;
  at: string;
  officers: { officer_id: string; name: string | null; certified: boolean }[];
  items: ItemTold[];
  signatures: { signer: string; at: string; refused: boolean; officer_id: string | null }[];
  ownerless: boolean;
  voided: string;
  open: boolean;
  clocks: ClockTold[];
  events: EventTold[];
  conflicts: { event_id: string; items: number[]; remark: Remark }[];
  clock_events: FactTold[];
  findings: Remark[];
}

/** A seizure in a list. */
export interface SeizureLine {
  id: string;
  incident_id: string | null;
  number: string;
  measure: string;
  at: string;
  n_items: number;
  states: Record<string, number>;
  open: boolean;
  voided: boolean;
}

/** `PUT /api/v1/custody-events/{id}`. */
export interface CustodyBody {
  seizure_id: string;
  kind: EventKind;
  items: number[];
  at: string;
  place: string;
  from_place: string;
  notice_ends: string | null;
  to: string;
  note: string;
  /** Why it does not count: all that is ever changed of it. */
  voided?: string;
}

/** `PUT /api/v1/clock-events/{id}`. */
export interface ClockBody {
  seizure_id: string;
  kind: FactKind;
  at: string;
  days: number | null;
  note: string;
  voided?: string;
}

/** `PUT /api/v1/seizures/{id}`: its items. */
export interface ItemBody {
  number: number;
  kind: string;
  quantity: number;
  unit: string;
  condition: string;
  seal_number: string;
  storage_place: string;
  photos: string[];
  note: string;
}

export interface SignatureBody {
  signer: "party" | "witness" | "officer";
  at: string;
  image: string | null;
  refused: boolean;
  recorded_by: string | null;
  officer_id: string | null;
  reason: string;
}

/** `PUT /api/v1/seizures/{id}`. */
export interface SeizureBody {
  squad?: string;
  incident_id: string;
  number: string;
  measure: string;
  at: string;
  officers: string[];
  items: ItemBody[];
  signatures: SignatureBody[];
  ownerless: boolean;
  party: number | null;
  note: string;
}
