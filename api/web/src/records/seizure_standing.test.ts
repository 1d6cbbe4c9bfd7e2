import { describe, expect, it } from "vitest";
import {
  type KeptSeizure,
  type OwnStep,
  type Standing,
  standingOf,
  voidedStep,
} from "./seizure_standing.ts";
import { eligible, factsOffered, numberList, offered } from "./seizure_steps.ts";
import type { CustodyBody, ItemTold, SeizureBody, SeizureTold } from "./seizure_wire.ts";
import { custodyBody, missingIn, newStep } from "./step_draft.ts";

const ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0201";
const AT = "2022-10-07T18:05:00Z";
const LATER = "2022-10-07T21:40:00Z";
const NONE: ReadonlySet<string> = new Set();

function line(number: number, kind: string) {
  const none = { condition: "", seal_number: "", photos: [], note: "" };
  return { number, kind, quantity: 1, unit: "条", storage_place: "巡查艇", ...none };
}

const WRITTEN: SeizureBody = {
  incident_id: "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
  number: "第0108号",
  measure: "emergency_seizure",
  at: AT,
  officers: ["a", "b"],
  items: [line(1, "rod"), line(2, "ground_cage"), line(3, "catch")],
  signatures: [],
  ownerless: false,
  party: 1,
  note: "",
};

function step(id: string, part: Partial<CustodyBody>): OwnStep {
  const nothing = { place: "", from_place: "", notice_ends: null, to: "", note: "" };
  const body = { seizure_id: ID, kind: "moved" as const, items: [1, 2], at: LATER, ...nothing };
  return { id, what: "custody", body: { ...body, ...part } };
}

function told(items: Partial<ItemTold>[], part: Partial<SeizureTold> = {}): SeizureTold {
  const rest = { since: AT, to: "", notice_ends: null, state: "held" as const, place: "巡查艇" };
  return {
    ...WRITTEN,
    id: ID,
    squad: "reservoir",
    officers: [],
    items: WRITTEN.items.map((one, at) => ({ ...one, ...rest, ...items[at] })),
    voided: "",
    open: true,
    clocks: [],
    events: [],
    conflicts: [],
    clock_events: [],
    findings: [],
    ...part,
  };
}

function kept(part: Partial<KeptSeizure>): KeptSeizure {
  return { id: ID, written: null, told: null, fetchedAt: null, steps: [], ...part };
}

function standing(part: Partial<KeptSeizure>, unsent = NONE): Standing {
  const found = standingOf(kept(part), unsent);
  if (!found) throw new Error("nothing is known");
  return found;
}

describe("how a seizure stands", () => {
  it("is not known to a phone that has neither written it nor been told", () => {
    expect(standingOf(kept({}), NONE)).toBeNull();
  });

  it("is as it was written, until the server has told", () => {
    const now = standing({ written: WRITTEN }, new Set([ID]));
    expect(now.items.map(({ state, place }) => [state, place])).toEqual(
      Array(3).fill(["held", "巡查艇"]),
    );
    expect(now.steps).toMatchObject([{ kind: "seized", items: [1, 2, 3], isSent: false }]);
    expect([now.isSent, now.nUnsent]).toEqual([false, 1]);
  });

  it("goes on by the steps of this phone, in the order of their times", () => {
    const steps = [
      step("late", { kind: "returned", items: [1], to: "当事人", at: "2022-10-08T01:00:00Z" }),
      step("early", { place: "长诏库房" }),
    ];
    const now = standing({ written: WRITTEN, steps }, new Set(["late", "early"]));
    expect(now.items.map(({ state, place, to }) => [state, place, to])).toEqual([
      ["returned", "长诏库房", "当事人"],
      ["held", "长诏库房", ""],
      ["held", "巡查艇", ""],
    ]);
    expect(now.steps.map(({ kind }) => kind)).toEqual(["seized", "moved", "returned"]);
    expect([now.isSent, now.nUnsent]).toEqual([true, 2]);
  });

  it("counts a step once that the server has told of", () => {
    const event = { ...step("one", { place: "长诏库房" }).body, id: "one", counts: true };
    const events = [{ ...event, kind: "moved" as const, items: [1, 2] }] as SeizureTold["events"];
    const now = standing({
      told: told([{ place: "长诏库房" }], { events }),
      steps: [step("one", { place: "长诏库房" })],
    });
    expect(now.steps).toHaveLength(1);
    expect(now.items.map(({ isAhead }) => isAhead)).toEqual([false, false, false]);
  });

  it("moves nothing that has left the office", () => {
    const now = standing({
      told: told([{ state: "returned", to: "当事人" }]),
      steps: [step("one", { place: "长诏库房" })],
    });
    expect(now.items.map(({ state, place }) => [state, place]).slice(0, 2)).toEqual([
      ["returned", "巡查艇"],
      ["held", "长诏库房"],
    ]);
  });

  it("shows what the server says cannot have been beside the step", () => {
    const remark = { where: "", key: "seizures.x", reason_zh: "不可能", reason_en: "cannot be" };
    const event = { ...step("one", {}).body, id: "one", counts: true };
    const now = standing({
      told: told([], {
        events: [event] as SeizureTold["events"],
        conflicts: [{ event_id: "one", items: [1], remark }],
      }),
    });
    expect(now.steps[0]?.conflicts).toEqual([remark]);
  });
});

