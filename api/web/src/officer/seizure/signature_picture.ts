/** A signature as a picture for papers: dark on white, whatever the screen was like. */
import { PAD_HEIGHT, PAD_WIDTH, pathOf, type Stroke } from "./strokes.ts";

const INK = "#10222b";
const LINE_WIDTH = 9;

/** Return a PNG of strokes. */
export async function pictureOf(strokes: readonly Stroke[]): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = PAD_WIDTH;
  canvas.height = PAD_HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, PAD_WIDTH, PAD_HEIGHT);
  pen.strokeStyle = INK;
  pen.lineWidth = LINE_WIDTH;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.stroke(new Path2D(pathOf(strokes)));
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  // Phones give the memory of a canvas back late.
  canvas.width = canvas.height = 0;
  if (blob === null) throw new Error("no picture");
  return blob;
}
