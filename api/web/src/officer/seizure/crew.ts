/** Names and roles of those who sign. */
import { nameOfOfficer } from "../state/duty.ts";
import { t } from "../words.ts";
import type { Signer } from "./draft.ts";

export function signerWord(who: Signer): string {
  if (who === "party") return t("officer.seizure.party");
  if (who === "witness") return t("officer.seizure.witness");
  return nameOfOfficer(who);
}
