/** What a file changes, told field by field. */
import { expect, it } from "vitest";
import { fieldsOf } from "./office_changes.ts";
import type { Difference } from "./wire.ts";

const CHANGED: Difference = {
  section: "rules",
  id: "office-washing",
  since: "2026-09-01",
  change: "changed",
  before: { id: "office-washing", acts: ["washing"], fine: { min: 0, max: 500 }, verified: false },
  after: { id: "office-washing", acts: ["washing"], fine: { min: 0, max: 300 }, verified: false },
};

it("tells the fields that differ, and no others", () => {
  expect(fieldsOf(CHANGED)).toEqual([{ name: "fine", before: "0–500", after: "0–300" }]);
});

it("tells all of an entry that is new or gone, without its id", () => {
  const law = { zh: "示例规定", en: "an example" };
  const after = { id: "x", law, acts: ["washing", "swimming"] };
  const added = { ...CHANGED, before: null, after };
  expect(fieldsOf(added)).toEqual([
    { name: "law", before: "", after: "示例规定" },
    { name: "acts", before: "", after: "washing, swimming" },
  ]);
  expect(fieldsOf({ ...CHANGED, before: after, after: null })).toHaveLength(2);
});
