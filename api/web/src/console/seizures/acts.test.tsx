// @vitest-environment happy-dom
/** What cannot be taken back comes after the decision, and never as one button among others. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Standing } from "../../records/seizure_standing.ts";
import { stepWord } from "../../records/terms.ts";
import type { Catalogue } from "../records/names.ts";
import { type Session, session } from "../session.ts";
import { Acts } from "./acts.tsx";
import { t } from "./words.ts";

const HELD = { number: 1, kind: "rod", quantity: 1, state: "held", place: "库房" };
const PRESERVED = {
  id: "s",
  measure: "preservation",
  number: "示例扣第1号",
  ownerless: false,
  voided: false,
  items: [HELD],
  facts: [],
};
let place: HTMLElement;

beforeEach(() => {
  place = document.createElement("div");
  document.body.replaceChildren(place);
  const granted = { permissions: ["measures.take", "measures.approve"] };
  session.value = granted as unknown as Session;
});

afterEach(() => {
  render(null, place);
  session.value = null;
});

function show(facts: readonly unknown[]): void {
  const standing = { ...PRESERVED, facts } as unknown as Standing;
  const catalogue = { gear: [], storage_places: [], agencies: [] } as unknown as Catalogue;
  act(() => render(<Acts standing={standing} catalogue={catalogue} again={() => {}} />, place));
}

function button(kind: "confiscated" | "destroyed" | "moved"): HTMLButtonElement | undefined {
  return [...place.querySelectorAll("button")].find((one) => one.textContent === stepWord(kind));
}

it("puts confiscation and destruction behind a decision that is missing", () => {
  show([]);
  expect(button("moved")?.closest("details")).toBeNull();
  for (const kind of ["confiscated", "destroyed"] as const) {
    expect(button(kind)?.closest("details")?.open).toBe(false);
    expect(button(kind)?.className).toContain("danger");
  }
  expect(place.textContent).toContain(t("console_seizures.decide_first"));
});

it("has them at hand once it was decided, and asks before one is entered", () => {
  show([{ id: "f", kind: "decided", counts: true, at: "2022-10-07T18:05:00Z" }]);
  expect(button("confiscated")?.closest("details")?.open).toBe(true);
  expect(place.textContent).not.toContain(t("console_seizures.decide_first"));
  act(() => button("confiscated")?.click());
  expect(document.querySelector("dialog, [role=dialog]")).not.toBeNull();
});
