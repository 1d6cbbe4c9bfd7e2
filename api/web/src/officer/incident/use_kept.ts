/** Keeping a draft as it is written: photos at once, words a moment later, all before it is left. */
import { useEffect, useRef, useState } from "preact/hooks";
import { onParting } from "../state/entry.ts";
import type { KeptDraft } from "../state/kept_draft.ts";
import type { Taken } from "./taken.ts";

const WORDS_MS = 500;

/** Return whether all that could be kept is on the disk; false: the last try failed. */
export function useKept<D>(box: KeptDraft<D>, draft: D, taken: readonly Taken[]): boolean {
  const [isKept, setKept] = useState(true);
  const words = JSON.stringify(draft);
  const last = useRef({ words, taken });
  // Owed from the moment that it is shown: effects come later, and not if the screen is left first.
  const owed = useRef<(() => void) | null>(null);
  if (last.current.words !== words || last.current.taken !== taken) {
    owed.current = () => {
      owed.current = null;
      box.keep(draft, taken).then(
        () => setKept(true),
        () => setKept(false),
      );
    };
  }

  useEffect(() => {
    const isUrgent = last.current.taken !== taken;
    last.current = { words, taken };
    if (isUrgent) owed.current?.();
    const timer = setTimeout(() => owed.current?.(), WORDS_MS);
    return () => clearTimeout(timer);
  }, [words, taken]);

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
