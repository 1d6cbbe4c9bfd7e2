/** The terms of every package that is bundled, beside the files that carry it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

export function licences(app: string): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle() {
      const homes = new Set<string>();
      for (const id of this.getModuleIds()) {
        const home = PACKAGE.exec(id)?.[1];
        if (home) homes.add(home);
      }
      this.emitFile({
        type: "asset",
        fileName: `${app}-licences.txt`,
        source: [...homes].sort().map(terms).join("\n\n"),
      });
    },
  };
}

function terms(home: string): string {
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
  };
  const file = readdirSync(home).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${about.name} has no licence text`);
  const text = readFileSync(join(home, file), "utf8").trim();
  return `${about.name} ${about.version} (${about.license})\n\n${text}\n`;
}
