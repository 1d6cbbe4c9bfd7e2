/** The present, for what is left of a period: it goes on while the screen is looked at. */
import { useEffect, useState } from "preact/hooks";

const TICK_MS = 30_000;

export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
