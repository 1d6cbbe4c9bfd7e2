/** A squad's setup on the desk: what the server has of it, and what was changed here since. */
import { batch, computed, signal } from "@preact/signals";
import { ask } from "../../../base/api.ts";
import { uuid7 } from "../../../base/ids.ts";
import { isConflict } from "../../asking.ts";
import { heard, missed } from "../../reach.ts";
import type { Basis } from "../wire.ts";
import { isSame } from "./edits.ts";
import { type Faults, faultsOf } from "./faults.ts";

const SETUPS = "/api/v1/roster-setups";

export interface Edited extends Basis {
  note: string;
}

interface Kept extends Edited {
  /** Null while the squad has none. */
  id: string | null;
  version: string | null;
}

const NONE: Kept = {
  id: null,
  version: null,
  note: "",
  shifts: [
    shift("早", "early", "06:00", "14:00"),
    shift("中", "middle", "14:00", "22:00"),
    shift("夜", "night", "22:00", "06:00"),
  ],
  posts: [],
  rules: [],
};

export class SetupDesk {
  readonly kept = signal<Kept | null>(null);
  readonly edits = signal<Edited | null>(null);
  /** Somebody else's version, when it came while there are edits here. */
  readonly theirs = signal<Kept | null>(null);
  readonly error = signal<unknown>(null);
  /** Why it was not saved, until the next edit. */
  readonly refused = signal<unknown>(null);
  readonly faults = signal<Faults>(new Map());
  readonly isSaving = signal(false);
  readonly shown = computed<Edited | null>(() => this.edits.value ?? this.kept.value);
  readonly isDirty = computed(() => {
    const [kept, edits] = [this.kept.value, this.edits.value];
    return kept !== null && edits !== null && !isEqual(kept, edits);
  });
  private readonly newId = uuid7();

  constructor(readonly squad: string) {}

  /** Ask for what the server has; edits stay, and what others made of it is set beside them. */
  async look(): Promise<void> {
    try {
      const found = await this.fetched();
      this.error.value = null;
      const kept = this.kept.peek();
      if (kept !== null && kept.version === found.version) return;
      if (kept !== null && this.isDirty.peek()) this.theirs.value = found;
      else this.take(found);
    } catch (error) {
      missed(error);
      this.error.value = error;
    }
  }

  edit(part: Partial<Edited>): void {
    const shown = this.shown.peek();
    if (shown === null) return;
    batch(() => {
      this.edits.value = editedOf({ ...shown, ...part });
      this.refused.value = null;
      this.faults.value = new Map();
    });
  }

  drop(): void {
    batch(() => {
      this.edits.value = null;
      this.refused.value = null;
      this.faults.value = new Map();
    });
  }

  /**
   * Write what is on the desk.
   *
   * @returns What there was before; null when it was not written, and why is told on the desk.
   */
  async save(): Promise<Edited | null> {
    const [kept, sent] = [this.kept.peek(), this.edits.peek()];
    if (kept === null || sent === null) return null;
    this.isSaving.value = true;
    try {
      const version = kept.version === null ? {} : { ifMatch: kept.version };
      const body = { squad: this.squad, ...sent };
      const path = `${SETUPS}/${kept.id ?? this.newId}`;
      const answer = await ask<Edited & { id: string }>(path, { method: "PUT", body, ...version });
      heard();
      if (answer.body)
        this.take({ ...editedOf(answer.body), id: answer.body.id, version: answer.etag });
      return editedOf(kept);
    } catch (error) {
      missed(error);
      if (isConflict(error)) await this.look();
      // The same version again: it was refused for something else.
      if (this.theirs.peek() === null)
        batch(() => {
          this.refused.value = error;
          this.faults.value = faultsOf(error, sent);
        });
      return null;
    } finally {
      this.isSaving.value = false;
    }
  }

  /** Go on from somebody else's version: with what is written here, or without. */
  settle(keepMine: boolean): void {
    const [theirs, edits] = [this.theirs.peek(), this.edits.peek()];
    if (theirs === null) return;
    batch(() => {
      this.kept.value = theirs;
      this.theirs.value = null;
      this.edits.value = keepMine ? edits : null;
    });
  }

  private take(found: Kept): void {
    batch(() => {
      this.kept.value = found;
      this.theirs.value = null;
      this.drop();
    });
  }

  private async fetched(): Promise<Kept> {
    const list = await ask<{ items: { id: string }[] }>(
      `${SETUPS}?squad=${encodeURIComponent(this.squad)}`,
    );
    heard();
    const id = list.body?.items[0]?.id;
    if (id === undefined) return NONE;
    const { body, etag } = await ask<Edited>(`${SETUPS}/${id}`);
    return body === null ? NONE : { ...editedOf(body), id, version: etag };
  }
}

const desks = new Map<string, SetupDesk>();

/** Return a squad's desk, as it was left. */
export function setupDeskOf(squad: string): SetupDesk {
  const found = desks.get(squad) ?? new SetupDesk(squad);
  desks.set(squad, found);
  return found;
}

export function isSetupUnsaved(): boolean {
  return [...desks.values()].some((one) => one.isDirty.peek());
}

function editedOf({ shifts, posts, rules, note }: Edited): Edited {
  return { shifts, posts, rules, note };
}

function isEqual(one: Edited, other: Edited): boolean {
  return one.note === other.note && isSame(one, other);
}

function shift(code: string, kind: Basis["shifts"][number]["kind"], start: string, end: string) {
  return { code, kind, start, end, paid_minutes: null, forbidden_next: [] };
}
