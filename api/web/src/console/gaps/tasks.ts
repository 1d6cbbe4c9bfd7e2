/** Gaps as tasks: put together, sent, taken back. */

import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { listed } from "../../base/words.ts";
import { tell } from "../asking.ts";
import { spanWords } from "../times.ts";
import { legsOf } from "./legs.ts";
import { placeOf } from "./longest.tsx";
import { middleOf } from "./sheet.ts";
import { rowOf } from "./standing.ts";
import type { Standing } from "./use_gaps.ts";
import type { WireTask } from "./wire.ts";
import { shortCode, t } from "./words.ts";

/** What a crew is told at once; more is not read in a boat. */
export const MOST_TASKS = 8;

/** A task that is still to be sent. */
export interface Draft {
  id: string;
  cell: string;
  cells: readonly string[];
  lon: number;
  lat: number;
  text: string;
}

/** For whom: a shift, or whoever of the squad is on duty. */
export interface Receiver {
  squad: string;
  area: string;
  shiftId: string | null;
  /** When it is to be done; null leaves that open. */
  due: string | null;
}

/**
 * Return tasks for cells: those beside one another are one, the longest unseen first.
 *
 * @param looked Hours and source that were looked at alone, in words; "" where all were: who was
 *   there at another hour must not be told that nobody ever was.
 */
export function draftsOf(standing: Standing, places: readonly number[], looked = ""): Draft[] {
  const { sheet, view } = standing;
  const last = (place: number) => view.last_seen[place] ?? 0;
  const worstFirst = [...places].sort((one, other) => last(one) - last(other) || one - other);
  return legsOf(sheet, worstFirst).map((leg): Draft => {
    const worst = leg[0] ?? 0;
    const rest = leg.slice(1);
    const { ageS, code } = rowOf(sheet, view, worst);
    const how =
      looked +
      (ageS === null
        ? t("console_gaps.task_never")
        : t("console_gaps.task_age", { age: spanWords(ageS) }));
    const fill = { code: shortCode(code), place: placeOf(standing, worst), age: how };
    const others = listed(rest.map((place) => shortCode(sheet.codes[place] ?? "")));
    return {
      id: uuid7(),
      cell: code,
      cells: leg.map((place) => sheet.codes[place] ?? ""),
      ...rounded(middleOf(sheet, worst)),
      text:
        rest.length === 0
          ? t("console_gaps.task_one", fill)
          : t("console_gaps.task_several", { ...fill, n: leg.length, codes: others }),
    };
  });
}

/** A millionth of a degree is ten centimetres. */
function rounded({ lon, lat }: { lon: number; lat: number }): { lon: number; lat: number } {
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}

/** Send one; sent again, nothing changes. */
export function send(draft: Draft, to: Receiver): Promise<WireTask> {
  return tell<WireTask>(`/api/v1/tasks/${draft.id}`, {
    squad: to.squad,
    shift_id: to.shiftId,
    area: to.area,
    cell: draft.cell,
    lon: draft.lon,
    lat: draft.lat,
    text: draft.text.trim(),
    due: to.due,
  });
}

/** Say that a task is no longer wanted, or is wanted again after all. */
export async function setWithdrawn(id: string, withdrawn: boolean): Promise<void> {
  const path = `/api/v1/tasks/${id}`;
  const { body, etag } = await ask<WireTask>(path);
  if (body === null || body.withdrawn === withdrawn) return;
  const { squad, shift_id, patrol_id, area, cell, lon, lat, text, due } = body;
  const asked = { squad, shift_id, patrol_id, area, cell, lon, lat, text, due, withdrawn };
  await tell(path, asked, "PUT", etag ?? undefined);
}
