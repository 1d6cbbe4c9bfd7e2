/** Who stands in entries by an id, asked once while the room is open. */
import { useAsked } from "../asking.ts";
import { type Actor, AUDIT } from "./wire.ts";

export function useActors(): readonly Actor[] {
  const { body } = useAsked<{ items: Actor[] }>(`${AUDIT}/actors`, { follow: false });
  return body?.items ?? [];
}
