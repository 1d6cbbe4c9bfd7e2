import { describe, expect, it } from "vitest";
import { shrunk } from "./picture.ts";
import { brokenLine, stampLines } from "./stamp.ts";

const SHOT = {
  atMs: Date.parse("2026-08-15T18:03:07Z"),
  isSure: true,
  zoneMin: 480,
  place: { lon: 121.0121341, lat: 29.42198, accuracyM: 6.4 },
  originalSha256: "0123456789abcdef".repeat(4),
};
const LABEL = { record: "垂钓 · 长诏水库", by: "R-0107", noPosition: "没有位置" };

describe("a stamp", () => {
  it("says when, where, what and by whom, and which original", () => {
    expect(stampLines(SHOT, LABEL)).toEqual([
      "2026-08-16 02:03:07 +08:00",
      "29.421980, 121.012134 ±6 m",
      "垂钓 · 长诏水库 · R-0107",
      "SHA-256 0123456789abcdef…",
    ]);
  });

  it("says so when there is no position, and no accuracy that is not known", () => {
    expect(stampLines({ ...SHOT, place: null }, LABEL)[1]).toBe("没有位置");
    const place = { ...SHOT.place, accuracyM: null };
    expect(stampLines({ ...SHOT, place }, LABEL)[1]).toBe("29.421980, 121.012134");
  });

  it("never claims a time that is not sure", () => {
    expect(stampLines({ ...SHOT, isSure: false }, LABEL)[0]).toBe("≤ 2026-08-16 02:03:07 +08:00");
  });

  it("has no empty line for a record without a name", () => {
    expect(stampLines(SHOT, { record: "", noPosition: "-" })).toHaveLength(3);
  });
});

describe("a line that does not fit", () => {
  const measure = (text: string) => Array.from(text).length * 10;

  it("is broken between letters, none lost", () => {
    expect(brokenLine("一二三四五六七", 30, measure)).toEqual(["一二三", "四五六", "七"]);
  });

  it("keeps letters of two halves whole", () => {
    expect(brokenLine("𠮷𠮷𠮷", 20, measure)).toEqual(["𠮷𠮷", "𠮷"]);
  });

  it("ends even where no letter fits", () => {
    expect(brokenLine("ab", 5, measure)).toEqual(["a", "b"]);
  });
});

describe("a shrunk picture", () => {
  it.each([
    [8000, 6000, 2048, 1536],
    [3000, 4000, 1536, 2048],
    [2048, 10, 2048, 10],
    [640, 480, 640, 480],
    [20_000, 3, 2048, 1],
  ])("of %i by %i is %i by %i", (width, height, newWidth, newHeight) => {
    expect(shrunk(width, height)).toEqual({ width: newWidth, height: newHeight });
  });
});
