import { expect, it } from "vitest";
import { readAnchor } from "./comparing.ts";

const HEAD = { chain: "park", seq: 3, hash: "ab" };

it("reads an anchor as it was written down", () => {
  const text = JSON.stringify({ form: "geo-patrol-anchor-1", at: "2026", heads: [HEAD] });
  expect(readAnchor(text)).toEqual({ form: "geo-patrol-anchor-1", at: "2026", heads: [HEAD] });
});

it("takes no other file for one", () => {
  const others = [
    "",
    "null",
    "{}",
    JSON.stringify({ form: "geo-patrol-anchor-1", at: "2026", heads: {} }),
    JSON.stringify({ form: "geo-patrol-anchor-1", at: "one day", heads: [HEAD] }),
    JSON.stringify({ form: "geo-patrol-anchor-1", at: "2026", heads: [{ ...HEAD, seq: "3" }] }),
  ];
  expect(others.map(readAnchor)).toEqual(others.map(() => null));
});
