/**
 * How a seizure stands as far as this phone knows: what the server told, and what was written here
 * since. Whether a step can have been is the server's to say; here it only shows where things went.
 */
import type {
  ClockBody,
  ClockTold,
  CustodyBody,
  EventKind,
  FactTold,
  Remark,
  SeizureBody,
  SeizureTold,
  State,
} from "./seizure_wire.ts";

/** A step that was written on this phone. */
export type OwnStep =
  | { id: string; what: "custody"; body: CustodyBody }
  | { id: string; what: "clock"; body: ClockBody };

/** What the phone keeps of a seizure. */
export interface KeptSeizure {
  id: string;
  /** As it was written here; null when it was written elsewhere. */
  written: SeizureBody | null;
  told: SeizureTold | null;
  fetchedAt: string | null;
  steps: OwnStep[];
}

export interface ItemStanding {
  number: number;
  kind: string;
  quantity: number;
  unit: string;
  condition: string;
  seal: string;
  note: string;
  nPhotos: number;
  state: State;
  place: string;
  to: string;
  noticeEnds: string | null;
  /** A step that the server has not told of is counted in. */
  isAhead: boolean;
}

export interface StepStanding {
  id: string;
  kind: EventKind;
  items: number[];
  at: string;
  place: string;
  from_place: string;
  to: string;
  note: string;
  noticeEnds: string | null;
  counts: boolean;
  isSent: boolean;
  conflicts: Remark[];
}

export interface FactStanding extends FactTold {
  isSent: boolean;
}

export interface Standing {
  id: string;
  incidentId: string | null;
  number: string;
  measure: string;
  at: string;
  ownerless: boolean;
  voided: boolean;
  officers: { id: string; name: string | null }[];
  items: ItemStanding[];
  steps: StepStanding[];
  facts: FactStanding[];
  clocks: ClockTold[];
  findings: Remark[];
  /** The seizure itself is at the server, and what of it was written here since. */
  isSent: boolean;
  nUnsent: number;
  fetchedAt: string | null;
}

const ENDS: Partial<Record<EventKind, State>> = {
  returned: "returned",
  destroyed: "destroyed",
  transferred: "transferred",
  released_live: "released_live",
  disposed: "disposed",
};
const ENDED: ReadonlySet<State> = new Set(Object.values(ENDS));

/** Whether the office holds it no more. */
export function isEnded(state: State): boolean {
  return ENDED.has(state);
}

/** Return how it stands, null when the phone knows nothing of it; `unsent` are ids of records. */
export function standingOf(kept: KeptSeizure, unsent: ReadonlySet<string>): Standing | null {
  const { told, written, id } = kept;
  const base = told ?? written;
  if (base === null) return null;
  const known = new Set([...(told?.events ?? []), ...(told?.clock_events ?? [])].map((e) => e.id));
  const ahead = kept.steps.filter((step) => !known.has(step.id));
  const voided = new Set(kept.steps.flatMap(({ id: of, body }) => (body.voided ? [of] : [])));
  const moves = ahead.flatMap((step) => (step.what === "custody" ? [step] : []));
  moves.sort((one, other) => one.body.at.localeCompare(other.body.at));
  return {
    id,
    incidentId: base.incident_id,
    number: base.number,
    measure: base.measure,
    at: base.at,
    ownerless: base.ownerless,
    voided: Boolean(told?.voided),
    officers: told
      ? told.officers.map((one) => ({ id: one.officer_id, name: one.name }))
      : (written?.officers ?? []).map((one) => ({ id: one, name: null })),
    items: moves.reduce((items, { body }) => items.map((one) => after(one, body)), itemsOf(kept)),
    steps: stepsOf(kept, moves, unsent).map((one) => counted(one, voided, unsent)),
    facts: factsOf(kept, ahead, unsent).map((one) => counted(one, voided, unsent)),
    clocks: told?.clocks ?? [],
    findings: told?.findings ?? [],
    isSent: !unsent.has(id),
    nUnsent: [id, ...kept.steps.map((step) => step.id)].filter((one) => unsent.has(one)).length,
    fetchedAt: told ? kept.fetchedAt : null,
  };
}

