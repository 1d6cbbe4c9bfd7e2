/** The long work that goes on for a month: solving, planning anew, asking what if. */
import { ask } from "../../base/api.ts";
import { isOver } from "../jobs.ts";
import { Watched } from "./job.ts";
import type { Job, Replanned, Solved, WhatIf } from "./wire.ts";

export interface Works {
  solve: Watched<Solved>;
  replan: Watched<Replanned>;
  whatIf: Watched<WhatIf>;
}

const works = new Map<string, Works>();

/** Return a month's work; it goes on while other rooms are open. */
export function worksOf(id: string): Works {
  const found = works.get(id) ?? {
    solve: new Watched<Solved>(),
    replan: new Watched<Replanned>(),
    whatIf: new Watched<WhatIf>(),
  };
  works.set(id, found);
  return found;
}

/** Go on watching what somebody began elsewhere, or before this page was opened anew. */
export async function resume(id: string, squad: string): Promise<void> {
  const { body } = await ask<{ items: Job[] }>(`/api/v1/jobs?limit=10&squad=${squad}`);
  const { solve, replan, whatIf } = worksOf(id);
  const kinds = { roster_solve: solve, roster_replan: replan, roster_what_if: whatIf };
  for (const job of body?.items ?? []) {
    if (isOver(job) || job.asked.roster_id !== id) continue;
    const work = kinds[job.kind as keyof typeof kinds] as Watched<unknown> | undefined;
    if (work && work.job.peek() === null) work.watch(job);
  }
}
