/** One camera: how it stands, how often it was right, and where its place was published. */

import { useState } from "preact/hooks";
import { uuid7 } from "../../../base/ids.ts";
import { listed } from "../../../base/words.ts";
import { Button, Field } from "../../../ui/controls.tsx";
import { reasonOf } from "../../../ui/states.tsx";
import { query, useAsked } from "../../asking.ts";
import { readKept } from "../../kept.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldMoment, Moment, wireMoment } from "../../parts/moment.tsx";
import { toldWithUndo } from "../../parts/undo_toast.ts";
import { may } from "../../session.ts";
import { dayOf, number } from "../../times.ts";
import { write } from "../../writing.ts";
import { t } from "../words.ts";
import { Interval } from "./interval.tsx";
import type { Camera, CameraFigures, Publication } from "./wire.ts";

interface CameraViewProps {
  camera: Camera | null;
  code: string;
  published: readonly Publication[];
  changed: () => void;
  close: () => void;
}

export function CameraView({ camera, code, published, changed, close }: CameraViewProps) {
  const [isNew, setNew] = useState(false);
  const figures = useAsked<CameraFigures>(query("/api/v1/cameras/precision", { camera: code })).body
    ?.whole;
  const own = published.filter((one) => one.camera === code && !one.voided);
  return (
    <section class="part one-camera" aria-label={code}>
      <div class="part-head">
        <h2>{camera ? `${camera.code} ${camera.name}` : code}</h2>
        <Button look="plain" onPress={close}>
          {t("console_operations.hide")}
        </Button>
      </div>
      {camera && (
        <dl class="fact-list">
          <dt>{t("console_operations.looks")}</dt>
          <dd>
            {camera.fov_deg >= 360
              ? t("console_operations.all_round", { m: number(camera.range_m) })
              : t("console_operations.sector", {
                  azimuth: number(camera.azimuth_deg),
                  fov: number(camera.fov_deg),
                  m: number(camera.range_m),
                })}
          </dd>
          <dt>{t("console_operations.works")}</dt>
          <dd>
            {listed(camera.hours.map((pair) => pair.join("–"))) ||
              t("console_operations.round_the_clock")}
          </dd>
          <dt>{t("console_operations.precision")}</dt>
          <dd>{figures ? <Interval of={figures} /> : "…"}</dd>
        </dl>
      )}
      <h3 class="quiet small">{t("console_operations.published")}</h3>
      {own.length === 0 && <p class="note small">{t("console_operations.not_published")}</p>}
      <ul class="bare-list">
        {own.map((one) => (
          <li key={one.id} class="typed small">
            {dayOf(one.since)} · {one.text}
          </li>
        ))}
      </ul>
      <a class="link" href={`#/operations/alerts/-/${encodeURIComponent(code)}`}>
        {t("console_operations.its_alerts")}
      </a>
      {camera && may("duty.plan") && (
        <Button onPress={() => setNew(true)}>{t("console_operations.publish")}</Button>
      )}
      {camera && isNew && (
        <PublicationDialog
          camera={camera}
          close={() => setNew(false)}
          done={() => {
            setNew(false);
            changed();
          }}
        />
      )}
    </section>
  );
}

interface PublicationProps {
  camera: Camera;
  close: () => void;
  done: () => void;
}

function PublicationDialog({ camera, close, done }: PublicationProps) {
  const [text, setText] = useState("");
  const [since, setSince] = useState(fieldMoment(Date.now()).slice(0, 10));
  const [fault, setFault] = useState<string | null>(null);
  const moment = wireMoment(since);
  const save = async () => {
    const where = `/api/v1/camera-publications/${uuid7()}`;
    const body = { squad: camera.squad, camera: camera.code, text: text.trim(), since: moment };
    const undo = async () => {
      const { version } = await readKept(where);
      const voided = t("console_operations.void_reason");
      await write(where, { ...body, voided }, "PUT", version);
    };
    try {
      await write(where, body);
      toldWithUndo(t("console_operations.publication_noted"), undo, done);
      done();
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={t("console_operations.publish_what", { camera: camera.code })}
      close={close}
      act={{
        label: t("console_operations.save"),
        run: () => void save(),
        disabled: text.trim() === "" || moment === null,
      }}
    >
      <Field
        label={t("console_operations.published_where")}
        value={text}
        max={500}
        change={setText}
      />
      <Moment
        label={t("console_operations.published_since")}
        kind="date"
        value={since}
        change={setSince}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
