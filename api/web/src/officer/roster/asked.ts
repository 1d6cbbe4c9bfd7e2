/** What I asked for: as the server told it, with what waits on this phone laid over it. */
import type { ItemView, Told } from "../../outbox/index.ts";
import type {
  AnswerBody,
  AnswerTold,
  LeaveBody,
  LeaveState,
  Result,
  RosterTold,
  SwapBody,
  SwapState,
  SwapTold,
  WishBody,
} from "./wire.ts";

interface Asked<Body> {
  id: string;
  /** At the server; null before it has it. */
  version: number | null;
  body: Body;
  answers: AnswerTold[];
  /** Something of it waits on this phone. */
  isUnsent: boolean;
  /** The server would not have what waits. */
  refusal: Told | null;
}

export interface AskedLeave extends Asked<LeaveBody> {
  state: LeaveState;
  isLate: boolean;
}

export interface AskedWish extends Asked<WishBody> {
  state: "asked" | "withdrawn";
}

export interface AskedSwap extends Asked<SwapBody> {
  state: SwapState;
  officer: string;
  taker: string;
  shift: string | null;
  returnedShift: string | null;
}

export interface AllAsked {
  leaves: AskedLeave[];
  wishes: AskedWish[];
  swaps: AskedSwap[];
  /** Shifts that others offer me. */
  offered: AskedSwap[];
}

export const NOTHING_ASKED: AllAsked = { leaves: [], wishes: [], swaps: [], offered: [] };

export function isOfRoster({ kind }: ItemView): boolean {
  return kind === "leave" || kind === "duty_wish" || kind === "swap" || kind === "roster_answer";
}

/** Return all that was asked, the latest days first. */
export function askedIn(
  told: RosterTold,
  waiting: readonly ItemView[],
  nameOf: (officerId: string) => string,
): AllAsked {
  const leaves = told.leaves.map((one) => ({
    ...fromServer(one, { kind: one.kind, first_day: one.first_day, last_day: one.last_day }),
    state: one.state,
    isLate: one.flags.includes("late"),
  }));
  const wishes = told.wishes.map((one) => ({
    ...fromServer(one, { day: one.day, on: one.on, shift: one.shift, weight: one.weight }),
    state: one.state,
  }));
  const isNews = (one: ItemView, known: readonly { id: string }[]) =>
    !one.edits && known.every(({ id }) => id !== one.id);
  for (const one of waiting) {
    if (one.kind === "leave" && isNews(one, leaves)) {
      leaves.push({ ...fromHere<LeaveBody>(one), state: "asked", isLate: false });
    }
    if (one.kind === "duty_wish" && isNews(one, wishes)) {
      wishes.push({ ...fromHere<WishBody>(one), state: "asked" });
    }
  }
  const swaps = told.swaps.map(swapOf);
  const offered = told.offered.map(swapOf);
  for (const one of waiting) {
    if (one.kind !== "swap" || !isNews(one, swaps)) continue;
    const here = fromHere<SwapBody>(one);
    const { day, taker_id } = here.body;
    const shift = told.duties.find((duty) => duty.day === day)?.shift ?? null;
    const names = { officer: "", taker: nameOf(taker_id) };
    swaps.push({ ...here, ...names, state: "asked", shift, returnedShift: null });
  }
  const lay = <A extends AskedLeave | AskedWish | AskedSwap>(all: A[]) =>
    all.map((one) => withWaiting(one, waiting));
  return {
    leaves: lay(leaves).sort((a, b) => b.body.first_day.localeCompare(a.body.first_day)),
    wishes: lay(wishes).sort((a, b) => b.body.day.localeCompare(a.body.day)),
    swaps: lay(swaps).sort((a, b) => b.body.day.localeCompare(a.body.day)),
    offered: lay(offered).sort((a, b) => b.body.day.localeCompare(a.body.day)),
  };
}

interface OfServer {
  id: string;
  version: number;
  squad?: string;
  withdrawn: string;
  answers?: AnswerTold[];
}

function fromServer<Body>(
  { id, version, squad, withdrawn, answers = [] }: OfServer,
  body: Body,
): Asked<Body & { squad?: string; withdrawn: string }> {
  const of = squad === undefined ? {} : { squad };
  return {
    id,
    version,
    body: { ...of, ...body, withdrawn },
    answers,
    isUnsent: false,
    refusal: null,
  };
}

function fromHere<Body>({ id, body, state, told }: ItemView): Asked<Body> {
  const refusal = state === "waiting" ? null : told;
  return { id, version: null, body: body as Body, answers: [], isUnsent: true, refusal };
}

function swapOf(one: SwapTold): AskedSwap {
  const { roster_id, day, taker_id, returned_day } = one;
  return {
    ...fromServer(one, { roster_id, day, taker_id, returned_day }),
    state: one.state,
    officer: one.officer,
    taker: one.taker,
    shift: one.shift,
    returnedShift: one.returned_shift,
  };
}

/** Lay over a request that it was withdrawn here, or answered. */
function withWaiting<A extends AskedLeave | AskedWish | AskedSwap>(
  asked: A,
  waiting: readonly ItemView[],
): A {
  let laid = asked;
  for (const one of waiting) {
    const refusal = one.state === "waiting" ? null : one.told;
    if (one.id === asked.id && one.edits) {
      laid = { ...laid, isUnsent: true, refusal };
      if (refusal === null) laid = { ...laid, state: "withdrawn" };
    } else if (one.kind === "roster_answer" && answerIn(one).target_id === asked.id) {
      laid = { ...laid, isUnsent: true, refusal };
      if (refusal === null) laid = { ...laid, state: answerIn(one).result };
    }
  }
  return laid;
}

export function answerIn(item: ItemView): AnswerBody {
  return item.body as AnswerBody;
}

/** Return what waits here as an answer to a request, null where nothing does. */
export function answerHere(
  targetId: string,
  waiting: readonly ItemView[],
): { result: Result; refusal: Told | null } | null {
  const found = waiting.find(
    (one) => one.kind === "roster_answer" && answerIn(one).target_id === targetId,
  );
  if (!found) return null;
  return { result: answerIn(found).result, refusal: found.state === "waiting" ? null : found.told };
}

/** Return whether somebody still waits for something in a leave. */
export function isOpen({ state }: { state: LeaveState | SwapState }): boolean {
  return state === "asked" || state === "agreed";
}

/** Return what I asked about a day that still holds. */
export function askedOn(all: AllAsked, day: string): AllAsked {
  const holds = ({ state }: { state: LeaveState | SwapState }) => isOpen({ state });
  return {
    leaves: all.leaves.filter(
      (one) =>
        (holds(one) || one.state === "granted") &&
        one.body.first_day <= day &&
        day <= one.body.last_day,
    ),
    wishes: all.wishes.filter((one) => holds(one) && one.body.day === day),
    swaps: all.swaps.filter(
      (one) => holds(one) && (one.body.day === day || one.body.returned_day === day),
    ),
    offered: all.offered.filter(
      (one) => holds(one) && (one.body.day === day || one.body.returned_day === day),
    ),
  };
}
