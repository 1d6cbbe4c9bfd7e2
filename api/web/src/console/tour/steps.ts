/** The first day at the console: what each role is shown, room by room. */
import type { t } from "../help/words.ts";
import type { Role } from "../session.ts";

type Key = Parameters<typeof t>[0];

export interface Step {
  room: string;
  title: Key;
  text: Key;
}

const LEADER: readonly Step[] = [
  { room: "gaps", title: "console_help.step_gaps", text: "console_help.step_gaps_text" },
  { room: "live", title: "console_help.step_live", text: "console_help.step_live_text" },
  {
    room: "incidents",
    title: "console_help.step_incidents",
    text: "console_help.step_incidents_text",
  },
  {
    room: "seizures",
    title: "console_help.step_seizures",
    text: "console_help.step_seizures_text",
  },
  { room: "rosters", title: "console_help.step_rosters", text: "console_help.step_rosters_text" },
  {
    room: "briefings",
    title: "console_help.step_briefings",
    text: "console_help.step_briefings_text",
  },
  { room: "help", title: "console_help.step_help", text: "console_help.step_help_text" },
];

const BRIEFING: readonly Step[] = [
  { room: "gaps", title: "console_help.step_gaps", text: "console_help.step_gaps_read" },
  {
    room: "incidents",
    title: "console_help.step_incidents",
    text: "console_help.step_incidents_read",
  },
  {
    room: "briefings",
    title: "console_help.step_briefings",
    text: "console_help.step_briefings_text",
  },
  { room: "help", title: "console_help.step_help", text: "console_help.step_help_text" },
];

/** Return what a role is shown; nothing for those whose rooms say all by themselves. */
export function stepsFor(role: Role): readonly Step[] {
  if (role === "leader") return LEADER;
  return role === "briefing" ? BRIEFING : [];
}
