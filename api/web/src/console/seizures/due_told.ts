/** What falls due, asked for and counted on the rail. */
import { useEffect } from "preact/hooks";
import type { DueTold as Told } from "../../records/due_groups.ts";
import { type Asked, useAsked } from "../asking.ts";
import { setCount } from "../counts.ts";
import { may } from "../session.ts";

export interface DueTold extends Told {
  n_overdue: number;
  n_due_soon: number;
  n_case_steps_overdue: number;
  n_case_steps_due_soon: number;
}

export function useDue(): Asked<DueTold> {
  const asked = useAsked<DueTold>(may("records.read") ? "/api/v1/due?limit=500" : null);
  const told = asked.body;
  useEffect(() => {
    if (told) setCount("seizures", told.n_overdue + told.n_due_soon);
  }, [told]);
  return asked;
}
