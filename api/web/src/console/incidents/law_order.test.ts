/** The text of the day of the act stands first, whatever the server's order. */
import { expect, it } from "vitest";
import type { Rule } from "../../records/law_wire.ts";
import { inOrder, standsFor } from "./law_order.ts";
import type { Answer } from "./wire.ts";

function rule(id: string, valid_from: string | null): Rule {
  const law = { zh: id, en: id };
  const open = { article: null, valid_to: null, why: null, authority: null, fine: null };
  const rest = { serious: null, gear: null, orders: null, note: null, verified: true };
  return { id, law, valid_from, ...open, ...rest };
}

const THEN = rule("wpl-91", null);
const NOW = rule("eec-1145", "2026-08-15");

function answer(lighter: Answer["lighter"], ...rules: Rule[]): Answer {
  return {
    // biome-ignore lint/suspicious/noThenProperty: its name on the wire
    then: THEN,
    now: NOW,
    lighter,
    applies: rules.map((one) => ({ rule: one, procedures: [] })),
  };
}

it("tells the text of the day of the act before the newer one", () => {
  const both = answer("person_decides", NOW, THEN);
  expect(inOrder(both).map((one) => one.rule.id)).toEqual(["wpl-91", "eec-1145"]);
});

it("says why each is there", () => {
  const both = answer("person_decides", NOW, THEN);
  expect(standsFor(THEN, both)).toBe("then");
  expect(standsFor(NOW, both)).toBe("newer_if_lighter");
  expect(standsFor(NOW, answer("newer", NOW))).toBe("newer_lighter");
});
