/** What is looked at, as the address has it: `live/<area>/<what>/<id>`. */

export type What = "cell" | "patrol" | "alarm" | "incident";
const WHATS: readonly string[] = ["cell", "patrol", "alarm", "incident"];

/** Stands for the area where nobody knows which: of a call without a patrol. */
export const ANYWHERE = "-";

export interface Looking {
  area: string | null;
  what: What | null;
  id: string;
}

export function lookingAt([, area = "", what = "", id = ""]: readonly string[]): Looking {
  const isKnown = WHATS.includes(what) && id !== "";
  return {
    area: area === "" || area === ANYWHERE ? null : area,
    what: isKnown ? (what as What) : null,
    id: isKnown ? id : "",
  };
}

export function partsOf(area: string, what: What | null = null, id = ""): string[] {
  return ["live", area, ...(what && id ? [what, id] : [])];
}
