import { expect, test } from "vitest";
import { linesOf, nGone } from "./lines.ts";
import { readTyped, typedOf } from "./profile_fields.tsx";
import { type Profile, plainProfile } from "./wire.ts";

const colleague = (id: string, role: string, squad = "reservoir") => ({
  id,
  name: id,
  role,
  squad,
});

function profile(officer: string): Profile {
  return { ...plainProfile(officer, "officer"), id: `p-${officer}`, squad: "reservoir" };
}

test("of whom nothing is written stands first, with what holds then", () => {
  const colleagues = [
    colleague("a", "officer"),
    colleague("b", "auxiliary"),
    colleague("c", "leader"),
    colleague("d", "briefing"),
    colleague("e", "officer", "park"),
    colleague("f", "officer", "park"),
  ];
  const profiles = [profile("a"), profile("f"), profile("gone")];
  const lines = linesOf(colleagues, profiles, "reservoir");
  expect(lines.map((one) => [one.id, one.profile !== null, one.shown.rostered])).toEqual([
    ["b", false, true],
    ["c", false, false],
    ["a", true, true],
    ["f", true, true],
  ]);
  expect(nGone(lines, profiles)).toBe(1);
});

test("what is typed is read as it is sent, or told where it is no number", () => {
  const typed = { ...typedOf(profile("a")), most_hours: " 160 ", balance_nights: "−1.5" };
  expect(typed.most_run).toBe("");
  const { body } = readTyped({ ...typed, skills: "无人机，急救、无人机," });
  expect(body).toMatchObject({
    most_hours: 160,
    most_run: null,
    balance_nights: -1.5,
    skills: ["无人机", "急救"],
  });
  const wrong = readTyped({ ...typed, most_run: "31", least_hours: "1.5", balance_hours: "多" });
  expect(wrong.body).toBeNull();
  expect(Object.keys(wrong.faults).sort()).toEqual(["balance_hours", "least_hours", "most_run"]);
});
