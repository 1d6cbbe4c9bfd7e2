/** A job on the screen, as it goes on. */
import { useEffect, useState } from "preact/hooks";
import { follow, type JobState } from "./jobs.ts";

export interface Watched<J> {
  job: J | null;
  error: unknown;
  again: () => void;
}

/** Follow a job until it has ended; null follows nothing. */
export function useJob<J extends { id: string; state: JobState }>(id: string | null): Watched<J> {
  const [job, setJob] = useState<J | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (id === null) return;
    return follow<J>(
      id,
      (told) => {
        setError(null);
        setJob(told);
      },
      setError,
    );
  }, [id, turn]);
  return {
    job: job?.id === id ? job : null,
    error,
    again: () => setTurn((now) => now + 1),
  };
}
