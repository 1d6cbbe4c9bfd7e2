// @vitest-environment happy-dom
/** Whose shift it is, with whom I am posted, and which check points are mine to go to. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anOfficer, aVault, Phone, started } from "../../../test/outbox/phone.ts";
import { areaLookedAt, forget, open } from "./duty.ts";
import { close, inside } from "./entry.ts";
import { isOffDuty, together } from "./own_duty.ts";
import { lastPlan } from "./patrol.ts";
import { forgetRoster, openRoster } from "./roster.ts";
import { pointsDone } from "./tallies.ts";

const me = anOfficer();
const [mate, outWithOthers, elsewhere] = [anOfficer(), anOfficer(), anOfficer()];
const HOUR_MS = 3_600_000;
const START = new Date(Date.now() - HOUR_MS);
const END = new Date(Date.now() + 7 * HOUR_MS);
const SHIFT = {
  id: "0190a0d0-0000-7000-8000-000000000001",
  squad: "reservoir",
  kind: "middle",
  start: START.toISOString(),
  end: END.toISOString(),
  note: "",
};
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(START);
const ROSTER = { id: "r", squad: "reservoir", first_day: DAY, last_day: DAY };
const POST = { post: "qincun-boat", post_name: null };
const DUTY = {
  squad: "reservoir",
  day: DAY,
  // As another route writes the same moment.
  starts_at: SHIFT.start.replace("Z", "+00:00"),
  ends_at: SHIFT.end,
  ...POST,
  colleagues: [
    { id: mate.id, name: "甲", ...POST },
    { id: outWithOthers.id, name: "乙", ...POST },
    { id: elsewhere.id, name: "丙", post: "changzhao-boat", post_name: null },
  ],
};
const OTHERS_OUT = {
  id: "0190a0d0-0000-7000-8000-000000000002",
  shift_id: SHIFT.id,
  area: "qincun",
  mode: "boat",
  start: SHIFT.start,
  end: null,
  crew: [outWithOthers.id],
  note: "",
};
const AREAS = ["changzhao", "qincun"].map((code) => ({ code, name_zh: code, name_en: code }));
const POINTS = ["changzhao", "changzhao", "qincun"].map((area, n) => ({
  id: `${n}`,
  code: `${n}`,
  area,
  due: true,
  last_at: null,
}));

/** Have the server tell of a shift and a roster, and open the phone. */
async function told(shift: Record<string, unknown>, roster: Record<string, unknown>) {
  const officers = [mate, outWithOthers, elsewhere].map(({ id }) => ({ id, name: "" }));
  const rest = { officers, areas: AREAS, check_points: POINTS, patrols: [], duty: null };
  const answers: Record<string, unknown> = {
    "/api/v1/my/shift": { running: true, shift: SHIFT, ...rest, ...shift },
    "/api/v1/my/roster": { rosters: [ROSTER], duties: [], ...roster },
  };
  vi.stubGlobal("fetch", async (path: string) => Response.json(answers[path]));
  await open();
  await openRoster();
}

beforeEach(async () => {
  const vault = await aVault(me);
  const phone = new Phone(new FakeServer(me.id));
  inside.value = { vault, officer: me, outbox: await started(phone, vault) };
});

afterEach(async () => {
  await close();
  forget();
  forgetRoster();
  vi.unstubAllGlobals();
});

it("says that the squad's shift is not mine where its roster has others in it", async () => {
  await told({}, {});
  expect(isOffDuty.value).toBe(true);
});

it("takes a squad without a roster for that day to be on duty whole", async () => {
  await told({}, { rosters: [{ ...ROSTER, last_day: ROSTER.first_day, first_day: "2099-01-01" }] });
  expect(isOffDuty.value).toBe(false);
});

it("has whoever is aboard on duty, rostered or not", async () => {
  await told({ patrols: [{ ...OTHERS_OUT, crew: [me.id] }] }, {});
  expect([isOffDuty.value, lastPlan.value?.crew]).toEqual([false, [me.id]]);
});

it("puts those of my post into the crew, but not who is out already", async () => {
  await told({ patrols: [OTHERS_OUT], duty: { area: "qincun" } }, { duties: [DUTY] });
  expect(isOffDuty.value).toBe(false);
  expect(together.value).toEqual([mate.id]);
});

it("counts the check points of where I am posted, else of the area that I looked at", async () => {
  await told({ duty: { area: "qincun" } }, { duties: [DUTY] });
  areaLookedAt.value = "changzhao";
  expect(pointsDone.value).toEqual({ done: 0, all: 1 });
  forget();
  await told({}, {});
  expect(pointsDone.value.all).toBe(2);
  areaLookedAt.value = "qincun";
  expect(pointsDone.value.all).toBe(1);
});
