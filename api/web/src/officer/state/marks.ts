/** What stands on a map besides its cells: me, check points, tasks. */
import type { Mark } from "../map/leaflet_map.ts";
import { told } from "./duty.ts";
import { track } from "./patrol.ts";
import { isDone, openAlerts, openTasks } from "./tallies.ts";

export function marksOf(area: string | null): Mark[] {
  const points = (told.value?.check_points ?? [])
    .filter((one) => one.area === area)
    .map(
      (one): Mark => ({
        lon: one.lon,
        lat: one.lat,
        kind: isDone(one) ? "done" : one.due ? "due" : "point",
      }),
    );
  const asked = [...openTasks.value, ...openAlerts.value].flatMap((one): Mark[] =>
    one.lon !== null && one.lat !== null ? [{ lon: one.lon, lat: one.lat, kind: "task" }] : [],
  );
  const last = track.value?.last;
  const me: Mark[] = last
    ? [{ lon: last.lon, lat: last.lat, kind: "self", radiusM: last.accuracyM }]
    : [];
  return [...points, ...asked, ...me];
}
