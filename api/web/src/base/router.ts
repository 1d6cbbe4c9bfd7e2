/** Which screen is shown: what stands after the `#` of the address. */
import { computed, signal } from "@preact/signals";

const hash = signal(location.hash);
addEventListener("hashchange", () => {
  hash.value = location.hash;
});

/** Parts of the address: `#/task/<id>` gives `["task", "<id>"]`. */
export const path = computed(() => {
  const text = hash.value.startsWith("#/") ? hash.value.slice(2) : "";
  return text.split("/").filter(Boolean).map(decode);
});

/** What a scanned code brought: `#c=<id>.<tag>`. */
export const scanned = computed(() => /^#c=([\w.-]{1,200})$/.exec(hash.value)?.[1] ?? null);

export function go(...parts: string[]): void {
  location.hash = `#/${parts.map(encodeURIComponent).join("/")}`;
}

/** Go to another screen without leaving this one behind in the history. */
export function replace(...parts: string[]): void {
  history.replaceState(null, "", `#/${parts.map(encodeURIComponent).join("/")}`);
  hash.value = location.hash;
}

export function back(): void {
  if (history.length > 1) history.back();
  else replace();
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
