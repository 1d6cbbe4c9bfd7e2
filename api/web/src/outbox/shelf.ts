/**
 * What was read of the database, so that it need not be read and opened again at each step.
 *
 * It holds what this tab knows. Rows are only ever changed as long as they are as they were read
 * (`rev`), so that something old does no harm; other tabs say when they change anything.
 */

export interface Entry {
  seq: number;
  rev: number;
}

export class Shelf<Found extends Entry> {
  private held: Found[] | null = null;
  private changes = 0;

  constructor(private readonly read: (known: ReadonlyMap<number, Found>) => Promise<Found[]>) {}

  /** Return all there is, in order. */
  async all(): Promise<Found[]> {
    if (this.held !== null) return this.held;
    const { changes } = this;
    const found = await this.read(this.former);
    // What came meanwhile may be missing.
    if (this.changes === changes) this.held = found;
    return found;
  }

  /** Have it read again: somebody else may have changed something. */
  forget(): void {
    if (this.held !== null) this.former = new Map(this.held.map((one) => [one.seq, one]));
    this.held = null;
    this.changes += 1;
  }

  put(entry: Found): void {
    this.changes += 1;
    if (this.held === null) return;
    const others = this.held.filter((one) => one.seq !== entry.seq);
    const isLast = others.length === 0 || (others[others.length - 1]?.seq ?? 0) < entry.seq;
    this.held = [...others, entry];
    if (!isLast) this.held.sort((one, other) => one.seq - other.seq);
  }

  drop(seq: number): void {
    this.changes += 1;
    this.held = this.held?.filter((one) => one.seq !== seq) ?? null;
  }

  private former: ReadonlyMap<number, Found> = new Map();
}