describe("a step that was written by mistake", () => {
  it("moves nothing, and is seen as one that does not count", () => {
    const steps = [step("one", { place: "长诏库房", voided: "记错了" })];
    const now = standing({ written: WRITTEN, steps });
    expect(now.items[0]?.place).toBe("巡查艇");
    expect(now.steps.map(({ kind, counts }) => [kind, counts])).toEqual([
      ["seized", true],
      ["moved", false],
    ]);
  });

  it("does not count from then on, whatever the server still tells", () => {
    const event = { ...step("one", {}).body, id: "one", counts: true };
    const now = standing(
      {
        told: told([], { events: [event] as SeizureTold["events"] }),
        steps: [step("one", { voided: "记错了" })],
      },
      new Set(["one"]),
    );
    expect(now.steps).toMatchObject([{ id: "one", counts: false, isSent: false }]);
    expect(now.nUnsent).toBe(1);
  });

  it("is sent as it was, with the reason", () => {
    const written = step("one", { place: "长诏库房", from_place: "巡查艇" });
    const [, shown] = standing({ written: WRITTEN, steps: [written] }).steps;
    if (!shown) throw new Error("no step");
    expect(voidedStep(ID, shown, "记错了")).toEqual({
      ...written,
      body: { ...written.body, voided: "记错了" },
    });
  });
});

describe("what can be done next", () => {
  it("is offered for things that are held, and live catch alone is released", () => {
    const now = standing({ written: WRITTEN });
    expect(offered(now, true)).toEqual([
      "moved",
      "inspected",
      "returned",
      "released_live",
      "transferred",
      "confiscated",
      "destroyed",
    ]);
    expect(eligible("released_live", now).map(({ number }) => number)).toEqual([3]);
  });

  it("leaves decisions to those with a certificate", () => {
    expect(offered(standing({ written: WRITTEN }), false)).toEqual([
      "moved",
      "inspected",
      "released_live",
    ]);
  });

  it("posts a notice only where nobody owns the things", () => {
    const now = standing({ written: { ...WRITTEN, ownerless: true } });
    expect(offered(now, true)).toEqual(expect.arrayContaining(["notice_posted", "disposed"]));
  });

  it("gives nothing back that is the state's", () => {
    const now = standing({ told: told(Array(3).fill({ state: "confiscated" })) });
    expect(offered(now, true)).toEqual(["moved", "inspected", "transferred", "destroyed"]);
  });

  it("is to report and to approve, once all of it has left the office", () => {
    const gone = standing({ told: told(Array(3).fill({ state: "returned" })) });
    expect(offered(gone, true)).toEqual([]);
    expect(factsOffered(gone, { maySeize: true, mayApprove: true })).toEqual([
      "approved",
      "reported",
    ]);
  });

  it("is nothing of a seizure that was voided", () => {
    const voided = standing({ told: told([], { voided: "重复" }) });
    expect(offered(voided, true)).toEqual([]);
    expect(factsOffered(voided, { maySeize: true, mayApprove: true })).toEqual([]);
  });

  it("offers an approval to who may approve, once", () => {
    const now = standing({ written: WRITTEN });
    const leader = { maySeize: true, mayApprove: true };
    expect(factsOffered(now, leader)).toContain("approved");
    expect(factsOffered(now, { ...leader, mayApprove: false })).not.toContain("approved");
    const body = { seizure_id: ID, kind: "approved" as const, at: LATER, days: null, note: "" };
    const approved = standing({ written: WRITTEN, steps: [{ id: "x", what: "clock", body }] });
    expect(factsOffered(approved, leader)).not.toContain("approved");
    expect(factsOffered(approved, leader)).not.toContain("reported");
  });
});

describe("a step", () => {
  it("says from where things are moved when that is one place", () => {
    const now = standing({ written: WRITTEN });
    const draft = { ...newStep("moved", now, "当事人"), place: " 长诏库房 " };
    expect(custodyBody("moved", draft, now, LATER)).toEqual({
      seizure_id: ID,
      kind: "moved",
      items: [1, 2, 3],
      at: LATER,
      place: "长诏库房",
      from_place: "巡查艇",
      notice_ends: null,
      to: "",
      note: "",
    });
  });

  it("is given back to the party, unless an officer says otherwise", () => {
    const now = standing({ written: WRITTEN });
    const draft = newStep("returned", now, "当事人");
    expect(custodyBody("returned", draft, now, LATER)).toMatchObject({ to: "当事人", place: "" });
  });

  it("is not kept without what it is about", () => {
    const now = standing({ written: WRITTEN });
    const moved = newStep("moved", now, "");
    expect(missingIn("moved", { ...moved, items: [] })).toBe("items");
    expect(missingIn("moved", moved)).toBe("place");
    expect(missingIn("notice_posted", moved)).toBe("day");
    expect(missingIn("notice_posted", { ...moved, day: "2022-11-08" })).toBeNull();
    expect(missingIn("inspected", moved)).toBeNull();
  });
});

it("tells numbers as spans", () => {
  expect(numberList([5, 1, 2, 3, 9])).toBe("1–3, 5, 9");
  expect(numberList([])).toBe("");
});
