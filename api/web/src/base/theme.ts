/** Light, dark, or for full sun; by itself it follows the phone. */
import { computed, signal } from "@preact/signals";
import { readSetting, writeSetting } from "./settings.ts";

export type Theme = "auto" | "light" | "dark" | "sun";
export const THEMES: readonly Theme[] = ["auto", "light", "dark", "sun"];
const BAR = { light: "#0b4f6c", dark: "#102a36", sun: "#00354d" } as const;

const kept = readSetting("theme");
export const theme = signal<Theme>(THEMES.find((one) => one === kept) ?? "auto");

const night = matchMedia("(prefers-color-scheme: dark)");
const phoneIsDark = signal(night.matches);
// Old Safari has no addEventListener here, and no old phone changes by itself.
night.addEventListener?.("change", () => {
  phoneIsDark.value = night.matches;
  dress();
});

export const shown = computed(() =>
  theme.value === "auto" ? (phoneIsDark.value ? "dark" : "light") : theme.value,
);

export function chooseTheme(wanted: Theme): void {
  theme.value = wanted;
  writeSetting("theme", wanted);
  dress();
}

export function dress(): void {
  document.documentElement.dataset.theme = shown.value;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", BAR[shown.value]);
}
