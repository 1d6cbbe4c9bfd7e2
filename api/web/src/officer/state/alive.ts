/** Signs of life of a running patrol: a crew that is not heard of is looked for. */
import { ask } from "../../base/api.ts";
import { nowIso } from "./clock.ts";
import { session } from "./entry.ts";
import { running, track } from "./patrol.ts";

const EVERY_MS = 120_000;

export function giveSigns(): () => void {
  const timer = setInterval(() => void sign(), EVERY_MS);
  void sign();
  return () => clearInterval(timer);
}

async function sign(): Promise<void> {
  const patrol = running.value;
  if (!patrol || !session.value) return;
  const last = track.value?.last;
  const body = {
    patrol_id: patrol.id,
    at: nowIso(),
    lon: last?.lon ?? null,
    lat: last?.lat ?? null,
    accuracy_m: last?.accuracyM ?? null,
  };
  try {
    await ask("/api/v1/my/alive", { method: "PUT", body });
  } catch {
    // The next one comes soon; what is not heard is what this is for.
  }
}
