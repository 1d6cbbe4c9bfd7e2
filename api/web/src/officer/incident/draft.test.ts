import { describe, expect, it } from "vitest";
import { bodyOf, type Draft, isBegun, itemOf, NOBODY, newDraft, type Setting } from "./draft.ts";

const AT = "2022-10-08T01:40:00.000Z";
const place = { lon: 120.99000004, lat: 29.47, accuracyM: 6, at: AT, source: "gps" as const };
const setting: Setting = {
  squad: "reservoir",
  patrolId: null,
  counting: new Set(["persuaded", "warned", "fled"]),
  maySeize: true,
};
const draft = (part: Partial<Draft>): Draft => ({
  ...newDraft(AT),
  category: "angling",
  place,
  ...part,
});

describe("an incident's record", () => {
  it("is a category and a place, and nothing else that was not said", () => {
    expect(bodyOf(draft({}), setting)).toEqual({
      squad: "reservoir",
      point: { lon: 120.99, lat: 29.47 },
      accuracy_m: 6,
      placed_by: "gps",
      occurred_at: AT,
      category: "angling",
      source: "patrol",
      patrol_id: null,
      narrative: "",
      outcomes: [],
      seized: [],
      persons: [],
    });
  });

  it("counts the persuaded, and names a seizure when gear is held", () => {
    const body = bodyOf(draft({ persuaded: 2, gear: { rod: 2, ground_cage: 0 } }), setting);
    expect(body.outcomes).toEqual([
      { kind: "persuaded", people: 2 },
      { kind: "seized", people: null },
    ]);
    expect(body.seized).toEqual([{ kind: "rod", quantity: 2 }]);
  });

  it("holds no seizure of somebody who may not seize", () => {
    const body = bodyOf(draft({ gear: { rod: 2 } }), { ...setting, maySeize: false });
    expect([body.seized, body.outcomes]).toEqual([[], []]);
  });

  it("counts people only where an outcome counts them", () => {
    const body = bodyOf(draft({ outcomes: { warned: 3, transferred: 1 } }), setting);
    expect(body.outcomes).toEqual([
      { kind: "warned", people: 3 },
      { kind: "transferred", people: null },
    ]);
  });

  it("leaves out persons of whom nothing was written", () => {
    const written = { ...NOBODY, plate: "浙D·00000" };
    const body = bodyOf(draft({ persons: [NOBODY, written] }), setting);
    expect(body.persons).toEqual([written]);
  });

  it("keeps text as it was typed, markup and all", () => {
    const narrative = '<img src=x onerror="alert(1)"> {{7*7}}';
    expect(bodyOf(draft({ narrative }), setting).narrative).toBe(narrative);
  });

  it("is not made without a place", () => {
    expect(() => bodyOf(draft({ place: null }), setting)).toThrow();
  });

  it("goes out under the id of the draft", () => {
    const one = draft({});
    expect(itemOf(one, setting, "Angling", AT).path).toBe(`/api/v1/incidents/${one.id}`);
  });
});

describe("a draft", () => {
  it("is begun with the first thing said", () => {
    expect(isBegun(newDraft(AT))).toBe(false);
    expect(isBegun({ ...newDraft(AT), persuaded: 1 })).toBe(true);
    expect(isBegun({ ...newDraft(AT), narrative: "  " })).toBe(false);
  });
});
