/** Where the cameras stand and what they see, which are silent, and where that was published. */
import { useMemo } from "preact/hooks";
import { path, replace } from "../../../base/router.ts";
import { shown } from "../../../base/theme.ts";
import { BoundaryNote } from "../../../map/boundary_note.tsx";
import { unpack, type WireMap } from "../../../map/codec.ts";
import { Failed, Loading } from "../../../ui/states.tsx";
import { query, useAsked } from "../../asking.ts";
import { DeskMap } from "../../map/desk_map.tsx";
import { areasOf, areaWord } from "../../office.ts";
import { Figure } from "../../parts/figure.tsx";
import { Part, Split } from "../../parts/page.tsx";
import { Select } from "../../parts/select.tsx";
import { session } from "../../session.ts";
import { dayOf, number, shortTime, spanWords } from "../../times.ts";
import type { List } from "../wire.ts";
import { type Key, t } from "../words.ts";
import { CameraView } from "./camera_view.tsx";
import { nearest, paintCameras } from "./paint.ts";
import type { Camera, Publication, Silence, Silences } from "./wire.ts";

const DAY_MS = 86_400_000;

export const STATE: Record<Silence["state"], { word: Key; tone: string }> = {
  heard: { word: "console_operations.heard", tone: "ok" },
  silent: { word: "console_operations.silent", tone: "bad" },
  never: { word: "console_operations.never_heard", tone: "" },
  habit_unknown: { word: "console_operations.habit_unknown", tone: "" },
};

export function Cameras() {
  const areas = areasOf().filter(({ squad }) => session.value?.squads.includes(squad));
  const [, , asked, chosen = null] = path.value;
  const area = asked ?? areas[0]?.code ?? null;
  const cameras = useAsked<List<Camera>>(area && query("/api/v1/cameras", { area }));
  const wire = useAsked<WireMap>(area && `/api/v1/my/map/${area}`, { follow: false });
  const map = useMemo(() => (wire.body ? unpack(wire.body) : null), [wire.body]);
  // What is known may end before today: in a demo it does.
  const isOld = map !== null && Date.now() - Date.parse(map.at) > 2 * DAY_MS;
  const at = map !== null && isOld ? dayOf(map.at) : null;
  const silences = useAsked<Silences>(map && query("/api/v1/cameras/silence", { at })).body;
  const published = useAsked<List<Publication>>("/api/v1/camera-publications?limit=1000");
  const items = cameras.body?.items ?? [];
  const codes = new Set(items.map(({ code }) => code));
  const quiet = silences?.items.filter((one) => codes.has(one.camera)) ?? [];
  const silent = useMemo(
    () => new Set(quiet.filter(({ state }) => state === "silent").map(({ camera }) => camera)),
    [silences, cameras.body],
  );
  const painter = useMemo(
    () => (paint: Parameters<typeof paintCameras>[0]) => {
      if (map && cameras.body) {
        paintCameras(paint, map, cameras.body.items, silent, chosen, shown.value);
      }
    },
    [map, cameras.body, silent, chosen, shown.value],
  );
  const choose = (code: string | null) => {
    if (area) replace("operations", "cameras", area, ...(code ? [code] : []));
  };
  if (areas.length === 0) return <Loading />;
  const failed = [cameras, wire].find(({ error }) => error);
  return (
    <>
      <div class="filter-row">
        <Select
          label={t("console_operations.area")}
          value={area ?? ""}
          choose={(next) => replace("operations", "cameras", next)}
          options={areas.map(({ code }) => ({ value: code, label: areaWord(code) }))}
        />
      </div>
      <Split
        main={
          map ? (
            <DeskMap
              bounds={map.bounds}
              label={t("console_operations.camera_map", { area: areaWord(area) })}
              painter={painter}
              pick={({ lon, lat }) => {
                const [west, , east] = map.bounds;
                choose(nearest(items, lon, lat, (east - west) / 40)?.code ?? null);
              }}
            >
              <div class="map-card">
                <h2>{t("console_operations.legend")}</h2>
                <p class="quiet small">{t("console_operations.legend_how")}</p>
                <BoundaryNote map={map} />
              </div>
            </DeskMap>
          ) : failed ? (
            <Failed error={failed.error} again={failed.again} />
          ) : (
            <Loading />
          )
        }
        side={
          <>
            <div class="figure-grid">
              <Figure
                value={number(items.length)}
                label={t("console_operations.n_cameras")}
                means={t("console_operations.n_cameras_means")}
              />
              <Figure
                value={number(silent.size)}
                label={t("console_operations.n_silent")}
                means={t("console_operations.n_silent_means")}
                {...(silent.size > 0 ? { tone: "bad" as const } : {})}
              />
            </div>
            {chosen && (
              <CameraView
                key={chosen}
                camera={items.find(({ code }) => code === chosen) ?? null}
                code={chosen}
                published={published.body?.items ?? []}
                changed={published.again}
                close={() => choose(null)}
              />
            )}
            <Part title={t("console_operations.cameras")}>
              {cameras.body && items.length === 0 && (
                <p class="quiet">{t("console_operations.no_cameras")}</p>
              )}
              <ul class="bare-list">
                {items.map((camera) => (
                  <Line
                    key={camera.id}
                    camera={camera}
                    silence={quiet.find((one) => one.camera === camera.code) ?? null}
                    choose={choose}
                  />
                ))}
              </ul>
            </Part>
          </>
        }
      />
    </>
  );
}

interface LineProps {
  camera: Camera;
  silence: Silence | null;
  choose: (code: string) => void;
}

function Line({ camera, silence, choose }: LineProps) {
  const state = silence ? STATE[silence.state] : null;
  return (
    <li>
      <span class="case-top">
        <button type="button" class="camera-name" onClick={() => choose(camera.code)}>
          {camera.code}
        </button>
        {state && (
          <span class="tag" data-tone={state.tone}>
            {t(state.word)}
          </span>
        )}
      </span>
      <span class="quiet small">
        {[
          camera.name,
          silence?.last_at && t("console_operations.last_at", { at: shortTime(silence.last_at) }),
          silence?.limit_s && t("console_operations.usual", { span: spanWords(silence.limit_s) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}
