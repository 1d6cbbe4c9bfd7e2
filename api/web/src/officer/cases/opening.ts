/** An incident becomes a case: by its id alone, nothing is written a second time. */
import { caseId } from "../../outbox/derived_ids.ts";
import type { NewItem } from "../../outbox/index.ts";
import { nowIso } from "../state/clock.ts";
import * as duty from "../state/duty.ts";
import { here } from "../state/entry.ts";
import { t } from "../words.ts";
import type { Origin } from "./standing.ts";
import type { CaseBody } from "./wire.ts";
import { categoryWord } from "./words.ts";

export function keptName(id: string): string {
  return `case:${id}`;
}

/** Put a case where nothing is lost, in place of what it makes needless; return its id. */
export async function openCase(of: Origin, instead: readonly string[] = []): Promise<string> {
  const id = await caseId(of.incidentId);
  const { outbox } = here();
  const body: CaseBody = { incident_id: of.incidentId };
  const item: NewItem = {
    id,
    kind: "case",
    path: `/api/v1/cases/${id}`,
    body,
    label: `${t("officer.case.make")} ${categoryWord(of.category)}`,
    at: nowIso(),
    lon: of.lon,
    lat: of.lat,
  };
  await outbox.add(item, [], instead);
  // It is on the disk: what follows only makes it easier to find.
  const kept = { id, own: of, line: null, told: null, steps: [] };
  await outbox.remember(keptName(id), kept).catch(() => {});
  const incidents = duty.own.value.incidents.map((one) =>
    one.id === of.incidentId ? { ...one, caseId: id } : one,
  );
  await duty.change({ incidents }).catch(() => {});
  return id;
}
