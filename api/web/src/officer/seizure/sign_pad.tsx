/** A place to sign with a finger; what is drawn is told stroke by stroke. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { goneOn, onPad, PAD_HEIGHT, PAD_WIDTH, pathOf, type Stroke } from "./strokes.ts";

interface PadProps {
  label: string;
  strokes: readonly Stroke[];
  /** A stroke has ended; without it nothing can be drawn. */
  add?: (stroke: Stroke) => void;
}

const LINE_WIDTH = 9;

export function SignPad({ label, strokes, add }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // One finger signs: a palm that rests beside it draws nothing.
  const pen = useRef<{ id: number; stroke: Stroke } | null>(null);
  const draw = () => {
    const at = canvas.current;
    if (at) redraw(at, pen.current ? [...strokes, pen.current.stroke] : strokes);
  };
  useEffect(draw);
  useEffect(() => {
    // What the screen shows in is another one by day and by night.
    const watch = new MutationObserver(draw);
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  });

  const to = (event: PointerEvent) => {
    const now = pen.current;
    const pad = canvas.current?.getBoundingClientRect();
    if (!now || now.id !== event.pointerId || !pad) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const one of passed.length > 0 ? passed : [event]) {
      now.stroke = goneOn(now.stroke, onPad({ x: one.clientX, y: one.clientY }, pad));
    }
    draw();
  };
  const begin = (event: PointerEvent) => {
    if (pen.current || !canvas.current || !add) return;
    canvas.current.setPointerCapture(event.pointerId);
    pen.current = { id: event.pointerId, stroke: [] };
    to(event);
  };
  const end = (event: PointerEvent) => {
    const done = pen.current;
    if (!done || done.id !== event.pointerId) return;
    pen.current = null;
    if (done.stroke.length > 0) add?.(done.stroke);
  };
  return (
    <div class="sign-pad">
      <canvas
        ref={canvas}
        width={PAD_WIDTH}
        height={PAD_HEIGHT}
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={to}
        onPointerUp={end}
        onPointerCancel={end}
        onContextMenu={(event) => event.preventDefault()}
      />
      {strokes.length === 0 && (
        <span class="quiet" aria-hidden="true">
          {t("officer.seizure.sign_here")}
        </span>
      )}
    </div>
  );
}

function redraw(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, PAD_WIDTH, PAD_HEIGHT);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = LINE_WIDTH;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.stroke(new Path2D(pathOf(strokes)));
}

/** A signature that was given, small. */
export function Signature({ strokes }: { strokes: readonly Stroke[] }) {
  return (
    <svg class="signature" viewBox={`0 0 ${PAD_WIDTH} ${PAD_HEIGHT}`} aria-hidden="true">
      <path d={pathOf(strokes)} fill="none" stroke="currentColor" stroke-width="14" />
    </svg>
  );
}
