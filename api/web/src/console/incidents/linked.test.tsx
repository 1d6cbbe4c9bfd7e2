// @vitest-environment happy-dom
/** What is said to have been taken needs an inventory (行政强制法 24): it is missed loudly. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Linked } from "./linked.tsx";
import type { Incident } from "./wire.ts";
import { t } from "./words.ts";

const SLIP = { id: "s", number: "示例扣第1号", states: { held: 1 } };
const MISSED = t("console_incidents.seized_unlisted");
const NOTHING = t("console_incidents.nothing_linked");
let place: HTMLElement;
let asked: string[];

beforeEach(() => {
  place = document.createElement("div");
  asked = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function shown(of: Partial<Incident>, slips: readonly unknown[] = []): Promise<string> {
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json({ items: path.includes("/seizures") ? slips : [] });
  });
  const incident = { id: "i", void: false, seized: [], outcomes: [], case_id: null, ...of };
  render(null, place);
  act(() => render(<Linked of={incident as unknown as Incident} />, place));
  const before = place.textContent ?? "";
  // Nothing is said before it was told.
  expect(before).not.toContain(NOTHING);
  await vi.waitFor(() => expect(place.textContent).not.toBe(before));
  return place.textContent ?? "";
}

const TAKEN = { outcomes: [{ kind: "seized" }] } as unknown as Partial<Incident>;

it("misses the inventory of what was taken", async () => {
  expect(await shown(TAKEN)).toContain(MISSED);
  expect(place.querySelector('[data-tone="wait"]')?.textContent).toContain(MISSED);
  expect(place.textContent).not.toContain(NOTHING);
});

it("misses none where there is one, nothing was taken, or it does not count", async () => {
  expect(await shown(TAKEN, [SLIP])).toContain(SLIP.number);
  expect(place.textContent).not.toContain(MISSED);
  expect(await shown({ ...TAKEN, void: true })).toContain(NOTHING);
  expect(await shown({})).toContain(NOTHING);
});

it("leads to the case that the incident became, and asks for none else", async () => {
  await shown({ ...TAKEN, case_id: "018f3a52-6b00-7c11-9a01-5d0c6e1f0201" });
  expect(place.querySelector("a")?.getAttribute("href")).toContain("018f3a52-6b00");
  expect(asked.filter((path) => path.includes("/cases"))).toEqual([]);
});
