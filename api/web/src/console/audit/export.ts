/** Entries as a table for spreadsheets, with all that their hashes cover. */
import { ask } from "../../base/api.ts";
import { addressOf, type Search } from "./search.ts";
import type { Entry } from "./wire.ts";

const AT_ONCE = 1000;
/** A file that an office program still opens. */
const MOST = 100_000;

/** Read all entries that are looked for, the newest first; `tell` hears how many there are. */
export async function readAll(search: Search, tell: (n: number) => void): Promise<Entry[]> {
  const found: Entry[] = [];
  let under: number | null = null;
  while (found.length < MOST) {
    const address: string = addressOf(search, under, AT_ONCE);
    const items: Entry[] = (await ask<{ items: Entry[] }>(address)).body?.items ?? [];
    found.push(...items);
    tell(found.length);
    under = items[items.length - 1]?.seq ?? 0;
    if (items.length < AT_ONCE || under <= 1) break;
  }
  return found;
}

const COLUMNS: readonly (keyof Entry)[] = [
  "chain",
  "seq",
  "at",
  "actor",
  "action",
  "object",
  "outcome",
  "details",
  "algorithm",
  "prev",
  "hash",
];

/** Return entries as CSV; a cell that a spreadsheet would run is text. */
export function csvOf(entries: readonly Entry[]): string {
  const rows = entries.map((one) => COLUMNS.map((name) => cell(one[name])).join(","));
  return `\ufeff${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

function cell(value: unknown): string {
  const plain = typeof value === "object" ? JSON.stringify(value) : String(value);
  const text = /^[=+@\t\r]|^-./.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
