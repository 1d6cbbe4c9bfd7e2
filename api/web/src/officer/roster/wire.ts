/** Rosters, and what is asked of them, as the server tells them and as this phone writes them. */
import type { ShiftKind } from "../state/wire.ts";

export interface Colleague {
  id: string;
  name: string;
  /** Code of the post; not in what an older app kept. */
  post?: string | null;
  post_name: string | null;
}

export interface Duty {
  roster_id: string;
  squad: string;
  /** Local day on which it begins. */
  day: string;
  shift: string;
  kind: ShiftKind;
  starts_at: string;
  ends_at: string;
  post?: string | null;
  post_name: string | null;
  area: string | null;
  area_zh: string | null;
  area_en: string | null;
  lent: boolean;
  swappable: boolean;
  colleagues: Colleague[];
}

export interface ShiftTimes {
  squad: string;
  code: string;
  kind: ShiftKind;
  start: string;
  end: string;
}

/** A published roster: days of it on which nobody named me are days off. */
export interface RosterHead {
  id: string;
  squad: string;
  first_day: string;
  last_day: string;
  changed_at: string;
  reason: string;
}

export type LeaderSays = "granted" | "refused";
export type TakerSays = "agreed" | "declined";
export type Result = LeaderSays | TakerSays;
export type LeaveState = "asked" | LeaderSays | "withdrawn";
export type SwapState = "asked" | Result | "withdrawn";

export const LEAVE_KINDS = ["annual", "sick", "training", "other"] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];

export interface AnswerTold {
  at: string;
  result: Result;
  note: string;
  by: string | null;
}

export interface LeaveBody {
  squad?: string;
  kind: LeaveKind;
  first_day: string;
  last_day: string;
  withdrawn: string;
}

export interface LeaveTold extends LeaveBody {
  id: string;
  version: number;
  state: LeaveState;
  counts: boolean;
  flags: string[];
  answers: AnswerTold[];
}

export interface WishBody {
  squad?: string;
  day: string;
  on: boolean;
  /** Null: any. */
  shift: string | null;
  weight: number;
  withdrawn: string;
}

export interface WishTold extends WishBody {
  id: string;
  version: number;
  state: "asked" | "withdrawn";
}

export interface SwapBody {
  squad?: string;
  roster_id: string;
  day: string;
  taker_id: string;
  /** Null: they give nothing for it. */
  returned_day: string | null;
  withdrawn: string;
}

export interface SwapTold extends SwapBody {
  id: string;
  version: number;
  officer_id: string;
  officer: string;
  /** Null when the shift is not there any more. */
  shift: string | null;
  taker: string;
  returned_shift: string | null;
  state: SwapState;
  answers: AnswerTold[];
}

export interface AnswerBody {
  squad?: string;
  target_kind: "leave" | "swap";
  target_id: string;
  at: string;
  result: Result;
  note: string;
}

export interface RosterTold {
  at: string;
  first_day: string;
  last_day: string;
  shifts: ShiftTimes[];
  rosters: RosterHead[];
  duties: Duty[];
  leaves: LeaveTold[];
  wishes: WishTold[];
  swaps: SwapTold[];
  /** Shifts that others offer me. */
  offered: SwapTold[];
}

/** Somebody who could take a shift of mine, as the rules judge it. */
export interface LegalSwap {
  taker_id: string;
  taker: string;
  returned_day: string | null;
  returned_shift: string | null;
  /** What the roster is worse by; better if negative. */
  soft_more: number;
}
