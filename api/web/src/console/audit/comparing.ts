/** An anchor that was kept, held against the chains as they are now. */
import { ask } from "../../base/api.ts";
import { query } from "../asking.ts";
import { type Anchor, AUDIT, type Entry, FORM, type Head } from "./wire.ts";

export interface Compared {
  head: Head;
  /** `same`: the chain runs through it; `other`: it was rewritten; `gone`: it was cut off. */
  state: "same" | "other" | "gone";
}

/** Read a kept anchor; null for a file that is none. */
export function readAnchor(text: string): Anchor | null {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return null;
  }
  const one = told as Partial<Anchor> | null;
  if (one?.form !== FORM || !Array.isArray(one.heads)) return null;
  const heads: unknown[] = one.heads;
  const at = String(one.at);
  if (Number.isNaN(Date.parse(at)) || !heads.every(isHead)) return null;
  return { form: FORM, at, heads };
}

function isHead(value: unknown): value is Head {
  const one = value as Partial<Head> | null;
  return (
    typeof one?.chain === "string" && typeof one.hash === "string" && Number.isInteger(one.seq)
  );
}

/** Look at each head that was kept, whether the chain still has it. */
export async function compare({ heads }: Anchor): Promise<Compared[]> {
  return Promise.all(heads.map(compared));
}

async function compared(head: Head): Promise<Compared> {
  const address = query(AUDIT, { chain: head.chain, before: head.seq + 1, limit: 1 });
  const [entry] = (await ask<{ items: Entry[] }>(address)).body?.items ?? [];
  if (entry?.seq !== head.seq) return { head, state: "gone" };
  return { head, state: entry.hash === head.hash ? "same" : "other" };
}
