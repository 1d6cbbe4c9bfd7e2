/** Which of many people are looked for. */
import type { Role } from "../session.ts";
import type { Person } from "./wire.ts";

export type State = "all" | "open" | "closed" | "no_password";

export interface Filter {
  text: string;
  squad: string;
  role: Role | "";
  state: State;
}

export const ALL: Filter = { text: "", squad: "", role: "", state: "all" };

export function isMeant(one: Person, { text, squad, role, state }: Filter): boolean {
  const words = text.trim().toLowerCase();
  const told = [one.name, one.login, one.badge_no].join(" ").toLowerCase();
  if (words && !told.includes(words)) return false;
  if (squad && one.squad !== squad && !one.more_squads.includes(squad)) return false;
  if (role && one.role !== role) return false;
  if (state === "open") return one.disabled_at === null && one.has_password;
  if (state === "closed") return one.disabled_at !== null;
  return state === "no_password" ? !one.has_password && one.disabled_at === null : true;
}
