/** Cameras on the map: where each stands, what it looks at, and its code. */
import type { Theme } from "../../../base/theme.ts";
import type { Paint } from "../../../map/canvas_layer.ts";
import type { AreaMap } from "../../../map/codec.ts";
import { PALETTES } from "../../../map/colours.ts";
import { paintMap } from "../../../map/paint.ts";
import { sectorOf } from "./sector.ts";
import type { Camera } from "./wire.ts";

const DOT_PX = 5;

export function paintCameras(
  { to, project }: Paint,
  map: AreaMap,
  cameras: readonly Camera[],
  silent: ReadonlySet<string>,
  chosen: string | null,
  ground: Exclude<Theme, "auto">,
): void {
  const palette = PALETTES[ground];
  paintMap(to, { ...map, cells: [] }, project, palette, false);
  for (const camera of cameras) {
    const isChosen = camera.code === chosen;
    const colour = silent.has(camera.code) ? palette.due : palette.point;
    const ring = sectorOf(camera);
    to.beginPath();
    for (let at = 0; at + 1 < ring.length; at += 2) {
      const [x, y] = project(ring[at] ?? 0, ring[at + 1] ?? 0);
      if (at === 0) to.moveTo(x, y);
      else to.lineTo(x, y);
    }
    to.closePath();
    to.fillStyle = colour;
    to.globalAlpha = isChosen ? 0.45 : 0.22;
    to.fill();
    to.globalAlpha = 1;
    to.lineWidth = isChosen ? 2.5 : 1;
    to.strokeStyle = isChosen ? palette.self : colour;
    // Of a silent one the edge is broken: its colour says nothing alone.
    to.setLineDash(silent.has(camera.code) ? [4, 3] : []);
    to.stroke();
    to.setLineDash([]);
  }
  to.font = "600 12px sans-serif";
  to.textBaseline = "middle";
  for (const camera of cameras) {
    const [x, y] = project(camera.lon, camera.lat);
    to.beginPath();
    to.arc(x, y, DOT_PX, 0, 7);
    to.fillStyle = silent.has(camera.code) ? palette.due : palette.self;
    to.fill();
    to.lineWidth = 3;
    to.strokeStyle = palette.land;
    to.strokeText(camera.code, x + 9, y);
    to.fillText(camera.code, x + 9, y);
  }
}

/** Return the camera that stands nearest to a place, if it is near enough to be meant. */
export function nearest(
  cameras: readonly Camera[],
  lon: number,
  lat: number,
  within: number,
): Camera | null {
  let found: Camera | null = null;
  let least = within;
  for (const camera of cameras) {
    const far = Math.hypot(camera.lon - lon, camera.lat - lat);
    if (far < least) [found, least] = [camera, far];
  }
  return found;
}
