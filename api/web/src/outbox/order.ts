/** Which item goes next: in order, alarms first, none before what it needs. */
import type { Item, WaitingFile } from "./boxes.ts";
import type { ItemKind, ItemState, Told } from "./types.ts";

/** What others wait for while it waits. */
const URGENT: ReadonlySet<ItemKind> = new Set<ItemKind>(["alarm", "alarm_position", "alarm_sign"]);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ASK_AGAIN_MS = 5 * 60_000;
const LATEST_AGAIN_MS = 60 * 60_000;

interface Kept {
  seq: number;
  state: ItemState;
  told: Told | null;
  tries: number;
}

/**
 * Return when something may be sent, in Unix milliseconds: 0 for now, null for not by itself.
 *
 * What was not found may be there later: a colleague's phone has sent the patrol by then.
 */
export function dueMs({ state, told, tries }: Kept): number | null {
  if (state === "waiting") return 0;
  if (state !== "refused" || told?.status !== 404) return null;
  return told.atMs + Math.min(ASK_AGAIN_MS * 2 ** Math.max(0, tries - 1), LATEST_AGAIN_MS);
}

export function isDue(kept: Kept, nowMs: number): boolean {
  const due = dueMs(kept);
  return due !== null && due <= nowMs;
}

/**
 * Return the item to be sent next, or null.
 *
 * An item waits for those before it that have the same path, or whose id its path or body names;
 * not for others that are refused, in conflict, or `skipped` this time.
 */
export function nextItem(
  items: readonly Item[],
  skipped: ReadonlySet<number>,
  nowMs: number,
): Item | null {
  const paths = new Set<string>();
  const ids = new Set<string>();
  const ready: Item[] = [];
  for (const item of items) {
    const isFree = !paths.has(item.path) && !namesIn(item).some((id) => ids.has(id));
    if (isFree && !skipped.has(item.seq) && isDue(item, nowMs)) ready.push(item);
    paths.add(item.path);
    ids.add(item.id);
  }
  const pressing = neededBy(
    items.filter((item) => URGENT.has(item.kind) && item.state === "waiting"),
    items,
  );
  return ready.find((item) => pressing.has(item)) ?? ready[0] ?? null;
}

/** Return the file to be sent next, or null: those whose record waits are not yet wanted. */
export function nextFile(
  files: readonly WaitingFile[],
  items: readonly Item[],
  skipped: ReadonlySet<number>,
  nowMs: number,
): WaitingFile | null {
  const waiting = new Set(items.map((item) => item.id));
  const found = files.find(
    (file) => !waiting.has(file.recordId) && !skipped.has(file.seq) && isDue(file, nowMs),
  );
  return found ?? null;
}

/** Return items and all that has to go before them. */
function neededBy(wanted: readonly Item[], items: readonly Item[]): Set<Item> {
  const found = new Set<Item>();
  const open = [...wanted];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (found.has(item)) continue;
    found.add(item);
    const { seq, path } = item;
    const names = new Set(namesIn(item));
    open.push(...items.filter((one) => one.seq < seq && (one.path === path || names.has(one.id))));
  }
  return found;
}

const named = new WeakMap<object, string[]>();

/** Return the ids of others that an item names; looked for once, since tracks are long. */
function namesIn({ id, path, body }: Item): string[] {
  if (typeof body !== "object" || body === null) return idsIn(path, id);
  let found = named.get(body);
  if (found === undefined) {
    found = idsIn(path + JSON.stringify(body), id);
    named.set(body, found);
  }
  return found;
}

function idsIn(text: string, own: string): string[] {
  const ids = new Set((text.match(UUID) ?? []).map((id) => id.toLowerCase()));
  ids.delete(own);
  return [...ids];
}
