/** What is filled in is there again after the app was killed, until it was sent or left behind. */
import { useEffect, useRef, useState } from "preact/hooks";
import { here } from "../state/entry.ts";

type Setter<D> = (part: Partial<D>) => void;

/** Return a draft, what changes it, and what ends it. */
export function useDraft<D extends object>(
  name: string,
  begun: D,
): [D, Setter<D>, () => Promise<void>] {
  const key = `draft:roster:${name}`;
  const [draft, setDraft] = useState(begun);
  const isChanged = useRef(false);
  useEffect(() => {
    here()
      .outbox.recall<D>(key)
      .then((found) => {
        if (found && !isChanged.current) setDraft(found);
      })
      .catch(() => {});
  }, []);
  const set: Setter<D> = (part) => {
    isChanged.current = true;
    const now = { ...draft, ...part };
    setDraft(now);
    // What was saved is in the outbox; a form that is not kept is filled in again.
    here()
      .outbox.remember(key, now)
      .catch(() => {});
  };
  return [draft, set, () => here().outbox.forget([key])];
}
