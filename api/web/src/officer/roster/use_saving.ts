/** Keeping what was asked: said only once it is on the disk. */
import { useState } from "preact/hooks";
import { toast } from "../../ui/toast.tsx";
import { t } from "../words.ts";

/** Return whether something is being kept, and what keeps it and then goes on. */
export function useSaving(): [boolean, (work: () => Promise<void>, after: () => void) => void] {
  const [busy, setBusy] = useState(false);
  const save = async (work: () => Promise<void>, after: () => void) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
      toast(t("officer.kept_here"));
      after();
    } catch {
      toast(t("officer.not_kept"));
    }
    setBusy(false);
  };
  return [busy, (work, after) => void save(work, after)];
}
