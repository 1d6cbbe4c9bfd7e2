/** A share as a small bar with its number and what it is of: 12 of 15. */
import { number, percent } from "../times.ts";

interface ShareBarProps {
  /** Null without anything to judge. */
  share: number | null;
  good: number;
  n: number;
}

export function ShareBar({ share, good, n }: ShareBarProps) {
  if (share === null) return <span class="quiet">—</span>;
  return (
    <span class="share-bar">
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span class="share-number">{percent(share)}</span>
      <span class="quiet small">
        {number(good)}/{number(n)}
      </span>
    </span>
  );
}
