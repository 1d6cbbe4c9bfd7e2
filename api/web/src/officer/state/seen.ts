/** Notices count as seen when what they tell of is on the screen. */
import { useEffect } from "preact/hooks";
import { type Notice, notices, see } from "./notices.ts";

/** Say that the notices of a kind were seen; of these subjects only, where some are given. */
export function useSeen(kind: Notice["kind"], subjects?: readonly string[]): void {
  const unseen = notices.value.filter(
    (one) => one.kind === kind && !one.seen && (subjects?.includes(one.subject.id) ?? true),
  );
  const ids = unseen.map((one) => one.id).join();
  useEffect(() => {
    // One that did not arrive is said again when there is news, or the screen is opened anew.
    for (const one of unseen) see(one).catch(() => {});
  }, [ids]);
}
