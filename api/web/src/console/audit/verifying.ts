/** Having the server verify everything, and hearing how far that is. */
import { useEffect, useState } from "preact/hooks";
import { heard } from "../reach.ts";
import { AUDIT, type Verifying } from "./wire.ts";

export interface Work {
  told: Verifying | null;
  /** No answer came, or another verification is under way. */
  isRefused: boolean;
  startedAt: number | null;
  start: () => void;
  stop: () => void;
}

export function useVerifying(): Work {
  const [turn, setTurn] = useState(0);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const [told, setTold] = useState<Verifying | null>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (startedAt === null) return;
    const stream = new EventSource(`${AUDIT}/verification/events`);
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      heard();
      const now = JSON.parse(data) as Verifying;
      setTold(now);
      if (now.state !== "running") stream.close();
    };
    stream.onerror = () => {
      // Coming again by itself it would begin from the start.
      stream.close();
      setRefused(true);
    };
    return () => stream.close();
  }, [turn, startedAt]);
  return {
    told,
    isRefused,
    startedAt,
    start: () => {
      setTold(null);
      setRefused(false);
      setStartedAt(Date.now());
      setTurn(turn + 1);
    },
    stop: () => {
      setTold(null);
      setStartedAt(null);
    },
  };
}
