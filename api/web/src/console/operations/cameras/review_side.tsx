/** What an incident's files from a camera have and lack; who is certified reviews them here. */
import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { Button, Choice, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { query, useAsked } from "../../asking.ts";
import { readKept } from "../../kept.ts";
import { personName } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Part } from "../../parts/page.tsx";
import { Remarks } from "../../parts/remarks.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { shortTime } from "../../times.ts";
import { write } from "../../writing.ts";
import { language, t } from "../words.ts";
import type { CameraEvidence, Review } from "./wire.ts";

interface HeldFile {
  id: string;
  sha256: string;
  record: string;
  kind: string;
  media_type: string;
}

export function ReviewSide({ id }: { id: string }) {
  const asked = useAsked<CameraEvidence>(`/api/v1/incidents/${id}/camera-evidence`);
  const files = useAsked<{ items: HeldFile[] }>(
    query("/api/v1/evidence", { record: `incident/${id}` }),
  ).body;
  const [reviewed, setReviewed] = useState<string | null>(null);
  const done = () => {
    setReviewed(null);
    asked.again();
  };
  return (
    <Show asked={asked}>
      {(body) => (
        <>
          <Asked of={body} />
          <Remarks of={body.findings} />
          <a class="link" href={`#/incidents/${id}`}>
            {t("console_operations.to_incident")}
          </a>
          <Part title={t("console_operations.files", { n: body.evidence.length })}>
            {body.evidence.length === 0 && (
              <p class="quiet small">{t("console_operations.no_files")}</p>
            )}
            {body.evidence.map((evidence) => {
              const file = files?.items.find((one) => one.id === evidence);
              return (
                <div key={evidence} class="reviewed-file">
                  {file && <FileLink of={file} />}
                  {body.reviews
                    .filter((one) => one.evidence_id === evidence)
                    .map((one) => (
                      <ReviewLine key={one.id} of={one} />
                    ))}
                  {may("measures.take") && (
                    <Button onPress={() => setReviewed(evidence)}>
                      {t("console_operations.review")}
                    </Button>
                  )}
                </div>
              );
            })}
          </Part>
          {reviewed && (
            <ReviewDialog
              evidence={reviewed}
              camera={body.camera ?? ""}
              close={() => setReviewed(null)}
              done={done}
            />
          )}
        </>
      )}
    </Show>
  );
}

function Asked({ of }: { of: CameraEvidence }) {
  const { asked } = of;
  if (asked === null) return null;
  const isZh = language.value === "zh";
  const where = t("console_operations.article", {
    law: isZh ? asked.law_zh : asked.law_en,
    article: asked.article ?? "",
  });
  return (
    <div class="note small">
      <strong>{where}</strong>
      <p>{isZh ? asked.text_zh : asked.text_en}</p>
    </div>
  );
}

function FileLink({ of }: { of: HeldFile }) {
  const address = query(`/api/v1/evidence/${of.sha256}/copy`, { record: of.record });
  if (of.kind !== "photo") return <span>{of.media_type}</span>;
  return (
    <a class="reviewed-photo" href={address} target="_blank" rel="noopener">
      <img src={address} alt={t("console_operations.stamped_copy")} loading="lazy" />
    </a>
  );
}

function ReviewLine({ of }: { of: Review }) {
  return (
    <p class="small" data-void={of.voided ? true : undefined}>
      <span class="tag" data-tone={of.result === "clear" ? "ok" : "bad"}>
        {t(of.result === "clear" ? "console_operations.clear" : "console_operations.unclear")}
      </span>{" "}
      {personName(of.officer_id)} · {shortTime(of.at)} · {of.camera} ·{" "}
      {t(
        of.location_published
          ? "console_operations.place_published"
          : "console_operations.place_not_published",
      )}
      {of.voided && ` · ${t("console_operations.void")}`}
    </p>
  );
}

interface ReviewDialogProps {
  evidence: string;
  camera: string;
  close: () => void;
  done: () => void;
}

type Result = Review["result"];
type YesNo = "yes" | "no";

function ReviewDialog({ evidence, camera, close, done }: ReviewDialogProps) {
  const [result, setResult] = useState<Result | null>(null);
  const [isPublished, setPublished] = useState<YesNo | null>(null);
  const [code, setCode] = useState(camera);
  const [note, setNote] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const save = async () => {
    const path = `/api/v1/camera-reviews/${uuid7()}`;
    const said = { evidence_id: evidence, camera: code.trim(), at: new Date().toISOString() };
    const body = { ...said, result, location_published: isPublished === "yes", note: note.trim() };
    const undo = async () => {
      const { version } = await readKept(path);
      const voided = t("console_operations.void_reason");
      await write(path, { ...body, voided }, "PUT", version);
    };
    try {
      await write(path, body);
      toldWithUndo(t("console_operations.reviewed"), undo, done);
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_operations.review")}
      close={close}
      act={{
        label: t("console_operations.save"),
        run: () => void save(),
        disabled: result === null || isPublished === null,
      }}
    >
      <Choice<Result>
        label={t("console_operations.review_result")}
        look="segments"
        value={result}
        choose={setResult}
        options={[
          { value: "clear", label: t("console_operations.clear") },
          { value: "unclear", label: t("console_operations.unclear") },
        ]}
      />
      <Choice<YesNo>
        label={t("console_operations.review_published")}
        look="segments"
        value={isPublished}
        choose={setPublished}
        options={[
          { value: "yes", label: t("console_operations.yes") },
          { value: "no", label: t("console_operations.no") },
        ]}
      />
      <Field label={t("console_operations.camera")} value={code} max={64} change={setCode} />
      <Field
        label={t("console_operations.note")}
        hint={t("console_operations.no_names")}
        value={note}
        max={2000}
        lines
        change={setNote}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
