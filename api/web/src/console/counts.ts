/** What waits in a room, as a number beside its name. */
import { signal } from "@preact/signals";

export const counts = signal<Readonly<Record<string, number>>>({});

export function setCount(room: string, n: number): void {
  if (counts.value[room] !== n) counts.value = { ...counts.value, [room]: n };
}
