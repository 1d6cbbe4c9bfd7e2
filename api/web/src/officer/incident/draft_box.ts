/** A begun incident on the disk: where it lies, and when it is worth keeping. */
import type { Outbox } from "../../outbox/index.ts";
import { type BegunWith, KeptDraft } from "../state/kept_draft.ts";
import { type Draft, isBegun } from "./draft.ts";

export type Begun = BegunWith<Draft>;

export class DraftBox extends KeptDraft<Draft> {
  constructor(disk: Pick<Outbox, "remember" | "recall" | "recallBytes" | "forget">, name: string) {
    super(disk, name, isBegun);
  }
}
