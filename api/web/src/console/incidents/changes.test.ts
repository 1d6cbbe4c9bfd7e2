import { beforeEach, describe, expect, it } from "vitest";
import { language } from "../../base/words.ts";
import type { Catalogue } from "../records/names.ts";
import { changesOf } from "./changes.ts";
import type { IncidentBody } from "./wire.ts";

const term = (code: string, zh: string) => ({
  code,
  zh,
  en: code,
  parent: null,
  squad: null,
  retired: false,
});
const CATALOGUE: Catalogue = {
  category_groups: [],
  categories: [term("angling", "垂钓"), term("netting", "网捕")],
  outcomes: [term("persuaded", "劝离")],
  gear: [term("rod", "钓竿")],
  agencies: [],
  storage_places: [],
};
const FIRST: IncidentBody = {
  occurred_at: "2022-10-08T01:52:00+08:00",
  category: "angling",
  point: { lon: 121.01, lat: 29.42 },
  narrative: "两人夜钓",
  outcomes: [],
  seized: [],
};

describe("what an edit changed", () => {
  beforeEach(() => {
    language.value = "zh";
  });

  it("is said field by field in words, before and after", () => {
    const outcome = { kind: "persuaded", people: 2, note: "", at: null, fine_yuan: null };
    const outcomes = [{ ...outcome, agency: null }];
    const changes = changesOf(FIRST, { ...FIRST, category: "netting", outcomes }, CATALOGUE);
    expect(changes).toEqual([
      { field: "console_incidents.act", before: "垂钓", after: "网捕" },
      { field: "console_incidents.outcome", before: "", after: "劝离 2 人" },
    ]);
  });

  it("is nothing when only what is told apart from it was changed", () => {
    expect(changesOf(FIRST, { ...FIRST }, CATALOGUE)).toEqual([]);
  });

  it("is not the form in which a moment was written", () => {
    const utc = { ...FIRST, occurred_at: "2022-10-07T17:52:00+00:00" };
    expect(changesOf(FIRST, utc, CATALOGUE)).toEqual([]);
  });

  it("tells a note that was added to what was held", () => {
    const rod = { kind: "rod", quantity: 1, unit: "根", note: "" };
    const before = { ...FIRST, seized: [rod] };
    const after = { ...FIRST, seized: [{ ...rod, note: "断了一节" }] };
    expect(changesOf(before, after, CATALOGUE)).toEqual([
      { field: "console_incidents.seized", before: "钓竿 1 根", after: "钓竿 1 根（断了一节）" },
    ]);
  });
});
