/**
 * A month on the desk: what the server has of it, and what was changed here since.
 *
 * Edits stay while other rooms are open; each is judged by the server, and all can be taken back.
 */
import { batch, computed, effect, signal } from "@preact/signals";
import { ask, Refused } from "../../base/api.ts";
import { isConflict } from "../asking.ts";
import { heard, missed } from "../reach.ts";
import { may } from "../session.ts";
import { bodyOf, isChanged, type Plan, planOf, rebased } from "./plan.ts";
import type { Basis, Check, Duty, Roster, RosterState } from "./wire.ts";

const CHECKED_AFTER_MS = 250;
const MOST_STEPS = 200;

interface Kept {
  roster: Roster;
  version: string;
  plan: Plan;
}

/** A plan that is shown and not taken over yet: a proposal, an older version. */
export interface Shown {
  plan: Plan;
  /** What the cells were, for what is marked as changed. */
  from: Plan;
}

const EMPTY: Plan = planOf([], []);

export class Desk {
  readonly kept = signal<Kept | null>(null);
  readonly error = signal<unknown>(null);
  readonly plan = signal<Plan>(EMPTY);
  readonly shown = signal<Shown | null>(null);
  /** Somebody else's version, when it came while there are edits here. */
  readonly theirs = signal<Kept | null>(null);
  readonly check = signal<Check | null>(null);
  readonly checkError = signal<unknown>(null);
  readonly isChecking = signal(false);
  readonly isSaving = signal(false);
  readonly past = signal<readonly Plan[]>([]);
  readonly future = signal<readonly Plan[]>([]);
  readonly isDirty = computed(() => {
    const kept = this.kept.value;
    return kept !== null && isChanged(kept.plan, this.plan.value);
  });
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly id: string) {
    effect(() => {
      const [kept, plan, shown] = [this.kept.value, this.plan.value, this.shown.value];
      if (kept === null || kept.roster.state === "withdrawn" || !may("persons.read")) return;
      clearTimeout(this.timer);
      const judged = shown?.plan ?? plan;
      const isNew = this.check.peek() === null;
      this.timer = setTimeout(() => void this.judge(kept, judged), isNew ? 0 : CHECKED_AFTER_MS);
    });
  }

  /** Ask for what the server has; edits stay, and what others made of it is set beside them. */
  async look(): Promise<void> {
    try {
      const found = await this.fetched();
      if (found === null) return;
      this.error.value = null;
      const before = this.kept.peek();
      if (before !== null && this.isDirty.peek()) this.theirs.value = found;
      else this.take(found);
    } catch (error) {
      missed(error);
      if (this.kept.peek() === null) this.error.value = error;
    }
  }

  edit(plan: Plan): void {
    if (plan === this.plan.peek()) return;
    batch(() => {
      this.past.value = [...this.past.peek(), this.plan.peek()].slice(-MOST_STEPS);
      this.future.value = [];
      this.plan.value = plan;
    });
  }

  undo(): void {
    const past = this.past.peek();
    const before = past[past.length - 1];
    if (before === undefined) return;
    batch(() => {
      this.future.value = [this.plan.peek(), ...this.future.peek()];
      this.past.value = past.slice(0, -1);
      this.plan.value = before;
    });
  }

  redo(): void {
    const [next, ...rest] = this.future.peek();
    if (next === undefined) return;
    batch(() => {
      this.past.value = [...this.past.peek(), this.plan.peek()];
      this.future.value = rest;
      this.plan.value = next;
    });
  }

  /** Give up what was changed here since it was saved; `undo` brings it back. */
  drop(): void {
    const kept = this.kept.peek();
    if (kept) this.edit(kept.plan);
  }

  /**
   * Write what is on the desk.
   *
   * @returns False when somebody else wrote in between: then `theirs` has it.
   */
  async save(state?: RosterState, reason = ""): Promise<boolean> {
    return this.write({}, state, reason);
  }

  /** As `save`, with other shifts, posts and rules. */
  async adopt({ shifts, posts, rules }: Basis): Promise<boolean> {
    return this.write({ shifts, posts, rules });
  }

  private async write(basis: Partial<Basis>, state?: RosterState, reason = ""): Promise<boolean> {
    const kept = this.kept.peek();
    if (kept === null) return false;
    const [plan, { roster, version }] = [this.plan.peek(), kept];
    this.isSaving.value = true;
    try {
      const body = { ...bodyOf(roster, plan, state ?? roster.state, reason), ...basis };
      const answer = await ask<Roster>(this.path, { method: "PUT", body, ifMatch: version });
      heard();
      if (answer.body) this.take(keptOf(answer.body, answer.etag), plan);
      return true;
    } catch (error) {
      missed(error);
      if (!isConflict(error)) throw error;
      const found = await this.fetched();
      // The same version again: it was refused for something else.
      if (found === null) throw error;
      this.theirs.value = found;
      return false;
    } finally {
      this.isSaving.value = false;
    }
  }

  /** Go on from somebody else's version, with one's own edits on it, or without them. */
  settle(keepMine: boolean): void {
    const [kept, theirs] = [this.kept.peek(), this.theirs.peek()];
    if (kept === null || theirs === null) return;
    const mine = this.plan.peek();
    batch(() => {
      const plan = keepMine ? rebased(kept.plan, mine, theirs.plan).plan : theirs.plan;
      this.kept.value = theirs;
      this.theirs.value = null;
      this.edit(plan);
    });
  }

  /** Show duties that are not taken over yet. */
  show(duties: readonly Duty[], pins = this.plan.peek().pins): void {
    const plan = { cells: planOf(duties, []).cells, pins };
    const now = this.plan.peek();
    // Of an empty draft everything would be new.
    this.shown.value = { plan, from: now.cells.size > 0 ? now : plan };
  }

  private take(found: Kept, sent: Plan | null = null): void {
    batch(() => {
      const isEdited = sent !== null && this.plan.peek() !== sent;
      this.kept.value = found;
      this.theirs.value = null;
      if (!isEdited) this.plan.value = found.plan;
      if (sent === null) {
        this.past.value = [];
        this.future.value = [];
      }
    });
  }

  private async fetched(): Promise<Kept | null> {
    const before = this.kept.peek();
    const answer = await ask<Roster>(this.path, { etag: before?.version ?? null });
    heard();
    if (answer.body === null || answer.etag === before?.version) return null;
    return keptOf(answer.body, answer.etag);
  }

  private async judge({ roster, plan: own }: Kept, plan: Plan): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    this.isChecking.value = true;
    try {
      const asKept = !may("duty.plan") || !isChanged(own, plan);
      const { body } = asKept
        ? await ask<Check>(`${this.path}/check`)
        : await ask<Check>(`${this.path}/check`, { method: "POST", body: bodyOf(roster, plan) });
      heard();
      if (turn !== this.asked) return;
      this.check.value = body;
      this.checkError.value = null;
    } catch (error) {
      missed(error);
      if (turn === this.asked) this.checkError.value = error;
    } finally {
      if (turn === this.asked) this.isChecking.value = false;
    }
  }

  private get path(): string {
    return `/api/v1/rosters/${this.id}`;
  }
}

const desks = new Map<string, Desk>();

/** Return a month's desk, as it was left. */
export function deskOf(id: string): Desk {
  const found = desks.get(id) ?? new Desk(id);
  desks.set(id, found);
  return found;
}

/** Whether something is on a desk that was not saved. */
export function isUnsaved(): boolean {
  return [...desks.values()].some((one) => one.isDirty.peek());
}

/** Judge another plan of the same roster; nothing is kept of it. */
export async function judged(roster: Roster, plan: Plan): Promise<Check> {
  const path = `/api/v1/rosters/${roster.id}/check`;
  const { body } = await ask<Check>(path, { method: "POST", body: bodyOf(roster, plan) });
  if (body === null) throw new Refused(204, { status: 204 }, null);
  return body;
}

function keptOf(roster: Roster, etag: string | null): Kept {
  return { roster, version: etag ?? "", plan: planOf(roster.duties, roster.pins) };
}
