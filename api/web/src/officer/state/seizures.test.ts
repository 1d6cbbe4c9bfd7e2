// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anOfficer, aVault, Phone, started, untilSent } from "../../../test/outbox/phone.ts";
import { uuid7 } from "../../base/ids.ts";
import type { SeizureBody } from "../../records/seizure_wire.ts";
import { close, here, inside } from "./entry.ts";
import {
  fetchSeizure,
  habits,
  keepCustody,
  keepSeizure,
  learnFrom,
  linesHere,
  recall,
} from "./seizures.ts";

const officer = anOfficer();
const id = uuid7();
const AT = "2022-10-07T18:05:00Z";
const body: SeizureBody = {
  incident_id: uuid7(),
  number: "第0108号",
  measure: "emergency_seizure",
  at: AT,
  officers: [officer.id],
  items: [
    {
      number: 1,
      kind: "rod",
      quantity: 2,
      unit: "支",
      condition: "",
      seal_number: "",
      storage_place: "巡查艇",
      photos: [],
      note: "",
    },
  ],
  signatures: [],
  ownerless: false,
  party: null,
  note: "",
};
const moved = {
  seizure_id: id,
  kind: "moved" as const,
  items: [1],
  at: "2022-10-07T21:40:00Z",
  place: "长诏库房",
  from_place: "巡查艇",
  notice_ends: null,
  to: "",
  note: "",
};
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  server = new FakeServer(officer.id);
  server.records.set(`/api/v1/incidents/${body.incident_id}`, [{}]);
  server.fault = () => "lost_before";
  phone = new Phone(server);
  const vault = await aVault(officer);
  inside.value = { vault, officer, outbox: await started(phone, vault) };
});

afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

async function known() {
  return recall(id, await here().outbox.list());
}

it("finds what waits to be sent, however the app ended after it was kept", async () => {
  const { outbox } = here();
  const path = `/api/v1/seizures/${id}`;
  await outbox.add({ id, kind: "seizure", path, body, label: "", at: AT });
  const step = uuid7();
  const to = `/api/v1/custody-events/${step}`;
  await outbox.add({ id: step, kind: "custody_event", path: to, body: moved, label: "", at: AT });
  expect(await known()).toMatchObject({ written: body, steps: [{ id: step, body: moved }] });
  expect(await linesHere()).toMatchObject([{ id, number: "第0108号", states: { held: 1 } }]);
});

it("knows what it wrote after that was sent, until the server tells of it", async () => {
  await keepSeizure(id, body, [], "", []);
  await keepCustody(moved, "", []);
  server.fault = () => null;
  here().outbox.poke();
  await untilSent(here().outbox, phone);
  const { written, steps } = await known();
  expect([written?.number, steps.length]).toEqual(["第0108号", 1]);
  const event = { ...moved, id: steps[0]?.id, counts: true };
  const told = { ...body, id, events: [event], clock_events: [], findings: [], clocks: [] };
  vi.stubGlobal("fetch", async () => Response.json(told));
  await fetchSeizure(id);
  expect(await known()).toMatchObject({ told: { number: "第0108号" }, steps: [] });
});

it("asks the server for nothing that it has not been sent", async () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  await keepSeizure(id, body, [], "", []);
  await fetchSeizure(id);
  expect(asked).not.toHaveBeenCalled();
});

it("offers the last number and the places used, the latest first", async () => {
  await learnFrom("第0108号", body);
  await keepCustody(moved, "", []);
  expect(await habits()).toEqual({ number: "第0108号", places: ["长诏库房", "巡查艇"] });
});
