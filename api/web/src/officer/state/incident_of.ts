/** What an inventory takes over from its incident: when, what, how much, who. */
import { ask } from "../../base/api.ts";
import * as duty from "./duty.ts";
import { here } from "./entry.ts";

export interface IncidentOf {
  id: string;
  at: string;
  category: string;
  seized: { kind: string; quantity: number }[];
  /** What its persons are told apart by; null when this phone has not been told. */
  persons: string[] | null;
}

interface Body {
  occurred_at: string;
  category: string;
  seized?: { kind: string; quantity: number }[];
  persons?: { name?: string; plate?: string; note?: string; phone?: string }[];
}

/** Return what the phone has of an incident, or null. */
export async function incidentHere(id: string): Promise<IncidentOf | null> {
  const items = await here().outbox.list();
  const waiting = items.find((one) => one.kind === "incident" && one.id === id);
  if (waiting) return of(id, waiting.body as Body);
  const own = duty.own.value.incidents.find((one) => one.id === id);
  return own ? { ...own, persons: null } : null;
}

/** Ask the server for an incident. */
export async function incidentThere(id: string): Promise<IncidentOf> {
  const { body } = await ask<Body>(`/api/v1/incidents/${encodeURIComponent(id)}`);
  if (body === null) throw new Error("no incident");
  return of(id, body);
}

function of(id: string, { occurred_at, category, seized = [], persons = [] }: Body): IncidentOf {
  return {
    id,
    at: occurred_at,
    category,
    seized,
    persons: persons.map((one) => one.name || one.plate || one.note || one.phone || ""),
  };
}
