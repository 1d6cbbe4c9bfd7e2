/** Which records stand behind a figure, from the address that a briefing tells of them. */
import { areaWord } from "../office.ts";
import type { Key } from "./words.ts";

const WORDS: Readonly<Record<string, Key>> = {
  patrols: "console_briefings.records_patrols",
  incidents: "console_briefings.records_incidents",
  seizures: "console_briefings.records_seizures",
  coverage: "console_briefings.records_coverage",
  compliance: "console_briefings.records_compliance",
  gaps: "console_briefings.records_gaps",
  cases: "console_briefings.records_cases",
  "camera-alerts": "console_briefings.records_alerts",
  cameras: "console_briefings.records_alerts",
  operations: "console_briefings.records_operations",
  "service-visits": "console_briefings.records_visits",
  "combined-visits": "console_briefings.records_visits",
  firms: "console_briefings.records_firms",
};

export interface Records {
  href: string;
  word: Key;
  area: string;
}

/** Return where the records of an address are, what they are, and of which area. */
export function recordsOf(address: string): Records {
  const [path = "", asked = ""] = address.split("?");
  const kind = path.replace("/api/v1/", "").split("/")[0] ?? "";
  const area = new URLSearchParams(asked).get("area");
  return {
    href: path.startsWith("/api/v1/") ? address : "#/briefings",
    word: WORDS[kind] ?? "console_briefings.records_other",
    area: area === null ? "" : areaWord(area),
  };
}
