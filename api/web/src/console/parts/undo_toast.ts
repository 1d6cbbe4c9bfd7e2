/** Saying what was done, with the way back. */
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { t } from "../words.ts";

/**
 * Say it, and offer for some seconds to have it as it was; why that failed is said, too.
 *
 * @param undone Follows once it is as it was.
 */
export function toldWithUndo(
  words: string,
  undo: () => Promise<unknown>,
  undone: () => void = () => {},
): void {
  toast(words, {
    label: t("console.undo"),
    run: () => void undo().then(undone, (error: unknown) => toast(reasonOf(error))),
  });
}
