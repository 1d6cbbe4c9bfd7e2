import { expect, it } from "vitest";
import { after, DESK, type KeptCase, type OwnStep, standingOf } from "./standing.ts";
import { asksWhom, missingIn, NO_DRAFT, offered } from "./steps.ts";
import type { CaseLine, CaseTold, Holder, StepKind, StepTold } from "./wire.ts";

const ME: Holder = { kind: "officer", code: "me" };
const OTHER: Holder = { kind: "officer", code: "other" };
const DUE = "2022-10-10T09:30:00Z";

const LINE: CaseLine = {
  id: "case",
  incident_id: "incident",
  source: "patrol",
  category: "noise",
  reported_at: "2022-10-10T01:00:00Z",
  lon: 120.9,
  lat: 29.5,
  place: "",
  area: "park",
  cell: "A-1",
  note: "",
  voided: "",
  counts: true,
  stage: "reported",
  since: "2022-10-10T01:00:00Z",
  holder: DESK,
  due_at: DUE,
  closed_at: null,
  supervision: [],
};

function own(kind: StepKind, hour: number, to: Holder | null = null): OwnStep {
  const at = `2022-10-10T${String(hour).padStart(2, "0")}:00:00Z`;
  return { id: `${kind}-${hour}`, body: { case_id: "case", kind, at, to, note: "", photos: [] } };
}

function told(steps: OwnStep[], by: string, part: Partial<CaseTold> = {}): CaseTold {
  const sent = steps.map(
    ({ id, body }): StepTold => ({ ...body, id, officer_id: by, counts: true, conflicts: [] }),
  );
  return { ...LINE, steps: sent, photos: [], findings: [], ...part };
}

const NOTHING: KeptCase = { id: "case", own: null, line: null, told: null, steps: [] };
const stands = (kept: Partial<KeptCase>, waiting: string[] = []) => {
  const found = standingOf({ ...NOTHING, ...kept }, "me", new Set(waiting));
  if (found === null) throw new Error("nothing is known");
  return found;
};

it("knows nothing of a case that was neither written nor told", () => {
  expect(standingOf(NOTHING, "me", new Set())).toBeNull();
});

it("shows one that was made here before the server knows of it", () => {
  const origin = {
    incidentId: "incident",
    category: "noise",
    at: LINE.reported_at,
    lon: null,
    lat: null,
  };
  const found = stands({ own: origin }, ["case"]);
  expect(found).toMatchObject({ stage: "reported", holder: DESK, dueAt: null, isSent: false });
});

it("follows what was done here on top of what the board told", () => {
  const steps = [own("verified", 4), own("handled", 3)];
  const found = stands({ line: LINE, steps }, ["handled-3", "verified-4"]);
  expect(found).toMatchObject({ stage: "verified", holder: DESK, handledBy: "me" });
  expect(found.steps.map(({ kind }) => kind)).toEqual(["handled", "verified"]);
  // Its limit has ended, and when the next one does the server will tell.
  expect(found.dueAt).toBeNull();
});

it("puts a step of this phone between those of others by the time it was taken", () => {
  const theirs = [own("accepted", 2), own("dispatched", 3, ME), own("verified", 6)];
  const whole = told(theirs, "other", { stage: "dispatched", holder: ME });
  const found = stands({ told: whole, steps: [own("handled", 5)] }, ["handled-5"]);
  expect(found.stage).toBe("verified");
  expect(found.steps.map(({ isSent }) => isSent)).toEqual([true, true, false, true]);
});

it("counts a step once that was sent and is told", () => {
  const step = own("handled", 3);
  const whole = told([step], "me", { stage: "handled" });
  const found = stands({ told: whole, steps: [step] });
  expect(found.steps).toHaveLength(1);
  expect(found).toMatchObject({ dueAt: DUE, isSent: true });
});

it("does not count what was voided", () => {
  const whole = told([own("handled", 3)], "me");
  const [step] = whole.steps as [StepTold];
  expect(stands({ told: { ...whole, steps: [{ ...step, counts: false }] } }).stage).toBe(
    "reported",
  );
});

it("goes by the board where that is newer than the way that was taken along", () => {
  const newer: CaseLine = {
    ...LINE,
    stage: "dispatched",
    holder: ME,
    since: "2022-10-10T05:00:00Z",
  };
  const found = stands({ told: told([own("accepted", 2)], "other"), line: newer });
  expect(found).toMatchObject({ stage: "dispatched", holder: ME, dueAt: DUE });
});

it.each<[StepKind[], string, Holder | null]>([
  [["dispatched", "handled", "returned"], "dispatched", OTHER],
  [["dispatched", "returned"], "accepted", DESK],
  [["handled", "returned"], "dispatched", ME],
  [["handled", "accepted"], "handled", DESK],
  [["verified"], "reported", DESK],
  [["handled", "verified", "closed"], "closed", null],
  [["handled", "closed", "handed"], "closed", null],
  [["handled", "closed", "reopened"], "dispatched", ME],
])("after %j it is %s", (kinds, stage, holder) => {
  const begun = { stage: "reported" as const, holder: DESK, handler: null, handledBy: null };
  const end = kinds.reduce<Parameters<typeof after>[0]>(
    (before, kind) => after(before, { kind, to: asksWhom(kind) ? OTHER : null, by: "me" }),
    begun,
  );
  expect(end).toMatchObject({ stage, holder });
});

it("offers an officer what is the field's, and a leader the desk's first", () => {
  const of = { stage: "reported" as const, holder: DESK, handler: null, handledBy: null };
  expect(offered({ ...of, voided: "" }, false)).toEqual(["handled", "handed"]);
  expect(offered({ ...of, voided: "" }, true)[0]).toBe("accepted");
  expect(offered({ ...of, voided: "重复" }, true)).toEqual([]);
});

it("asks for whom and why before a step is kept", () => {
  expect(missingIn("handed", NO_DRAFT)).toBe("to");
  expect(missingIn("returned", { ...NO_DRAFT, note: " " })).toBe("note");
  expect(missingIn("handled", NO_DRAFT)).toBeNull();
});
