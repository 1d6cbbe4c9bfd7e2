import { expect, it } from "vitest";
import type { ItemView, Told } from "../../outbox/index.ts";
import { answerHere, askedIn, askedOn } from "./asked.ts";
import type { LeaveTold, RosterTold, SwapTold } from "./wire.ts";

const LEAVE: LeaveTold = {
  id: "leave-1",
  version: 2,
  squad: "reservoir",
  kind: "annual",
  first_day: "2022-11-20",
  last_day: "2022-11-22",
  withdrawn: "",
  state: "asked",
  counts: false,
  flags: ["late"],
  answers: [],
};
const SWAP: SwapTold = {
  id: "swap-1",
  version: 1,
  squad: "reservoir",
  roster_id: "r",
  officer_id: "me",
  officer: "甲",
  day: "2022-11-12",
  shift: "早",
  taker_id: "other",
  taker: "乙",
  returned_day: "2022-11-14",
  returned_shift: "中",
  withdrawn: "",
  state: "asked",
  answers: [],
};
const REFUSAL: Told = {
  status: 422,
  code: "roster_requests.invalid",
  zh: "申请或答复有错，没有保存。",
  en: "faults",
  findings: [],
  confirm: [],
  current: null,
  etag: null,
  atMs: 0,
};

function told(part: Partial<RosterTold>): RosterTold {
  const rest = { at: "", first_day: "", last_day: "", shifts: [], rosters: [], duties: [] };
  return { ...rest, leaves: [], wishes: [], swaps: [], offered: [], ...part };
}

function item(id: string, kind: ItemView["kind"], body: object, part: Partial<ItemView> = {}) {
  const rest = {
    label: "",
    lon: null,
    lat: null,
    edits: false,
    told: null,
    bytes: 0,
    sentBytes: 0,
  };
  const made: ItemView = { ...rest, key: id, id, kind, path: "", at: "", state: "waiting", body };
  return { ...made, ...part };
}

const named = (id: string) => `name of ${id}`;

it("has what waits here beside what the server told, each once, the latest day first", () => {
  const { id: _, version: __, ...body } = LEAVE;
  const waiting = [
    item("leave-1", "leave", body),
    item("leave-2", "leave", { ...body, first_day: "2022-12-01", last_day: "2022-12-01" }),
  ];
  const { leaves } = askedIn(told({ leaves: [LEAVE] }), waiting, named);
  expect(leaves.map(({ id, version, isUnsent }) => [id, version, isUnsent])).toEqual([
    ["leave-2", null, true],
    ["leave-1", 2, false],
  ]);
  expect(leaves[1]).toMatchObject({ isLate: true, body: { squad: "reservoir", withdrawn: "" } });
});

it("shows as withdrawn what was withdrawn here, unless the server would not have that", () => {
  const edit = item("leave-1", "leave", {}, { edits: true });
  const all = told({ leaves: [LEAVE] });
  const [gone] = askedIn(all, [edit], named).leaves;
  expect(gone).toMatchObject({ state: "withdrawn", isUnsent: true, refusal: null });
  const refused = { ...edit, state: "refused", told: REFUSAL } as const;
  const [still] = askedIn(all, [refused], named).leaves;
  expect(still).toMatchObject({ state: "asked", isUnsent: true, refusal: REFUSAL });
});

it("shows a swap that waits with the shift and the name that this phone knows", () => {
  const body = { roster_id: "r", day: "2022-11-12", taker_id: "x", returned_day: null };
  const [swap] = askedIn(told({}), [item("swap-9", "swap", body)], named).swaps;
  expect(swap).toMatchObject({ taker: "name of x", state: "asked", shift: null, isUnsent: true });
});

it("shows an offer as answered once the answer is kept here", () => {
  const say = { target_kind: "swap", target_id: "swap-1", result: "agreed" };
  const waiting = [item("answer-1", "roster_answer", say)];
  const [offer] = askedIn(told({ offered: [SWAP] }), waiting, named).offered;
  expect(offer).toMatchObject({ state: "agreed", isUnsent: true });
  expect(answerHere("swap-1", waiting)).toEqual({ result: "agreed", refusal: null });
  expect(answerHere("swap-2", waiting)).toBeNull();
});

it("has on a day what still holds: leave on all of its days, a swap on both of its", () => {
  const all = askedIn(told({ leaves: [LEAVE], swaps: [SWAP] }), [], named);
  expect(askedOn(all, "2022-11-21").leaves).toHaveLength(1);
  expect(askedOn(all, "2022-11-23").leaves).toHaveLength(0);
  expect(["12", "13", "14"].map((day) => askedOn(all, `2022-11-${day}`).swaps.length)).toEqual([
    1, 0, 1,
  ]);
  const over = askedIn(told({ swaps: [{ ...SWAP, state: "declined" }] }), [], named);
  expect(askedOn(over, "2022-11-12").swaps).toEqual([]);
});
