import { describe, expect, it } from "vitest";
import { spanOf } from "./choice.ts";
import { covers, lookedWords } from "./hand_words.ts";

const NIGHT = { start: "2026-11-27T16:00:00Z", end: "2026-11-28T00:00:00Z" };
const EARLY = { start: "2026-11-28T00:00:00Z", end: "2026-11-28T08:00:00Z" };

describe("gaps that are handed over", () => {
  it("say of which hours and cameras alone they are", () => {
    expect(lookedWords({ hours: "11-12", source: "patrol" })).toBe("只算11–12 时，");
    expect(lookedWords({ hours: "night", source: "camera" })).toBe("只算0–8 时 视频，");
    expect(lookedWords({ hours: "all", source: "both" })).toBe("");
  });

  it("go first to a shift that can be there in those hours", () => {
    const noon = spanOf("11-12");
    expect([covers(NIGHT, noon), covers(EARLY, noon)]).toEqual([false, true]);
    expect(covers(NIGHT, spanOf("night"))).toBe(true);
    expect(covers(NIGHT, spanOf("all"))).toBe(true);
  });
});
