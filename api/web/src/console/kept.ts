/** A record as it was read, with the version that an edit is based on. */
import { ask, Refused } from "../base/api.ts";

export interface Kept<T> {
  body: T;
  version: string;
}

export async function readKept<T>(path: string): Promise<Kept<T>> {
  const { body, etag } = await ask<T>(path);
  if (body === null || etag === null) throw new Error("a record without its version");
  return { body, version: etag };
}

/** Return the version of a record that may not be there yet: undefined, then, as for a first one. */
export async function saidVersion(path: string): Promise<string | undefined> {
  try {
    const { etag } = await ask(path);
    return etag ?? undefined;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined;
    throw error;
  }
}
