/** One case as this phone keeps it: what was written here, and what the server told of it. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { evidenceId } from "../../outbox/derived_ids.ts";
import type { ItemView } from "../../outbox/index.ts";
import { keptName } from "../cases/opening.ts";
import { type KeptCase, type OwnStep, type Standing, standingOf } from "../cases/standing.ts";
import type { StepDraft } from "../cases/steps.ts";
import type { CaseBody, CaseTold, StepBody, StepKind } from "../cases/wire.ts";
import { categoryWord, stepWord } from "../cases/words.ts";
import { fileOf, type Taken } from "../incident/taken.ts";
import { caseLines } from "./cases.ts";
import { nowIso } from "./clock.ts";
import { here, inside, status } from "./entry.ts";
import { incidentHere } from "./incident_of.ts";

/** Put a step and its photos where nothing is lost, in place of its draft. */
export async function keepStep(
  of: Standing,
  kind: StepKind,
  draft: StepDraft,
  taken: readonly Taken[],
  instead: readonly string[],
): Promise<void> {
  const { outbox } = here();
  const id = uuid7();
  const files = taken.map((one) => fileOf(one, of.id, "case"));
  const body: StepBody = {
    case_id: of.id,
    kind,
    at: draft.at ?? nowIso(),
    to: draft.to,
    note: draft.note.trim(),
    photos: await Promise.all(files.map(({ sha256 }) => evidenceId("case", of.id, sha256))),
  };
  const { lon = null, lat = null } = taken[0]?.place ?? {};
  await outbox.add(
    {
      id,
      kind: "case_step",
      path: `/api/v1/case-steps/${id}`,
      body,
      label: `${stepWord(kind)} ${categoryWord(of.category)}`,
      at: nowIso(),
      lon,
      lat,
    },
    files,
    instead,
  );
  const kept = await recall(of.id, await outbox.list());
  await outbox.remember(keptName(of.id), kept).catch(() => {});
}

/** Return what there is of a case: what waits to be sent is there however the app ended. */
export async function recall(id: string, waiting: readonly ItemView[]): Promise<KeptCase> {
  const nothing: KeptCase = { id, own: null, line: null, told: null, steps: [] };
  const kept = { ...nothing, ...(await here().outbox.recall<KeptCase>(keptName(id))) };
  const line = caseLines.value?.find((one) => one.id === id) ?? kept.line;
  const steps = new Map(kept.steps.map((step) => [step.id, step]));
  for (const step of waiting.flatMap((one) => stepIn(one, id))) steps.set(step.id, step);
  const made = waiting.find((one) => one.kind === "case" && one.id === id);
  const own = kept.own ?? (made ? await originOf(made) : null);
  return { ...kept, own, line, steps: [...steps.values()] };
}

async function originOf({ body, lon, lat }: ItemView): Promise<KeptCase["own"]> {
  const incidentId = (body as CaseBody).incident_id;
  const found = await incidentHere(incidentId);
  return found && { incidentId, category: found.category, at: found.at, lon, lat };
}

export function stepIn({ kind, id, body }: ItemView, caseId: string): OwnStep[] {
  const step = body as StepBody;
  return kind === "case_step" && step.case_id === caseId ? [{ id, body: step }] : [];
}

/** Ask the server how a case stands, and keep that. */
export async function fetchCase(id: string): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  // It cannot know of what it has not been sent.
  const items = await at.outbox.list();
  if (items.some((one) => one.kind === "case" && one.id === id)) return;
  const { body: told } = await ask<CaseTold>(`/api/v1/cases/${encodeURIComponent(id)}`);
  if (told === null || inside.value !== at) return;
  const kept = await recall(id, await at.outbox.list());
  const known = new Set(told.steps.map((one) => one.id));
  const steps = kept.steps.filter((one) => !known.has(one.id));
  await at.outbox.remember(keptName(id), { ...kept, told, line: null, steps });
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

/** Follow a case: as it is kept, as it is sent, as the server tells. */
export function useCase(id: string): Found {
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
      const { outbox, officer } = here();
      const items = await outbox.list();
      const waiting = new Set(items.map((one) => one.id));
      const standing = standingOf(await recall(id, items), officer.id, waiting);
      const isOf = (one: ItemView) =>
        (one.kind === "case" && one.id === id) || stepIn(one, id).length > 0;
      if (gone) return;
      // Nothing yet, and the server has not been asked: it may still tell.
      const isOpen = standing === null && asked === 0;
      setFound({
        standing: isOpen ? undefined : standing,
        refused: items.filter((one) => one.state !== "waiting" && isOf(one)),
      });
    };
    void look().catch(() => {});
    return () => {
      gone = true;
    };
  }, [id, now, asked]);
  const again = () => {
    fetchCase(id)
      .then(() => setFailure(null), setFailure)
      .finally(() => setAsked((n) => n + 1));
  };
  useEffect(again, [id, now?.lastSentAt]);
  return { ...found, failure, again };
}
