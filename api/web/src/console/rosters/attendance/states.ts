/** What became of a duty, in words and as the sign that stands in its cell. */
import { type Key, t } from "../words.ts";
import type { AttendanceState } from "./wire.ts";

const WORDS: Record<AttendanceState, Key> = {
  present: "console_rosters.state_present",
  absent: "console_rosters.state_absent",
  elsewhere: "console_rosters.state_elsewhere",
  on_leave: "console_rosters.on_leave",
  not_yet: "console_rosters.state_not_yet",
};

const SIGNS: Record<AttendanceState, Key> = {
  present: "console_rosters.sign_present",
  absent: "console_rosters.sign_absent",
  elsewhere: "console_rosters.sign_elsewhere",
  on_leave: "console_rosters.leave_sign",
  not_yet: "console_rosters.sign_not_yet",
};

export const STATES = Object.keys(WORDS) as AttendanceState[];

export function stateWord(state: AttendanceState): string {
  return t(WORDS[state]);
}

export function stateSign(state: AttendanceState): string {
  return t(SIGNS[state]);
}
