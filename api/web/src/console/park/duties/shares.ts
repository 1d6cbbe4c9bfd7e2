/** Which cells are whose, and what a hand-over would change of that. */
import type { Answers, AreaDuty, Block } from "./wire.ts";

/** Somebody who answers for cells of an area; `null` for what nobody answers for. */
export interface Share {
  /** Of a person; a block's where the asker is not told who it is; empty for nobody. */
  key: string;
  holderId: string | null;
  name: string | null;
  /** `A`, `B`, …: stands on the map, so that colour says nothing alone. */
  letter: string;
  cells: string[];
}

export const NOBODY = "";

/** Return the blocks of an area that are in force at a moment, by their code. */
export function blocksAt(blocks: readonly Block[], at: string): Map<string, Block> {
  const moment = Date.parse(at);
  return new Map(
    blocks
      .filter(({ counts, start, end }) => {
        return counts && Date.parse(start) <= moment && (end === null || moment < Date.parse(end));
      })
      .map((block) => [block.code, block]),
  );
}

function keyOf(duty: Answers, block: string): string {
  if (duty.vacant !== null) return NOBODY;
  return duty.holder_id ?? `block/${block}`;
}

/** Return who answers for which cells: a cell's own duty goes before its block's. */
export function sharesOf(
  duty: AreaDuty,
  blocks: ReadonlyMap<string, Block>,
  codes: readonly string[],
): Share[] {
  const byCell = new Map<string, { key: string; duty: Answers }>();
  for (const one of duty.blocks) {
    for (const cell of blocks.get(one.code)?.cells ?? []) {
      byCell.set(cell, { key: keyOf(one, one.code), duty: one });
    }
  }
  for (const one of duty.cells) byCell.set(one.cell, { key: keyOf(one, one.cell), duty: one });
  const shares = new Map<string, Share>();
  for (const code of codes) {
    const found = byCell.get(code);
    const key = found?.key ?? NOBODY;
    const share = shares.get(key) ?? {
      key,
      holderId: key === NOBODY ? null : (found?.duty.holder_id ?? null),
      name: key === NOBODY ? null : (found?.duty.name ?? null),
      letter: "",
      cells: [],
    };
    share.cells.push(code);
    shares.set(key, share);
  }
  const ordered = [...shares.values()].sort(
    (one, other) => Number(one.key === NOBODY) - Number(other.key === NOBODY),
  );
  return ordered.map((share, at) => ({
    ...share,
    letter: share.key === NOBODY ? "—" : String.fromCharCode(65 + (at % 26)),
  }));
}

export interface Moved {
  id: string;
  before: number;
  after: number;
}

/** Return how many cells of the area two people have before and after some go from one to other. */
export function moved(
  shares: readonly Share[],
  cells: readonly string[],
  from: string | null,
  to: string,
): Moved[] {
  const have = (id: string) => shares.find(({ holderId }) => holderId === id)?.cells.length ?? 0;
  const gains = { id: to, before: have(to), after: have(to) + cells.length };
  if (from === null) return [gains];
  return [{ id: from, before: have(from), after: have(from) - cells.length }, gains];
}

/** Return a block's cells that go with it: those that somebody answers for alone do not. */
export function cellsOfBlock(duty: AreaDuty, block: Block): string[] {
  const own = new Set(duty.cells.map(({ cell }) => cell));
  return block.cells.filter((cell) => !own.has(cell));
}
