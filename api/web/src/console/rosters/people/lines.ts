/** Who stands in the table of people: those first of whom nothing is written. */
import type { Colleague } from "../../office.ts";
import { type Profile, type ProfileBody, plainProfile } from "./wire.ts";

/** Roles that may have shifts. */
const HANDS: readonly string[] = ["officer", "auxiliary", "leader"];

export interface Line {
  id: string;
  name: string;
  role: string;
  /** Null: nothing is written, `shown` is what holds then. */
  profile: Profile | null;
  shown: ProfileBody;
}

export function linesOf(
  colleagues: readonly Colleague[],
  profiles: readonly Profile[],
  squad: string,
): Line[] {
  const own = new Map(profiles.map((one) => [one.officer_id, one]));
  const lines = colleagues
    .filter(({ role }) => HANDS.includes(role))
    .filter((one) => one.squad === squad || own.has(one.id))
    .map(({ id, name, role }) => {
      const profile = own.get(id) ?? null;
      return { id, name, role, profile, shown: profile ?? plainProfile(id, role) };
    });
  return [
    ...lines.filter((one) => one.profile === null),
    ...lines.filter((one) => one.profile !== null),
  ];
}

/** How many profiles are of people who are not of the squad any more. */
export function nGone(lines: readonly Line[], profiles: readonly Profile[]): number {
  const here = new Set(lines.map((one) => one.id));
  return profiles.filter(({ officer_id }) => officer_id === null || !here.has(officer_id)).length;
}
