/** Drawing boundaries: what is in force, and a new one over the old one. */

import type { Ground, Palette } from "../../map/colours.ts";
import { PALETTES } from "../../map/colours.ts";
import { fillShape, type Project, strokeShape } from "../../map/paint.ts";
import type { Painter } from "../map/desk_leaflet.ts";
import type { AreaDetail, Drawn, NewAreaDetail } from "./wire.ts";

interface Inks {
  gained: string;
  lost: string;
  old: string;
  cell: string;
}

export const INKS: Record<Ground, Inks> = {
  light: { gained: "#2e7d4f", lost: "#b3261e", old: "#40545e", cell: "rgba(16, 34, 43, 0.35)" },
  dark: { gained: "#6cc293", lost: "#ff9d94", old: "#9fb3bb", cell: "rgba(219, 231, 234, 0.35)" },
  sun: { gained: "#004d22", lost: "#a00000", old: "#000000", cell: "rgba(0, 0, 0, 0.5)" },
};

const TILE_PX = 8;
const WASH = 0.14;

/** Return what paints the boundaries of an area as they are in force. */
export function paintInForce(area: AreaDetail, ground: Ground): Painter {
  const palette = PALETTES[ground];
  return ({ to, project }) => {
    fillShape(to, area.water, project, palette.water);
    strokeShape(to, area.water, project, palette.shore, 1, []);
    strokeShape(to, area.outline, project, palette.shore, 3.4, []);
    strokeShape(to, area.outline, project, palette.land, 1.4, []);
    for (const zone of area.zones) {
      const dash = zone.level === "first" ? [] : zone.level === "second" ? [7, 4] : [2, 4];
      strokeShape(to, zone.geometry, project, palette.zone, 1.8, dash);
    }
  };
}

/** Return what paints a planned area with its cells among its neighbours and their zones. */
export function paintPlanned(area: NewAreaDetail, ground: Ground): Painter {
  const [palette, inks] = [PALETTES[ground], INKS[ground]];
  return ({ to, project }) => {
    for (const one of area.around) {
      if (one.level === null) strokeShape(to, one.geometry, project, inks.old, 1.6, [7, 5]);
      else strokeShape(to, one.geometry, project, palette.zone, 1.2, [2, 4]);
    }
    to.globalAlpha = WASH;
    fillShape(to, area.outline, project, inks.gained);
    to.globalAlpha = 1;
    strokeShape(to, area.cells, project, inks.cell, 0.8, []);
    strokeShape(to, area.outline, project, palette.zone, 2.4, []);
  };
}

/** Return what paints a boundary over the one before: old dashed, new solid, between hatched. */
export function paintChange(drawn: Drawn, water: GeoJSON.Geometry | null, ground: Ground): Painter {
  const [palette, inks] = [PALETTES[ground], INKS[ground]];
  return ({ to, project }) => {
    fillShape(to, water, project, palette.water);
    paintHatched(to, drawn.gained, project, inks.gained, 1);
    paintHatched(to, drawn.lost, project, inks.lost, -1);
    for (const cells of [drawn.cells_changed, drawn.cells_gained, drawn.cells_lost]) {
      strokeShape(to, cells, project, inks.cell, 0.8, []);
    }
    paintLines(to, drawn, project, palette, inks);
  };
}

function paintLines(
  to: CanvasRenderingContext2D,
  drawn: Drawn,
  project: Project,
  palette: Palette,
  inks: Inks,
): void {
  strokeShape(to, drawn.after, project, palette.zone, 2.4, []);
  // A light line under the dashes: they are seen where old and new are one.
  strokeShape(to, drawn.before, project, palette.land, 2.6, [7, 5]);
  strokeShape(to, drawn.before, project, inks.old, 1.6, [7, 5]);
}

function paintHatched(
  to: CanvasRenderingContext2D,
  shape: GeoJSON.Geometry | null,
  project: Project,
  ink: string,
  way: 1 | -1,
): void {
  if (!shape) return;
  to.globalAlpha = WASH;
  fillShape(to, shape, project, ink);
  to.globalAlpha = 1;
  const hatch = hatchOf(to, ink, way);
  if (hatch) fillShape(to, shape, project, hatch);
}

/** Lines that rise to the right, or fall: what is gained and lost is told without colour, too. */
function hatchOf(to: CanvasRenderingContext2D, ink: string, way: 1 | -1): CanvasPattern | null {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE_PX;
  const on = tile.getContext("2d");
  if (!on) return null;
  on.strokeStyle = ink;
  on.lineWidth = 1.6;
  on.beginPath();
  for (const at of [-TILE_PX, 0, TILE_PX]) {
    on.moveTo(at, way > 0 ? TILE_PX : 0);
    on.lineTo(at + TILE_PX, way > 0 ? 0 : TILE_PX);
  }
  on.stroke();
  return to.createPattern(tile, "repeat");
}
