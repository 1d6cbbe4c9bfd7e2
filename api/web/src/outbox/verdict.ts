/** What an answer means: taken, to be shown to a person, or to be tried again. */
import type { Said } from "./asking.ts";

/** `step`: some of it was taken, or it has to be looked at again. */
export type Verdict = "taken" | "step" | "conflict" | "refused" | "fault" | "signed_out";

/** Codes of the server's, as it tells them. */
const CHANGE_DUE = "accounts.change_due"; // not a message
const CROSS_SITE = "api.cross_site"; // not a message

export function verdictOf({ status, json }: Said, id: string | null): Verdict {
  if (status === 200 || status === 201 || status === 204) {
    // Not ours, whatever it says of itself: then nothing was taken.
    const isOther = id !== null && typeof json?.id === "string" && json.id.toLowerCase() !== id;
    return isOther || (status !== 204 && json === null) ? "fault" : "taken";
  }
  if (status === 409 || status === 412) return "conflict";
  if (status === 401) return "signed_out";
  // The account is in order again when the password is changed; the records always were.
  if (status === 403 && json?.code === CHANGE_DUE) return "signed_out";
  if (status === 403 && json?.code === CROSS_SITE) return "fault";
  if (status === 408 || status === 425 || status < 400 || status >= 500) return "fault";
  return "refused";
}
