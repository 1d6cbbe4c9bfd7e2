/** What of a seizure cannot be so, and what a review would point at. */
import type { Remark } from "./seizure_wire.ts";
import { language, t } from "./words.ts";

/** As many are read at a glance; more are unfolded. */
const FEW = 3;

interface RemarksProps {
  conflicts: readonly Remark[];
  findings: readonly Remark[];
}

export function Remarks({ conflicts, findings }: RemarksProps) {
  return (
    <>
      {conflicts.length > 0 && (
        <div class="note" data-tone="bad">
          <p class="strong">{t("record_terms.conflicts")}</p>
          <RemarkList remarks={conflicts} />
        </div>
      )}
      {findings.length > 0 && (
        <details class="note" open={findings.length <= FEW}>
          <summary>{t("record_terms.findings", { n: findings.length })}</summary>
          <RemarkList remarks={findings} />
        </details>
      )}
    </>
  );
}

function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <ul class="points">
      {remarks.map((one, at) => (
        <li key={at}>{[numbersOf(one.where), saidOf(one)].filter(Boolean).join(" ")}</li>
      ))}
    </ul>
  );
}

export function saidOf(remark: Remark): string {
  return language.value === "zh" ? remark.reason_zh : remark.reason_en;
}

/** What many items lack is told once, with their numbers behind the word. */
function numbersOf(where: string): string {
  const found = /^items (.+)$/.exec(where);
  return found ? t("record_terms.items_n", { n: found[1] ?? "" }) : "";
}
