/** Seizures as this phone keeps them: what was written here, and what the server told of them. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import type { ItemView, NewFile } from "../../outbox/index.ts";
import {
  type FactStanding,
  type KeptSeizure,
  type OwnStep,
  type Standing,
  type StepStanding,
  standingOf,
  voidedStep,
} from "../../records/seizure_standing.ts";
import type {
  ClockBody,
  CustodyBody,
  SeizureBody,
  SeizureLine,
  SeizureTold,
} from "../../records/seizure_wire.ts";
import { nowIso } from "./clock.ts";
import { here, inside, status } from "./entry.ts";

/** What an officer wrote last, to be offered again. */
export interface Habits {
  number: string;
  places: string[];
}

const HABITS = "seizing:habits";
const MOST_PLACES = 6;

export async function habits(): Promise<Habits> {
  return (await here().outbox.recall<Habits>(HABITS)) ?? { number: "", places: [] };
}

async function learn(number: string, places: readonly string[]): Promise<void> {
  const before = await habits();
  const used = [...new Set([...places, ...before.places])].filter(Boolean).slice(0, MOST_PLACES);
  await here().outbox.remember(HABITS, { number: number || before.number, places: used });
}

function nameOf(id: string): string {
  return `seizure:${id}`;
}

const PATH = "/api/v1/seizures";

/** Put a seizure and its files where nothing is lost, in place of its draft. */
export async function keepSeizure(
  id: string,
  body: SeizureBody,
  files: NewFile[],
  label: string,
  instead: readonly string[],
): Promise<void> {
  const { outbox } = here();
  const at = nowIso();
  const item = { id, kind: "seizure", path: `${PATH}/${id}`, body, label, at } as const;
  await outbox.add(item, files, instead);
  // From here on it is on the disk: what follows only makes it easier to find.
  const kept: KeptSeizure = { id, written: body, told: null, fetchedAt: null, steps: [] };
  await outbox.remember(nameOf(id), kept).catch(() => {});
}

/** Remember what was typed, for the next one. */
export function learnFrom(number: string, body: SeizureBody): Promise<void> {
  const places = body.items.map((one) => one.storage_place);
  return learn(number, places).catch(() => {});
}

export async function keepCustody(body: CustodyBody, label: string, instead: readonly string[]) {
  const step: OwnStep = { id: uuid7(), what: "custody", body };
  await keepStep(step, `/api/v1/custody-events/${step.id}`, label, instead);
  if (body.place) await learn("", [body.place]).catch(() => {});
}

export async function keepClock(body: ClockBody, label: string, instead: readonly string[]) {
  const step: OwnStep = { id: uuid7(), what: "clock", body };
  await keepStep(step, `/api/v1/clock-events/${step.id}`, label, instead);
}

/** Say that a step does not count; the server has it as it was, with the reason. */
export async function keepVoid(
  seizureId: string,
  step: StepStanding | FactStanding,
  reason: string,
  label: string,
): Promise<void> {
  const isCustody = "items" in step;
  const path = `/api/v1/${isCustody ? "custody" : "clock"}-events/${step.id}`;
  // An edit is based on the version that is seen; without a line, on what this phone knows.
  const isAsked = step.isSent && status.value?.state !== "offline";
  const seen = isAsked ? await ask(path).catch(() => null) : null;
  if (seen?.etag) await here().outbox.noteVersion(path, seen.etag);
  await keepStep(voidedStep(seizureId, step, reason), path, label, [], true);
}

async function keepStep(
  step: OwnStep,
  path: string,
  label: string,
  instead: readonly string[],
  edits = false,
): Promise<void> {
  const { outbox } = here();
  const kind = step.what === "custody" ? "custody_event" : "clock_event";
  const { id, body } = step;
  await outbox.add({ id, kind, path, body, label, at: nowIso(), edits }, [], instead);
  const kept = await recall(body.seizure_id, await outbox.list());
  const steps = [...kept.steps.filter((one) => one.id !== id), step];
  await outbox.remember(nameOf(kept.id), { ...kept, steps }).catch(() => {});
}

/** Return what there is of a seizure: what waits to be sent is there however the app ended. */
export async function recall(id: string, waiting: readonly ItemView[]): Promise<KeptSeizure> {
  const nothing: KeptSeizure = { id, written: null, told: null, fetchedAt: null, steps: [] };
  const kept = (await here().outbox.recall<KeptSeizure>(nameOf(id))) ?? nothing;
  const own = waiting.find((one) => one.kind === "seizure" && one.id === id);
  const steps = new Map(kept.steps.map((step) => [step.id, step]));
  // Of one that was voided before it was sent, the later word stands.
  for (const step of waiting.flatMap((one) => stepIn(one, id))) {
    if (!steps.get(step.id)?.body.voided) steps.set(step.id, step);
  }
  const written = kept.written ?? (own ? (own.body as SeizureBody) : null);
  return { ...kept, written, steps: [...steps.values()] };
}

