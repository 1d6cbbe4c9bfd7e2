import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../base/words.ts";
import { boundaryWords, sourceWords } from "./boundary_words.ts";

const zone = (level: string, status: string, since?: string) => ({
  level,
  status,
  geometry: null,
  ...(since ? { since } : {}),
});
const own = (status: string) => ({ status, status_note: "", date: "2022-01-01", source: "" });

describe("what is said of the boundaries on a map", () => {
  it("names the zones that a status and a day are of, alike ones together", () => {
    const zones = [
      zone("first", "illustrative", "2022-01-01"),
      zone("second", "illustrative", "2022-01-01"),
      zone("quasi", "draft", "2023-05-01"),
    ];
    expect(boundaryWords({ boundaries: own("illustrative"), zones: zones.slice(0, 2) })).toBe(
      "一级保护区、二级保护区：示意，非法定 · 2022-01-01 起",
    );
    expect(boundaryWords({ boundaries: own("approved"), zones })).toBe(
      "一级保护区、二级保护区：示意，非法定 · 2022-01-01 起 · 准保护区：草案 · 2023-05-01 起 · 边界：已批准",
    );
  });

  it("tells of the area's own boundary where there are no zones, or no day is known", () => {
    expect(boundaryWords({ boundaries: own("approved"), zones: [] })).toBe("边界：已批准");
    const kept = [zone("first", "draft")];
    expect(boundaryWords({ boundaries: own("draft"), zones: kept })).toBe("一级保护区：草案");
  });
});

it("tells a source in the reader's language where it is told in both", () => {
  const both =
    "按 OpenStreetMap 第 10 级地图描出；traced from OpenStreetMap tiles of zoom level 10";
  expect(sourceWords(both)).toBe("按 OpenStreetMap 第 10 级地图描出");
  chooseLanguage("en");
  expect(sourceWords(both)).toBe("traced from OpenStreetMap tiles of zoom level 10");
  chooseLanguage("zh");
  for (const one of ["县水利局；2025 年红线图", "drawn by hand; no source", ""]) {
    expect(sourceWords(one)).toBe(one);
  }
});
