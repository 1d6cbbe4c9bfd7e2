/** Small choices of a device, not of a person. Nothing personal is here. */
type Name = "language" | "theme" | "tour";

export function readSetting(name: Name): string | null {
  try {
    return localStorage.getItem(`geo-patrol-${name}`);
  } catch {
    return null;
  }
}

export function writeSetting(name: Name, value: string): void {
  try {
    localStorage.setItem(`geo-patrol-${name}`, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
