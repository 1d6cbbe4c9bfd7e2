/** What areas and the catalogue's terms are called. */
import { useAsked } from "../asking.ts";
import { nameOf, wordOf } from "../words.ts";
import type { PageOf, WireArea, WireCatalogue, WireTerm } from "./wire.ts";

export interface Names {
  area: (code: string | null) => string;
  category: (code: string) => string;
  outcome: (code: string) => string;
}

export function useNames(): Names {
  const areas = useAsked<PageOf<WireArea>>("/api/v1/areas", { follow: false }).body?.items ?? [];
  const terms = useAsked<WireCatalogue>("/api/v1/catalogue", { follow: false }).body;
  const term = (of: readonly WireTerm[] | undefined, code: string) => {
    const found = of?.find((one) => one.code === code);
    return found ? wordOf(found) : code;
  };
  return {
    area: (code) => {
      const found = areas.find((one) => one.code === code);
      return found ? nameOf(found) : (code ?? "");
    },
    category: (code) => term(terms?.categories, code),
    outcome: (code) => term(terms?.outcomes, code),
  };
}
