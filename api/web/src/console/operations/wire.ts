/** Operations, what belongs to them, and cases handed on, as the server tells them. */
import type { Remark } from "../parts/remarks.tsx";

export interface Force {
  agency: string;
  people: number;
  vehicles: number;
  boats: number;
  drones: number;
  task: string;
}

export interface Operation {
  id: string;
  squad: string;
  kind: "campaign" | "joint";
  name: string;
  aim: string;
  start: string;
  end: string;
  areas: string[];
  agencies: Force[];
  note: string;
  closed: { at: string; summary: string } | null;
  voided: string;
  counts: boolean;
}

export interface Totals {
  forces: { agencies: number; people: number; vehicles: number; boats: number; drones: number };
  patrols: {
    shifts: number;
    patrols: number;
    crew: number;
    cars: number;
    boats: number;
    hours: number;
    km: number;
    running: number;
    untracked: number;
  };
  tasks: number;
  tasks_open: number;
  incidents: number;
  by_category: { code: string; n: number }[];
  outcomes: { code: string; n: number; people: number }[];
  persuaded: number;
  gear: { kind: string; unit: string; quantity: number; sets: number }[];
  nets: number;
  electro_sets: number;
  catch_kg: number;
  catch_other: { code: string; n: number }[];
  cases: {
    simple: number;
    ordinary: number;
    transferred: number;
    fines_yuan: number;
    fines_untold: number;
  };
}

export interface ListedFile {
  sha256: string;
  size_bytes: number;
  media_type: string;
  note: string;
}

export interface Transfer {
  id: string;
  incident_id: string;
  agency: string;
  at: string;
  number: string;
  reason: string;
  evidence: ListedFile[];
  received: { by: string; at: string } | null;
  note: string;
  voided: string;
  counts: boolean;
}

export type LinkKind = "shift" | "patrol" | "task" | "incident";

export interface Report {
  at: string;
  operation: Operation;
  totals: Totals;
  incidents: {
    id: string;
    at: string;
    category: string;
    area: string | null;
    outcomes: string[];
    linked: boolean;
  }[];
  offered: { id: string; why: "contested" | "patrol" | "outside" }[];
  shifts: string[];
  patrols: string[];
  tasks: string[];
  transfers: Transfer[];
  remarks: Remark[];
}

export interface Link {
  id: string;
  operation_id: string;
  kind: LinkKind;
  target_id: string;
  removed: string;
  holds: boolean;
}

export interface List<T> {
  items: T[];
  next: string | null;
}

export type Standing = "ahead" | "running" | "over" | "closed" | "void";

/** Return how an operation stands at a moment; one that is over waits to be closed. */
export function standingOf(
  { start, end, closed, voided }: Pick<Operation, "start" | "end" | "closed" | "voided">,
  now: number,
): Standing {
  if (voided) return "void";
  if (closed) return "closed";
  if (now < Date.parse(start)) return "ahead";
  return now < Date.parse(end) ? "running" : "over";
}
