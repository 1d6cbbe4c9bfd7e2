import { describe, expect, it } from "vitest";
import type { AreaMap } from "../../map/codec.ts";
import type { Rule } from "../../records/law_wire.ts";
import {
  actsOf,
  appliesIn,
  type Case,
  caseOf,
  decisionItem,
  type MyLaw,
  NO_CHOICE,
  remarksOf,
  shownOf,
  standingAt,
} from "./law.ts";

function remark(key: string) {
  return { where: "", key, reason_zh: key, reason_en: key };
}

function rule(id: string): Rule {
  const nothing = { why: null, authority: null, fine: null, serious: null, gear: null };
  const law = { zh: id, en: id };
  const dates = { valid_from: null, valid_to: null };
  return { id, law, article: "1", ...dates, verified: false, ...nothing, orders: null, note: null };
}

function aCase(rules: number[], change: Partial<Case> = {}): Case {
  const applies = rules.map((at) => ({ rule: at, procedures: [] }));
  return {
    answers: [{ lighter: "same", applies }],
    leniency: [],
    pointers: [2],
    officers_needed: 2,
    duties: [],
    certain: false,
    remarks: [remark("law.unverified")],
    ...change,
  };
}

const LAW: MyLaw = {
  edition: "e1",
  first: "2026-07-01",
  last: "2026-12-31",
  spans: ["2026-07-01", "2026-08-15"],
  acts: [
    { id: "angling", zh: "垂钓", en: "Angling", categories: ["angling"] },
    { id: "organised", zh: "组织垂钓", en: "Organising", categories: ["angling"] },
  ],
  rules: [rule("old"), rule("new"), rule("pointer")],
  duties: [],
  cases: [aCase([0]), aCase([0, 1]), aCase([1])],
  table: {
    angling: {
      first: [[0, 1], [2]],
      second: [[2, 2], [2]],
      quasi: [[2, 2], [2]],
      outside: [[2, 2], [2]],
    },
  },
  remarks: [remark("law.office_table_unsound")], // not a message
  zone_unknown: remark("law.zone_unknown"),
  zone_not_approved: remark("law.zone_not_approved"),
};

function rulesOn(day: string, today: string): string[] | null {
  const found = caseOf(LAW, "angling", "first", day, today);
  return found && appliesIn(LAW, found).map((one) => one.rule.id);
}

describe("looking up what applies", () => {
  it("goes by the day of the act and that of the decision, to the day", () => {
    expect(rulesOn("2026-08-14", "2026-08-14")).toEqual(["old"]);
    expect(rulesOn("2026-08-14", "2026-08-15")).toEqual(["old", "new"]);
    expect(rulesOn("2026-08-15", "2026-08-15")).toEqual(["new"]);
  });

  it("takes an act after its decision for one of that day", () => {
    expect(rulesOn("2026-08-16", "2026-08-14")).toEqual(["old"]);
  });

  it("tells why each of two texts stands there, the one of that day first", () => {
    const stands = (found: Case) => appliesIn(LAW, found).map((one) => one.stands);
    const [one, two] = [[0], [0, 1]].map((rules) => aCase(rules).answers[0]?.applies ?? []);
    const answered = (lighter: string, applies = one ?? []) =>
      stands(aCase([], { answers: [{ lighter, applies }] }));
    expect(answered("person_decides", two)).toEqual(["then", "newer_if_lighter"]);
    expect(answered("newer")).toEqual(["newer_lighter"]);
    expect(answered("same")).toEqual([null]);
  });

  it("says nothing of days that the phone's table does not reach", () => {
    expect(rulesOn("2026-06-30", "2026-08-15")).toBeNull();
    expect(rulesOn("2026-12-31", "2027-01-01")).toBeNull();
    expect(rulesOn("2026-07-01", "2026-12-31")).not.toBeNull();
  });

  it("names all acts that a category may be", () => {
    expect(actsOf(LAW, "angling").map((one) => one.id)).toEqual(["angling", "organised"]);
    expect(actsOf(LAW, "muck_truck")).toEqual([]);
  });

  it("has no answer for an act that the table does not have", () => {
    expect(caseOf(LAW, "organised", "first", "2026-08-15", "2026-08-15")).toBeNull();
  });
});

function square(west: number, east: number): GeoJSON.Polygon {
  const ring = [
    [west, 29],
    [east, 29],
    [east, 30],
    [west, 30],
    [west, 29],
  ];
  return { type: "Polygon", coordinates: [ring] };
}

function aMap(zones: AreaMap["zones"]): AreaMap {
  return { outline: square(120, 122), zones } as AreaMap;
}

describe("the level of a place", () => {
  const place = { lon: 120.5, lat: 29.5, accuracyM: 5, at: "2026-08-15T00:00:00Z" };
  const here = { ...place, source: "gps" as const };
  const zone = (status: string) => ({ level: "first", status, geometry: square(120, 121) });

  it("is that of the zone, a hint where its line is not approved", () => {
    const approved = standingAt([aMap([zone("approved")])], here);
    expect(approved).toEqual({ level: "first", doubt: null });
    const drawn = standingAt([aMap([zone("illustrative")])], here);
    expect(drawn).toEqual({ level: "first", doubt: "not_approved" });
  });

  it("is outside where zones are drawn, and the place is in none", () => {
    const found = standingAt([aMap([zone("approved")])], { ...here, lon: 121.5 });
    expect(found).toEqual({ level: "outside", doubt: null });
  });

  it("is not known where no zones are drawn, and where the phone has no map", () => {
    expect(standingAt([aMap([])], here).doubt).toBe("unknown");
    expect(standingAt([aMap([zone("approved")])], { ...here, lon: 130 }).doubt).toBe("unknown");
    expect(standingAt([], here).doubt).toBe("no_map");
  });
});

describe("the record of a decision", () => {
  const standing = { level: "first", doubt: "not_approved" } as const;
  const found = LAW.cases[1] as Case;

  it("says which edition, rules and remarks were on the screen", () => {
    expect(shownOf(LAW, "angling", standing, found)).toEqual({
      act: "angling",
      edition: "e1",
      rules: ["old", "new", "pointer"],
      remarks: remarksOf(LAW, standing, found).map((one) => one.key),
    });
    expect(remarksOf(LAW, standing, found).map((one) => one.key)).toContain(
      LAW.zone_not_approved.key,
    );
  });

  it("is put below its incident, in words; what was only written counts as decided", () => {
    const shown = shownOf(LAW, "angling", standing, found);
    const choice = { ...NO_CHOICE, done: ["sent_away"], reason: " 初次 ", applied: "gone" };
    const at = "2026-08-15T01:00:00.000Z";
    const item = decisionItem("incident-1", shown, choice, "劝离", "处理", at);
    expect(item.path).toBe(`/api/v1/incidents/incident-1/law-decisions/${item.id}`);
    expect(item.body).toMatchObject({ at, edition: "e1", decision: "劝离", reason: "初次" });
    expect(item.body).toMatchObject({ applied: null });
    const written = decisionItem("incident-1", shown, choice, "", "处理", at);
    expect(written.body).toMatchObject({ decision: "初次", reason: "" });
  });
});
