import { beforeEach, describe, expect, it } from "vitest";
import { leftWords } from "../officer/state/left.ts";
import { language } from "../officer/words.ts";
import { type CaseDue, type DueItem, groupsOf, pressingAt, pressingOf } from "./due_groups.ts";

const NOW = Date.parse("2022-10-10T08:00:00Z");
const HOUR_MS = 3_600_000;

function item(id: string, kind: DueItem["clock"]["kind"], leftH: number, soonH = 6): DueItem {
  const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
  return {
    subject: { kind: "seizure", id, number: `第${id}号`, at: at(-24), category: null },
    soon_at: at(leftH - soonH),
    clock: {
      kind,
      state: "running",
      due_at: at(leftH),
      last_day: null,
      met_at: null,
      late: false,
      period: { law: "某法", article: null, verified: true },
      remarks: [],
    },
  };
}

describe("what falls due", () => {
  it("is grouped by its subject, the overdue first", () => {
    const items = [
      item("a", "seizure", 700),
      item("b", "preservation", 40, 48),
      item("a", "seizure_report", 3),
      item("c", "seizure", 90),
      item("d", "preservation", -2),
    ];
    const found = groupsOf(items, NOW).map(({ subject, pressing, lines }) => [
      subject.id,
      pressing,
      lines.map(({ clock }) => clock.kind),
    ]);
    expect(found).toEqual([
      ["d", "overdue", ["preservation"]],
      ["a", "due_soon", ["seizure_report", "seizure"]],
      ["b", "due_soon", ["preservation"]],
      ["c", "running", ["seizure"]],
    ]);
  });

  it("becomes overdue on a phone that was told nothing since", () => {
    const one = item("a", "seizure_report", 7);
    const states = [0, 1, 7].map((hours) => pressingAt(one, NOW + hours * HOUR_MS));
    expect(states).toEqual(["running", "due_soon", "overdue"]);
  });

  it("stays as it was told: grouping changes no order of what it is given", () => {
    const items = [item("a", "seizure", 9), item("b", "seizure", 1)];
    groupsOf(items, NOW);
    expect(items.map(({ subject }) => subject.id)).toEqual(["a", "b"]);
  });
});

describe("what is left", () => {
  beforeEach(() => {
    language.value = "zh";
  });

  it.each([
    [20 * 24 + 7.5, "还有 20 天 7 小时"],
    [48, "还有 2 天"],
    [4.25, "还有 4 小时 15 分"],
    [0.5, "还有 30 分钟"],
    [0, "已逾期 0 分钟"],
    [-0.5, "已逾期 30 分钟"],
    [-25, "已逾期 1 天 1 小时"],
  ])("%d hours before is said as %s", (hours, words) => {
    expect(leftWords(new Date(NOW + hours * HOUR_MS).toISOString(), NOW)).toBe(words);
  });

  it("is said in English, too", () => {
    language.value = "en";
    expect(leftWords("2022-10-10T05:50:00Z", NOW)).toBe("2 h 10 min overdue");
  });
});

it("tells how a case's step stands by this phone's clock, and that it is due soon as told", () => {
  const step = (state: CaseDue["state"], leftH: number): CaseDue => ({
    subject: { id: "a", category: "noise", stage: "dispatched" },
    holder: null,
    due_at: new Date(NOW + leftH * HOUR_MS).toISOString(),
    state,
  });
  expect(pressingOf(step("due_soon", 1), NOW)).toBe("due_soon");
  expect(pressingOf(step("running", 9), NOW)).toBe("running");
  expect(pressingOf(step("running", -1), NOW)).toBe("overdue");
});
