/** The catalogue and the law table, as the server tells them. */
import type { Duty, Remark, Rule, Words } from "../../records/law_wire.ts";
import type { CalendarDay } from "./day_spans.ts";
import type { Group } from "./term_groups.ts";

export interface Term {
  code: string;
  zh: string;
  en: string;
  parent: string | null;
  squad: string | null;
  counts_people: boolean;
  is_measure: boolean;
  position: number;
  retired: boolean;
  /** 0 while it is as the program brings it. */
  version: number;
}

export type Catalogue = Readonly<Record<Group, readonly Term[]>>;

export interface TermVersion {
  version: number;
  accepted_at: string;
  actor_id: string | null;
  body: Partial<Term>;
}

/** What a table does not know is left out of it. */
type Sparse<T> = { [K in keyof T]?: T[K] };

export interface Act extends Words {
  id: string;
  categories: string[];
}

export type TableRule = Sparse<Rule> & {
  id: string;
  law: Words;
  kind: "penalty" | "leniency" | "pointer";
  levels: string[];
  acts: string[];
  verified: boolean;
};

export type TableDuty = Sparse<Duty> & { id: string; law: Words; text: Words; verified: boolean };

export interface Period {
  id: string;
  law: Words;
  article?: string;
  text: Words;
  length: number;
  unit: "hours" | "working_days" | "calendar_days";
  verified: boolean;
  why?: Words;
}

export interface Table {
  edition: string;
  office: { name: string; sha256: string } | null;
  acts: Act[];
  rules: TableRule[];
  duties: TableDuty[];
  periods: Period[];
  remarks: Remark[];
}

export interface Difference {
  section: "acts" | "rules" | "duties" | "periods";
  id: string;
  since: string | null;
  change: "added" | "changed" | "dropped";
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}

export interface Report {
  edition: string;
  version: number | null;
  changed: boolean;
  differences: Difference[];
  bad: Remark[];
}

export interface FileVersion {
  version: number;
  name: string;
  sha256: string;
  accepted_at: string;
  actor_id: string | null;
}

/** Who says what a day is. */
export type Source = "office" | "library";

/** A year's calendar: the office's days go before the library's. */
export interface Year {
  year: number;
  announced: boolean;
  items: (CalendarDay & { name_en: string; source: Source })[];
}

export const CATALOGUE = "/api/v1/catalogue";
export const LAW = "/api/v1/law";
