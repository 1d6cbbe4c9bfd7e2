/** A signature as the pen went: small enough to be kept with the words of a draft. */

/** Across and down, one after the other: whole numbers, in thousandths of the pad's width. */
export type Stroke = readonly number[];

export const PAD_WIDTH = 1000;
export const PAD_HEIGHT = 500;

/** Nearer to the last point than this, nothing new is seen. */
const STEP = 3;

export interface Point {
  x: number;
  y: number;
}

/** Return a point of the screen as one of the pad, which it does not leave. */
export function onPad(at: Point, pad: { left: number; top: number; width: number }): Point {
  const scale = PAD_WIDTH / pad.width;
  return {
    x: within((at.x - pad.left) * scale, PAD_WIDTH),
    y: within((at.y - pad.top) * scale, PAD_HEIGHT),
  };
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)));
}

/** Return a stroke gone on to a point; the same one when the pen has not moved. */
export function goneOn(stroke: Stroke, { x, y }: Point): Stroke {
  const lastX = stroke[stroke.length - 2];
  const lastY = stroke[stroke.length - 1];
  const isNear =
    lastX !== undefined && lastY !== undefined && Math.hypot(x - lastX, y - lastY) < STEP;
  return isNear ? stroke : [...stroke, x, y];
}

/** Return strokes as the path of a drawing; a dot is a line of no length, with round ends. */
export function pathOf(strokes: readonly Stroke[]): string {
  return strokes
    .filter((stroke) => stroke.length >= 2)
    .map((stroke) => {
      const line = stroke.length === 2 ? [...stroke, ...stroke] : stroke;
      return `M${line.slice(0, 2).join(" ")}L${line.slice(2).join(" ")}`;
    })
    .join("");
}

/** Whether anything was drawn that could be a name: a slip of the finger is none. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
  return strokes.some((stroke) => stroke.length > 2);
}
