/** The manifest that makes the page installable, in the words of the catalogue. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Icon {
  file: string;
  path: string;
  sizes: string;
  purpose: "any" | "maskable";
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WORDS = here("../../../geo_patrol/messages/officer.json");

const icons: Icon[] = [
  icon("icon-192.png", "192x192", "any"),
  icon("icon-512.png", "512x512", "any"),
  icon("maskable-512.png", "512x512", "maskable"),
];

function icon(file: string, sizes: string, purpose: Icon["purpose"]): Icon {
  return { file, path: here(`../src/officer/icons/${file}`), sizes, purpose };
}

function text(name: string, placed: readonly Icon[]): string {
  const words = JSON.parse(readFileSync(WORDS, "utf8")) as Record<string, { zh: string }>;
  const say = (key: string) => words[key]?.zh ?? key;
  return JSON.stringify({
    id: `/${name}/`,
    name: say("officer.app_name"),
    short_name: say("officer.app_short"),
    description: say("officer.app_about"),
    lang: "zh-CN",
    start_url: `/${name}/`,
    scope: `/${name}/`,
    display: "standalone",
    orientation: "portrait",
    background_color: "#f6f8f8",
    theme_color: "#0b4f6c",
    icons: placed.map(({ file, sizes, purpose }) => ({
      src: `/${name}/${file}`,
      sizes,
      type: "image/png",
      purpose,
    })),
  });
}

export const webManifest = { icons, text, watched: [WORDS, ...icons.map(({ path }) => path)] };
