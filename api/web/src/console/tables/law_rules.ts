/** Which rules of the table are meant, and rules made whole for the parts that tell them. */
import type { Rule } from "../../records/law_wire.ts";
import type { Act, Table, TableRule } from "./wire.ts";

export interface LawFilter {
  act: string;
  level: string;
  /** Local day on which it is in force; empty: whenever. */
  day: string;
  onlyUnverified: boolean;
}

export const LEVELS = ["first", "second", "quasi", "outside"] as const;

/** An act of a rule that is about whatever was done. */
const ANY_ACT = "*";

export function isMeant(rule: TableRule, filter: LawFilter): boolean {
  const { act, level, day, onlyUnverified } = filter;
  return (
    (act === "" || rule.acts.includes(act) || rule.acts.includes(ANY_ACT)) &&
    (level === "" || rule.levels.includes(level)) &&
    (day === "" || isInForce(rule, day)) &&
    !(onlyUnverified && rule.verified)
  );
}

function isInForce({ valid_from, valid_to }: TableRule, day: string): boolean {
  return (!valid_from || valid_from <= day) && (!valid_to || day <= valid_to);
}

/** Return a rule with nothing left out: the table leaves out what it does not know. */
export function whole(rule: TableRule): Rule {
  const unknown = {
    article: null,
    valid_from: null,
    valid_to: null,
    why: null,
    authority: null,
    fine: null,
    serious: null,
    gear: null,
    orders: null,
    note: null,
  };
  return { ...unknown, ...rule };
}

/** Return the acts that a rule is about; none of one that is about whatever was done. */
export function actsOf(rule: TableRule, table: Table): Act[] {
  return table.acts.filter(({ id }) => rule.acts.includes(id));
}
