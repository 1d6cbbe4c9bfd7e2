/** What the files of a briefing are, by their names, and in which order people want them. */
import type { JobFile } from "../jobs.ts";
import type { Key } from "./words.ts";

export type Shelf = "documents" | "maps" | "tables" | "places" | "rest";

export const SHELVES: readonly Shelf[] = ["documents", "maps", "tables", "places", "rest"];

export function shelfOf(name: string): Shelf {
  if (/^(bulletin|ranking|report)-/.test(name)) return "documents";
  if (name.startsWith("map-")) return "maps";
  if (name.startsWith("table-")) return "tables";
  if (name.startsWith("places-")) return "places";
  return "rest";
}

/** The one file that has all others in it. */
export function packed(files: readonly JobFile[]): JobFile | null {
  return files.find(({ name }) => /^briefing-.*\.zip$/.test(name)) ?? null;
}

export function shelved(files: readonly JobFile[]): { shelf: Shelf; files: JobFile[] }[] {
  const whole = packed(files);
  return SHELVES.map((shelf) => ({
    shelf,
    files: files.filter((one) => one !== whole && shelfOf(one.name) === shelf),
  })).filter(({ files: there }) => there.length > 0);
}

/** Return the picture of a printed map in a language, or in the other one; null without any. */
export function pictureOf(
  files: readonly JobFile[],
  code: string,
  language: string,
): string | null {
  const shown = files.filter(({ name }) => /^map-\d+-.+-(zh|en)\.(png|svg)$/.test(name));
  const own = shown.filter(({ name }) => name.replace(/^map-\d+-/, "").startsWith(`${code}-`));
  const inLanguage = own.find(({ name }) => name.includes(`-${language}.`));
  return (inLanguage ?? own[0])?.name ?? null;
}

export function fileAddress(job: string, name: string): string {
  return `/api/v1/jobs/${job}/files/${encodeURIComponent(name)}`;
}

/** Return `1.1 MB` or `34 KB`. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1000))} KB`;
}

const WHAT: Readonly<Record<string, Key>> = {
  pdf: "console_briefings.form_pdf",
  docx: "console_briefings.form_docx",
  pptx: "console_briefings.form_pptx",
  xlsx: "console_briefings.form_xlsx",
  html: "console_briefings.form_html",
  json: "console_briefings.form_json",
  txt: "console_briefings.form_txt",
  png: "console_briefings.form_png",
  svg: "console_briefings.form_svg",
  csv: "console_briefings.form_csv",
  geojson: "console_briefings.form_geojson",
  gpkg: "console_briefings.form_gpkg",
  parquet: "console_briefings.form_parquet",
  kml: "console_briefings.form_kml",
  zip: "console_briefings.form_shapefile",
};

/** Return the key of what a file is, by its ending. */
export function formKey(name: string): Key | null {
  return WHAT[name.slice(name.lastIndexOf(".") + 1)] ?? null;
}
