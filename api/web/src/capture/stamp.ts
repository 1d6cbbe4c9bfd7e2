/** The strip below a photo that says when and where it was taken, of what, and by whom. */
import { localText } from "./clock.ts";

/** What the strip says besides time and place: in the officer's words. */
export interface StampLabel {
  /** The record that the photo belongs to. */
  record: string;
  by?: string;
  /** Said in place of coordinates when there are none. */
  noPosition: string;
}

export interface Stamped {
  atMs: number;
  /** False when the photo was taken then or at some time before. */
  isSure: boolean;
  zoneMin: number;
  place: { lon: number; lat: number; accuracyM: number | null } | null;
  originalSha256: string;
}

const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const INK = "#ecf0f3";
const PAPER = "#101820";
const MARK = "#ffb000";
/** Letters of the strip's size that stand beside each other across a picture. */
const LETTERS_ACROSS = 46;

export function stampLines(shot: Stamped, label: StampLabel): string[] {
  return [
    `${shot.isSure ? "" : "≤ "}${localText(shot.atMs, shot.zoneMin)}`,
    shot.place === null ? label.noPosition : placeText(shot.place),
    [label.record, label.by].filter(Boolean).join(" · "),
    `SHA-256 ${shot.originalSha256.slice(0, 16)}…`,
  ].filter((line) => line !== "");
}

function placeText(place: NonNullable<Stamped["place"]>): string {
  const error = place.accuracyM === null ? "" : ` ±${Math.max(1, Math.round(place.accuracyM))} m`;
  return `${place.lat.toFixed(6)}, ${place.lon.toFixed(6)}${error}`;
}

/** Break a line where it does not fit; Chinese has no spaces to break at. */
export function brokenLine(
  line: string,
  widthPx: number,
  measure: (text: string) => number,
): string[] {
  const letters = Array.from(line);
  const parts: string[] = [];
  let part = "";
  for (const letter of letters) {
    if (part !== "" && measure(part + letter) > widthPx) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}

/** Return a canvas with a picture and the strip below it: nothing of the picture is covered. */
export function stampedCanvas(picture: HTMLCanvasElement, lines: string[]): HTMLCanvasElement {
  const made = document.createElement("canvas");
  made.width = Math.max(picture.width, 480);
  const sizePx = Math.max(14, Math.floor(made.width / LETTERS_ACROSS));
  const probe = contextOf(made, sizePx);
  const broken = lines.flatMap((line, number) =>
    brokenLine(line, made.width - 2 * sizePx, (text) => probe.measureText(text).width).map(
      (text) => ({ text, color: number === 0 ? MARK : INK }),
    ),
  );
  const stepPx = Math.round(sizePx * 1.45);
  made.height = picture.height + stepPx * broken.length + sizePx;
  // A canvas that gets another size forgets its font.
  const context = contextOf(made, sizePx);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, made.width, made.height);
  context.drawImage(picture, Math.floor((made.width - picture.width) / 2), 0);
  context.fillStyle = MARK;
  context.fillRect(0, picture.height, made.width, Math.max(2, Math.floor(sizePx / 6)));
  broken.forEach(({ text, color }, number) => {
    context.fillStyle = color;
    context.fillText(text, sizePx, picture.height + sizePx / 2 + number * stepPx);
  });
  return made;
}

function contextOf(canvas: HTMLCanvasElement, sizePx: number): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.font = `${sizePx}px ${FONT}`;
  context.textBaseline = "top";
  return context;
}
