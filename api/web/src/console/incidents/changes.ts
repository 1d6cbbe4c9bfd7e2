/** What an edit changed, field by field, from the bodies of two versions. */
import type { Catalogue } from "../records/names.ts";
import { termWord } from "../records/names.ts";
import { fullTime } from "../times.ts";
import { outcomeWord, placedWord, seizedWord, sourceWord } from "./terms.ts";
import type { IncidentBody } from "./wire.ts";
import { type Key, t } from "./words.ts";

export interface Change {
  field: Key;
  before: string;
  after: string;
}

interface Field {
  word: Key;
  say: (body: IncidentBody, catalogue: Catalogue) => string;
}

/** `121.01234, 29.43210`: to a metre. */
const DIGITS = 5;

const FIELDS: readonly Field[] = [
  {
    word: "console_incidents.time",
    say: ({ occurred_at: at }) => (at ? fullTime(at) : ""),
  },
  {
    word: "console_incidents.act",
    say: ({ category }, { categories }) => (category ? termWord(categories, category) : ""),
  },
  {
    word: "console_incidents.source",
    say: ({ source }) => (source ? sourceWord(source) : ""),
  },
  { word: "console_incidents.place", say: ({ point }) => (point ? placeWord(point) : "") },
  {
    word: "console_incidents.placed_by",
    say: ({ placed_by: placed }) => (placed ? placedWord(placed) : ""),
  },
  { word: "console_incidents.narrative", say: ({ narrative }) => narrative ?? "" },
  {
    word: "console_incidents.outcome",
    say: ({ outcomes = [] }, catalogue) =>
      outcomes.map((one) => noted(outcomeWord(catalogue, one), one.note)).join("；"),
  },
  {
    word: "console_incidents.seized",
    say: ({ seized = [] }, catalogue) =>
      seized.map((one) => noted(seizedWord(catalogue, one), one.note)).join("；"),
  },
];

/** Return the fields whose words differ; an edit of persons alone changes none of them. */
export function changesOf(
  before: IncidentBody,
  after: IncidentBody,
  catalogue: Catalogue,
): Change[] {
  return FIELDS.map(({ word, say }) => ({
    field: word,
    before: say(before, catalogue),
    after: say(after, catalogue),
  })).filter((one) => one.before !== one.after);
}

export function placeWord({ lon, lat }: { lon: number; lat: number }): string {
  return `${lon.toFixed(DIGITS)}, ${lat.toFixed(DIGITS)}`;
}

function noted(words: string, note: string): string {
  return note ? t("console_incidents.noted", { words, note }) : words;
}
