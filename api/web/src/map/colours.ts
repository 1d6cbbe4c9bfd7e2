/** What the map is drawn in; by night the ramp is reversed: the worst meets the eye first. */
export type Ground = "light" | "dark" | "sun";

export interface Palette {
  land: string;
  water: string;
  shore: string;
  zone: string;
  /** By gap class 0 to 3. */
  ramp: readonly [string, string, string, string];
  never: string;
  hatch: string;
  untracked: string;
  self: string;
  /** The way of a patrol, told from shore and zones. */
  way: string;
  point: string;
  onPoint: string;
  due: string;
}

const LIGHT: Palette = {
  land: "#eef2f0",
  water: "#c9e3ec",
  shore: "#2f7f99",
  zone: "#0b4f6c",
  ramp: ["#e6f3ee", "#eccb6b", "#e7a14a", "#b5432a"],
  never: "#5b2a6e",
  hatch: "#e9d8f0",
  untracked: "#8aa0a9",
  self: "#0b4f6c",
  way: "#10222b",
  point: "#0a7e8c",
  onPoint: "#ffffff",
  due: "#b3261e",
};

export const PALETTES: Record<Ground, Palette> = {
  light: LIGHT,
  dark: {
    land: "#101b20",
    water: "#12303a",
    shore: "#4c93a8",
    zone: "#7fc4d8",
    ramp: ["#17343a", "#5a5227", "#a9702a", "#ee7d62"],
    never: "#f0d4fb",
    hatch: "#5b2a6e",
    untracked: "#8aa0a9",
    self: "#ffffff",
    way: "#ffffff",
    point: "#2aa1ae",
    onPoint: "#06181c",
    due: "#ff9d94",
  },
  sun: { ...LIGHT, land: "#ffffff", shore: "#00354d", zone: "#000000", way: "#000000" },
};
