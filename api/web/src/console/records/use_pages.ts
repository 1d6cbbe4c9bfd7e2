/** A list that the server gives page by page: the first page follows news, others are asked for. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "../../base/api.ts";
import { type Asked, useAsked } from "../asking.ts";
import { heard, missed } from "../reach.ts";

interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pages<T> {
  /** The first page, as `Show` takes it. */
  asked: Asked<Page<T>>;
  /** All that was told so far, each once. */
  items: T[];
  hasMore: boolean;
  isAsking: boolean;
  /** Why the last further page did not come. */
  error: unknown;
  more: () => void;
}

interface Rest<T> {
  path: string;
  items: T[];
  next: string | null;
}

/** @param path Of the first page, without a cursor; it has a query already. */
export function usePages<T extends { id: string }>(path: string | null): Pages<T> {
  const asked = useAsked<Page<T>>(path);
  const [rest, setRest] = useState<Rest<T> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => setError(null), [path]);
  const further = rest !== null && rest.path === path ? rest : null;
  const next = further ? further.next : (asked.body?.next ?? null);
  const more = () => {
    if (path === null || next === null || isAsking) return;
    setAsking(true);
    ask<Page<T>>(`${path}&cursor=${encodeURIComponent(next)}`)
      .then(({ body }) => {
        heard();
        setError(null);
        if (body === null) return;
        setRest({ path, items: [...(further?.items ?? []), ...body.items], next: body.next });
      })
      .catch((failure: unknown) => {
        missed(failure);
        setError(failure);
      })
      .finally(() => setAsking(false));
  };
  // What is new at the head pushes others from the first page onto what was the second.
  const all = [...(asked.body?.items ?? []), ...(further?.items ?? [])];
  const items = [...new Map(all.map((one) => [one.id, one])).values()];
  return { asked, items, hasMore: next !== null, isAsking, error, more };
}
