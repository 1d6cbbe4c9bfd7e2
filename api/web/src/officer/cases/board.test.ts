import { expect, it } from "vitest";
import type { ItemView } from "../../outbox/index.ts";
import { boardOf } from "./board.ts";
import { DESK } from "./standing.ts";
import type { CaseLine, Holder } from "./wire.ts";

const ME: Holder = { kind: "officer", code: "me" };
const AROUND = { me: "me", isMine: (one: Holder | null) => one?.code === "me" };

function line(id: string, part: Partial<CaseLine>): CaseLine {
  return {
    id,
    incident_id: null,
    source: "citizen",
    category: "noise",
    reported_at: "2022-10-10T01:00:00Z",
    lon: null,
    lat: null,
    place: "",
    area: null,
    cell: null,
    note: "",
    voided: "",
    counts: true,
    stage: "dispatched",
    since: "2022-10-10T01:00:00Z",
    holder: ME,
    due_at: null,
    closed_at: null,
    supervision: [],
    ...part,
  };
}

function item(id: string, kind: ItemView["kind"], body: unknown): ItemView {
  const rest = { label: "", lon: 120.9, lat: 29.5, edits: false, told: null };
  return {
    ...rest,
    key: id,
    id,
    kind,
    path: "",
    at: "2022-10-10T02:00:00Z",
    state: "waiting",
    body,
    bytes: 0,
    sentBytes: 0,
  };
}

it("has mine apart, by when they are due, those without a limit last", () => {
  const lines = [
    line("none", {}),
    line("late", { due_at: "2022-10-12T01:00:00Z" }),
    line("first", { due_at: "2022-10-11T01:00:00Z" }),
    line("theirs", { holder: DESK, stage: "handled" }),
    line("void", { counts: false }),
  ];
  const { mine, others, fresh } = boardOf(lines, [], AROUND);
  expect(mine.map(({ id }) => id)).toEqual(["first", "late", "none"]);
  expect(others.map(({ id }) => id)).toEqual(["theirs"]);
  expect(fresh).toEqual([]);
});

it("moves what was done here on, though it was not sent", () => {
  const body = { case_id: "one", kind: "handled", at: "2022-10-10T03:00:00Z", to: null, note: "" };
  const step = item("step", "case_step", { ...body, photos: [] });
  const { mine, others } = boardOf([line("one", {})], [step], AROUND);
  expect(mine).toEqual([]);
  expect(others).toMatchObject([{ id: "one", stage: "handled", isSent: false }]);
});

it("shows what was made here with what its incident says", () => {
  const at = "2022-10-10T01:30:00Z";
  const incident = item("incident", "incident", { category: "stall", occurred_at: at });
  const made = item("case", "case", { incident_id: "incident" });
  const { fresh } = boardOf([], [incident, made], AROUND);
  expect(fresh).toMatchObject([{ id: "case", category: "stall", at, isSent: false, lon: 120.9 }]);
});

it("shows it once when the server knows of it while the answer was lost", () => {
  const made = item("one", "case", { incident_id: "incident" });
  const { fresh, mine } = boardOf([line("one", {})], [made], AROUND);
  expect([fresh.length, mine.length]).toEqual([0, 1]);
});
