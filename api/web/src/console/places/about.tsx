/** Where a boundary comes from, who brought it in, and who decided on it. */
import { sourceWords } from "../../map/boundary_words.ts";
import { fullTime, number } from "../times.ts";
import { StatusTag } from "./parts.tsx";
import type { ImportDetail } from "./wire.ts";
import { t } from "./words.ts";

const NAMES_TOLD = 4;

export function About({ one }: { one: ImportDetail }) {
  const names = one.shapes.slice(0, NAMES_TOLD).map((shape) => shape.name);
  const more = one.shapes.length > NAMES_TOLD ? t("console_places.more_names") : "";
  return (
    <dl class="fact-list">
      <dt>{t("console_places.status")}</dt>
      <dd>
        <StatusTag status={one.status} />
      </dd>
      <dt>{t("console_places.source")}</dt>
      <dd>{sourceWords(one.source) || "—"}</dd>
      <dt>{t("console_places.licence")}</dt>
      <dd>{one.licence || "—"}</dd>
      <dt>{t("console_places.file")}</dt>
      <dd>{one.restores ? t("console_places.restores") : one.file_name}</dd>
      {one.part !== "outline" && (
        <>
          <dt>{t("console_places.shapes")}</dt>
          <dd>
            {t("console_places.n_shapes", {
              n: number(one.shapes.length),
              names: `${names.join(" / ")}${more}`,
            })}
          </dd>
        </>
      )}
      <dt>{t("console_places.brought_by")}</dt>
      <dd>{byAt(one.created_by, one.created_at)}</dd>
      {one.decided_at && (
        <>
          <dt>{t("console_places.decided_by")}</dt>
          <dd>{byAt(one.decided_by, one.decided_at)}</dd>
        </>
      )}
      {one.valid_from && (
        <>
          <dt>{t("console_places.valid_since")}</dt>
          <dd>{one.valid_from}</dd>
        </>
      )}
      {one.reason && (
        <>
          <dt>{t("console_places.reason")}</dt>
          <dd>{one.reason}</dd>
        </>
      )}
    </dl>
  );
}

function byAt(who: string, at: string): string {
  return t("console_places.by_at", {
    who: who || t("console_places.at_server"),
    at: fullTime(at),
  });
}
