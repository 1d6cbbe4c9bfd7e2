/** What areas and the catalogue's terms are called. */
import { areaWord, termWord, useOffice } from "../office.ts";

export interface Names {
  area: (code: string | null) => string;
  category: (code: string) => string;
  outcome: (code: string) => string;
}

export function useNames(): Names {
  useOffice();
  return {
    area: (code) => (code === null ? "" : areaWord(code)),
    category: (code) => termWord("categories", code),
    outcome: (code) => termWord("outcomes", code),
  };
}