function stepIn({ kind, id, body }: ItemView, seizureId: string): OwnStep[] {
  if ((body as { seizure_id?: string } | null)?.seizure_id !== seizureId) return [];
  if (kind === "custody_event") return [{ id, what: "custody", body: body as CustodyBody }];
  if (kind === "clock_event") return [{ id, what: "clock", body: body as ClockBody }];
  return [];
}

/** Ask the server how a seizure stands, and keep that. */
export async function fetchSeizure(id: string): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const waiting = await at.outbox.list();
  // It cannot know of what it has not been sent.
  if (waiting.some((one) => one.kind === "seizure" && one.id === id && !one.edits)) return;
  const { body: told } = await ask<SeizureTold>(`${PATH}/${id}`);
  if (told === null || inside.value !== at) return;
  const kept = await recall(id, await at.outbox.list());
  const counts = new Map([...told.events, ...told.clock_events].map((e) => [e.id, e.counts]));
  // One that was voided here stays until the server tells of that, too.
  const steps = kept.steps.filter(({ id: of, body }) => counts.get(of) !== !body.voided);
  await at.outbox.remember(nameOf(id), { ...kept, told, steps, fetchedAt: nowIso() });
}

export interface Found {
  /** Undefined while it is looked up; null when this phone knows nothing of it. */
  standing: Standing | null | undefined;
  /** Of what was written here, what the server will not have as it is. */
  refused: ItemView[];
  /** Why the server could not be asked, or null. */
  failure: unknown;
  again: () => void;
}

/** Follow a seizure: as it is kept, as it is sent, as the server tells. */
export function useSeizure(id: string): Found {
  const [found, setFound] = useState<Pick<Found, "standing" | "refused">>({
    standing: undefined,
    refused: [],
  });
  const [failure, setFailure] = useState<unknown>(null);
  const [asked, setAsked] = useState(0);
  const now = status.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const items = await here().outbox.list();
      const kept = await recall(id, items);
      const isOf = (one: ItemView) =>
        (one.kind === "seizure" && one.id === id) || stepIn(one, id).length > 0;
      const own = items.filter(isOf);
      if (gone) return;
      const standing = standingOf(kept, new Set(own.map((one) => one.id)));
      // Nothing yet, and the server has not been asked: it may still tell.
      const isOpen = standing === null && asked === 0;
      setFound({
        standing: isOpen ? undefined : standing,
        refused: own.filter((one) => one.state !== "waiting"),
      });
    };
    void look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [id, now, asked]);
  const again = () => {
    fetchSeizure(id)
      .then(() => setFailure(null), setFailure)
      .finally(() => setAsked((n) => n + 1));
  };
  useEffect(again, [id, now?.lastSentAt]);
  return { ...found, failure, again };
}

const LIST = "seizures";
/** Details of as many open ones are taken along. */
const TAKEN_ALONG = 20;

/** Return what is kept of the list, with what this phone wrote and has not sent. */
export async function linesHere(): Promise<SeizureLine[]> {
  const { outbox } = here();
  const kept = (await outbox.recall<SeizureLine[]>(LIST)) ?? [];
  const own = (await outbox.list()).filter((one) => one.kind === "seizure" && !one.edits);
  const waiting = own.map((one) => lineOf(one.id, one.body as SeizureBody));
  const ids = new Set(waiting.map((one) => one.id));
  return [...kept.filter((one) => !ids.has(one.id)), ...waiting];
}

export function lineOf(id: string, body: SeizureBody): SeizureLine {
  return {
    id,
    incident_id: body.incident_id,
    number: body.number,
    measure: body.measure,
    at: body.at,
    n_items: body.items.length,
    states: { held: body.items.length },
    open: true,
    voided: false,
  };
}

/** Note one that was written here, so that it is in the list after it was sent, too. */
export async function noteLine(line: SeizureLine): Promise<void> {
  const { outbox } = here();
  const kept = (await outbox.recall<SeizureLine[]>(LIST)) ?? [];
  const others = kept.filter((one) => one.id !== line.id);
  await outbox.remember(LIST, [...others, line]).catch(() => {});
}

/** Ask for the seizures of a span, and for all that are open; then take the open ones along. */
export async function fetchLines(span: { from: string; to: string }, squad: string): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const asked = [
    new URLSearchParams({ ...span, squad }),
    new URLSearchParams({ open: "true", squad }),
  ];
  const lines = new Map<string, SeizureLine>();
  for (const query of asked) {
    const { body } = await ask<{ items: SeizureLine[] }>(`${PATH}?${query}&limit=200`);
    for (const one of body?.items ?? []) lines.set(one.id, one);
  }
  if (inside.value !== at) return;
  await at.outbox.remember(LIST, [...lines.values()]);
  const open = [...lines.values()].filter((one) => one.open).slice(-TAKEN_ALONG);
  for (const one of open) {
    if (inside.value !== at) return;
    const kept = await at.outbox.recall<KeptSeizure>(nameOf(one.id));
    if (!kept?.told) await fetchSeizure(one.id);
  }
}
