/** Kinds of things in words, and what each measure is for. */

import type { Measure } from "../../records/seizure_wire.ts";
import * as duty from "../state/duty.ts";
import { type Key, wordOf } from "../words.ts";

export function gearWord(kind: string): string {
  const term = duty.told.value?.gear.find((one) => one.code === kind);
  return term ? wordOf(term) : kind;
}

export function categoryWord(code: string): string {
  const term = duty.told.value?.categories.find((one) => one.code === code);
  return term ? wordOf(term) : code;
}

export const MEASURE_WHY: Record<Measure, Key> = {
  emergency_seizure: "officer.seizure.emergency_why",
  seizure: "officer.seizure.approved_first_why",
  preservation: "officer.seizure.preservation_why",
};
