/** What falls due, by seizure and case; how it stands goes by this phone's clock, told long ago. */
import type { Holder, Stage } from "../officer/cases/wire.ts";
import type { ClockTold, Remark } from "./seizure_wire.ts";

export interface DueSubject {
  kind: "seizure" | "incident";
  id: string;
  number: string;
  at: string;
  /** Of a case's incident. */
  category: string | null;
}

export interface DueItem {
  subject: DueSubject;
  soon_at: string;
  clock: ClockTold;
}

export interface DueTold {
  at: string;
  items: DueItem[];
  n_left_out: number;
  n_older_cases: number;
  remarks: Remark[];
  /** Steps of cases; not in what an older app kept. */
  case_steps?: CaseDue[];
}

export interface CaseDue {
  subject: { id: string; category: string; stage: Stage };
  holder: Holder | null;
  due_at: string;
  state: "overdue" | "due_soon" | "running";
}

export type Pressing = "overdue" | "due_soon" | "running";

export interface DueLine {
  clock: ClockTold;
  pressing: Pressing;
}

export interface DueGroup {
  subject: DueSubject;
  /** The most pressing first. */
  lines: DueLine[];
  pressing: Pressing;
}

export function pressingAt(item: DueItem, nowMs: number): Pressing {
  if (Date.parse(item.clock.due_at) <= nowMs) return "overdue";
  return Date.parse(item.soon_at) <= nowMs ? "due_soon" : "running";
}

/** Return how a case's step stands now; that it will be due soon is as the server told it. */
export function pressingOf({ due_at, state }: CaseDue, nowMs: number): Pressing {
  if (Date.parse(due_at) <= nowMs) return "overdue";
  return state === "due_soon" ? "due_soon" : "running";
}

const LOUDEST: readonly Pressing[] = ["overdue", "due_soon", "running"];

/** Return what falls due by its subject: the overdue first, each kind in the order it is due. */
export function groupsOf(items: readonly DueItem[], nowMs: number): DueGroup[] {
  const found = new Map<string, DueGroup>();
  const inOrder = [...items].sort((one, other) => dueMs(one) - dueMs(other));
  for (const item of inOrder) {
    const { subject, clock } = item;
    const pressing = pressingAt(item, nowMs);
    const group = found.get(subject.id) ?? { subject, lines: [], pressing };
    group.lines.push({ clock, pressing });
    group.lines.sort((one, other) => loudness(one.pressing) - loudness(other.pressing));
    group.pressing = group.lines[0]?.pressing ?? pressing;
    found.set(subject.id, group);
  }
  return [...found.values()].sort(
    (one, other) => loudness(one.pressing) - loudness(other.pressing),
  );
}

function dueMs(item: DueItem): number {
  return Date.parse(item.clock.due_at);
}

function loudness(pressing: Pressing): number {
  return LOUDEST.indexOf(pressing);
}
