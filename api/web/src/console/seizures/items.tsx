/** The inventory: what it is, how it is sealed, where it is now, and its photos. */

import { isEnded } from "../../records/seizure_standing.ts";
import type { ItemTold } from "../../records/seizure_wire.ts";
import { stateWord } from "../../records/terms.ts";
import { seizedWord } from "../incidents/terms.ts";
import type { EvidenceTold } from "../records/evidence.ts";
import { Hidden, readsInFull } from "../records/hidden.tsx";
import type { Catalogue } from "../records/names.ts";
import { Photos } from "../records/photos.tsx";
import { shortTime } from "../times.ts";
import type { DeskSeizure } from "./wire.ts";
import { t } from "./words.ts";

interface ItemsProps {
  of: DeskSeizure;
  catalogue: Catalogue;
  files: readonly EvidenceTold[];
}

export function Items({ of, catalogue, files }: ItemsProps) {
  return (
    <table class="table items">
      <thead>
        <tr>
          <th scope="col" class="number">
            {t("console_seizures.no")}
          </th>
          <th scope="col">{t("console_seizures.gear")}</th>
          <th scope="col">{t("console_seizures.seal")}</th>
          <th scope="col">{t("console_seizures.where")}</th>
          <th scope="col">{t("console_seizures.photos")}</th>
        </tr>
      </thead>
      <tbody>
        {of.items.map((one) => (
          <tr key={one.number}>
            <td class="number">{one.number}</td>
            <td>
              <span class="typed">{seizedWord(catalogue, one)}</span>
              <span class="under typed">
                {readsInFull() ? [one.condition, one.note].filter(Boolean).join(" · ") : <Hidden />}
              </span>
            </td>
            <td class="typed">{one.seal_number || "—"}</td>
            <td>
              <Where of={one} />
            </td>
            <td>
              <ItemPhotos of={one} files={files} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Where({ of }: { of: ItemTold }) {
  const { state } = of;
  const isOver = state !== null && isEnded(state);
  return (
    <>
      <span class="tag" data-tone={isOver ? "ok" : "wait"}>
        {state === null ? t("console_seizures.not_seized") : stateWord(state)}
      </span>
      <span class="under typed">
        {isOver && !readsInFull() ? (
          <Hidden />
        ) : (
          (isOver ? of.to : of.place) || t("console_seizures.place_unknown")
        )}
        {of.since && ` · ${shortTime(of.since)}`}
      </span>
      {of.notice_ends && !isOver && (
        <span class="under">
          {t("console_seizures.notice_until", { at: shortTime(of.notice_ends) })}
        </span>
      )}
    </>
  );
}

function ItemPhotos({ of, files }: { of: ItemTold; files: readonly EvidenceTold[] }) {
  const found = files.filter((one) => of.photos.includes(one.id));
  const missing = of.photos.length - found.length;
  if (of.photos.length === 0) return <span class="quiet">{t("console_seizures.no_photo")}</span>;
  return (
    <>
      <Photos files={found} />
      {missing > 0 && (
        <span class="under">{t("console_seizures.photos_missing", { n: missing })}</span>
      )}
    </>
  );
}
