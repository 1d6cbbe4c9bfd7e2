/** Seizures as the desk reads them: with who did what, and from when periods run. */
import type { KeptSeizure } from "../../records/seizure_standing.ts";
import type {
  ClockTold,
  EventTold,
  FactTold,
  SeizureLine,
  SeizureTold,
} from "../../records/seizure_wire.ts";

export interface DeskLine extends SeizureLine {
  squad: string;
  ownerless: boolean;
  flags: string[];
}

export interface DeskClock extends ClockTold {
  started_at: string;
  extended_days: number;
  tested_days: number;
}

interface Written {
  officer_id: string | null;
  voided: string;
}

export interface DeskSignature {
  signer: string;
  at: string;
  image: string | null;
  refused: boolean;
  recorded_by: string | null;
  officer_id: string | null;
  reason: string;
}

export interface DeskSeizure extends SeizureTold {
  note: string;
  officer_id: string | null;
  approval: { by: string | null; at: string } | null;
  signatures: DeskSignature[];
  clocks: DeskClock[];
  events: (EventTold & Written)[];
  clock_events: (FactTold & Written)[];
  demo: boolean;
}

/** Return what the server told, in the form in which the phone keeps it: nothing waits here. */
export function keptOf(told: DeskSeizure): KeptSeizure {
  return { id: told.id, written: null, told, fetchedAt: null, steps: [] };
}
