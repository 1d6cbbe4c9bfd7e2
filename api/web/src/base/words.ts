/** Words that people see, in the language they chose; each app has a catalogue of its own. */
import { computed, effect, signal } from "@preact/signals";
import { readSetting, writeSetting } from "./settings.ts";

export type Language = "zh" | "en";
export type Fill = Readonly<Record<string, string | number>>;
type Catalogue = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const chosen = readSetting("language");
export const language = signal<Language>(chosen === "en" ? "en" : "zh");
export const locale = computed(() => (language.value === "zh" ? "zh-CN" : "en-GB"));

/** Return what gives the messages of a catalogue; read in a component they follow the language. */
export function wordsOf<Messages extends Catalogue>(messages: Messages) {
  return (key: keyof Messages & string, fill: Fill = {}): string =>
    filled((messages[key] as Record<Language, string>)[language.value], fill);
}

export function filled(text: string, fill: Fill): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in fill ? String(fill[name]) : whole,
  );
}

export function chooseLanguage(wanted: Language): void {
  language.value = wanted;
  writeSetting("language", wanted);
}

/** Have the page tell its language and its name, also when the language changes. */
export function dressPage(title: () => string): void {
  effect(() => {
    document.documentElement.lang = locale.value;
    document.title = title();
  });
}

/** Return the name of a thing that carries both. */
export function nameOf(thing: { name_zh: string; name_en: string }): string {
  return language.value === "zh" ? thing.name_zh : thing.name_en || thing.name_zh;
}

/** Return several things as one enumeration. */
export function listed(words: readonly string[]): string {
  return words.join(language.value === "zh" ? "、" : ", ");
}

/** Return the word of a catalogue's entry. */
export function wordOf(entry: { zh: string; en: string }): string {
  return entry[language.value];
}
