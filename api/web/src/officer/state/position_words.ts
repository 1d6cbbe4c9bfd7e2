/** What the phone knows of where it is, in words. */
import { accuracyClass, type PositionProblem } from "../../capture/index.ts";
import { type Key, t } from "../words.ts";

const PROBLEM: Record<PositionProblem, Key> = {
  denied: "officer.capture.position_denied",
  unavailable: "officer.capture.position_unavailable",
  timeout: "officer.capture.position_timeout",
  insecure: "officer.capture.position_insecure",
  unsupported: "officer.capture.position_unsupported",
};

const ACCURACY = {
  good: "officer.capture.accuracy_good",
  fair: "officer.capture.accuracy_fair",
  poor: "officer.capture.accuracy_poor",
} as const;

export function problemWords(problem: PositionProblem): string {
  return t(PROBLEM[problem]);
}

/** Return `Good fix ±6 m`. */
export function accuracyWords(accuracyM: number | null): string {
  const error = accuracyM === null ? "" : ` ±${Math.max(1, Math.round(accuracyM))} m`;
  return t(ACCURACY[accuracyClass(accuracyM)]) + error;
}
