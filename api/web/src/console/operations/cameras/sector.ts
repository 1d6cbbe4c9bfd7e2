/** What a camera looks at, as a ring of degrees. */

const M_PER_DEGREE = 111_320;
const STEP_DEG = 6;

export interface View {
  lon: number;
  lat: number;
  azimuth_deg: number;
  fov_deg: number;
  range_m: number;
}

/** Return the edge of a view, longitude and latitude in turn; empty for one that sees nothing. */
export function sectorOf({ lon, lat, azimuth_deg, fov_deg, range_m }: View): number[] {
  if (fov_deg <= 0 || range_m <= 0) return [];
  const isRound = fov_deg >= 360;
  const first = azimuth_deg - fov_deg / 2;
  const steps = Math.max(2, Math.ceil(fov_deg / STEP_DEG));
  const ring = isRound ? [] : [lon, lat];
  const perLon = M_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  for (let at = 0; at <= steps; at++) {
    const bearing = ((first + (fov_deg * at) / steps) * Math.PI) / 180;
    ring.push(lon + (range_m * Math.sin(bearing)) / perLon);
    ring.push(lat + (range_m * Math.cos(bearing)) / M_PER_DEGREE);
  }
  return ring;
}
