/**
 * The operator's base map under the cells: described by the server, taken along on the phone.
 *
 * Tiles are pictures of the ground and tell nothing about people: they lie in a cache of their own,
 * by the version of the operator's file, in the clear.
 */
import { signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { type Tile, tilesOver } from "../../map/tiles.ts";
import { inside } from "./entry.ts";

export interface Ground {
  name: string;
  attribution: string;
  minZoom: number;
  maxZoom: number;
  version: string;
}

interface WireTiles {
  available: boolean;
  name: string;
  attribution: string;
  min_zoom: number;
  max_zoom: number;
  bounds: [number, number, number, number] | null;
  version: string;
}

export interface Packing {
  done: number;
  total: number;
  failed: boolean;
}

/** Closer than this a tile shows no more of the ground than a phone needs. */
const DEEPEST = 17;
const AT_ONCE = 4;
const KEY = "ground";
const PREFIX = "ground-";

/** Null until it is known, and where the operator provides none. */
export const ground = signal<Ground | null>(null);
export const packing = signal<Packing | null>(null);

export async function wantGround(): Promise<void> {
  const at = inside.value;
  if (at === null) return;
  const kept = await at.outbox.recall<Ground>(KEY);
  if (kept && ground.value === null) ground.value = kept;
  try {
    const { body } = await ask<WireTiles>("/api/v1/tiles");
    if (body === null || inside.value !== at) return;
    ground.value = body.available ? described(body) : null;
    await at.outbox.remember(KEY, ground.value);
    await forgetOthers(body.version);
  } catch {
    // What is kept stays.
  }
}

function described(told: WireTiles): Ground {
  return {
    name: told.name,
    attribution: told.attribution,
    minZoom: told.min_zoom,
    maxZoom: Math.min(told.max_zoom, DEEPEST),
    version: told.version,
  };
}

async function forgetOthers(version: string): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(PREFIX) && name !== PREFIX + version,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Return a tile's picture: from the phone, else from the server; null where there is none. */
export async function tilePicture(of: Ground, tile: Tile): Promise<Blob | null> {
  const cache = await caches.open(PREFIX + of.version);
  const path = pathOf(tile);
  const kept = await cache.match(path);
  const answer = kept ?? (await fetch(path, { credentials: "same-origin" }));
  return answer.status === 200 ? answer.blob() : null;
}

/** Return which tiles of an area are not on this phone yet. */
export async function missing(
  of: Ground,
  bounds: readonly [number, number, number, number],
): Promise<Tile[]> {
  const cache = await caches.open(PREFIX + of.version);
  const kept = new Set((await cache.keys()).map((one) => new URL(one.url).pathname));
  return tilesOver(bounds, of.minZoom, of.maxZoom).filter((tile) => !kept.has(pathOf(tile)));
}

/** Fetch tiles to the phone; broken off, what came is kept, and the rest is fetched next time. */
export async function takeAlong(of: Ground, tiles: readonly Tile[]): Promise<void> {
  if (packing.value !== null && !packing.value.failed) return;
  const cache = await caches.open(PREFIX + of.version);
  const total = tiles.length;
  const left = [...tiles];
  let done = 0;
  packing.value = { done, total, failed: false };
  const fetchSome = async () => {
    for (let tile = left.shift(); tile !== undefined; tile = left.shift()) {
      const answer = await fetch(pathOf(tile), { credentials: "same-origin" });
      if (answer.status !== 200 && answer.status !== 204) throw new Error(String(answer.status));
      // An empty answer cannot be kept as such; what stands for it says the same.
      await cache.put(pathOf(tile), answer.status === 204 ? nothing() : answer);
      done += 1;
      packing.value = { done, total, failed: false };
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
    packing.value = null;
  } catch {
    left.length = 0;
    packing.value = { done, total, failed: true };
  }
}

function nothing(): Response {
  return new Response(null, { status: 203 });
}

function pathOf({ zoom, column, row }: Tile): string {
  return `/api/v1/tiles/${zoom}/${column}/${row}`;
}
