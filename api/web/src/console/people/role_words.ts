/** What roles are called, and what each may do in a few words. */
import type { Role } from "../session.ts";
import { type Key, t } from "./words.ts";

export const ROLES: readonly Role[] = [
  "officer",
  "auxiliary",
  "leader",
  "briefing",
  "auditor",
  "admin",
];

const NAMES: Readonly<Record<Role, Key>> = {
  officer: "console_people.role_officer",
  auxiliary: "console_people.role_auxiliary",
  leader: "console_people.role_leader",
  briefing: "console_people.role_briefing",
  auditor: "console_people.role_auditor",
  admin: "console_people.role_admin",
};

const MEANS: Readonly<Record<Role, Key>> = {
  officer: "console_people.means_officer",
  auxiliary: "console_people.means_auxiliary",
  leader: "console_people.means_leader",
  briefing: "console_people.means_briefing",
  auditor: "console_people.means_auditor",
  admin: "console_people.means_admin",
};

export function roleWord(role: Role): string {
  return t(NAMES[role]);
}

export function roleMeans(role: Role): string {
  return t(MEANS[role]);
}

/** Whether a role serves all squads, and may belong to none. */
export function isOfAllSquads(role: Role): boolean {
  return role === "auditor" || role === "admin";
}
