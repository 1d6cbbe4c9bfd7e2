/** What the keys of the month grid do. */
import type { Shift } from "./wire.ts";

export type Act =
  | { do: "go"; rows: number; days: number }
  | { do: "ends"; where: "row" | "grid"; last: boolean }
  | { do: "set"; shift: string }
  | { do: "off" | "pin" | "undo" | "redo" | "save" | "hold" | "drop" | "open" | "help" };

const LETTERS: Readonly<Record<string, Shift["kind"]>> = { e: "early", m: "middle", n: "night" };
const GOES: Readonly<Record<string, [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-8, 0],
  PageDown: [8, 0],
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Return what a key means in the grid; null for nothing.
 *
 * @param shifts In the order in which digits count them.
 */
export function actOf(pressed: Pressed, shifts: readonly Shift[]): Act | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  const letter = key.toLowerCase();
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (letter === "z") return { do: shiftKey ? "redo" : "undo" };
    if (letter === "y") return { do: "redo" };
    if (letter === "s") return { do: "save" };
    if (key === "Home" || key === "End") return { do: "ends", where: "grid", last: key === "End" };
    return null;
  }
  const goes = GOES[key];
  if (goes) return { do: "go", rows: goes[0], days: goes[1] };
  if (key === "Home" || key === "End") return { do: "ends", where: "row", last: key === "End" };
  if (key === "Delete" || key === "Backspace" || key === "0") return { do: "off" };
  if (key === "Enter") return { do: "open" };
  if (key === "Escape") return { do: "drop" };
  if (key === "?") return { do: "help" };
  if (letter === "p") return { do: "pin" };
  if (letter === "x") return { do: "hold" };
  const shift = shiftOf(key, letter, shifts);
  return shift ? { do: "set", shift: shift.code } : null;
}

function shiftOf(key: string, letter: string, shifts: readonly Shift[]): Shift | undefined {
  const own = shifts.find((one) => one.code === key);
  if (own) return own;
  if (/^[1-9]$/.test(key)) return shifts[Number(key) - 1];
  const kind = LETTERS[letter];
  return kind && shifts.find((one) => one.kind === kind);
}
