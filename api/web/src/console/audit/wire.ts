/** The audit chains as the server tells them. */
export interface Entry {
  chain: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  object: string;
  outcome: "done" | "refused";
  details: Record<string, unknown>;
  algorithm: string;
  prev: string;
  hash: string;
}

export interface Actor {
  actor: string;
  name: string;
  squad: string | null;
  role: string;
}

export interface Head {
  chain: string;
  seq: number;
  hash: string;
}

export const FORM = "geo-patrol-anchor-1";

export interface Anchor {
  form: string;
  at: string;
  heads: Head[];
}

export interface Finding {
  where: string;
  reason_zh: string;
  reason_en: string;
}

export interface Verification {
  sound: boolean;
  at: string;
  heads: Head[];
  n_entries: number;
  n_versions: number;
  n_records: number;
  n_adopted: number;
  n_findings: number;
  findings: Finding[];
}

export interface Verifying {
  state: "running" | "done" | "failed";
  what: "chains" | "versions" | "records" | null;
  done: number;
  total: number;
  verification: Verification | null;
  problem: { detail_zh: string; detail_en: string } | null;
}

export const AUDIT = "/api/v1/audit";
export const ADMINISTRATION = "@administration";
