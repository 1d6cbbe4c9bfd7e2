/** A photo's bytes, decoded by the browser and drawn small. */
import { CaptureError } from "./errors.ts";

export const MAX_SIDE_PX = 2048;
export const JPEG_QUALITY = 0.85;
/** As the server has it; phones take up to 108 million. */
export const MAX_PIXELS = 120_000_000;

/** Brands of HEIC and AVIF files: some phones keep photos so, and not all browsers open them. */
const HEIF_BRANDS = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"];

/**
 * Return a photo that knows its size and way up, or null when this browser cannot open it.
 *
 * An image element, not an ImageBitmap: browsers decode a large JPEG for it at a fraction of its
 * size, and turn it as its EXIF says since before the option of the other had one meaning.
 *
 * @throws CaptureError when it has more pixels than are decoded
 */
export async function opened(data: ArrayBuffer): Promise<HTMLImageElement | null> {
  // No type, so that content alone decides; a drawing with scripts (SVG) is never taken for a photo.
  const url = URL.createObjectURL(new Blob([data]));
  try {
    const image = new Image();
    const isOpen = await new Promise<boolean>((resolve) => {
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
      image.src = url;
    });
    if (!isOpen || image.naturalWidth === 0) return null;
    const pixels = image.naturalWidth * image.naturalHeight;
    if (pixels > MAX_PIXELS) {
      throw new CaptureError("officer.capture.photo_too_large", {
        megapixels: Math.round(pixels / 1e6),
        limit: MAX_PIXELS / 1e6,
      });
    }
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Return the size of a picture that fits: never larger than it was, no side below 1. */
export function shrunk(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}

/** Draw a photo at its new size; what is transparent becomes white. */
export function drawn(image: HTMLImageElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, shrunk(image.naturalWidth, image.naturalHeight));
  const context = canvas.getContext("2d");
  if (context === null) throw new CaptureError("officer.capture.photo_not_made");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  try {
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  } catch (error) {
    throw new CaptureError("officer.capture.not_a_photo", {}, { cause: error });
  }
  return canvas;
}

export async function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY);
  });
  // Browsers that run out of memory give nothing.
  if (blob === null || blob.size === 0) throw new CaptureError("officer.capture.photo_not_made");
  return blob;
}

export function isHeif(data: ArrayBuffer): boolean {
  const letters = String.fromCharCode(...new Uint8Array(data.slice(4, 12)));
  return letters.startsWith("ftyp") && HEIF_BRANDS.includes(letters.slice(4));
}
