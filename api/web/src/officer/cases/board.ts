/** The list of cases as who holds the phone sees it: mine first, and what is overdue first. */
import type { ItemView } from "../../outbox/index.ts";
import type { Standing } from "./standing.ts";
import { standingOf } from "./standing.ts";
import type { CaseBody, CaseLine, Holder, StepBody } from "./wire.ts";

export interface Board {
  /** Made here, and not known to the server yet. */
  fresh: Standing[];
  mine: Standing[];
  others: Standing[];
}

interface Around {
  me: string;
  isMine: (holder: Holder | null) => boolean;
}

/** Return what is open, with what waits on this phone on top. */
export function boardOf(
  lines: readonly CaseLine[],
  waiting: readonly ItemView[],
  { me, isMine }: Around,
): Board {
  const ids = new Set(waiting.map(({ id }) => id));
  const known = new Set(lines.map(({ id }) => id));
  const made = waiting.filter(({ kind, id }) => kind === "case" && !known.has(id));
  const standing = (id: string, line: CaseLine | null, own: ItemView | null) => {
    const steps = waiting
      .filter(({ kind, body }) => kind === "case_step" && (body as StepBody).case_id === id)
      .map((one) => ({ id: one.id, body: one.body as StepBody }));
    const origin = own && originOf(own, waiting);
    const found = standingOf({ id, own: origin, line, told: null, steps }, me, ids);
    return found && found.stage !== "closed" ? [found] : [];
  };
  const told = lines
    .filter(({ counts }) => counts)
    .flatMap((line) => standing(line.id, line, null))
    .sort(byDue);
  return {
    fresh: made.flatMap((one) => standing(one.id, null, one)),
    mine: told.filter(({ holder }) => isMine(holder)),
    others: told.filter(({ holder }) => !isMine(holder)),
  };
}

/** What the incident says that waits before it; once that was sent, what the case is shown as. */
function originOf({ body, at, lon, lat }: ItemView, waiting: readonly ItemView[]) {
  const { incident_id } = body as CaseBody;
  const incident = waiting.find(({ kind, id }) => kind === "incident" && id === incident_id);
  const said = (incident?.body ?? {}) as { category?: string; occurred_at?: string };
  const { category = "", occurred_at = at } = said;
  return { incidentId: incident_id, category, at: occurred_at, lon, lat };
}

/** What is overdue was due before the rest; what has no limit comes last. */
function byDue(one: Standing, other: Standing): number {
  return dueMs(one) - dueMs(other);
}

function dueMs({ dueAt }: Standing): number {
  return dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt);
}
