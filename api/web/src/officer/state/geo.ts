/** Distances on the ground. */

const EARTH_RADIUS_M = 6_371_008.8;

interface Point {
  lon: number;
  lat: number;
}

/** Return the great-circle distance in metres (haversine). */
export function distanceM(one: Point, other: Point): number {
  const rad = Math.PI / 180;
  const phi = one.lat * rad;
  const otherPhi = other.lat * rad;
  const half =
    Math.sin((otherPhi - phi) / 2) ** 2 +
    Math.cos(phi) * Math.cos(otherPhi) * Math.sin(((other.lon - one.lon) * rad) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Return a distance for people: `80 m`, `1.4 km`. */
export function distanceText(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  return `${(metres / 1000).toFixed(1)} km`;
}
