/** Incidents and what belongs to them, as the server tells them. */
import type { Answer, Duty, Level, Remark, Rule, Words } from "../../records/law_wire.ts";

export type { Answer } from "../../records/law_wire.ts";

export type Source = "patrol" | "camera" | "citizen" | "campaign" | "joint";
export type PlacedBy = "gps" | "map" | "ledger";
export type PersonsShown = "none" | "shown" | "redacted" | "expired";

export interface Outcome {
  kind: string;
  people: number | null;
  note: string;
  at: string | null;
  fine_yuan: number | null;
  agency: string | null;
}

export interface Seized {
  kind: string;
  quantity: number;
  unit: string;
  note: string;
}

export interface Person {
  name: string;
  id_number: string;
  phone: string;
  plate: string;
  note: string;
}

export interface Incident {
  id: string;
  squad: string;
  point: { lon: number; lat: number };
  accuracy_m: number | null;
  placed_by: PlacedBy;
  occurred_at: string;
  category: string;
  source: Source;
  patrol_id: string | null;
  narrative: string;
  outcomes: Outcome[];
  seized: Seized[];
  persons: Person[];
  persons_shown: PersonsShown;
  area: string | null;
  cell: string | null;
  flags: string[];
  received_at: string;
  void: boolean;
  void_reason: string;
  /** Of what was said of whether it counts; null in lists, and where nothing was. */
  void_id: string | null;
  /** Of the case that it became; null in lists, and where it is none. */
  case_id: string | null;
  demo: boolean;
  redacted: boolean;
}

/** What was sent of an incident, a version of it. */
export type IncidentBody = Partial<
  Pick<
    Incident,
    | "occurred_at"
    | "category"
    | "source"
    | "point"
    | "accuracy_m"
    | "placed_by"
    | "narrative"
    | "outcomes"
    | "seized"
  >
>;

export interface VoidBody {
  void: boolean;
  reason: string;
}

export interface Version<Body> {
  version: number;
  body: Body;
  accepted_at: string;
  actor_id: string | null;
}

export interface Rival<Body> {
  body: Body;
  sent_at: string;
  actor_id: string | null;
}

export interface History<Body> {
  versions: Version<Body>[];
  rivals: Rival<Body>[];
}

export interface Earlier {
  incident_id: string;
  occurred_at: string;
  area: string | null;
  category: string;
  by: ("person" | "plate")[];
  outcomes: string[];
}

export interface LawTold {
  edition: string;
  zone: Level;
  acts: ToldAct[];
  remarks: Remark[];
}

export interface ToldAct {
  act: Words & { id: string };
  day: string;
  answers: Answer[];
  leniency: Rule[];
  pointers: Rule[];
  officers_needed: number | null;
  duties: Duty[];
  remarks: Remark[];
}

export interface Decision {
  id: string;
  at: string;
  act: string;
  applied: string | null;
  decision: string;
  reason: string;
  officer_id: string | null;
  redacted: boolean;
}

export interface CameraEvidence {
  evidence: string[];
  reviews: { id: string; at: string; result: string; voided: string }[];
  camera: string | null;
  location_published: boolean;
  findings: Remark[];
}
