import { describe, expect, it } from "vitest";
import { levelsOf } from "./levels.ts";

const term = (code: string) => ({ code, zh: code, en: code });
const of = (code: string, parent: string | null) => ({ ...term(code), parent });

describe("two levels of categories", () => {
  it("keeps the order of groups, and of categories in each", () => {
    const levels = levelsOf(
      [of("swimming", "water"), of("netting", "fishing"), of("angling", "fishing")],
      [term("fishing"), term("water")],
    );
    expect(levels.map((one) => [one.group?.code, one.categories.map((it) => it.code)])).toEqual([
      ["fishing", ["netting", "angling"]],
      ["water", ["swimming"]],
    ]);
  });

  it("leaves no category out, whatever group it names", () => {
    const levels = levelsOf([of("a", "gone"), of("b", null), term("c")], [term("fishing")]);
    expect(levels).toEqual([
      { group: null, categories: [of("a", "gone"), of("b", null), term("c")] },
    ]);
  });
});
