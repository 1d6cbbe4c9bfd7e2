// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, it, vi } from "vitest";
import { Field, Stepper } from "../../ui/controls.tsx";
import { rich } from "../../ui/rich.tsx";
import { chooseLanguage, t } from "../words.ts";

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>{name}';
let place: HTMLElement;

beforeEach(() => {
  place = document.createElement("div");
  document.body.replaceChildren(place);
  chooseLanguage("zh");
});

it("shows what was typed as text, in fields, labels and messages", () => {
  const words = rich(t, "officer.map_counts", { never: <b>{HOSTILE}</b>, overdue: <b>2</b> });
  render(
    <div>
      <Field label={HOSTILE} value={HOSTILE} change={() => {}} />
      <Field label="b" value={HOSTILE} change={() => {}} fault={HOSTILE} lines />
      {words}
      {t("officer.n_unsent", { n: HOSTILE })}
    </div>,
    place,
  );
  expect(place.querySelectorAll("img, script")).toHaveLength(0);
  expect(place.querySelector("b")?.textContent).toBe(HOSTILE);
});

it("leaves a placeholder that was typed as it is", () => {
  expect(t("officer.me", { name: "{name}" })).toBe("{name}（我）");
});

it("follows the language at once", () => {
  render(<Words />, place);
  expect(place.textContent).toBe("登录");
  act(() => chooseLanguage("en"));
  expect(place.textContent).toBe("Log in");
});

function Words() {
  return <p>{t("officer.log_in")}</p>;
}

it("counts down to nothing and no further", () => {
  const change = vi.fn();
  render(<Stepper label="rods" value={0} change={change} />, place);
  const [less, more] = Array.from(place.querySelectorAll("button"));
  expect(less?.disabled).toBe(true);
  more?.click();
  expect(change).toHaveBeenCalledExactlyOnceWith(1);
});
