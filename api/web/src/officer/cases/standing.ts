/**
 * How a case stands with what this phone wrote and has not sent: geo_patrol/cases/steps.py.
 *
 * The server has the last word. Here only what moves a case is followed; what should not have been
 * is told by the server once it knows.
 */
import type { Remark } from "../../records/seizure_wire.ts";
import {
  type CaseLine,
  type CaseTold,
  type Holder,
  type PhotoTold,
  STEP_KINDS,
  type Stage,
  type StepBody,
  type StepKind,
} from "./wire.ts";

/** What an incident says of the case that it becomes. */
export interface Origin {
  incidentId: string;
  category: string;
  at: string;
  lon: number | null;
  lat: number | null;
}

export interface OwnStep {
  id: string;
  body: StepBody;
}

/** A case as this phone keeps it; `line` is of the board, `told` with the whole way. */
export interface KeptCase {
  id: string;
  own: Origin | null;
  line: CaseLine | null;
  told: CaseTold | null;
  steps: OwnStep[];
}

export interface StepStanding extends StepBody {
  id: string;
  /** Who took it; null where the asker is not told. */
  by: string | null;
  counts: boolean;
  conflicts: Remark[];
  isSent: boolean;
}

export interface Standing extends Position {
  id: string;
  incidentId: string | null;
  category: string;
  at: string;
  lon: number | null;
  lat: number | null;
  place: string;
  cell: string | null;
  note: string;
  voided: string;
  /** Null: without a limit, or not known before the server knows what was done here. */
  dueAt: string | null;
  steps: StepStanding[];
  photos: PhotoTold[];
  remarks: Remark[];
  /** Whether the server knows of it. */
  isTold: boolean;
  /** Whether it knows of all that was written here. */
  isSent: boolean;
}

export interface Position {
  stage: Stage;
  holder: Holder | null;
  /** Who solves the problem: whom it was given to, or who did it unasked. */
  handler: Holder | null;
  handledBy: string | null;
}

export const DESK: Holder = { kind: "role", code: "leader" };
const BEGUN: Position = { stage: "reported", holder: DESK, handler: null, handledBy: null };

type Act = Pick<StepBody, "kind" | "to"> & { by: string | null };

/** Follow a case through one step; what cannot have been changes nothing. */
export function after(before: Position, { kind, to, by }: Act): Position {
  const { stage } = before;
  if (stage === "closed") return kind === "reopened" ? back(before) : before;
  const isDone = stage === "handled" || stage === "verified";
  switch (kind) {
    case "accepted":
      return stage === "reported" ? { ...before, stage: "accepted", holder: to ?? DESK } : before;
    case "dispatched":
    case "handed":
      // Who looks whether it was solved may change: it is not given out to be solved.
      if (isDone) return kind === "handed" ? { ...before, holder: to ?? DESK } : before;
      return { ...before, stage: "dispatched", holder: to ?? DESK, handler: to ?? DESK };
    case "handled":
      if (isDone) return before;
      return {
        stage: "handled",
        holder: to ?? DESK,
        handler: before.handler ?? (by === null ? null : { kind: "officer", code: by }),
        handledBy: by,
      };
    case "verified":
      return stage === "handled" ? { ...before, stage: "verified", holder: to ?? DESK } : before;
    case "returned":
      if (isDone) return back(before);
      return stage === "dispatched"
        ? { ...before, stage: "accepted", holder: DESK, handler: null }
        : before;
    case "closed":
      return { ...before, stage: "closed", holder: null };
    default:
      return before;
  }
}

/** Return a case that is to be solved again, by who had it last. */
function back(before: Position): Position {
  const { handler } = before;
  return handler === null
    ? { ...before, stage: "accepted", holder: DESK, handledBy: null }
    : { ...before, stage: "dispatched", holder: handler, handledBy: null };
}

/**
 * Return how a case stands, or null when this phone knows nothing of it.
 *
 * `me` took the steps of this phone; `waiting` are the ids of what it has not sent.
 */
export function standingOf(
  kept: KeptCase,
  me: string,
  waiting: ReadonlySet<string>,
): Standing | null {
  const { own, told } = kept;
  const isOld = told !== null && kept.line !== null && told.since < kept.line.since;
  const line = told === null || isOld ? kept.line : told;
  if (line === null && own === null) return null;
  const known = (told?.steps ?? []).map((one) => ({ ...one, by: one.officer_id, isSent: true }));
  const ids = new Set(known.map(({ id }) => id));
  const mine = kept.steps
    .filter(({ id }) => !ids.has(id))
    .map(({ id, body }) => {
      const isSent = !waiting.has(id);
      return { ...body, id, by: me, counts: true, conflicts: [], isSent };
    });
  const steps = [...known, ...mine].sort(inOrder);
  const isWhole = told !== null && !isOld;
  const counting = (isWhole ? steps : [...mine].sort(inOrder)).filter(({ counts }) => counts);
  const begun = isWhole || line === null ? BEGUN : positionOf(line);
  const position = counting.reduce<Position>((before, act) => after(before, act), begun);
  const isMoved = line !== null && position.stage !== line.stage;
  return {
    ...position,
    id: kept.id,
    incidentId: line?.incident_id ?? own?.incidentId ?? null,
    category: line?.category ?? own?.category ?? "",
    at: line?.reported_at ?? own?.at ?? "",
    lon: line?.lon ?? own?.lon ?? null,
    lat: line?.lat ?? own?.lat ?? null,
    place: line?.place ?? "",
    cell: line?.cell ?? null,
    note: line?.note ?? "",
    voided: line?.voided ?? "",
    dueAt: isMoved ? null : (line?.due_at ?? null),
    steps,
    photos: told?.photos ?? [],
    remarks: [...(line?.supervision ?? []), ...(told?.findings ?? [])],
    isTold: line !== null,
    isSent: !waiting.has(kept.id) && steps.every(({ isSent }) => isSent),
  };
}

/** Return where the board says that a case is; who solves what is done is not on it. */
function positionOf({ stage, holder }: CaseLine): Position {
  return { stage, holder, handler: stage === "dispatched" ? holder : null, handledBy: null };
}

type Placed = { id: string; at: string; kind: StepKind };

function inOrder(one: Placed, other: Placed): number {
  return (
    Date.parse(one.at) - Date.parse(other.at) ||
    STEP_KINDS.indexOf(one.kind) - STEP_KINDS.indexOf(other.kind) ||
    (one.id < other.id ? -1 : 1)
  );
}
