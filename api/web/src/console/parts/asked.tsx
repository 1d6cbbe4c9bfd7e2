/** What is shown of a question: waiting, the answer, nothing found, or why not. */
import type { ComponentChildren } from "preact";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import type { Asked } from "../asking.ts";

interface ShowProps<T> {
  asked: Asked<T>;
  /** Words when there is nothing; `isEmpty` says when. */
  empty?: ComponentChildren;
  isEmpty?: (body: T) => boolean;
  children: (body: T) => ComponentChildren;
}

export function Show<T>({ asked, empty, isEmpty, children }: ShowProps<T>) {
  const { body, error, again } = asked;
  if (body === null) return error ? <Failed error={error} again={again} /> : <Loading />;
  if (empty !== undefined && isEmpty?.(body)) return <Empty>{empty}</Empty>;
  return <>{children(body)}</>;
}
