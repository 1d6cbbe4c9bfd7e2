import { expect, it } from "vitest";
import { packed, pictureOf, shelved, sizeWords } from "./files.ts";

const FILES = [
  "README.txt",
  "briefing-2022-10.zip",
  "bulletin-2022-10-zh.pdf",
  "map-01-gaps_changzhao-zh.pdf",
  "map-01-gaps_changzhao-zh.png",
  "map-02-gaps_changzhao_east-zh.png",
  "map-briefing.html",
  "places-gaps.zip",
  "table-figures-zh.csv",
].map((name) => ({ name, size_bytes: 1 }));

it("puts documents first, and the whole beside them", () => {
  expect(packed(FILES)?.name).toBe("briefing-2022-10.zip");
  expect(shelved(FILES).map(({ shelf, files }) => [shelf, files.length])).toEqual([
    ["documents", 1],
    ["maps", 4],
    ["tables", 1],
    ["places", 1],
    ["rest", 1],
  ]);
});

it("finds the picture of a map, whatever language it is in, and of no other one", () => {
  expect(pictureOf(FILES, "gaps_changzhao", "zh")).toBe("map-01-gaps_changzhao-zh.png");
  expect(pictureOf(FILES, "gaps_changzhao", "en")).toBe("map-01-gaps_changzhao-zh.png");
  expect(pictureOf(FILES, "heat_changzhao", "zh")).toBeNull();
});

it("tells how large a file is in what people know", () => {
  expect([sizeWords(12), sizeWords(34_048), sizeWords(14_120_347)]).toEqual([
    "1 KB",
    "34 KB",
    "14.1 MB",
  ]);
});
