/** Whether there is room for two columns. */
import { useEffect, useState } from "preact/hooks";

export function useWide(leastPx: number): boolean {
  const [asked] = useState(() => matchMedia(`(min-width: ${leastPx}px)`));
  const [isWide, setWide] = useState(asked.matches);
  useEffect(() => {
    const told = () => setWide(asked.matches);
    asked.addEventListener("change", told);
    return () => asked.removeEventListener("change", told);
  }, [asked]);
  return isWide;
}
