/** Files that the server makes, and those made here, handed to the browser to be saved. */
import { Refused, Unreachable } from "../../base/api.ts";
import { heard, missed } from "../reach.ts";

/** A print map of a large area takes a while. */
const TIMEOUT_MS = 120_000;

/** Fetch a file; who is refused is told why, and gets no page of an error as a file. */
export async function fetched(path: string): Promise<Blob> {
  try {
    const answer = await asked(path);
    if (!answer.ok) {
      const told: unknown = await answer.json().catch(() => null);
      throw new Refused(answer.status, { ...(told as object), status: answer.status }, null);
    }
    const file = await answer.blob();
    heard();
    return file;
  } catch (error) {
    missed(error);
    throw error;
  }
}

async function asked(path: string): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    return await fetch(path, {
      credentials: "same-origin",
      cache: "no-store",
      signal: stop.signal,
    });
  } catch (error) {
    throw new Unreachable({ cause: error });
  } finally {
    clearTimeout(timer);
  }
}

export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // A download that has begun needs its address for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
