import { describe, expect, it } from "vitest";
import { bodyOf, type Draft, NOBODY, newDraft, type Setting } from "./draft.ts";
import { confirmedBody, draftOf, mendedBody } from "./mending.ts";

const AT = "2022-10-08T01:40:00.000Z";
const setting: Setting = {
  squad: "reservoir",
  patrolId: "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
  counting: new Set(["persuaded", "warned"]),
  maySeize: true,
};
const written: Draft = {
  ...newDraft(AT),
  category: "angling",
  persuaded: 2,
  gear: { rod: 2, ground_cage: 1 },
  outcomes: { warned: 3, transferred: 1 },
  narrative: "渔灯未熄",
  persons: [{ ...NOBODY, plate: "浙D·00000" }],
  source: "camera",
  place: { lon: 120.99, lat: 29.47, accuracyM: 6, at: AT, source: "gps" },
};

describe("a refused incident", () => {
  it("opens with all that it says, and says the same when nothing is changed", () => {
    const body = bodyOf(written, setting);
    const draft = draftOf(written.id, AT, body);
    expect(draft).toEqual(written);
    expect(mendedBody(body, draft, setting)).toEqual(body);
  });

  it("stays with the squad and the patrol it was written in", () => {
    const body = bodyOf(written, setting);
    const later = { ...setting, squad: "park", patrolId: null };
    const mended = mendedBody(body, { ...written, persuaded: 1 }, later);
    expect(mended).toMatchObject({ squad: "reservoir", patrol_id: setting.patrolId });
  });

  it("opens whatever it lacks", () => {
    expect(draftOf("an id", AT, null)).toMatchObject({ id: "an id", at: AT, place: null });
    expect(draftOf("an id", AT, { outcomes: [{ kind: "persuaded", people: null }] })).toMatchObject(
      {
        persuaded: 0,
      },
    );
  });
});

describe("a doubt of the server's", () => {
  it("is confirmed beside what was confirmed before", () => {
    const body = bodyOf(written, setting);
    const once = confirmedBody(body, ["outside_county"]);
    expect(once).toEqual({ ...body, confirmed: ["outside_county"] });
    expect(confirmedBody(once, ["outside_county"])).toEqual(once);
  });

  it("is not confirmed for another place", () => {
    const sure = confirmedBody(bodyOf(written, setting), ["outside_county"]);
    expect(mendedBody(sure, { ...written, persuaded: 0 }, setting)).toMatchObject({
      confirmed: ["outside_county"],
    });
    const place = { lon: 120.5, lat: 29.47, accuracyM: null, at: AT, source: "map" as const };
    expect(mendedBody(sure, { ...written, place }, setting)).not.toHaveProperty("confirmed");
  });
});
