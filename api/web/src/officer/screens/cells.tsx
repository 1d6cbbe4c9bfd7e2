/** My cells today: those that nobody came to first, as a list and on the map. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Swatch } from "../../map/swatch.tsx";
import { Choice } from "../../ui/controls.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import type { MapHandle } from "../map/leaflet_map.ts";
import { MapView } from "../map/map_view.tsx";
import { now, shortTime } from "../state/clock.ts";
import { areaOf } from "../state/duty.ts";
import { leftWords } from "../state/left.ts";
import { maps, want } from "../state/map.ts";
import { marksOf } from "../state/marks.ts";
import {
  cellsFailure,
  cellsFetchedAt,
  GAPS,
  type MyCell,
  type MyCellsTold,
  momentOf,
  myCells,
  wantCells,
} from "../state/my_cells.ts";
import { Screen } from "../ui/screen.tsx";
import { type Key, nameOf, t } from "../words.ts";

const GAP_WORD: Record<MyCell["gap_class"], Key> = {
  on_time: "officer.gap_in_time",
  late_1_2: "officer.gap_1_2",
  late_2_5: "officer.gap_2_5",
  late_5_plus: "officer.gap_over_5",
  never: "officer.gap_never",
  untracked: "officer.gap_no_track",
  not_required: "officer.gap_not_required",
};

export function CellsScreen() {
  const told = myCells.value;
  const again = () => void wantCells(0);
  useEffect(again, []);
  return (
    <Screen
      title={t("officer.cells.title")}
      sub={cellsFetchedAt.value ? t("officer.as_of", { at: shortTime(told?.as_of ?? null) }) : " "}
    >
      {told === null ? (
        cellsFailure.value ? (
          <Failed error={cellsFailure.value} again={again} />
        ) : (
          <Loading />
        )
      ) : told.cells.length === 0 ? (
        <Empty>{t("officer.cells.none")}</Empty>
      ) : (
        <Whole of={told} />
      )}
    </Screen>
  );
}

function Whole({ of }: { of: MyCellsTold }) {
  const codes = [...new Set(of.cells.map(({ area }) => area))];
  const [area, choose] = useState(codes[0] ?? "");
  const map = useRef<MapHandle | null>(null);
  useEffect(() => void want(area), [area]);
  const cells = of.cells.filter((one) => one.area === area);
  return (
    <>
      {cellsFailure.value !== null && <p class="note">{t("officer.case.old")}</p>}
      {codes.length > 1 && (
        <Choice
          label={t("officer.area")}
          hideLabel
          look="chips"
          value={area}
          choose={choose}
          options={codes.map((code) => {
            const found = areaOf(code);
            return { value: code, label: found ? nameOf(found) : code };
          })}
        />
      )}
      <div class="cells-map">
        <MapView
          area={maps.value[area] ?? null}
          marks={marksOf(area)}
          outlined={cells.map(({ cell }) => cell)}
          label={t("officer.cells.on_map", { n: cells.length })}
          handle={(made) => {
            map.current = made;
          }}
        />
      </div>
      {of.taken.flatMap(({ handover_id, open_points }) =>
        open_points.map((point) => (
          <p key={handover_id + point} class="note typed">
            {t("officer.cells.left_over", { what: point })}
          </p>
        )),
      )}
      <ul class="list">
        {cells.map((one) => (
          <Line
            key={one.cell}
            one={one}
            nowMs={momentOf(of, now.value)}
            show={() => map.current?.moveTo(one.lon, one.lat)}
          />
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  one: MyCell;
  nowMs: number;
  /** Show it on the map. */
  show: () => void;
}

function Line({ one, nowMs, show }: LineProps) {
  const isLate =
    one.gap_class === "never" || (one.due_at !== null && Date.parse(one.due_at) <= nowMs);
  return (
    <li>
      <button type="button" class="item" onClick={show}>
        <Swatch gap={GAPS.indexOf(one.gap_class)} />
        <span class="item-main">
          <span class="item-title">{t("officer.cell_code", { code: one.cell })}</span>
          <span class="quiet small typed">
            {[
              one.block_name ?? one.block,
              one.last_seen && t("officer.cells.last_seen", { at: shortTime(one.last_seen) }),
              one.n_open_cases > 0 && t("officer.cells.open_cases", { n: one.n_open_cases }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <span class={isLate ? "late-word" : "quiet"}>
          {one.due_at ? leftWords(one.due_at, nowMs) : t(GAP_WORD[one.gap_class])}
        </span>
      </button>
    </li>
  );
}