/** A step that was voided here does not count from then on, whatever the server still tells. */
function counted<Step extends { id: string; counts: boolean; isSent: boolean }>(
  step: Step,
  voided: ReadonlySet<string>,
  unsent: ReadonlySet<string>,
): Step {
  if (!voided.has(step.id)) return step;
  return { ...step, counts: false, isSent: step.isSent && !unsent.has(step.id) };
}

function itemsOf({ told, written }: KeptSeizure): ItemStanding[] {
  const settled = new Map((told?.items ?? []).map((one) => [one.number, one]));
  return (
    (told ?? written)?.items.map((one): ItemStanding => {
      const where = settled.get(one.number);
      return {
        number: one.number,
        kind: one.kind,
        quantity: one.quantity,
        unit: one.unit,
        condition: one.condition,
        seal: one.seal_number,
        note: one.note,
        nPhotos: one.photos.length,
        state: where?.state ?? "held",
        place: where?.place ?? one.storage_place,
        to: where?.to ?? "",
        noticeEnds: where?.notice_ends ?? null,
        isAhead: false,
      };
    }) ?? []
  );
}

/** Return an item after a step; what has left the office is not moved any more. */
function after(item: ItemStanding, step: CustodyBody): ItemStanding {
  if (step.voided || !step.items.includes(item.number) || isEnded(item.state)) return item;
  const next = { ...item, isAhead: true };
  if (step.kind === "moved") return { ...next, place: step.place || item.place };
  if (step.kind === "confiscated") return { ...next, state: "confiscated" };
  if (step.kind === "notice_posted") return { ...next, noticeEnds: step.notice_ends };
  const state = ENDS[step.kind];
  return state ? { ...next, state, to: step.to } : next;
}

function stepsOf(
  { told, written, id }: KeptSeizure,
  moves: readonly { id: string; body: CustodyBody }[],
  unsent: ReadonlySet<string>,
): StepStanding[] {
  const conflictsOf = (event: string) =>
    (told?.conflicts ?? []).filter((one) => one.event_id === event).map((one) => one.remark);
  const there = (told?.events ?? []).map(
    (one): StepStanding => ({
      ...one,
      noticeEnds: one.notice_ends,
      isSent: true,
      conflicts: conflictsOf(one.id),
    }),
  );
  const own = moves.map(
    ({ id: of, body }): StepStanding => ({
      ...body,
      id: of,
      noticeEnds: body.notice_ends,
      counts: true,
      isSent: !unsent.has(of),
      conflicts: [],
    }),
  );
  const first = told === null && written !== null ? [seizing(id, written, !unsent.has(id))] : [];
  return [...first, ...there, ...own].sort((one, other) => one.at.localeCompare(other.at));
}

/** The seizure is the first step of its own custody. */
function seizing(id: string, written: SeizureBody, isSent: boolean): StepStanding {
  const places = new Set(written.items.map((one) => one.storage_place));
  return {
    id,
    kind: "seized",
    items: written.items.map((one) => one.number),
    at: written.at,
    place: places.size === 1 ? ([...places][0] ?? "") : "",
    from_place: "",
    to: "",
    note: "",
    noticeEnds: null,
    counts: true,
    isSent,
    conflicts: [],
  };
}

function factsOf(
  { told }: KeptSeizure,
  ahead: readonly OwnStep[],
  unsent: ReadonlySet<string>,
): FactStanding[] {
  const own = ahead.flatMap((step) =>
    step.what === "clock"
      ? [{ ...step.body, id: step.id, counts: true, isSent: !unsent.has(step.id) }]
      : [],
  );
  const there = (told?.clock_events ?? []).map((one) => ({ ...one, isSent: true }));
  return [...there, ...own].sort((one, other) => one.at.localeCompare(other.at));
}

/** Return a step as it is sent to say that it does not count. */
export function voidedStep(
  seizureId: string,
  step: StepStanding | FactStanding,
  reason: string,
): OwnStep {
  const { id, at, note } = step;
  const common = { seizure_id: seizureId, at, note, voided: reason };
  if (!("items" in step)) {
    return { id, what: "clock", body: { ...common, kind: step.kind, days: step.days } };
  }
  const { kind, items, place, from_place, noticeEnds, to } = step;
  const body = { ...common, kind, items, place, from_place, notice_ends: noticeEnds, to };
  return { id, what: "custody", body };
}
