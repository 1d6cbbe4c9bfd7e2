/** Files of a record: small in a row, large with digest and doubts when pressed. */
import { useState } from "preact/hooks";
import { t } from "../incidents/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { may } from "../session.ts";
import { fullTime, number } from "../times.ts";
import { copyOf, DOUBT, type EvidenceTold, hasCopy, MEDIA, originalOf } from "./evidence.ts";
import { Typed } from "./hidden.tsx";

const KILOBYTE = 1024;

export function Photos({ files }: { files: readonly EvidenceTold[] }) {
  const [looking, setLooking] = useState<EvidenceTold | null>(null);
  return (
    <>
      <ul class="shots">
        {files.map((one, at) => (
          <li key={one.id}>
            <button type="button" class="shot" onClick={() => setLooking(one)}>
              <span class="sr">
                {t("console_incidents.look_at", { what: wordOf(one), n: at + 1 })}
              </span>
              {one.kind === "photo" ? (
                <img src={copyOf(one)} alt="" loading="lazy" />
              ) : (
                <span class="shot-word">{wordOf(one)}</span>
              )}
              {one.doubts.length > 0 && (
                <span class="shot-doubt">{t("console_incidents.doubtful")}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {looking && <Large file={looking} close={() => setLooking(null)} />}
    </>
  );
}

function wordOf({ kind }: EvidenceTold): string {
  return t(MEDIA[kind]);
}

function Large({ file, close }: { file: EvidenceTold; close: () => void }) {
  return (
    <Dialog title={wordOf(file)} close={close}>
      {file.kind === "photo" && (
        <img class="shot-large" src={copyOf(file)} alt={t("console_incidents.copy_alt")} />
      )}
      {file.doubts.length > 0 && (
        <ul class="note points">
          {file.doubts.map((one) => (
            <li key={one}>{t(DOUBT[one])}</li>
          ))}
        </ul>
      )}
      <dl class="facts">
        <dt>{t("console_incidents.taken_at")}</dt>
        <dd>{file.taken_at ? fullTime(file.taken_at) : t("console_incidents.not_known")}</dd>
        <dt>{t("console_incidents.stored_at")}</dt>
        <dd>{fullTime(file.stored_at)}</dd>
        <dt>{t("console_incidents.size")}</dt>
        <dd>{t("console_incidents.kilobytes", { n: number(file.size_bytes / KILOBYTE) })}</dd>
        <dt>{t("console_incidents.remark")}</dt>
        <dd>
          <Typed text={file.note ?? ""} isHidden={file.note === null} />
        </dd>
        <dt>SHA-256</dt>
        <dd class="digest">{file.sha256}</dd>
      </dl>
      <p class="links">
        {hasCopy(file) && (
          <a href={copyOf(file)} target="_blank" rel="noreferrer">
            {t("console_incidents.open_copy")}
          </a>
        )}
        {may("evidence.originals") && (
          <a href={originalOf(file)} target="_blank" rel="noreferrer">
            {t("console_incidents.open_original")}
          </a>
        )}
      </p>
      <p class="quiet small">
        {may("evidence.originals")
          ? t("console_incidents.original_why")
          : t("console_incidents.copy_why")}
      </p>
    </Dialog>
  );
}
