/** What is kept of the phone itself, whoever holds it; nothing of it is of a person. */

import { random } from "../vault/crypto.ts";
import { database, write } from "../vault/database.ts";

export async function recallOfDevice<T>(key: string): Promise<T | undefined> {
  return (await (await database()).get("device", key)) as T | undefined;
}

export async function rememberOfDevice(key: string, value: unknown): Promise<void> {
  await write(["device"], (tx) => tx.store.put(value, key));
}

/** Return the name by which a crew's phones are told apart: made once, at random. */
export async function deviceName(): Promise<string> {
  const made = `phone-${Array.from(random(4), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  return write(["device"], async (tx) => {
    const known = await tx.store.get("name");
    if (typeof known === "string") return known;
    await tx.store.put(made, "name");
    return made;
  });
}
