/**
 * What an installable page needs besides its code: a manifest with icons, and a service worker
 * that knows the names of all files of the shell.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { build, type Plugin, type Rolldown } from "vite";
import { oldBrowsers } from "./old_browsers.ts";
import { webManifest } from "./web_manifest.ts";

interface Shell {
  name: string;
  worker: string;
  target: string;
}

export function appShell({ name, worker, target }: Shell): Plugin {
  let shell: string[] = [];
  let version = "";
  return {
    name: "app-shell",
    apply: "build",
    buildStart() {
      for (const file of webManifest.watched) this.addWatchFile(file);
    },
    transformIndexHtml: {
      order: "post",
      handler: () => [
        { tag: "link", attrs: { rel: "manifest", href: `/${name}/manifest.webmanifest` } },
      ],
    },
    async generateBundle(_options, bundle) {
      const icons = webManifest.icons.map((icon) => ({
        ...icon,
        file: this.getFileName(
          this.emitFile({ type: "asset", name: icon.file, source: readFileSync(icon.path) }),
        ),
      }));
      this.emitFile({
        type: "asset",
        fileName: `${name}.webmanifest`,
        source: webManifest.text(name, icons),
      });
      const assets = Object.keys(bundle).filter((file) => file.startsWith("assets/"));
      shell = assets.sort().map((file) => `/${name}/${file}`);
      version = fingerprint(bundle);
    },
    async writeBundle(options) {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        plugins: [oldBrowsers()],
        define: { __SHELL__: JSON.stringify(shell), __VERSION__: JSON.stringify(version) },
        build: {
          target,
          outDir: options.dir ?? "dist",
          emptyOutDir: false,
          rollupOptions: {
            input: worker,
            output: { format: "iife", entryFileNames: `${name}-sw.js` },
          },
        },
      });
    },
  };
}

/** A new version is one whose page, files or manifest differ in a byte. */
function fingerprint(bundle: Rolldown.OutputBundle): string {
  const hash = createHash("sha256");
  for (const file of Object.keys(bundle).sort()) {
    const part = bundle[file];
    if (!part) continue;
    hash.update(file).update(part.type === "chunk" ? part.code : part.source);
  }
  return hash.digest("hex").slice(0, 12);
}
