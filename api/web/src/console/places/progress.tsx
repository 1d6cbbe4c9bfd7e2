/** How far new cells are: figures are the old ones' until all tracks are traced. */
import { useEffect } from "preact/hooks";
import { number } from "../times.ts";
import type { Recomputing } from "./wire.ts";
import { t } from "./words.ts";

const LOOK_EVERY_MS = 2_000;

export function Progress({ of }: { of: Recomputing | null }) {
  const share = of && of.total > 0 ? of.done / of.total : 0;
  const words = of
    ? t("console_places.recomputing", { done: number(of.done), total: number(of.total) })
    : t("console_places.recomputing_soon");
  return (
    <div class="places-progress" role="status">
      <span class="small">{words}</span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
}

/** Ask again and again as long as something goes on. */
export function useLooking(isGoingOn: boolean, look: () => void): void {
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isGoingOn]);
}
