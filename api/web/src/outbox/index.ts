/** Outboxes: what an officer wrote is on the phone's disk, and goes to the server when it can. */
import type { Vault } from "../vault/index.ts";
import { ServerClock } from "./clock.ts";
import { PhoneOutbox } from "./outbox.ts";
import { type Surroundings, thisBrowser } from "./surroundings.ts";
import type { Outbox } from "./types.ts";

export { NoSuchItem, NotSaved } from "./errors.ts";
export { exportLocked } from "./exporting.ts";
export type * from "./types.ts";

/** Open the outbox of an open vault; it sends once it is started. */
export async function openOutbox(
  vault: Vault,
  around: Surroundings = thisBrowser,
): Promise<Outbox> {
  const clock = new ServerClock();
  await clock.recall();
  // Without it the browser may delete all of it when the phone runs short of room.
  await around.persist().catch(() => false);
  const outbox = new PhoneOutbox(vault, around, clock);
  await outbox.lookUp();
  return outbox;
}
