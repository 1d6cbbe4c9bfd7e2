/** What is sealed of items and files, and what they are once they are read. */
import type { ItemKind, ItemState, NewFile, NewItem, Told } from "./types.ts";

/** What is sealed of an item; the server reads path, body, edits and base (geo_patrol/outbox/). */
export interface ItemBox {
  id: string;
  kind: ItemKind;
  path: string;
  body: unknown;
  label: string;
  edits: boolean;
  /** The ETag that an edit is based on; null when none was known. */
  base: string | null;
  at: string;
  lon: number | null;
  lat: number | null;
  state: ItemState;
  told: Told | null;
  tries: number;
}

/** What is sealed of a file, beside its bytes. */
export interface FileBox {
  sha256: string;
  recordKind: NewFile["recordKind"];
  recordId: string;
  note: string;
  at: string;
  lon: number | null;
  lat: number | null;
  state: ItemState;
  told: Told | null;
  tries: number;
}

export interface Item extends ItemBox {
  seq: number;
  rev: number;
  after: number | null;
}

export interface WaitingFile extends FileBox {
  seq: number;
  rev: number;
  bytes: number;
}

export function boxOfNew(item: NewItem, base: string | null): ItemBox {
  const { lon = null, lat = null, edits = false, ...rest } = item;
  return {
    ...rest,
    edits,
    base: edits ? base : null,
    lon,
    lat,
    state: "waiting",
    told: null,
    tries: 0,
  };
}
