/** A record as it was read, with the version that an edit is based on. */
import { ask } from "../base/api.ts";

export interface Kept<T> {
  body: T;
  version: string;
}

export async function readKept<T>(path: string): Promise<Kept<T>> {
  const { body, etag } = await ask<T>(path);
  if (body === null || etag === null) throw new Error("a record without its version");
  return { body, version: etag };
}
