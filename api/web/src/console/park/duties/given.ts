/** What is handed on: a responsibility there is, or one that is begun for a block or a cell. */
import { cellsOfBlock } from "./shares.ts";
import type { AreaDuty, Block, BlockDuty, CellDuty } from "./wire.ts";

export interface Given {
  title: string;
  /** Null: nobody was named yet, or the cell goes with its block so far. */
  responsibilityId: string | null;
  from: string | null;
  target: { block: string } | { cell: string };
  cells: readonly string[];
}

export function ofBlock(duty: AreaDuty, block: BlockDuty, shape: Block): Given {
  return {
    title: block.block_name,
    responsibilityId: block.responsibility_id,
    from: block.holder_id,
    target: { block: block.code },
    cells: cellsOfBlock(duty, shape),
  };
}

export function ofCell(own: CellDuty | null, block: BlockDuty | null, cell: string): Given {
  return {
    title: cell,
    responsibilityId: own?.responsibility_id ?? null,
    from: own?.holder_id ?? block?.holder_id ?? null,
    target: { cell },
    cells: [cell],
  };
}
