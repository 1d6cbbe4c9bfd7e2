/** The map of an area, kept on the phone: cells, zones, shoreline, and how each cell stands. */
import { signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { type AreaMap, unpack, type WireMap } from "../../map/codec.ts";
import { here, inside } from "./entry.ts";

interface Kept {
  wire: WireMap;
  etag: string | null;
}

/** Maps by area; null while there is none, neither here nor to be had. */
export const maps = signal<Record<string, AreaMap | null>>({});
const asking = new Set<string>();

export async function want(area: string): Promise<void> {
  const at = inside.value;
  if (at === null || asking.has(area)) return;
  asking.add(area);
  try {
    const key = `map:${area}`;
    const kept = await at.outbox.recall<Kept>(key);
    if (kept && !maps.value[area]) show(area, kept.wire);
    const path = `/api/v1/my/map/${encodeURIComponent(area)}`;
    const answer = await ask<WireMap>(path, { etag: kept?.etag ?? null });
    if (answer.body && inside.value === at) {
      show(area, answer.body);
      await here().outbox.remember(key, { wire: answer.body, etag: answer.etag });
    }
  } catch {
    // What is kept stays; a screen says so when there is nothing at all.
    if (!maps.value[area]) maps.value = { ...maps.value, [area]: null };
  } finally {
    asking.delete(area);
  }
}

export function forgetMaps(): void {
  maps.value = {};
}

function show(area: string, wire: WireMap): void {
  maps.value = { ...maps.value, [area]: unpack(wire) };
}
