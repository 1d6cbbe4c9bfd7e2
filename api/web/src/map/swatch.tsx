/** A colour of the legend, painted as the map paints it. */
import { useEffect, useRef } from "preact/hooks";
import { shown } from "../base/theme.ts";
import type { GapClass } from "./codec.ts";
import { PALETTES } from "./colours.ts";
import { styleOf } from "./paint.ts";

const WIDTH = 22;
const HEIGHT = 16;

export function Swatch({ gap }: { gap: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const to = canvas.current?.getContext("2d");
    if (!to) return;
    to.fillStyle = styleOf(to, gap as GapClass, PALETTES[shown.value]);
    to.fillRect(0, 0, WIDTH, HEIGHT);
  }, [gap, shown.value]);
  return (
    <span class="swatch" aria-hidden="true">
      <canvas width={WIDTH} height={HEIGHT} ref={canvas} />
    </span>
  );
}
