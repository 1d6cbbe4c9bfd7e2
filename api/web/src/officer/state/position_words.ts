/** What the phone knows of where it is, in words. */
import {
  ACCURACY_KEY,
  accuracyClass,
  type PositionProblem,
  PROBLEM_KEY,
} from "../../capture/index.ts";
import { t } from "../words.ts";

export function problemWords(problem: PositionProblem): string {
  return t(PROBLEM_KEY[problem]);
}

/** Return `Good fix ±6 m`. */
export function accuracyWords(accuracyM: number | null): string {
  const error = accuracyM === null ? "" : ` ±${Math.max(1, Math.round(accuracyM))} m`;
  return t(ACCURACY_KEY[accuracyClass(accuracyM)]) + error;
}
