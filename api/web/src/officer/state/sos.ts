/**
 * Calling for help: kept first, sent at once by two ways, with the position again and again.
 *
 * The outbox would do; but a call must not wait behind anything, nor for a session that ended. So
 * it is also asked directly, if need be by the alarm token that the phone was given before.
 */
import { signal } from "@preact/signals";
import { ask } from "../../base/api.ts";
import { uuid7 } from "../../base/ids.ts";
import { bestPosition, type Place, watchPosition } from "../../capture/index.ts";
import { t } from "../words.ts";
import { clock, nowIso } from "./clock.ts";
import { here, inside, session } from "./entry.ts";
import { running as patrolRunning, track } from "./patrol.ts";

export interface Sign {
  id: string;
  officer_id: string | null;
  sign: "seen" | "coming" | "ended";
  at: string;
}

export interface AlarmState {
  id: string;
  kind: "sos" | "overdue";
  officer_id: string | null;
  at: string;
  position: { lon: number; lat: number; accuracy_m: number | null; at: string } | null;
  seen_at: string | null;
  ended_at: string | null;
  signs: Sign[];
}

/** The call of this phone that was not ended yet. */
export interface Call {
  id: string;
  at: string;
}

const CALL = "sos";
const TOKEN = "alarm_token";
const QUICK_MS = 2500;
const POSITION_MS = 15_000;
const POLL_MS = 5000;

export const call = signal<Call | null>(null);
export const callState = signal<AlarmState | null>(null);
/** When the server last confirmed that it knows of the call. */
export const arrived = signal(false);

let stop = () => {};
/** Which session the token that is kept came with. */
let tokenOf = "";

export async function openSos(): Promise<void> {
  const { outbox } = here();
  call.value = (await outbox.recall<Call>(CALL)) ?? null;
  if (call.value) follow(call.value);
}

export function leaveSos(): void {
  stop();
  stop = () => {};
  call.value = null;
  callState.value = null;
  arrived.value = false;
}

/** Get what calls for help when the session has ended: once for each session. */
export async function fetchToken(): Promise<void> {
  const at = inside.value;
  const until = session.value?.expires_at;
  if (!at || !until || tokenOf === `${at.vault.id} ${until}`) return;
  try {
    const { body } = await ask<{ token: string }>("/api/v1/my/alarm-token", { method: "POST" });
    if (!body || inside.value !== at) return;
    await at.outbox.remember(TOKEN, body.token);
    tokenOf = `${at.vault.id} ${until}`;
  } catch {
    // The next time that the session is looked at.
  }
}

export async function callForHelp(): Promise<void> {
  const { outbox } = here();
  const id = uuid7();
  const at = nowIso();
  const last = track.value?.last ?? (await bestPosition(QUICK_MS, { clock }));
  const body = {
    kind: "sos",
    at,
    ...placeOf(last),
    patrol_id: patrolRunning.value?.id ?? null,
    text: "",
  };
  const path = `/api/v1/alarms/${id}`;
  call.value = { id, at };
  void direct(path, body);
  const label = t("officer.kind_alarm");
  await outbox.add({ id, kind: "alarm", path, body, label, at });
  outbox.poke();
  await outbox.remember(CALL, call.value);
  follow(call.value);
}

function placeOf(place: Place | null) {
  return {
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    accuracy_m: place?.accuracyM ?? null,
  };
}

/** Ask without the outbox; it sends the same again, which changes nothing. */
async function direct(path: string, body: unknown): Promise<void> {
  const token = session.value ? null : await here().outbox.recall<string>(TOKEN);
  try {
    await ask(path, { method: "PUT", body, token: token ?? null });
    arrived.value = true;
  } catch {
    // The outbox goes on trying.
  }
}

function follow(own: Call): void {
  stop();
  let sentMs = 0;
  const unwatch = watchPosition(
    (seen) => {
      if (!("place" in seen) || clock.now() - sentMs < POSITION_MS) return;
      sentMs = clock.now();
      void tellPosition(own.id, seen.place);
    },
    { clock },
  );
  const timer = setInterval(() => void lookAt(own), POLL_MS);
  void lookAt(own);
  stop = () => {
    unwatch();
    clearInterval(timer);
  };
}

async function tellPosition(alarmId: string, place: Place): Promise<void> {
  const id = uuid7();
  const path = `/api/v1/alarm-positions/${id}`;
  const body = { alarm_id: alarmId, at: place.at, ...placeOf(place) };
  await here().outbox.add({
    id,
    kind: "alarm_position",
    path,
    body,
    label: t("officer.kind_alarm_position"),
    at: place.at,
  });
}

async function lookAt(own: Call): Promise<void> {
  const waits = (await here().outbox.list()).some((one) => one.id === own.id);
  if (waits && !arrived.value) return;
  try {
    const { body } = await ask<AlarmState>(`/api/v1/alarms/${own.id}`);
    if (!body || call.value?.id !== own.id) return;
    callState.value = body;
    arrived.value = true;
    if (body.ended_at !== null) await ended();
  } catch {
    // No network, or the call has not arrived yet: what is shown says so.
  }
}

async function ended(): Promise<void> {
  await here().outbox.remember(CALL, null);
  leaveSos();
}

/** Say something to an alarm: seen, coming, or that it is over. */
export async function giveSign(alarmId: string, sign: Sign["sign"]): Promise<void> {
  const id = uuid7();
  const at = nowIso();
  const path = `/api/v1/alarm-signs/${id}`;
  const body = { alarm_id: alarmId, sign, at, text: "" };
  await here().outbox.add({
    id,
    kind: "alarm_sign",
    path,
    body,
    label: t("officer.kind_alarm_sign"),
    at,
  });
  here().outbox.poke();
  if (sign === "ended" && call.value?.id === alarmId) await ended();
}
