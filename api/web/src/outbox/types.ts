/** What goes into an outbox, and how it shows. */
import type { Signal } from "./signal.ts";

export type ItemKind =
  | "shift"
  | "patrol"
  | "incident"
  | "track"
  | "declared_route"
  | "handover"
  | "check_in"
  | "task"
  | "task_answer"
  | "alert_answer"
  | "alarm"
  | "alarm_sign"
  | "alarm_position"
  | "incident_void"
  | "law_decision"
  | "seizure"
  | "custody_event"
  | "clock_event"
  | "track_withdrawal"
  | "case"
  | "case_step"
  | "camera_review"
  | "leave"
  | "duty_wish"
  | "swap"
  | "roster_answer";

export interface NewItem {
  /** Of the record, a UUID in small letters: the last of its path, or derived (derived_ids.ts). */
  id: string;
  kind: ItemKind;
  path: string;
  body: unknown;
  /** What the officer knows it by. */
  label: string;
  /** It changes a record that is there, or waits: sent with the version that it is based on. */
  edits?: boolean;
  at: string;
  lon?: number | null;
  lat?: number | null;
}

export interface NewFile {
  blob: Blob;
  sha256: string;
  recordKind: "incident" | "patrol" | "shift" | "case";
  recordId: string;
  /** What it shows, at most 200 characters. */
  note: string;
  at: string;
  lon?: number | null;
  lat?: number | null;
}

export interface Fix {
  at: string;
  lon: number;
  lat: number;
  accuracyM: number | null;
}

/** `refused`: the server will not have it as it is. `conflict`: it has another one. */
export type ItemState = "waiting" | "conflict" | "refused";

/** What the server said, in both languages, where it says what to do about it. */
export interface Told {
  status: number;
  code: string | null;
  zh: string;
  en: string;
  findings: { where: string; zh: string; en: string }[];
  /** Doubts that a person may confirm in the body. */
  confirm: string[];
  /** What the server has instead, and its version. */
  current: unknown;
  etag: string | null;
  atMs: number;
}

export interface ItemView {
  /** Of the item: a record may have several, one behind the other. */
  key: string;
  id: string;
  kind: ItemKind | "file";
  path: string;
  label: string;
  at: string;
  lon: number | null;
  lat: number | null;
  edits: boolean;
  state: ItemState;
  told: Told | null;
  body: unknown;
  /** Of a file: how large it is, and how much of it is there. */
  bytes: number;
  sentBytes: number;
}

export type OutboxState =
  | "idle"
  | "sending"
  | "offline"
  | "signed_out"
  | "other_officer"
  | "storage_low";

export interface Storage {
  used: number;
  quota: number;
  persisted: boolean;
}

export interface OutboxStatus {
  /** Records that the server has not confirmed; conflicts and refused ones are among them. */
  waiting: number;
  conflicts: number;
  refused: number;
  filesWaiting: number;
  /** Of the files. */
  bytes: number;
  lastSentAt: string | null;
  state: OutboxState;
  retryAt: string | null;
  /** What is added to this phone's clock to get the server's; null before the first answer. */
  clockOffsetMs: number | null;
  storage: Storage;
}

export type Shown = Pick<ItemView, "label" | "lon" | "lat">;
export type KeptBytes = Readonly<Record<string, ArrayBuffer | null>>;

export interface Outbox {
  /**
   * Keep a record and its photos, all or none. Once this resolves they are on the disk; it rejects
   * with `NotSaved` when they are not, and then nothing of them is.
   *
   * `instead` names kept things that the item makes needless, its draft say: they go with it.
   */
  add(item: NewItem, photos?: NewFile[], instead?: readonly string[]): Promise<void>;
  /** Keep a file, as `add`. */
  addFile(file: NewFile): Promise<void>;
  list(): Promise<ItemView[]>;
  /**
   * End a conflict: leave what the server has, which deletes the item here, or send it as an edit
   * of the version that was shown (what is never edited, a track or a custody event: as another).
   */
  resolve(id: string, how: "keep_server" | "send_as_edit"): Promise<void>;
  /** Send another body instead of one that was refused; `shown` is how it shows from now on. */
  amend(id: string, body: unknown, shown?: Partial<Shown>): Promise<void>;
  /** Delete what was refused, with edits of it: a person wants it no more. */
  giveUp(id: string): Promise<void>;
  /** Try again what was refused: the one, or all. */
  retry(id?: string): Promise<void>;
  /** Take note of the version of a record that the officer sees: edits are based on it. */
  noteVersion(path: string, etag: string): Promise<void>;
  readonly status: Signal<OutboxStatus>;
  /** Send now, if anything waits: the officer has just signed in, or asks for it. */
  poke(): void;
  start(): void;
  stop(): void;
  /** Keep a thing, and bytes under names of their own (null: no longer), all or none. */
  remember(key: string, value: unknown, bytes?: KeptBytes): Promise<void>;
  recall<T>(key: string): Promise<T | undefined>;
  recallBytes(key: string): Promise<ArrayBuffer | undefined>;
  /** Delete kept things, and bytes of these names. */
  forget(keys: readonly string[]): Promise<void>;
  appendFixes(patrolId: string, fixes: Fix[]): Promise<void>;
  /** Turn the fixes kept so far into a track that waits; the next piece begins with the last one. */
  cutTrack(patrolId: string, last: boolean): Promise<void>;
  exportFile(): Promise<Blob>;
}
