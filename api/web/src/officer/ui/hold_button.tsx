/** A button that does something only when it is held for three seconds; a ring shows how long. */
import { useEffect, useRef, useState } from "preact/hooks";

const HOLD_MS = 3000;
const RADIUS = 118;
const ROUND = 2 * Math.PI * RADIUS;

interface HoldProps {
  label: string;
  hint: string;
  act: () => void;
  disabled?: boolean;
}

export function HoldButton({ label, hint, act, disabled = false }: HoldProps) {
  const [share, setShare] = useState(0);
  const began = useRef<number | null>(null);
  const frame = useRef(0);

  const turn = () => {
    if (began.current === null) return;
    const passed = (performance.now() - began.current) / HOLD_MS;
    setShare(Math.min(1, passed));
    if (passed >= 1) {
      began.current = null;
      navigator.vibrate?.([200, 100, 200]);
      act();
    } else {
      frame.current = requestAnimationFrame(turn);
    }
  };
  const begin = () => {
    if (disabled || began.current !== null) return;
    began.current = performance.now();
    navigator.vibrate?.(40);
    turn();
  };
  const release = () => {
    began.current = null;
    cancelAnimationFrame(frame.current);
    setShare(0);
  };
  useEffect(() => release, []);
  return (
    <button
      type="button"
      class="press"
      disabled={disabled}
      aria-label={`${label}. ${hint}`}
      onPointerDown={begin}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === " " || event.key === "Enter") begin();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      <svg viewBox="0 0 248 248" aria-hidden="true">
        <circle cx="124" cy="124" r={RADIUS} />
        <circle
          cx="124"
          cy="124"
          r={RADIUS}
          stroke-dasharray={`${ROUND}`}
          stroke-dashoffset={`${ROUND * (1 - share)}`}
          opacity={share > 0 ? 1 : 0}
        />
      </svg>
      {label}
    </button>
  );
}
