/** Saying that an incident does not count, or that it does after all: the record itself stays. */

import { voidId } from "../../outbox/derived_ids.ts";
import type { NewItem } from "../../outbox/index.ts";

export interface VoidWord {
  incidentId: string;
  isVoid: boolean;
  reason: string;
  /** Whether something was said of it before: then this changes it. */
  isSaid: boolean;
}

export async function voidItem(word: VoidWord, label: string, nowIso: string): Promise<NewItem> {
  return {
    id: await voidId(word.incidentId),
    kind: "incident_void",
    path: `/api/v1/incidents/${word.incidentId}/void`,
    body: { void: word.isVoid, reason: word.reason.trim() },
    label,
    edits: word.isSaid,
    at: nowIso,
  };
}
