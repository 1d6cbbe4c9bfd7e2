/** What the cameras told, and what it turned out to be. */
import { useState } from "preact/hooks";
import { path, replace } from "../../../base/router.ts";
import { seenWord } from "../../../records/seen_word.ts";
import { Button, Choice } from "../../../ui/controls.tsx";
import { query, useAsked } from "../../asking.ts";
import { areaWord, personName } from "../../office.ts";
import { Show } from "../../parts/asked.tsx";
import { Select } from "../../parts/select.tsx";
import { shortTime } from "../../times.ts";
import type { List } from "../wire.ts";
import { type Key, t } from "../words.ts";
import { ALL, monthOptions, spanOf } from "./months.ts";
import type { Alert, AlertAnswer, CameraFigures } from "./wire.ts";

type Which = "all" | "open" | "done";

const RESULT: Record<AlertAnswer["result"], { word: Key; tone: string }> = {
  true: { word: "console_operations.result_true", tone: "ok" },
  false: { word: "console_operations.result_false", tone: "" },
  duplicate: { word: "console_operations.result_duplicate", tone: "" },
};

const SHOWN = 60;

export function Alerts() {
  const [, , month = ALL, camera = ALL] = path.value;
  const [which, setWhich] = useState<Which>("all");
  const [shown, setShown] = useState(SHOWN);
  const months = useAsked<CameraFigures>("/api/v1/cameras/precision?by=month").body?.rows ?? [];
  const cameras = useAsked<CameraFigures>("/api/v1/cameras/precision?by=camera").body?.rows ?? [];
  const found = useAsked<List<Alert>>(
    query("/api/v1/camera-alerts", {
      ...spanOf(month),
      camera: camera === ALL ? null : camera,
      open: which === "all" ? null : which === "open",
      repeats: false,
      limit: 1000,
    }),
  );
  return (
    <>
      <div class="filter-row">
        <Choice<Which>
          label={t("console_operations.which_alerts")}
          hideLabel
          look="segments"
          value={which}
          choose={setWhich}
          options={[
            { value: "all", label: t("console_operations.all") },
            { value: "open", label: t("console_operations.unanswered") },
            { value: "done", label: t("console_operations.answered") },
          ]}
        />
        <Select
          label={t("console_operations.month")}
          value={month}
          choose={(next) => replace("operations", "alerts", next, camera)}
          options={monthOptions(
            months.map(({ key }) => key),
            month,
          )}
        />
        <Select
          label={t("console_operations.camera")}
          value={camera}
          choose={(next) => replace("operations", "alerts", month, next)}
          options={[
            { value: ALL, label: t("console_operations.all_cameras") },
            ...cameras.map(({ key, name }) => ({
              value: key,
              label: name ? `${key} ${name}` : key,
            })),
          ]}
        />
      </div>
      <div class="card table-frame rest">
        <Show
          asked={found}
          empty={t("console_operations.no_alerts")}
          isEmpty={({ items }) => items.length === 0}
        >
          {({ items, next }) => (
            <>
              <Rows items={[...items].reverse().slice(0, shown)} />
              {items.length > shown && (
                <Button look="plain" onPress={() => setShown(shown + SHOWN)}>
                  {t("console_operations.more", { n: items.length - shown })}
                </Button>
              )}
              {next && <p class="quiet small">{t("console_operations.only_first")}</p>}
            </>
          )}
        </Show>
      </div>
    </>
  );
}

function Rows({ items }: { items: readonly Alert[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>{t("console_operations.time")}</th>
          <th>{t("console_operations.camera")}</th>
          <th>{t("console_operations.seen")}</th>
          <th>{t("console_operations.area")}</th>
          <th>{t("console_operations.answer")}</th>
          <th>{t("console_operations.who")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => {
          const answer = one.answers[one.answers.length - 1];
          return (
            <tr key={one.id}>
              <td class="when">{shortTime(one.at)}</td>
              <th scope="row">
                {one.camera}
                {one.camera_code === null && (
                  <span class="tag">{t("console_operations.not_listed")}</span>
                )}
              </th>
              <td>
                {seenWord(one.kind)}
                {one.n_repeats > 0 && (
                  <span class="quiet">
                    {" "}
                    {t("console_operations.repeated", { n: one.n_repeats })}
                  </span>
                )}
              </td>
              <td>{areaWord(one.area)}</td>
              <td>
                {answer ? (
                  <>
                    <span class="tag" data-tone={RESULT[answer.result].tone}>
                      {t(RESULT[answer.result].word)}
                    </span>{" "}
                    {answer.incident_id && (
                      <a href={`#/incidents/${answer.incident_id}`}>
                        {t("console_operations.incident")}
                      </a>
                    )}{" "}
                    <span class="quiet typed">{answer.text}</span>
                  </>
                ) : (
                  <span class="tag" data-tone={one.open ? "wait" : ""}>
                    {t(one.open ? "console_operations.unanswered" : "console_operations.answered")}
                  </span>
                )}
              </td>
              <td>{answer ? personName(answer.officer_id) : ""}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
