/** Keeping a draft as it is written: photos at once, words a moment later, all before it is left. */
import { useEffect, useRef, useState } from "preact/hooks";
import { onParting } from "../state/entry.ts";
import type { Draft } from "./draft.ts";
import type { DraftBox } from "./draft_box.ts";
import type { Taken } from "./taken.ts";

const WORDS_MS = 500;

/** Return whether all that could be kept is on the disk; false: the last try failed. */
export function useKept(box: DraftBox, draft: Draft, taken: readonly Taken[]): boolean {
  const [isKept, setKept] = useState(true);
  const isFirst = useRef(true);
  const owed = useRef<(() => void) | null>(null);
  const lastTaken = useRef(taken);

  const now = JSON.stringify(draft);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const keep = () => {
      owed.current = null;
      box.keep(draft, taken).then(
        () => setKept(true),
        () => setKept(false),
      );
    };
    if (lastTaken.current !== taken) {
      lastTaken.current = taken;
      keep();
      return;
    }
    owed.current = keep;
    const timer = setTimeout(keep, WORDS_MS);
    return () => clearTimeout(timer);
  }, [box, now, taken]);

  useEffect(() => {
    const settle = () => owed.current?.();
    const unhook = onParting(() => {
      settle();
      return box.settled();
    });
    // A phone that runs short of memory kills what is not in sight, and says nothing.
    document.addEventListener("visibilitychange", settle);
    return () => {
      unhook();
      document.removeEventListener("visibilitychange", settle);
      settle();
    };
  }, []);
  return isKept;
}
