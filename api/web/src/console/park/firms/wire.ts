/** Firms, and what was and is to be checked there, as the server tells them. */
import type { Remark } from "../../parts/remarks.tsx";

export interface Quiet {
  reason: string;
  first: string;
  last: string;
  weekdays: number[];
  begin: string;
  end: string;
}

export interface Contact {
  name: string;
  id_number: string;
  phone: string;
  plate: string;
  note: string;
}

export const TIERS = ["A", "B", "C", "D"] as const;

export interface Firm {
  id: string;
  squad: string;
  name: string;
  credit_code: string;
  tier: (typeof TIERS)[number] | null;
  lon: number | null;
  lat: number | null;
  place: string;
  quiet: Quiet[];
  contacts: Contact[];
  contacts_shown: "none" | "shown" | "redacted" | "expired";
  note: string;
  voided: string;
  counts: boolean;
  area: string | null;
  cell: string | null;
  flags: string[];
  remarks: Remark[];
}

export interface Window {
  start: string;
  end: string;
}

export interface Check {
  id: string;
  firm_id: string;
  matter: string;
  agency: string;
  window: Window;
  minutes: number;
  unannounced: boolean;
  note: string;
  voided: string;
  counts: boolean;
}

export interface Visit {
  id: string;
  firm_id: string;
  start: string;
  minutes: number;
  checks: string[];
  happened: Window | null;
  note: string;
  voided: string;
  counts: boolean;
  flags: string[];
}

export interface Service {
  id: string;
  firm_id: string;
  at: string;
  asked: string;
  advised: string;
  solved_at: string | null;
  days: number | null;
  working_days: number | null;
  counts: boolean;
}

export interface Slot {
  id: string;
  squad: string;
  start: string;
  end: string;
  topic: string;
  place: string;
  booking: { firm_id: string; wish: string } | null;
  cancelled: string;
  voided: string;
  free: boolean;
}

export interface Proposal {
  firm_id: string;
  firm: string;
  start: string;
  end: string;
  minutes: number;
  agencies: string[];
  unannounced: boolean;
  checks: Omit<Check, "firm_id" | "unannounced" | "counts">[];
  reasons: Remark[];
}

export interface Plan {
  month: string;
  n_checks: number;
  n_visits: number;
  n_avoided: number;
  fewest: boolean;
  items: Proposal[];
  no_room: {
    firm_id: string;
    firm: string;
    check: Proposal["checks"][number];
    reasons: Remark[];
  }[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
