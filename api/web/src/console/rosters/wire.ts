/** Rosters, and what goes with them, as the server tells them. */

import type { ShiftKind } from "../../ui/shift_mark.tsx";
import type { JobState } from "../jobs.ts";

export type { ShiftKind } from "../../ui/shift_mark.tsx";

export type RosterState = "draft" | "published" | "withdrawn";
export type DayKind = "workday" | "weekend" | "holiday";
export type LeaveKind = "annual" | "sick" | "training" | "other";
export type AskedState = "asked" | "granted" | "refused" | "agreed" | "declined" | "withdrawn";

export interface Shift {
  code: string;
  kind: ShiftKind;
  start: string;
  end: string;
  /** What counts as worked; null: all of it. */
  paid_minutes: number | null;
  /** Codes that nobody begins on the day after it. */
  forbidden_next: string[];
}

export interface Post {
  code: string;
  name: string;
  /** Null: it goes round all areas of the squad. */
  area: string | null;
  shift: string;
  workday: number;
  weekend: number;
  holiday: number;
  /** How many more on days with an operation in its area. */
  at_risk: number;
  on_water: boolean;
  vehicle: boolean;
  enforcement: boolean;
  skills: string[];
}

export type Strength = "hard" | "soft" | "off";

/** What one rule has otherwise than the office; what is null or missing stays. */
export interface RuleChange {
  rule: string;
  kind: Strength | null;
  weight: number | null;
  numbers: Record<string, number>;
}

/** What a roster is made of before anybody has a duty. */
export interface Basis {
  shifts: Shift[];
  posts: Post[];
  rules: RuleChange[];
}

export interface Duty {
  officer_id: string;
  day: string;
  shift: string;
  post: string | null;
}

export interface Pin {
  officer_id: string;
  day: string;
  /** Null with a null post: a day off. */
  shift: string | null;
  post: string | null;
}

export interface RosterRow {
  id: string;
  squad: string;
  demo: boolean;
  received_at: string;
  first_day: string;
  n_days: number;
  last_day: string;
  state: RosterState;
  n_duties: number;
  reason: string;
  note: string;
}

export interface Roster extends RosterRow, Basis {
  duties: Duty[];
  pins: Pin[];
  extra_needs: { post: string; day: string; people: number }[];
}

export interface Person {
  officer_id: string;
  name: string | null;
  badge_no: string | null;
  certified: boolean;
  boat_licence: boolean;
  driver: boolean;
  skills: string[];
  lent_from: string | null;
}

export interface Day {
  day: string;
  kind: DayKind;
  frozen: boolean;
}

export interface Leave {
  officer_id: string;
  first_day: string;
  last_day: string;
  counts: boolean;
  leave_id: string | null;
  kind: LeaveKind | null;
  state: AskedState | null;
}

export interface Wish {
  officer_id: string;
  day: string;
  on: boolean;
  shift: string | null;
  weight: number;
}

export interface Named {
  zh: string;
  en: string;
}

/** What a month shows besides its duties. */
export interface Frame {
  squad: Named;
  areas: Record<string, Named>;
  names: Record<string, string>;
  people: Person[];
  days: Day[];
  needs: { post: string; people: number[] }[];
  leave: Leave[];
  wishes: Wish[];
  redacted: boolean;
}

export interface Broken extends Named {
  rule: string;
  hard: boolean;
  officer_id: string | null;
  post: string | null;
  days: string[];
  amount: number;
  penalty: number;
}

export interface Check {
  n_hard_broken: number;
  hard_cost: number;
  soft_cost: number;
  broken: Broken[];
  n_more: number;
  doubts: Doubt[];
}

export interface Doubt {
  where: string;
  reason_zh: string;
  reason_en: string;
}

export interface Explanation {
  shortages: Named[];
  why: Named[] | null;
}

export interface Standing {
  worked: number;
  share: number;
}

export interface Fairness {
  items: {
    officer_id: string;
    nights: Standing;
    weekends: Standing;
    holidays: Standing;
    hours: Standing;
  }[];
}

export interface PossibleSwap {
  given: Pick<Duty, "day" | "shift" | "post">;
  taker_id: string;
  taker: string;
  returned: Pick<Duty, "day" | "shift" | "post"> | null;
  soft_more: number;
}

export interface Swap {
  id: string;
  officer_id: string | null;
  roster_id: string;
  day: string;
  taker_id: string | null;
  returned_day: string | null;
  state: AskedState;
}

export interface Progress {
  share: number;
  seconds: number;
  part?: number;
  parts?: number;
  aim?: "hard" | "first" | "soft";
  value?: number;
  bound?: number;
}

export interface Job<Result = unknown> {
  id: string;
  kind: string;
  state: JobState;
  state_zh: string;
  state_en: string;
  asked: { roster_id: string };
  progress: Progress | null;
  result: Result | null;
}

export interface Worth {
  value: { hard: number; soft: number };
  status_zh: string;
  status_en: string;
  n_hard_broken: number;
  shortages: Named[];
  broken: Named[];
}

export interface Solved extends Worth {
  version: number;
  duties: Duty[];
  doubts: Doubt[];
  seconds: number;
}

export interface Replanned extends Solved {
  n_changes: number;
  n_days_off_taken: number;
  fewest_zh: string;
  fewest_en: string;
}

export interface WhatIf {
  before: Worth;
  after: Worth;
  said_zh: string;
  said_en: string;
}
