/** Who answers for what, as the server tells it. */

export type Vacancy = "nobody" | "left" | "moved";

export interface Answers {
  /** Null where the asker sees no crews. */
  holder_id: string | null;
  name: string | null;
  since: string | null;
  until: string | null;
  responsibility_id: string | null;
  vacant: Vacancy | null;
}

export interface BlockDuty extends Answers {
  block_id: string;
  code: string;
  block_name: string;
  n_cells: number;
  n_own: number;
}

export interface CellDuty extends Answers {
  cell: string;
  block: string | null;
}

export interface Hole {
  block: string;
  start: string;
  end: string;
  why: Vacancy;
}

export interface AreaDuty {
  area: string;
  n_cells: number;
  n_answered: number;
  n_vacant: number;
  in_no_block: string[];
  blocks: BlockDuty[];
  cells: CellDuty[];
  holes: Hole[];
}

export interface Duties {
  at: string;
  redacted: boolean;
  areas: AreaDuty[];
}

export interface Block {
  id: string;
  area: string;
  code: string;
  name: string;
  cells: string[];
  start: string;
  end: string | null;
  note: string;
  counts: boolean;
}

export interface Responsibility {
  id: string;
  block: string | null;
  cell: string | null;
  holder_id: string | null;
  start: string;
  end: string | null;
  counts: boolean;
}

export interface DutyHandover {
  id: string;
  responsibility_id: string;
  from_officer_id: string | null;
  to_officer_id: string | null;
  at: string;
  open_points: string[];
  note: string;
  counts: boolean;
  voided: string;
}
