/** A firm as it is written at the desk: what is sent of it, and the way back. */
import { type Kept, readKept } from "../../kept.ts";
import { write } from "../../writing.ts";
import type { Contact, Firm, Quiet } from "./wire.ts";

/** What a form holds of a firm; area and cell are the server's to find. */
export type FirmDraft = Pick<
  Firm,
  "name" | "credit_code" | "tier" | "lon" | "lat" | "place" | "quiet" | "contacts" | "note"
>;

export const NEW_FIRM: FirmDraft = {
  name: "",
  credit_code: "",
  tier: null,
  lon: null,
  lat: null,
  place: "",
  quiet: [],
  contacts: [],
  note: "",
};

export const NEW_QUIET: Quiet = {
  reason: "",
  first: "",
  last: "",
  weekdays: [],
  begin: "",
  end: "",
};

export const NEW_CONTACT: Contact = { name: "", id_number: "", phone: "", plate: "", note: "" };

/** A server that hides whom to call takes what is sent as all there is: nobody edits blindly. */
export function isEditable({ contacts_shown }: Firm): boolean {
  return contacts_shown !== "redacted";
}

/** Return what is sent: lines that nobody filled in are left out. */
export function firmBody(draft: FirmDraft) {
  const { tier, lon, lat, quiet, contacts } = draft;
  return {
    name: draft.name.trim(),
    credit_code: draft.credit_code.trim().toUpperCase(),
    tier,
    lon,
    lat,
    place: draft.place.trim(),
    quiet: quiet.filter(isSaid),
    contacts: contacts.filter(isSaid),
    note: draft.note.trim(),
  };
}

function isSaid(line: Quiet | Contact): boolean {
  return Object.values(line).some((one) => (typeof one === "string" ? one.trim() : one.length));
}

const pathOf = (id: string) => `/api/v1/firms/${id}`;

export function readFirm(id: string): Promise<Kept<Firm>> {
  return readKept<Firm>(pathOf(id));
}

/** Write a firm that nobody has written before; it is of the writer's own squad. */
export async function makeFirm(id: string, draft: FirmDraft): Promise<void> {
  await write(pathOf(id), firmBody(draft));
}

/** Write a firm over what was read; refused if somebody changed it in between. */
export async function changeFirm(
  { body, version }: Kept<Firm>,
  change: Partial<FirmDraft & Pick<Firm, "voided">>,
): Promise<void> {
  const { squad, voided } = { ...body, ...change };
  await write(
    pathOf(body.id),
    { squad, ...firmBody({ ...body, ...change }), voided },
    "PUT",
    version,
  );
}
