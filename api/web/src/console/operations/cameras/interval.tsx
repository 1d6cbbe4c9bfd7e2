/** How often alerts were true: the share, and between what it lies with 95 % confidence. */
import { number, percent } from "../../times.ts";
import { t } from "../words.ts";
import type { Precision } from "./wire.ts";

type Share = Pick<Precision, "share" | "low" | "high" | "n_true" | "n_judged">;

export function Interval({ of }: { of: Share }) {
  const { share, low, high } = of;
  if (share === null || low === null || high === null) {
    return <span class="quiet">{t("console_operations.not_judged")}</span>;
  }
  return (
    <span class="interval">
      <span class="interval-line" aria-hidden="true">
        <span
          class="interval-span"
          style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }}
        />
        <span class="interval-dot" style={{ left: `${share * 100}%` }} />
      </span>
      <span class="share-number">{percent(share)}</span>
      <span class="quiet small">
        {percent(low)}–{percent(high)} · {number(of.n_true)}/{number(of.n_judged)}
      </span>
    </span>
  );
}
