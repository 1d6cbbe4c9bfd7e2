/** Files of a camera: who has a certificate looks at each, and says what it is good for. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { path } from "../../base/router.ts";
import type { Remark } from "../../records/seizure_wire.ts";
import { Button, Chip } from "../../ui/controls.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Drawn, hasSigned, keepReview, type Result } from "../review/keeping.ts";
import { Signer, SignSheet, UnsignedSheet } from "../review/signing.tsx";
import { shortTime } from "../state/clock.ts";
import { status } from "../state/entry.ts";
import { canSeize } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { language, t } from "../words.ts";

interface Evidence {
  id: string;
  sha256: string;
  kind: "photo" | "video" | "audio" | "document";
  stored_at: string;
}

interface Told {
  reviews: {
    evidence_id: string;
    result: Result;
    at: string;
    signature: string | null;
    voided: string;
  }[];
  camera: string | null;
  location_published: boolean;
  asked: {
    law_zh: string;
    law_en: string;
    article: string | null;
    text_zh: string;
    text_en: string;
    verified: boolean;
  } | null;
  findings: Remark[];
}

interface Found {
  files: Evidence[];
  told: Told;
}

async function lookAt(incidentId: string): Promise<Found> {
  const of = encodeURIComponent(incidentId);
  const record = new URLSearchParams({ record: `incident/${incidentId}` });
  const [files, told] = await Promise.all([
    ask<{ items: Evidence[] }>(`/api/v1/evidence?${record}`),
    ask<Told>(`/api/v1/incidents/${of}/camera-evidence`),
  ]);
  if (files.body === null || told.body === null) throw new Error("no answer");
  return { files: files.body.items, told: told.body };
}

export function ReviewScreen() {
  const incidentId = path.value[1] ?? "";
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const again = () => {
    setFailure(null);
    lookAt(incidentId).then(setFound, setFailure);
  };
  useEffect(again, [status.value?.lastSentAt]);
  return (
    <Screen title={t("officer.review.title")} sub={found?.told.camera ?? " "}>
      {found ? (
        <Whole incidentId={incidentId} {...found} />
      ) : failure ? (
        <Failed error={failure} again={again} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

/** What is laid over the screen: the pad, or that a review is not signed. */
type Asking = { what: "sign" } | { what: "unsigned"; file: Evidence; result: Result };

function Whole({ incidentId, files, told }: Found & { incidentId: string }) {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isToldUnsigned, setToldUnsigned] = useState(false);
  const [signatures, setSignatures] = useState<(string | null)[]>([]);
  const [isPublished, setPublished] = useState(told.location_published);
  const [mine, setMine] = useState<Record<string, Result>>({});
  const { asked } = told;
  const side = language.value;
  const resultOf = ({ id }: Evidence) =>
    mine[id] ?? told.reviews.find((one) => one.evidence_id === id && !one.voided)?.result ?? null;
  // A reviewer's signature is evidence of the incident, too, but nothing that a camera saw.
  const signed = new Set([...told.reviews.map((one) => one.signature), ...signatures]);
  const seen = files.filter(({ id }) => !signed.has(id));
  const close = () => setAsking(null);
  const sign = () => setAsking({ what: "sign" });
  const say = (file: Evidence, result: Result) => {
    if (hasSigned(drawn) || isToldUnsigned) void keep(file, result);
    else setAsking({ what: "unsigned", file, result });
  };
  const keep = async (file: Evidence, result: Result) => {
    try {
      const signature = await keepReview({
        incidentId,
        evidenceId: file.id,
        camera: told.camera ?? "",
        result,
        isPublished,
        drawn,
        label: `${t("officer.kind_camera_review")} ${shortTime(file.stored_at)}`,
      });
      setSignatures((before) => [...before, signature]);
      setMine((before) => ({ ...before, [file.id]: result }));
      toast(t("officer.kept_here"));
    } catch {
      toast(t("officer.not_kept"));
    }
  };
  return (
    <>
      {asked && (
        <p class="note">
          {side === "zh" ? asked.text_zh : asked.text_en}（
          {[side === "zh" ? asked.law_zh : asked.law_en, asked.article].filter(Boolean).join(" ")}
          {asked.verified ? "" : ` · ${t("officer.due.unverified")}`}）
        </p>
      )}
      {told.findings.map((one) => (
        <p key={one.key} class="note" data-tone="bad">
          {side === "zh" ? one.reason_zh : one.reason_en}
        </p>
      ))}
      {!canSeize.value && <p class="quiet">{t("officer.review.certified")}</p>}
      <div class="chips">
        <Chip
          label={t("officer.review.published")}
          on={isPublished}
          toggle={() => setPublished(!isPublished)}
        />
      </div>
      {canSeize.value && seen.some((file) => resultOf(file) === null) && (
        <Signer drawn={drawn} sign={sign} />
      )}
      {seen.length === 0 && <Empty>{t("officer.review.none")}</Empty>}
      {seen.map((file) => {
        const result = resultOf(file);
        return (
          <section key={file.id} class="card">
            {file.kind === "photo" && (
              <img
                class="photo"
                src={`/api/v1/evidence/${file.sha256}/copy?record=incident/${incidentId}`}
                alt={t("officer.photo")}
              />
            )}
            <span class="row spread">
              <span class="quiet small">{shortTime(file.stored_at)}</span>
              {result && (
                <span class="tag" data-tone={result === "clear" ? "ok" : "bad"}>
                  {t(RESULT[result])}
                </span>
              )}
            </span>
            {canSeize.value && result === null && (
              <div class="pair">
                <Button look="strong" onPress={() => say(file, "clear")}>
                  {t("officer.review.clear")}
                </Button>
                <Button onPress={() => say(file, "unclear")}>{t("officer.review.unclear")}</Button>
              </div>
            )}
          </section>
        );
      })}
      {asking?.what === "sign" && <SignSheet drawn={drawn} change={setDrawn} close={close} />}
      {asking?.what === "unsigned" && (
        <UnsignedSheet
          sign={sign}
          save={() => {
            setToldUnsigned(true);
            close();
            void keep(asking.file, asking.result);
          }}
          close={close}
        />
      )}
    </>
  );
}

const RESULT = { clear: "officer.review.clear", unclear: "officer.review.unclear" } as const;
