import { expect, it } from "vitest";
import { differences } from "./pairs.ts";

it("shows what differs, and leaves out what only the server knows", () => {
  const mine = { area: "lake", note: "mine" };
  const theirs = { area: "lake", note: "theirs", received_at: "2022-10-08T01:00:00Z" };
  expect(differences(mine, theirs)).toEqual([{ name: "note", mine: "mine", theirs: "theirs" }]);
});

it("takes one moment written in two ways for the same", () => {
  const mine = { at: "2022-10-08T08:00:00+08:00" };
  expect(differences(mine, { at: "2022-10-08T00:00:00Z" })).toEqual([]);
});

it("takes what was left out for the same as nothing", () => {
  const mine = { seized: [{ kind: "rod", quantity: 2 }] };
  const theirs = { seized: [{ note: "", quantity: 2, kind: "rod" }] };
  expect(differences(mine, theirs)).toEqual([]);
});

it("leaves out what the server filled in, however deep", () => {
  const mine = { seized: [{ kind: "rod", quantity: 2 }] };
  const same = { seized: [{ kind: "rod", quantity: 2, unit: "set" }] };
  expect(differences(mine, same)).toEqual([]);
  const other = { seized: [{ kind: "rod", quantity: 3, unit: "set" }] };
  expect(differences(mine, other)).toMatchObject([{ theirs: [{ kind: "rod", quantity: 3 }] }]);
});

it("tells two lists of the same things in another order apart", () => {
  expect(differences({ crew: ["a", "b"] }, { crew: ["b", "a"] })).toHaveLength(1);
});

it("shows all of the phone's side when the server told nothing", () => {
  expect(differences({ people: [1, 2] }, null)).toEqual([
    { name: "people", mine: [1, 2], theirs: undefined },
  ]);
});
