/** Telling that somebody is at a check point. */

import { uuid7 } from "../../base/ids.ts";
import type { Place } from "../../capture/index.ts";
import { t } from "../words.ts";
import { nowIso } from "./clock.ts";
import { note, told } from "./duty.ts";
import { here } from "./entry.ts";
import { running } from "./patrol.ts";

export async function checkIn(
  pointId: string,
  by: "qr" | "near",
  place: Place | null,
  token: string | null,
): Promise<void> {
  const at = nowIso();
  const id = uuid7();
  const point = told.value?.check_points.find((one) => one.id === pointId);
  await here().outbox.add({
    id,
    kind: "check_in",
    path: `/api/v1/check-ins/${id}`,
    body: {
      check_point_id: pointId,
      patrol_id: running.value?.id ?? null,
      at,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      accuracy_m: place?.accuracyM ?? null,
      by,
      token,
    },
    label: t("officer.label_check_in", { name: point?.name ?? "—" }),
    at,
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
  });
  await note((own) => ({ checkIns: { ...own.checkIns, [pointId]: at } }));
}
