/** Reading a month that was made by hand: the server says what stands in it; nothing is kept. */
import { type ProblemDocument, Refused, Unreachable } from "../../base/api.ts";
import { heard, missed } from "../reach.ts";
import type { Check, Doubt, Duty } from "./wire.ts";

export interface Imported {
  duties: Duty[];
  /** What was not understood, and is left out. */
  findings: Doubt[];
  /** What was taken, but should be looked at. */
  remarks: Doubt[];
  check: Check;
}

export async function importing(roster: string, file: File): Promise<Imported> {
  const form = new FormData();
  form.set("file", file);
  form.set("roster", roster);
  try {
    const answer = await sent(form);
    heard();
    if (answer.ok) return (await answer.json()) as Imported;
    const told = (await answer.json().catch(() => ({}))) as ProblemDocument;
    throw new Refused(answer.status, { ...told, status: answer.status }, null);
  } catch (error) {
    missed(error);
    throw error;
  }
}

async function sent(form: FormData): Promise<Response> {
  try {
    return await fetch("/api/v1/rosters/import", {
      method: "POST",
      body: form,
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
  } catch (error) {
    throw new Unreachable({ cause: error });
  }
}
