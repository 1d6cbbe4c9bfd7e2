// @vitest-environment happy-dom
/** Without a fix, the map is the first thing to press: below, the pinned bar would hide it. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeGeolocation } from "../../../test/fake_geolocation.ts";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anOfficer, aVault, Phone, started } from "../../../test/outbox/phone.ts";
import { close, inside } from "../state/entry.ts";
import { t } from "../words.ts";
import { IncidentScreen } from "./incident.tsx";

const NOT_ALLOWED = 1;
const officer = anOfficer();
let place: HTMLElement;
let receiver: FakeGeolocation;

beforeEach(async () => {
  receiver = new FakeGeolocation();
  vi.stubGlobal("navigator", { ...navigator, geolocation: receiver });
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("no network")));
  const vault = await aVault(officer);
  const outbox = await started(new Phone(new FakeServer(officer.id)), vault);
  inside.value = { vault, officer, outbox };
  place = document.createElement("div");
  document.body.replaceChildren(place);
  act(() => render(<IncidentScreen />, place));
  await vi.waitFor(() => expect(receiver.watchers).toBe(1));
});

afterEach(async () => {
  act(() => render(null, place));
  await close();
  vi.unstubAllGlobals();
});

function buttons(): string[] {
  return [...place.querySelectorAll("main button")].map((one) => one.textContent ?? "");
}

it("has the map on top where no position is to be had, and below where one is", () => {
  const byMap = t("officer.place_by_map");
  act(() => receiver.fail(NOT_ALLOWED));
  expect(buttons()[0]).toBe(byMap);
  expect(buttons().filter((one) => one === byMap)).toHaveLength(1);
  act(() => receiver.fix(121, 29.4, 6));
  expect(buttons()[0]).not.toBe(byMap);
  expect(buttons()).toContain(byMap);
});
