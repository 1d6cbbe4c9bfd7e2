// @vitest-environment happy-dom
import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { beforeEach, expect, it } from "vitest";
import { Field } from "./controls.tsx";
import { t } from "./words.ts";

let place: HTMLElement;

beforeEach(() => {
  place = document.createElement("div");
  document.body.replaceChildren(place);
});

function Typed({ begins, max }: { begins: string; max: number }) {
  const [value, change] = useState(begins);
  return <Field label="a" value={value} change={change} max={max} />;
}

/** Paste as a browser does: told of first, then put in as far as there is room. */
async function paste(text: string, max: number): Promise<void> {
  const input = place.querySelector("input");
  if (!input) throw new Error("no field");
  input.setSelectionRange(input.value.length, input.value.length);
  await act(() => {
    const event = new Event("paste", { bubbles: true });
    Object.assign(event, { clipboardData: { getData: () => text } });
    input.dispatchEvent(event);
    input.value = (input.value + text).slice(0, max);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const told = () => place.querySelector('[role="status"]')?.textContent;

it("says that what was pasted was cut, and how much room is left before that", async () => {
  render(<Typed begins="" max={100} />, place);
  await paste("x".repeat(50), 100);
  expect(told()).toBe("");
  await paste("x".repeat(45), 100);
  expect(told()).toBe(t("ui.room_left", { n: 5 }));
  await paste("x".repeat(6), 100);
  expect(told()).toBe(t("ui.cut", { n: 100 }));
});

it("does not count down in a short field, but says there too that something was cut", async () => {
  render(<Typed begins="12345" max={6} />, place);
  expect(told()).toBe("");
  await paste("6", 6);
  expect(told()).toBe("");
  await paste("7", 6);
  expect(told()).toBe(t("ui.cut", { n: 6 }));
});
