// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anOfficer, aVault, Phone, started, untilSent } from "../../../test/outbox/phone.ts";
import { uuid7 } from "../../base/ids.ts";
import { forget, open } from "./duty.ts";
import { close, inside } from "./entry.ts";
import { elsewhere, end, lastPlan, leave, running, takeOver, track } from "./patrol.ts";

const officer = anOfficer();
const id = uuid7();
const path = `/api/v1/patrols/${id}`;
const begun = {
  shift_id: uuid7(),
  area: "changzhao",
  mode: "boat",
  start: "2022-10-08T00:20:00Z",
  end: null,
  crew: [officer.id],
  note: "",
};
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  server = new FakeServer(officer.id);
  phone = new Phone(server);
  const vault = await aVault(officer);
  inside.value = { vault, officer, outbox: await started(phone, vault) };
});

afterEach(async () => {
  await close();
  forget();
  vi.unstubAllGlobals();
});

/** The server has it, in its second version, and tells so. */
function told(second: Record<string, unknown>): void {
  server.records.set(path, [begun, second]);
  const json = { ...second, id, redacted: false };
  vi.stubGlobal("fetch", async () => Response.json(json, { headers: { ETag: '"2"' } }));
}

it("ends a patrol that another phone began, on the version that was read of it", async () => {
  told({ ...begun, note: "换船" });
  expect(await takeOver(id)).toBe(true);
  expect(running.value?.note).toBe("换船");
  await end(false);
  const { outbox } = inside.value ?? {};
  if (outbox) await untilSent(outbox, phone);
  expect(server.records.get(path)).toHaveLength(3);
  expect(server.records.get(path)?.[2]).toMatchObject({ note: "换船", crew: [officer.id] });
  expect(server.records.get(path)?.[2]).not.toHaveProperty("redacted");
});

it("does not go on with one that has ended by then", async () => {
  told({ ...begun, end: "2022-10-08T03:05:00Z" });
  expect(await takeOver(id)).toBe(false);
  expect(running.value).toBeNull();
});

it("lets the receiver go when its officer leaves, while the patrol goes on", async () => {
  const clearWatch = vi.fn();
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", {
    ...navigator,
    geolocation: { watchPosition: () => 7, clearWatch },
  });
  told(begun);
  await takeOver(id);
  await leave();
  expect(clearWatch).toHaveBeenCalledWith(7);
  expect(track.value).toBeNull();
  expect(running.value?.id).toBe(id);
});

it("proposes the crew of one's own last patrol, never of another crew's", async () => {
  const start = new Date(Date.now() - 3_600_000).toISOString();
  const shift = {
    id: uuid7(),
    squad: "reservoir",
    kind: "night",
    start,
    end: new Date(Date.now() + 3_600_000).toISOString(),
    note: "",
  };
  const mine = { ...begun, id, shift_id: shift.id, start };
  const theirs = { ...mine, id: uuid7(), area: "qincun", crew: [uuid7()], start: shift.start };
  const told = { shift, next_shift: null, running: true, areas: [], officers: [] };
  const shown = async (patrols: unknown[]) => {
    vi.stubGlobal("fetch", async () => Response.json({ ...told, patrols }));
    forget();
    await open();
    return { plan: lastPlan.value?.area, elsewhere: elsewhere.value?.id };
  };
  expect(await shown([theirs])).toEqual({ plan: undefined, elsewhere: undefined });
  expect(await shown([mine, theirs])).toEqual({ plan: "changzhao", elsewhere: id });
});
