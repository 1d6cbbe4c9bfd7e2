/** People and devices as the server tells them, and what is done with them. */
import { ask } from "../../base/api.ts";
import { tell } from "../asking.ts";
import type { Role } from "../session.ts";

export interface Person {
  id: string;
  name: string;
  login: string;
  badge_no: string;
  role: Role;
  certified: boolean;
  squad: string | null;
  more_squads: string[];
  has_password: boolean;
  has_second_factor: boolean;
  disabled_at: string | null;
  demo: boolean;
}

export type PersonBody = Pick<
  Person,
  "name" | "login" | "badge_no" | "role" | "certified" | "squad" | "more_squads"
>;

export type DeviceKind = "tracker" | "camera" | "monitor";

interface Reported {
  heard_at: string;
  kept: number;
  off_duty: number;
  unusable: number;
  doubtful: number;
  late: number;
  expired: number;
}

export interface Device {
  id: string;
  kind: DeviceKind;
  name: string;
  squad: string | null;
  officer_id: string | null;
  reported: Reported | null;
  token_at: string | null;
  revoked_at: string | null;
}

export type DeviceBody = Pick<Device, "kind" | "name" | "squad" | "officer_id">;

export const USERS = "/api/v1/users";
export const DEVICES = "/api/v1/devices";

export function bodyOf(one: Person): PersonBody {
  const { name, login, badge_no, role, certified, squad, more_squads } = one;
  return { name, login, badge_no, role, certified, squad, more_squads };
}

export function deviceBodyOf({ kind, name, squad, officer_id }: Device): DeviceBody {
  return { kind, name, squad, officer_id };
}

/** Return the version that an edit is based on. */
export async function versionOf(path: string): Promise<string | undefined> {
  return (await ask(path)).etag ?? undefined;
}

export async function freshPassword(id: string): Promise<string> {
  return (await tell<{ password: string }>(`${USERS}/${id}/password`, undefined, "POST")).password;
}

export async function freshToken(id: string): Promise<string> {
  return (await tell<{ token: string }>(`${DEVICES}/${id}/token`, undefined, "POST")).token;
}

export function setDisabled(id: string, isDisabled: boolean): Promise<unknown> {
  return tell(`${USERS}/${id}/${isDisabled ? "disable" : "enable"}`, undefined, "POST");
}
