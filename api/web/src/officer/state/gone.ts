/** Whether it is the server that knows of no such record, rather than the line that is down. */
import { Refused } from "../../base/api.ts";

export function isGone(failure: unknown): boolean {
  return failure instanceof Refused && failure.status === 404;
}
