import { beforeEach, expect, it } from "vitest";
import { FakeServer } from "../../test/outbox/fake_server.ts";
import {
  anIncident,
  aPhoto,
  aVault,
  Phone,
  started,
  until,
  untilSent,
} from "../../test/outbox/phone.ts";
import { uuid7 } from "../base/ids.ts";
import type { Vault } from "../vault/index.ts";
import { voidId } from "./derived_ids.ts";
import { type ItemKind, type NewItem, openOutbox } from "./index.ts";

let vault: Vault;
let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
  vault = await aVault();
  server = new FakeServer(vault.officer.id);
  phone = new Phone(server);
});

function anItem(kind: ItemKind, folder: string, body: Record<string, unknown>): NewItem {
  const id = uuid7();
  return anIncident({ id, kind, path: `/api/v1/${folder}/${id}`, body });
}

/** An incident, its seizure with a photo, what was done with it, and what was decided. */
function aSeizure() {
  const incident = anIncident();
  const seizure = anItem("seizure", "seizures", { incident_id: incident.id, number: "1" });
  const names = { seizure_id: seizure.id };
  const moved = anItem("custody_event", "custody-events", { ...names, kind: "moved" });
  const approved = anItem("clock_event", "clock-events", { ...names, kind: "approved" });
  const decided = anItem("law_decision", `incidents/${incident.id}/law-decisions`, { act: "net" });
  return { incident, seizure, moved, approved, decided };
}

function sent(): string[] {
  return server.log.filter((line) => line.startsWith("PUT")).map((line) => line.slice(4));
}

it("sends an incident before its seizure, and that before its custody and clocks", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const { incident, seizure, moved, approved, decided } = aSeizure();
  const photo = await aPhoto(incident.id, 1000);
  const inOrder = [incident, seizure, moved, approved, decided];
  for (const item of inOrder) await outbox.add(item, item === seizure ? [photo] : []);
  outbox.start();
  await untilSent(outbox, phone);
  expect(sent().slice(0, 5)).toEqual(inOrder.map((item) => item.path));
  expect(server.evidence.has(photo.sha256)).toBe(true);
});

it("holds up what names a refused incident, and nothing else", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const { incident, ...others } = aSeizure();
  const other = anIncident();
  await outbox.add({ ...incident, body: { refuse: true } });
  for (const item of [...Object.values(others), other]) await outbox.add(item);
  outbox.start();
  await until(() => server.records.has(other.path));
  await until(() => outbox.status.value.state === "idle");
  expect([...server.records.keys()]).toEqual([other.path]);
  await outbox.amend(incident.id, incident.body);
  await untilSent(outbox, phone);
  for (const item of Object.values(others)) expect(server.records.has(item.path)).toBe(true);
});

it("sends the word that an incident does not count after the incident, under its own id", async () => {
  const outbox = await openOutbox(vault, phone.tab());
  const incident = anIncident();
  const path = `${incident.path}/void`;
  const body = { void: true, reason: "重复" };
  await outbox.add(incident);
  await outbox.add(
    anIncident({ id: await voidId(incident.id), kind: "incident_void", path, body }),
  );
  outbox.start();
  await untilSent(outbox, phone);
  expect(sent()).toEqual([incident.path, path]);
});

it("sends an event that is in conflict beside the one there is, since events are not edited", async () => {
  const outbox = await started(phone, vault);
  const { incident, seizure, moved } = aSeizure();
  for (const item of [incident, seizure]) await outbox.add(item);
  await untilSent(outbox, phone);
  server.records.set(moved.path, [{ seizure_id: seizure.id, kind: "inspected" }]);
  await outbox.add(moved);
  await until(() => outbox.status.value.conflicts === 1);
  await outbox.resolve(moved.id, "send_as_edit");
  await untilSent(outbox, phone);
  const events = [...server.records].filter(([path]) => path.includes("custody-events"));
  expect(events.map(([, versions]) => versions.map((one) => one.kind))).toEqual([
    ["inspected"],
    ["moved"],
  ]);
});
