/** Asking the server for a file: a map, a paper, a table. */
import { type ProblemDocument, Refused, Unreachable } from "../base/api.ts";
import { heard, missed } from "./reach.ts";

/** Return a file; `signal` gives up waiting for it, which drawing may take a while to make. */
export async function askBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  try {
    const answer = await fetch(path, {
      cache: "no-store",
      credentials: "same-origin",
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      throw signal?.aborted ? error : new Unreachable({ cause: error });
    });
    if (!answer.ok) throw await refusal(answer);
    heard();
    return await answer.blob();
  } catch (error) {
    missed(error);
    throw error;
  }
}

async function refusal(answer: Response): Promise<Refused> {
  const told = (await answer.json().catch(() => ({}))) as Partial<ProblemDocument>;
  const wait = Number(answer.headers.get("retry-after"));
  return new Refused(answer.status, { ...told, status: answer.status }, wait > 0 ? wait : null);
}

/** Return after how many seconds it is worth asking again; null when it is not. */
export function askAgainIn(error: unknown): number | null {
  const isBusy = error instanceof Refused && [429, 503].includes(error.status);
  return isBusy ? (error.retryAfterS ?? 5) : null;
}
