import { describe, expect, it } from "vitest";
import { addressOf, askedFor, filtersOf, isFiltered, NO_FILTERS } from "./filters.ts";

describe("filters of incidents", () => {
  it("come back from the address as they went into it", () => {
    const filters = { ...NO_FILTERS, area: "changzhao", text: "夜钓 & <b>", from: "2022-10-01" };
    expect(filtersOf(addressOf(filters))).toEqual(filters);
  });

  it("take nothing else from an address", () => {
    expect(filtersOf("area=qincun&limit=9999&cursor=x")).toEqual({ ...NO_FILTERS, area: "qincun" });
  });

  it("are none in an empty address", () => {
    expect(isFiltered(filtersOf(""))).toBe(false);
    expect(addressOf(NO_FILTERS)).toBe("");
    expect(isFiltered({ ...NO_FILTERS, voided: "all" })).toBe(true);
  });

  it("ask the server for the newest first, by the act where one is chosen", () => {
    const kind = { ...NO_FILTERS, kind: "fishing" };
    expect(askedFor(kind)).toBe("/api/v1/incidents?category=fishing&order=newest&limit=50");
    expect(askedFor({ ...kind, act: "angling" })).toContain("category=angling&");
    expect(askedFor({ ...kind, voided: "all" })).toContain("include_void=true");
    expect(askedFor({ ...kind, text: "  " })).not.toContain("text");
  });
});
