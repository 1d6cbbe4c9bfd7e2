/** What concerns me now: running alarms, new tasks and alerts; asked for while the app is seen. */
import { computed, effect, signal, untracked } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { nowIso } from "./clock.ts";
import { refreshDue } from "./due.ts";
import { refresh } from "./duty.ts";
import { inside, session } from "./entry.ts";
import { refreshRoster } from "./roster.ts";

export interface Notice {
  id: string;
  kind:
    | "sos"
    | "overdue"
    | "task"
    | "camera_alert"
    | "handover"
    | "due"
    | "leave"
    | "swap"
    | "roster_answer"
    | "roster";
  subject: { kind: string; id: string };
  squad: string;
  patrol_id: string | null;
  at: string;
  ends_at: string | null;
  parts: Record<string, unknown>;
  seen: boolean;
}

const POLL_MS = 10_000;
const SLOW_MS = 60_000;

export const notices = signal<Notice[]>([]);
/** Those that nobody has ended. */
export const alarms = computed(() =>
  notices.value.filter(({ kind, ends_at }) => isAlarm(kind) && ends_at === null),
);

/** The day's digest of what falls due, until its list was opened. */
export const dueDigest = computed(
  () => notices.value.find(({ kind, seen }) => kind === "due" && !seen) ?? null,
);

/** What rosters, leave and swaps mean for me, until I have looked. */
export const rosterNews = computed(() =>
  notices.value.filter((one) => isOfRoster(one) && !one.seen && !isForOthers(one)),
);

let etag: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function isAlarm(kind: Notice["kind"]): boolean {
  return kind === "sos" || kind === "overdue";
}

function isOfRoster({ kind }: Notice): boolean {
  return kind === "leave" || kind === "swap" || kind === "roster_answer" || kind === "roster";
}

/** A swap first waits for who is to take the shift, then for a leader. */
function isForOthers({ kind, parts }: Notice): boolean {
  if (kind !== "swap") return false;
  const isTaker = parts.taker_id === inside.value?.officer.id;
  return isTaker ? parts.state !== "asked" : parts.state !== "agreed";
}

/** Say that this person has seen it; it is asked for again if that does not arrive. */
export async function see(notice: Notice): Promise<void> {
  if (notice.seen) return;
  await ask(`/api/v1/notices/${notice.id}/seen`, { method: "PUT", body: { at: nowIso() } });
  notices.value = notices.value.map((one) => (one.id === notice.id ? { ...one, seen: true } : one));
}

export function watchNotices(): () => void {
  const onSight = () => {
    if (document.visibilityState === "visible") void poll();
  };
  document.addEventListener("visibilitychange", onSight);
  // At once when who is in is known to the server: an alarm is not waited for.
  const endPolls = effect(() => {
    if (session.value) untracked(() => void poll());
  });
  return () => {
    endPolls();
    document.removeEventListener("visibilitychange", onSight);
    clearTimeout(timer);
    notices.value = [];
    etag = null;
  };
}

async function poll(): Promise<void> {
  clearTimeout(timer);
  let wait = POLL_MS;
  const at = inside.value;
  if (at && session.value && document.visibilityState === "visible") {
    try {
      const answer = await ask<{ items: Notice[] }>("/api/v1/notices", { etag });
      if (inside.value !== at) return;
      etag = answer.etag;
      if (answer.body) {
        notices.value = answer.body.items;
        const unseen = answer.body.items.filter(({ seen }) => !seen);
        if (unseen.length > 0) void refresh();
        if (unseen.some(({ kind }) => kind === "due")) void refreshDue();
        if (unseen.some(isOfRoster)) void refreshRoster();
      }
    } catch {
      wait = SLOW_MS;
    }
  }
  clearTimeout(timer);
  timer = setTimeout(() => void poll(), wait);
}
