/** How the matter looked before and after: stamped copies, each opened large in a page of its own. */
import { useState } from "preact/hooks";
import { query } from "../../asking.ts";
import { Part } from "../../parts/page.tsx";
import { t } from "../words.ts";
import type { CasePhoto } from "./wire.ts";

export function Photos({ of }: { of: readonly CasePhoto[] }) {
  if (of.length === 0) return null;
  return (
    <Part title={t("console_park.photos")}>
      <div class="photo-sides">
        <Side title={t("console_park.before")} of={of.filter(({ when }) => when === "before")} />
        <Side title={t("console_park.after")} of={of.filter(({ when }) => when === "after")} />
      </div>
    </Part>
  );
}

function Side({ title, of }: { title: string; of: readonly CasePhoto[] }) {
  return (
    <div>
      <h3 class="quiet small">{title}</h3>
      {of.length === 0 && <p class="quiet small">{t("console_park.no_photo")}</p>}
      {of.map((one, at) => (
        <Thumb key={one.id} of={one} label={`${title} ${at + 1}`} />
      ))}
    </div>
  );
}

function Thumb({ of, label }: { of: CasePhoto; label: string }) {
  const [isLost, setLost] = useState(false);
  const address = query(`/api/v1/evidence/${of.sha256}/copy`, { record: of.record });
  return (
    <a class="photo-thumb" href={address} target="_blank" rel="noopener">
      {isLost ? (
        <span>{t("console_park.open_file", { what: label })}</span>
      ) : (
        <img src={address} alt={label} loading="lazy" onError={() => setLost(true)} />
      )}
    </a>
  );
}
