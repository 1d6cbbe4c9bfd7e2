/** No track: the route is declared afterwards, drawn on the map, shown as declared for ever. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { uuid7 } from "../../base/ids.ts";
import { back } from "../../base/router.ts";
import { Button, Choice, Field } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import type { MapHandle, Mark } from "../map/leaflet_map.ts";
import { MapView } from "../map/map_view.tsx";
import { nowIso, shortTime, timeOnly } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { distanceM, distanceText } from "../state/geo.ts";
import { maps, want } from "../state/map.ts";
import { type Span, spanOf } from "../state/span.ts";
import type { Patrol } from "../state/wire.ts";
import { Screen } from "../ui/screen.tsx";
import { nameOf, t } from "../words.ts";
import { MODE_WORD } from "./mode_words.ts";

interface Point {
  lon: number;
  lat: number;
}

export function RouteScreen() {
  const patrols = duty.patrols.value;
  const [id, setId] = useState(patrols[patrols.length - 1]?.id ?? null);
  const patrol = patrols.find((one) => one.id === id);
  if (!patrol) {
    return (
      <Screen title={t("officer.declare_route")}>
        <Empty>{t("officer.no_patrol_yet")}</Empty>
      </Screen>
    );
  }
  const options = patrols.map((one) => ({ value: one.id, label: patrolWords(one) }));
  return (
    <RouteForm key={patrol.id} patrol={patrol}>
      {options.length > 1 && (
        <Choice
          label={t("officer.patrol")}
          look="chips"
          options={options}
          value={patrol.id}
          choose={setId}
        />
      )}
    </RouteForm>
  );
}

function patrolWords(one: Patrol): string {
  const area = duty.areaOf(one.area);
  const end = one.end ? timeOnly(one.end) : "";
  return `${t(MODE_WORD[one.mode])} ${timeOnly(one.start)}–${end} ${area ? nameOf(area) : ""}`;
}

function RouteForm({ patrol, children }: { patrol: Patrol; children: ComponentChildren }) {
  const [line, setLine] = useState<Point[]>([]);
  const [from, setFrom] = useState(timeOnly(patrol.start));
  const [to, setTo] = useState(timeOnly(patrol.end ?? nowIso()));
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const handle = useRef<MapHandle | null>(null);
  useEffect(() => void want(patrol.area), [patrol.area]);
  const marks: Mark[] = line.map((point) => ({ ...point, kind: "point" }));
  const span = spanOf(patrol.start, from, to);
  const add = () => {
    const centre = handle.current?.centre();
    if (centre) setLine([...line, centre]);
  };
  const save = async () => {
    if (!span || busy) return;
    setBusy(true);
    try {
      await send(patrol, line, span, text);
      toast(t("officer.kept_here"));
      back();
    } catch {
      toast(t("officer.not_kept"));
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t("officer.declare_route")}
      sub={t("officer.route_so_far", { n: line.length, length: distanceText(lengthM(line)) })}
      pinned={
        <Button
          look="main"
          large
          disabled={busy || line.length < 2 || !span}
          onPress={() => void save()}
        >
          {t("officer.save")}
        </Button>
      }
    >
      <p class="quiet small">{t("officer.route_why")}</p>
      {children}
      <div class="map-picker">
        <MapView
          area={maps.value[patrol.area] ?? null}
          marks={marks}
          line={line}
          label={t("officer.declare_route")}
          handle={(map) => {
            handle.current = map;
          }}
        />
        <svg class="pin-mark" viewBox="0 0 34 34" aria-hidden="true">
          <path d="M17 2v30M2 17h30" stroke="#ffffff" stroke-width="5" />
          <path d="M17 2v30M2 17h30" stroke="#b3261e" stroke-width="2.4" />
        </svg>
      </div>
      <div class="pair">
        <Button look="strong" onPress={add}>
          {t("officer.route_add")}
        </Button>
        <Button disabled={line.length === 0} onPress={() => setLine(line.slice(0, -1))}>
          {t("officer.route_undo")}
        </Button>
      </div>
      <div class="pair">
        <Field label={t("officer.route_from")} kind="time" value={from} change={setFrom} />
        <Field
          label={t("officer.route_to")}
          kind="time"
          value={to}
          change={setTo}
          fault={span ? null : t("officer.route_span")}
        />
      </div>
      <Field
        label={t("officer.route_text")}
        value={text}
        change={setText}
        max={2000}
        lines
        hint={t("officer.route_within", {
          from: shortTime(patrol.start),
          to: patrol.end ? shortTime(patrol.end) : t("officer.now"),
        })}
      />
    </Screen>
  );
}

function lengthM(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, point, at) => sum + distanceM(line[at] ?? point, point), 0);
}

async function send(
  patrol: Patrol,
  line: readonly Point[],
  span: Span,
  text: string,
): Promise<void> {
  const id = uuid7();
  await here().outbox.add({
    id,
    kind: "declared_route",
    path: `/api/v1/patrols/${patrol.id}/declared-routes/${id}`,
    body: {
      at_from: span.from,
      at_to: span.to,
      line: line.map(({ lon, lat }) => [rounded(lon), rounded(lat)]),
      text: text.trim(),
    },
    label: t("officer.kind_route"),
    at: nowIso(),
  });
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
