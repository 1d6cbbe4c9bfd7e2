/** What can be done with an hour of guidance, and the edits that do it and undo it. */
import { type Kept, readKept } from "../../kept.ts";
import { write } from "../../writing.ts";
import type { Slot } from "./wire.ts";

export type SlotAct = "book" | "give_back" | "cancel" | "restore";

/** What an edit changes of an hour; the rest stays as it was read. */
export type SlotChange = Partial<Pick<Slot, "booking" | "cancelled" | "voided">>;

/**
 * Return what may be done with an hour.
 *
 * @param isLeader Only leaders offer hours and call them off; everybody who writes books.
 */
export function slotActs(slot: Slot, isLeader: boolean, now: number): SlotAct[] {
  const hasBegun = Date.parse(slot.start) <= now;
  if (slot.voided) return isLeader ? ["restore"] : [];
  // Once it has begun the server books nothing, so what is let go could not be had back.
  if (hasBegun) return [];
  const first: SlotAct = slot.booking === null ? "book" : "give_back";
  return isLeader ? [first, "cancel"] : [first];
}

/** Return the change that gives an hour to a firm; why it was given back before is over. */
export function booked(firmId: string, wish: string): SlotChange {
  return { booking: { firm_id: firmId, wish }, cancelled: "" };
}

/** Return the change that lets a booking go, or that calls the whole hour off with it. */
export function letGo(slot: Slot, act: "give_back" | "cancel", reason: string): SlotChange {
  const given = slot.booking === null ? {} : { booking: null, cancelled: reason };
  return act === "cancel" ? { ...given, voided: reason } : given;
}

/** Return the change that has an hour again as it was; `reason` lets go what it took. */
export function wayBack(slot: Slot, change: SlotChange, reason: string): SlotChange {
  const { booking, cancelled, voided } = slot;
  const isBooked = change.booking !== undefined && change.booking !== null;
  return isBooked ? { booking: null, cancelled: reason } : { booking, cancelled, voided };
}

const pathOf = (id: string) => `/api/v1/guidance-slots/${id}`;

export function readSlot(id: string): Promise<Kept<Slot>> {
  return readKept<Slot>(pathOf(id));
}

/** Write a change over what was read; refused if somebody changed it in between. */
export async function changeSlot({ body, version }: Kept<Slot>, change: SlotChange): Promise<void> {
  const { squad, start, end, topic, place, booking, cancelled, voided } = body;
  const sent = { squad, start, end, topic, place, booking, cancelled, voided, ...change };
  await write(pathOf(body.id), sent, "PUT", version);
}
