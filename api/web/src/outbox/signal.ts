/** A value that tells when it changes, as signals do. */

export interface Signal<T> {
  readonly value: T;
  /** Tell the value now and whenever it changes; returns what ends it. */
  subscribe(tell: (value: T) => void): () => void;
}

export class Changing<T> implements Signal<T> {
  private readonly told = new Set<(value: T) => void>();

  constructor(private held: T) {}

  get value(): T {
    return this.held;
  }

  set(value: T): void {
    this.held = value;
    for (const tell of this.told) tell(value);
  }

  subscribe(tell: (value: T) => void): () => void {
    this.told.add(tell);
    tell(this.held);
    return () => this.told.delete(tell);
  }
}
