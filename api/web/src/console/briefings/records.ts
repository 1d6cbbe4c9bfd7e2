/** Which records stand behind a figure, and in which room they are. */
import { areaWord } from "../office.ts";
import { dayOf } from "../times.ts";
import type { Key } from "./words.ts";

interface Place {
  word: Key;
  /** Parts of the room's address. */
  where: (asked: Asked) => string[];
}

/** What an address of the API asks for: filters as they stand, days as rooms have them. */
interface Asked {
  area: string;
  from: string;
  through: string;
  /** As of one calendar month, `2022-10`; "" for another span. */
  month: string;
  filters: URLSearchParams;
}

const operations = (tab: string) => () => ["operations", tab];
const firms = (tab: string) => () => ["park", "firms", tab];
const gaps = ({ area, from, through }: Asked) => ["gaps", area, `${from}~${through}`];
const NAMED = ["squad", "area", "outcome", "source"];

const PLACES: Readonly<Record<string, Place>> = {
  patrols: {
    word: "brief_lists.patrols",
    where: (asked) => ["patrols", "list", filtersOf(asked, ["squad", "area"])],
  },
  incidents: {
    word: "brief_lists.incidents",
    where: (asked) => ["incidents", "list", filtersOf(asked, NAMED)],
  },
  seizures: {
    word: "brief_lists.seizures",
    where: (asked) => ["seizures", "list", filtersOf(asked, ["squad"])],
  },
  coverage: { word: "brief_lists.coverage", where: gaps },
  compliance: { word: "brief_lists.compliance", where: gaps },
  gaps: { word: "brief_lists.gaps", where: gaps },
  cases: { word: "brief_lists.cases", where: () => ["park", "board"] },
  "camera-alerts": {
    word: "brief_lists.alerts",
    where: ({ month }) => ["operations", "alerts", ...(month ? [month] : [])],
  },
  cameras: { word: "brief_lists.alerts", where: operations("precision") },
  operations: { word: "brief_lists.operations", where: operations("list") },
  "service-visits": { word: "brief_lists.visits", where: firms("list") },
  "combined-visits": { word: "brief_lists.visits", where: firms("list") },
  firms: { word: "brief_lists.firms", where: firms("list") },
};

export interface Records {
  /** Where they are; null where only the server lists them. */
  href: string | null;
  word: Key;
  area: string;
}

/** Return where the records of an address of the API are, what they are, and of which area. */
export function recordsOf(address: string): Records {
  const [path = "", search = ""] = address.split("?");
  const kind = path.replace("/api/v1/", "").split("/")[0] ?? "";
  const filters = new URLSearchParams(search);
  const area = filters.get("area") ?? "";
  const place = PLACES[kind];
  const [from, to] = [filters.get("from"), filters.get("to")];
  const parts = place && from && to ? place.where({ area, ...daysOf(from, to), filters }) : null;
  return {
    href: parts && `#/${parts.map(encodeURIComponent).join("/")}`,
    word: place?.word ?? "brief_lists.other",
    area: area && areaWord(area),
  };
}

/** Return first and last day of a span whose end is not included, and which month that is. */
function daysOf(from: string, to: string): Pick<Asked, "from" | "through" | "month"> {
  const [first, last] = [dayOf(from), dayOf(Date.parse(to) - 1)];
  const isMonth =
    first.endsWith("-01") && dayOf(to).endsWith("-01") && first.slice(0, 7) === last.slice(0, 7);
  return { from: first, through: last, month: isMonth ? first.slice(0, 7) : "" };
}

function filtersOf({ from, through, filters }: Asked, names: readonly string[]): string {
  const kept = names.flatMap((name) => {
    const value = filters.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new URLSearchParams([...kept, ["from", from], ["through", through]]).toString();
}
