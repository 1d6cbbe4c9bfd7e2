/** Who and what is on the map: crews by how they move, incidents, calls for help. */
import type { Paint } from "../../map/canvas_layer.ts";
import type { Palette } from "../../map/colours.ts";
import { lineOf, strokeShape } from "../../map/paint.ts";

export interface Marker {
  kind: "patrol" | "incident" | "alarm";
  id: string;
  lon: number;
  lat: number;
  /** A letter or two in the mark. */
  label: string;
  tone: "calm" | "late" | "bad";
  isChosen: boolean;
}

/** A line on the map: degrees, longitude first. */
export type Track = readonly (readonly number[])[];

const FONT = '600 12px "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const PATROL_R = 12;
const INCIDENT_R = 6;
const ALARM_R = 15;
/** A finger or a mouse this near means the mark. */
const REACH_PX = 16;

const AMBER = "#9a5b00";
const RED = "#b3261e";
const WHITE = "#ffffff";

export function paintTracks({ to, project }: Paint, tracks: readonly Track[], palette: Palette) {
  to.lineJoin = "round";
  for (const [width, colour] of [
    [5, palette.land],
    [2.5, palette.self],
  ] as const) {
    for (const track of tracks) strokeShape(to, lineOf(track), project, colour, width, []);
  }
}

/** Paint marks, those that matter most last: they lie on top. */
export function paintMarks({ to, project }: Paint, markers: readonly Marker[], palette: Palette) {
  to.setLineDash([]);
  to.textAlign = "center";
  to.textBaseline = "middle";
  to.font = FONT;
  for (const one of inOrder(markers)) {
    const [x, y] = project(one.lon, one.lat);
    if (one.kind === "incident") diamond(to, x, y, one, palette);
    else disc(to, x, y, one, palette);
  }
}

const ORDER = { incident: 0, patrol: 1, alarm: 2 } as const;

function inOrder(markers: readonly Marker[]): Marker[] {
  const weight = (one: Marker) => ORDER[one.kind] + (one.isChosen ? 10 : 0);
  return [...markers].sort((one, other) => weight(one) - weight(other));
}

function disc(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  { kind, label, tone, isChosen }: Marker,
  palette: Palette,
): void {
  const radius = kind === "alarm" ? ALARM_R : PATROL_R;
  if (kind === "alarm") ring(to, x, y, radius + 7, RED, 3);
  if (isChosen) ring(to, x, y, radius + 4, palette.self, 3);
  to.beginPath();
  to.arc(x, y, radius, 0, 2 * Math.PI);
  to.fillStyle = tone === "bad" ? RED : tone === "late" ? AMBER : palette.zone;
  to.fill();
  to.lineWidth = 2;
  to.strokeStyle = palette.land;
  to.stroke();
  to.fillStyle = tone === "calm" ? palette.land : WHITE;
  to.fillText(label, x, y + 0.5);
}

function diamond(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  { isChosen }: Marker,
  palette: Palette,
): void {
  if (isChosen) ring(to, x, y, INCIDENT_R + 7, palette.self, 3);
  to.beginPath();
  to.moveTo(x, y - INCIDENT_R - 1);
  to.lineTo(x + INCIDENT_R + 1, y);
  to.lineTo(x, y + INCIDENT_R + 1);
  to.lineTo(x - INCIDENT_R - 1, y);
  to.closePath();
  to.fillStyle = palette.self;
  to.fill();
  to.lineWidth = 2;
  to.strokeStyle = palette.land;
  to.stroke();
}

function ring(
  to: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  width: number,
): void {
  to.beginPath();
  to.arc(x, y, radius, 0, 2 * Math.PI);
  to.lineWidth = width;
  to.strokeStyle = colour;
  to.stroke();
}

type Spot = readonly [x: number, y: number];

/** Return the mark at a place of the map, the one on top; null where there is none. */
export function markAt(
  markers: readonly Marker[],
  at: Spot,
  project: (lon: number, lat: number) => Spot,
): Marker | null {
  const near = inOrder(markers).filter((one) => {
    const [x, y] = project(one.lon, one.lat);
    return Math.hypot(x - at[0], y - at[1]) <= REACH_PX;
  });
  return near[near.length - 1] ?? null;
}
