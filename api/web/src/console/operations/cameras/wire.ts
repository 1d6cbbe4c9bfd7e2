/** Cameras, their alerts and what came of them, as the server tells them. */
import type { Remark } from "../../parts/remarks.tsx";

export interface Camera {
  id: string;
  code: string;
  name: string;
  squad: string;
  lon: number;
  lat: number;
  azimuth_deg: number;
  fov_deg: number;
  range_m: number;
  hours: string[][];
  valid_from: string | null;
  valid_to: string | null;
}

export interface Silence {
  squad: string;
  camera: string;
  name: string | null;
  known: boolean;
  state: "heard" | "silent" | "never" | "habit_unknown";
  last_at: string | null;
  limit_s: number | null;
  by: "signs" | "habit" | null;
  silent_since: string | null;
  n_gaps: number;
}

export interface Silences {
  at: string;
  n_silent: number;
  items: Silence[];
}

export interface Publication {
  id: string;
  squad: string;
  camera: string;
  text: string;
  since: string;
  voided: string;
}

export interface AlertAnswer {
  id: string;
  officer_id: string | null;
  incident_id: string | null;
  at: string;
  result: "true" | "false" | "duplicate";
  text: string;
}

export interface Alert {
  id: string;
  squad: string;
  area: string | null;
  camera: string;
  camera_code: string | null;
  n_repeats: number;
  at: string;
  kind: string;
  note: string;
  flags: string[];
  open: boolean;
  answers: AlertAnswer[];
}

export interface Precision {
  n: number;
  n_true: number;
  n_false: number;
  n_judged: number;
  n_duplicate: number;
  n_open: number;
  n_repeats: number;
  n_disputed: number;
  share: number | null;
  low: number | null;
  high: number | null;
  median_answer_s: number | null;
  categories: { category: string; n: number }[];
}

export interface PrecisionRow extends Precision {
  key: string;
  squad: string | null;
  name: string | null;
  known: boolean | null;
}

export interface CameraFigures {
  whole: Precision;
  rows: PrecisionRow[];
}

export interface Review {
  id: string;
  evidence_id: string;
  officer_id: string | null;
  camera: string;
  at: string;
  result: "clear" | "unclear";
  location_published: boolean;
  signature: string | null;
  note: string;
  voided: string;
}

export interface CameraEvidence {
  incident_id: string;
  evidence: string[];
  reviews: Review[];
  camera: string | null;
  location_published: boolean;
  asked: {
    law_zh: string;
    law_en: string;
    article: string | null;
    text_zh: string;
    text_en: string;
    verified: boolean;
  } | null;
  findings: Remark[];
}
