/** Every word that people see, in the language they chose. */
import messages from "@messages/officer.json";
import { computed, signal } from "@preact/signals";
import { readSetting, writeSetting } from "./settings.ts";

export type Language = "zh" | "en";
export type Key = keyof typeof messages;
export type Fill = Readonly<Record<string, string | number>>;

const chosen = readSetting("language");
export const language = signal<Language>(chosen === "en" ? "en" : "zh");
export const locale = computed(() => (language.value === "zh" ? "zh-CN" : "en-GB"));

/** Return a message; reading it in a component makes that follow the language. */
export function t(key: Key, fill: Fill = {}): string {
  return filled(messages[key][language.value], fill);
}

function filled(text: string, fill: Fill): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in fill ? String(fill[name]) : whole,
  );
}

/** Return a message as records have it, which are in Chinese whatever the screen is in. */
export function inChinese(key: Key, fill: Fill = {}): string {
  return filled(messages[key].zh, fill);
}

export function isKey(text: string): text is Key {
  return text in messages;
}

export function chooseLanguage(wanted: Language): void {
  language.value = wanted;
  writeSetting("language", wanted);
  dressPage();
}

export function dressPage(): void {
  document.documentElement.lang = locale.value;
  document.title = t("officer.app_name");
}

/** Return the name of a thing that carries both. */
export function nameOf(thing: { name_zh: string; name_en: string }): string {
  return language.value === "zh" ? thing.name_zh : thing.name_en || thing.name_zh;
}

/** Return the word of a catalogue's entry. */
export function wordOf(entry: { zh: string; en: string }): string {
  return entry[language.value];
}
