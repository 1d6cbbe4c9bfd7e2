/**
 * Something begun, on the disk, sealed: a killed app loses neither its words nor its photos.
 *
 * Photos and sound lie apart from the words, since they are large and written once. What was taken
 * is on the disk when `keep` resolves, and not before.
 */
import type { Photo, Place, Sound } from "../../capture/index.ts";
import type { KeptBytes, Outbox } from "../../outbox/index.ts";
import { blobOf, type Taken } from "../incident/taken.ts";

interface Piece {
  key: string;
  type: string;
  at: string;
  place: Place | null;
  photo?: Omit<Photo, "blob" | "stamped">;
  sound?: Omit<Sound, "blob">;
}

interface Kept<D> {
  draft: D;
  pieces: Piece[];
}

export interface BegunWith<D> {
  draft: D;
  taken: Taken[];
}

type Disk = Pick<Outbox, "remember" | "recall" | "recallBytes" | "forget">;

/** What is being written of a draft, by its name: whoever opens it again at once waits for that. */
const writing = new WeakMap<Disk, Map<string, Promise<void>>>();

function writingOn(disk: Disk): Map<string, Promise<void>> {
  const known = writing.get(disk) ?? new Map<string, Promise<void>>();
  writing.set(disk, known);
  return known;
}

export class KeptDraft<D> {
  /** Keys of the pieces whose bytes are there. */
  private there = new Set<string>();
  private isHeld = false;

  /** `isWorth` says of a draft without photos or sound whether anything was written. */
  constructor(
    private readonly disk: Disk,
    private readonly name: string,
    private readonly isWorth: (draft: D) => boolean,
  ) {}

  /** What there is of it on the disk: all of that goes when the record takes its place. */
  get names(): string[] {
    return [this.name, ...[...this.there].map((key) => this.nameOf(key))];
  }

  async recall(): Promise<BegunWith<D> | null> {
    // A screen that was left a moment ago may still be writing it.
    await this.turn;
    const kept = await this.disk.recall<Kept<D>>(this.name);
    if (!kept?.draft) return null;
    const taken: Taken[] = [];
    for (const piece of kept.pieces) {
      const bytes = await this.disk.recallBytes(this.nameOf(piece.key));
      if (bytes === undefined) continue;
      this.there.add(piece.key);
      taken.push(takenOf(piece, new Blob([bytes], { type: piece.type })));
    }
    return { draft: kept.draft, taken };
  }

  /** Keep it as it is now, after whatever is being kept; an empty one is dropped. */
  keep(draft: D, taken: readonly Taken[]): Promise<void> {
    return this.next(() =>
      taken.length > 0 || this.isWorth(draft) ? this.write(draft, taken) : this.erase(),
    );
  }

  drop(): Promise<void> {
    return this.next(() => this.erase());
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.turn;
  }

  /** Write nothing more until `release`; resolves when nothing is being written. */
  async hold(): Promise<void> {
    this.isHeld = true;
    await this.turn;
  }

  release(): void {
    this.isHeld = false;
  }

  private get turn(): Promise<void> {
    return writingOn(this.disk).get(this.name) ?? Promise.resolve();
  }

  private next(work: () => Promise<void>): Promise<void> {
    if (this.isHeld) return Promise.resolve();
    const done = this.turn.then(work);
    writingOn(this.disk).set(
      this.name,
      done.catch(() => {}),
    );
    return done;
  }

  private async write(draft: D, taken: readonly Taken[]): Promise<void> {
    const keys = new Set(taken.map(({ key }) => key));
    const bytes: Record<string, ArrayBuffer | null> = {};
    for (const one of taken) {
      if (!this.there.has(one.key)) {
        bytes[this.nameOf(one.key)] = await blobOf(one).arrayBuffer();
      }
    }
    for (const key of this.there) if (!keys.has(key)) bytes[this.nameOf(key)] = null;
    const kept: Kept<D> = { draft, pieces: taken.map(pieceOf) };
    await this.disk.remember(this.name, kept, bytes satisfies KeptBytes);
    this.there = keys;
  }

  private async erase(): Promise<void> {
    await this.disk.forget(this.names);
    this.there = new Set();
  }

  private nameOf(key: string): string {
    return `${this.name}:${key}`;
  }
}

function pieceOf(taken: Taken): Piece {
  const { key, at, place } = taken;
  const piece: Piece = { key, at, place, type: blobOf(taken).type };
  if (taken.photo) {
    const { blob: _, stamped: __, ...photo } = taken.photo;
    piece.photo = photo;
  }
  if (taken.sound) {
    const { blob: _, ...sound } = taken.sound;
    piece.sound = sound;
  }
  return piece;
}

function takenOf({ key, at, place, photo, sound }: Piece, blob: Blob): Taken {
  return {
    key,
    at,
    place,
    ...(photo ? { photo: { ...photo, blob, stamped: null } } : {}),
    ...(sound ? { sound: { ...sound, blob } } : {}),
  };
}
