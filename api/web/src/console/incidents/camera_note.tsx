/** What an incident's files from a camera lack before they prove anything. */
import { useAsked } from "../asking.ts";
import { Part } from "../parts/page.tsx";
import { language } from "../words.ts";
import type { CameraEvidence, Incident } from "./wire.ts";
import { t } from "./words.ts";

export function CameraNote({ of }: { of: Incident }) {
  const asked = useAsked<CameraEvidence>(`/api/v1/incidents/${of.id}/camera-evidence`);
  const told = asked.body;
  if (told === null) return null;
  const reviewed = told.reviews.filter((one) => one.voided === "").length;
  if (of.source !== "camera" && told.camera === null && reviewed === 0) return null;
  return (
    <Part title={t("console_incidents.camera")}>
      <p>
        {[
          told.camera ?? t("console_incidents.camera_unknown"),
          t("console_incidents.camera_files", { n: told.evidence.length }),
          t("console_incidents.camera_reviews", { n: reviewed }),
        ].join(" · ")}
      </p>
      {told.findings.length > 0 ? (
        <ul class="note points">
          {told.findings.map((one) => (
            <li key={one.where + one.key}>
              {language.value === "zh" ? one.reason_zh : one.reason_en}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{t("console_incidents.camera_complete")}</p>
      )}
    </Part>
  );
}
