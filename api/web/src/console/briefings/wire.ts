/** Briefings as the server tells them. */
import type { Job } from "../jobs.ts";

export type BriefKind = "monthly" | "quarterly" | "annual";

export const FORMS = [
  "pdf",
  "docx",
  "pptx",
  "xlsx",
  "png",
  "svg",
  "html",
  "csv",
  "geojson",
  "gpkg",
  "shapefile",
  "kml",
  "parquet",
] as const;
export type FileForm = (typeof FORMS)[number];

export interface BriefAsked {
  kind: BriefKind;
  period: string;
  areas: string[];
  languages: ("zh" | "en")[];
  formats: FileForm[];
}

interface BriefTold {
  file: string;
  n_made: number;
  n_files: number;
}

interface Problem {
  code: string;
  detail_zh: string;
  detail_en: string;
  findings: { where: string; reason_zh: string; reason_en: string }[];
}

interface BriefFound {
  n_files?: number;
  kept_until?: string | null;
  problem?: Problem;
}

export type BriefJob = Job<BriefAsked, BriefTold, BriefFound>;

export interface Both {
  zh: string;
  en: string;
}

export type ValueKind =
  | "text"
  | "count"
  | "share"
  | "hours"
  | "km"
  | "km2"
  | "days"
  | "score"
  | "yuan"
  | "date";

export type Value = string | number | Both | null;

export interface Amount {
  code: string;
  name: Both;
  kind: ValueKind;
  unit: Both;
  value: Value;
  before: Value;
  year_before: Value;
  definition: Both;
  unknown: number;
  records: string[];
}

export interface Column {
  name: Both;
  kind: ValueKind;
  unit: Both;
}

export interface Table {
  code: string;
  title: Both;
  columns: Column[];
  rows: Value[][];
  totals: boolean;
  note: Both;
}

export interface MapSheet {
  code: string;
  title: Both;
  caption: Both;
}

export interface Section {
  code: string;
  heading: Both;
  paragraphs: Both[];
  amounts: Amount[];
  tables: Table[];
  maps: MapSheet[];
}

/** What `figures.json` of a briefing has. */
export interface Figures {
  kind: BriefKind;
  title: Both;
  number: Both;
  period: Both;
  as_of: string;
  sections: Section[];
  notices: Both[];
  demo: boolean;
  complete: boolean;
}

export interface Area {
  code: string;
  squad: string;
  kind: string;
  name_zh: string;
  name_en: string;
}
