/** Who signed the inventory, who would not, and who wrote that down. */
import type { EvidenceTold } from "../records/evidence.ts";
import { Hidden, readsInFull } from "../records/hidden.tsx";
import { Photos } from "../records/photos.tsx";
import { shortTime } from "../times.ts";
import type { DeskSeizure, DeskSignature } from "./wire.ts";
import { type Key, t } from "./words.ts";

interface SignaturesProps {
  of: DeskSeizure;
  files: readonly EvidenceTold[];
  nameOf: (id: string | null) => string | null;
}

const SIGNER: Record<string, Key> = {
  party: "console_seizures.party",
  witness: "console_seizures.witness",
  officer: "console_seizures.officer",
};

export function Signatures({ of, files, nameOf }: SignaturesProps) {
  if (!readsInFull()) return <Hidden />;
  if (of.signatures.length === 0) {
    return <p class="quiet">{t("console_seizures.no_signatures")}</p>;
  }
  return (
    <ul class="signatures">
      {of.signatures.map((one, at) => (
        <li key={at}>
          <p>
            {whoSigned(one, nameOf)}{" "}
            {one.refused && (
              <span class="tag" data-tone="wait">
                {t("console_seizures.refused")}
              </span>
            )}{" "}
            <span class="quiet small">{shortTime(one.at)}</span>
          </p>
          {one.reason && <p class="typed small">{one.reason}</p>}
          {one.recorded_by && (
            <p class="quiet small">
              {t("console_seizures.recorded_by", { who: nameOf(one.recorded_by) ?? "—" })}
            </p>
          )}
          <Photos files={files.filter((file) => file.id === one.image)} />
        </li>
      ))}
    </ul>
  );
}

function whoSigned(one: DeskSignature, nameOf: SignaturesProps["nameOf"]): string {
  const key = SIGNER[one.signer];
  const who = key ? t(key) : one.signer;
  return [who, nameOf(one.officer_id)].filter(Boolean).join(" ");
}
