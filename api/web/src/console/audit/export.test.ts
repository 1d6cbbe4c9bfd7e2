import { expect, it } from "vitest";
import { csvOf } from "./export.ts";
import type { Entry } from "./wire.ts";

const ENTRY: Entry = {
  chain: "@administration",
  seq: 3,
  at: "2026-11-27T08:00:00Z",
  actor: "-",
  action: "=cmd()",
  object: "officer/0190",
  outcome: "refused",
  details: { n: 1, note: "a,b" },
  algorithm: "sha256",
  prev: "aa",
  hash: "bb",
};

it("writes all that a hash covers, and nothing that a spreadsheet runs", () => {
  const [head = "", row = ""] = csvOf([ENTRY]).split("\r\n");
  expect(head).toBe("\ufeffchain,seq,at,actor,action,object,outcome,details,algorithm,prev,hash");
  expect(row).toBe(
    "'@administration,3,2026-11-27T08:00:00Z,-,'=cmd(),officer/0190,refused," +
      '"{""n"":1,""note"":""a,b""}",sha256,aa,bb',
  );
});
