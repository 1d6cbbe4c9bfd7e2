/** What the server tells of this moment, and of a cell. */

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

export interface WireArea {
  code: string;
  squad: string;
  kind: "reservoir" | "park";
  name_zh: string;
  name_en: string;
}

export interface Person {
  id: string;
  name: string;
}

export interface WirePlace {
  lon: number;
  lat: number;
  accuracy_m: number | null;
  at: string;
}

export interface WireShift {
  id: string;
  squad: string;
  kind: "early" | "middle" | "night";
  start: string;
  end: string;
}

export interface WirePatrol {
  id: string;
  squad: string;
  area: string;
  mode: string;
  start: string;
  crew: Person[];
  heard_at: string;
  heard_by: string;
  overdue_at: string | null;
  position: WirePlace | null;
  position_hidden: boolean;
  redacted: boolean;
}

export interface WireAlarm {
  id: string;
  kind: "sos" | "overdue";
  squad: string;
  area: string | null;
  mode: string | null;
  patrol_id: string | null;
  at: string;
  received_at: string;
  silent_since: string | null;
  text: string;
  position: WirePlace | null;
  position_hidden: boolean;
  seen_at: string | null;
  ended_at: string | null;
}

export interface WireSaid {
  sign: "seen" | "coming" | "ended";
  at: string;
  officer: Person | null;
  text: string;
}

export interface AlarmNow extends WireAlarm {
  officer: Person | null;
  answers: WireSaid[];
}

export interface WireIncident {
  id: string;
  squad: string;
  area: string | null;
  cell: string | null;
  category: string;
  source: string;
  occurred_at: string;
  patrol_id: string | null;
  point: { lon: number; lat: number };
}

export interface WireLive {
  at: string;
  demo: boolean;
  shifts: WireShift[];
  patrols: WirePatrol[];
  alarms: AlarmNow[];
  incidents: WireIncident[];
}

export interface WireCells {
  area: string;
  at: string;
  grid: string | null;
  gap_class: string;
  counts: number[];
}

export interface Outcome {
  kind: string;
  people: number | null;
  note: string;
}

export type WireTold =
  | {
      kind: "visit";
      at: string;
      left_at: string;
      length_m: number;
      how: "entered" | "seen";
      mode: string;
      patrol_id: string | null;
      crew: Person[];
    }
  | {
      kind: "incident";
      at: string;
      id: string;
      category: string;
      narrative: string;
      outcomes: Outcome[];
    }
  | {
      kind: "task";
      at: string;
      task: {
        id: string;
        text: string;
        due: string | null;
        open: boolean;
        withdrawn: boolean;
        answers: { at: string; result: string; text: string }[];
      };
      answered_by: Person[];
    }
  | {
      kind: "check_in";
      at: string;
      check_in: { id: string; by: string; counts: boolean };
      point_code: string;
      point_name: string;
      officer: Person | null;
    };

export interface WireStory {
  area: string;
  code: string;
  kind: string;
  zone_level: string | null;
  required_s: number | null;
  counts_when_seen: boolean;
  last_at: string | null;
  gap_class: number;
  at: string;
  since: string;
  items: WireTold[];
  next: string | null;
  redacted: boolean;
}
