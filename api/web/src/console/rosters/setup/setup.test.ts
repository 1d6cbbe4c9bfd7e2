import { expect, test } from "vitest";
import { Refused } from "../../../base/api.ts";
import type { Basis, Post, RuleChange, Shift } from "../wire.ts";
import { isSame, nMisfilled, unlike, withoutShift, withShift } from "./edits.ts";
import { faultKey, faultsOf } from "./faults.ts";
import { isOwn, piecesOf, type Rule, sentenceOf, settingOf, withSetting } from "./rules.ts";

const REST: Rule = {
  rule: "rest",
  family: "officer",
  name_zh: "班间休息",
  name_en: "rest",
  kind: "hard",
  weight: 1000,
  numbers: { hours: 11 },
  pattern_zh: "两班之间至少休息 {hours} 小时",
  pattern_en: "Between two shifts there are at least {hours} hours",
  ranges: { hours: [0, 24] },
};
const COVER: Rule = { ...REST, rule: "cover", numbers: {}, pattern_zh: "满岗", ranges: {} };

function shift(code: string, forbidden_next: string[] = []): Shift {
  return { code, kind: "night", start: "22:00", end: "06:00", paid_minutes: null, forbidden_next };
}

function post(code: string, of: string): Post {
  const need = { workday: 1, weekend: 1, holiday: 1, at_risk: 0 };
  const flags = { on_water: false, vehicle: false, enforcement: true };
  return { code, name: "", area: null, shift: of, ...need, ...flags, skills: [] };
}

const BASIS: Basis = {
  shifts: [shift("早", ["夜"]), shift("夜")],
  posts: [post("a", "夜"), post("b", "早")],
  rules: [],
};

test("of a rule only what is unlike the office's is kept, and nothing when it is as the office's", () => {
  const longer = withSetting(REST, [], { ...REST, numbers: { hours: 12 } });
  expect(longer).toEqual([{ rule: "rest", kind: null, weight: null, numbers: { hours: 12 } }]);
  expect(settingOf(REST, longer)).toEqual({ kind: "hard", weight: 1000, numbers: { hours: 12 } });
  expect(isOwn(REST, longer)).toBe(true);
  expect(withSetting(REST, longer, REST)).toEqual([]);
  // Written out though it says the same.
  expect(isOwn(REST, [{ rule: "rest", kind: "hard", weight: null, numbers: { hours: 11 } }])).toBe(
    false,
  );
});

test("a sentence has its numbers where they are read", () => {
  expect(sentenceOf(REST, REST, "zh")).toBe("两班之间至少休息 11 小时");
  expect(piecesOf(REST, "zh")).toEqual([
    { words: "两班之间至少休息 " },
    { number: "hours" },
    { words: " 小时" },
  ]);
  expect(piecesOf(COVER, "zh")).toEqual([{ words: "满岗" }]);
});

test("a shift that is renamed is renamed where posts and other shifts name it", () => {
  const found = withShift(BASIS, 1, shift("晚", ["夜"]));
  expect(found.posts.map((one) => one.shift)).toEqual(["晚", "早"]);
  expect(found.shifts.map((one) => one.forbidden_next)).toEqual([["晚"], ["晚"]]);
  expect(withoutShift(BASIS, 1).shifts).toEqual([shift("早")]);
});

test("setups differ by what they say, not by the order in which rules were changed", () => {
  const [rest, cover] = [
    { rule: "rest", kind: "soft" as const, weight: null, numbers: {} },
    { rule: "cover", kind: null, weight: 3, numbers: {} },
  ];
  const one = { ...BASIS, rules: [rest, cover] };
  expect(isSame(one, { ...BASIS, rules: [cover, rest] })).toBe(true);
  const other = { ...BASIS, posts: [{ ...post("a", "夜"), weekend: 2 }, post("c", "早")] };
  expect(unlike(one, other)).toEqual({
    shifts: [],
    posts: ["a", "b", "c"],
    rules: ["cover", "rest"],
  });
});

test("what the server finds stands at its line, by place or by name", () => {
  const said = (where: string, reason_zh: string) => ({ where, reason_zh, reason_en: "" });
  const findings = [
    said("posts[1].workday", "应当是整数"),
    said("posts[a]", "没有这个班"),
    said("rules[rest.hours]", "应当是 0 到 24 的整数"),
    said("squad", "不在"),
  ];
  const found = faultsOf(new Refused(422, { status: 422, findings }, null), BASIS);
  expect(found).toEqual(
    new Map([
      [faultKey("posts", "b"), "应当是整数"],
      [faultKey("posts", "a"), "没有这个班"],
      [faultKey("rules", "rest"), "应当是 0 到 24 的整数"],
      ["", "不在"],
    ]),
  );
});

test("a number that is emptied, broken or out of its range cannot be sent", () => {
  const empty = { rule: "rest", kind: null, weight: Number.NaN, numbers: {} };
  const basis = { ...BASIS, posts: [{ ...post("a", "夜"), workday: Number.NaN }], rules: [empty] };
  expect(nMisfilled(basis, [REST])).toBe(2);
  const wrong = { ...post("a", "夜"), workday: -5, weekend: 1.5, holiday: 100 };
  const long = { rule: "rest", kind: null, weight: null, numbers: { hours: 25 } };
  expect(nMisfilled({ ...BASIS, posts: [wrong], rules: [long] }, [REST])).toBe(3);
  const unused: RuleChange = { ...long, kind: "off" };
  expect(nMisfilled({ ...BASIS, rules: [unused] }, [REST])).toBe(0);
  const none = { rule: "rest", kind: null, weight: null, numbers: {} };
  expect(isSame({ ...BASIS, rules: [empty] }, { ...BASIS, rules: [none] })).toBe(false);
});
