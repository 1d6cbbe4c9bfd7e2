/** Somebody's colour and pattern as the map has them, with the letter on it. */
import { useEffect, useRef } from "preact/hooks";
import { shown } from "../../../base/theme.ts";
import { styleOfShare } from "./paint.ts";
import type { Share } from "./shares.ts";

const WIDTH = 26;
const HEIGHT = 22;

export function ShareSwatch({ share, at }: { share: Share; at: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const to = canvas.current?.getContext("2d");
    if (!to) return;
    to.fillStyle = styleOfShare(to, share, at, shown.value);
    to.fillRect(0, 0, WIDTH, HEIGHT);
  }, [share.key, at, shown.value]);
  return (
    <span class="share-swatch" aria-hidden="true">
      <canvas width={WIDTH} height={HEIGHT} ref={canvas} />
      <span class="share-letter">{share.letter}</span>
    </span>
  );
}
