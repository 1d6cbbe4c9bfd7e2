/** Blocks as they are drawn: which cells may be taken, and the writes that make, change and end. */
import { ask } from "../../../base/api.ts";
import { uuid7 } from "../../../base/ids.ts";
import { write } from "../../writing.ts";
import type { Block } from "./wire.ts";

/** A block that is being drawn; `of` is the one that gets other cells, null for a new one. */
export interface Drawing {
  of: Block | null;
  cells: ReadonlySet<string>;
}

/** Undoes what was written. */
export type Undo = () => Promise<void>;

/** Return which cells other blocks have, by the block's name. */
export function takenCells(
  blocks: ReadonlyMap<string, Block>,
  own: Block | null,
): Map<string, string> {
  const taken = new Map<string, string>();
  for (const block of blocks.values()) {
    if (block.id === own?.id) continue;
    for (const cell of block.cells) taken.set(cell, block.name);
  }
  return taken;
}

/** Return the cells with one more or one less. */
export function toggled(cells: ReadonlySet<string>, code: string): Set<string> {
  const next = new Set(cells);
  if (!next.delete(code)) next.add(code);
  return next;
}

/** Return how many cells a block gains and loses. */
export function changeOf({ of, cells }: Drawing): { gained: number; lost: number } {
  const before = new Set(of?.cells ?? []);
  const kept = [...cells].filter((code) => before.has(code)).length;
  return { gained: cells.size - kept, lost: before.size - kept };
}

/** Return the first code of an area that no block ever had: `nanyan-3`. */
export function freeCode(area: string, blocks: readonly Pick<Block, "code">[]): string {
  const used = new Set(blocks.map(({ code }) => code));
  let n = 1;
  while (used.has(`${area}-${n}`)) n += 1;
  return `${area}-${n}`;
}

const pathOf = (id: string) => `/api/v1/blocks/${id}`;

function bodyOf(block: Block, change: Partial<Block> & { voided?: string }) {
  const { area, code, name, cells, start, end, note } = block;
  return { area, code, name, cells, start, end, note, voided: "", ...change };
}

/** Write a change over a block as it was read; refused if somebody changed it in between. */
async function change(block: Block, changes: Partial<Block> & { voided?: string }): Promise<void> {
  const { body, etag } = await ask<Block>(pathOf(block.id));
  await write(pathOf(block.id), bodyOf(body ?? block, changes), "PUT", etag ?? "");
}

/** Write a new block from a moment on; return what voids it. */
export async function makeBlock(
  fresh: Pick<Block, "area" | "code" | "name" | "cells">,
  at: string,
  why: string,
): Promise<Undo> {
  const { area, code, name, cells } = fresh;
  const block = {
    id: uuid7(),
    area,
    code,
    name,
    cells,
    start: at,
    end: null,
    note: "",
    counts: true,
  };
  await write(pathOf(block.id), bodyOf(block, {}));
  return () => change(block, { voided: why });
}

/**
 * End a block, and go on under its code with other cells: what was counted before stays.
 *
 * The second write may be refused, as of a cell that somebody took meanwhile: then the block goes on
 * as it was.
 */
export async function redrawBlock(
  block: Block,
  cells: readonly string[],
  at: string,
  why: string,
): Promise<Undo> {
  const goOn = await endBlock(block, at);
  try {
    const undo = await makeBlock({ ...block, cells: [...cells] }, at, why);
    return async () => {
      await undo();
      await goOn();
    };
  } catch (error) {
    await goOn();
    throw error;
  }
}

/** End a block at a moment; return what lets it go on. */
export async function endBlock(block: Block, at: string): Promise<Undo> {
  await change(block, { end: at });
  return () => change(block, { end: block.end });
}
