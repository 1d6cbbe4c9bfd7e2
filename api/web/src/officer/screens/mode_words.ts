/** How a patrol moves, in words. */
export const MODE_WORD = {
  foot: "officer.mode_foot",
  car: "officer.mode_car",
  boat: "officer.mode_boat",
} as const;
