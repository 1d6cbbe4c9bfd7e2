import { describe, expect, it } from "vitest";
import { addressOf, askedFor, filtersOf, NO_FILTERS } from "./filters.ts";

describe("the filters of patrols", () => {
  it("come out of an address as they went into it", () => {
    const filters = { ...NO_FILTERS, area: "changzhao", tracks: "missing", from: "2022-10-01" };
    expect(filtersOf(addressOf(filters))).toEqual(filters);
  });

  it("ask for what the server knows them by", () => {
    const filters = { ...NO_FILTERS, mode: "boat", tracks: "missing" };
    expect(askedFor(filters)).toBe(
      "/api/v1/patrols?mode=boat&untracked=true&order=newest&limit=50",
    );
    expect(askedFor({ ...NO_FILTERS, tracks: "rest" })).toContain("untracked=false");
  });

  it("leave out what no list of patrols knows", () => {
    expect(filtersOf("tracks=missing&outcome=fined")).toEqual({ ...NO_FILTERS, tracks: "missing" });
    expect(askedFor(filtersOf("tracks=nonsense"))).not.toContain("untracked");
  });
});
