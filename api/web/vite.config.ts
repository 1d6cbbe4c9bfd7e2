import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { appShell } from "./build/app_shell.ts";
import { licences } from "./build/licences.ts";
import { oldBrowsers } from "./build/old_browsers.ts";

const MESSAGES = fileURLToPath(new URL("../../geo_patrol/messages", import.meta.url));
// Phones that squads were handed years ago, and PCs of offices: the last Chrome of Android 5 on.
const OLDEST = "chrome87";

/** Each app is a build of its own: the service worker of one knows its files, and no others. */
const OUT = { officer: "dist", console: "dist/console" } as const;
type App = keyof typeof OUT;

export default defineConfig(({ mode }) => configOf(mode === "console" ? "console" : "officer"));

function configOf(app: App): ViteUserConfig {
  const worker = "src/officer/worker/sw.ts";
  return {
    base: `/${app}/`,
    publicDir: false,
    resolve: { alias: { "@messages": MESSAGES } },
    plugins: [
      licences(app),
      oldBrowsers(),
      app === "officer" && appShell({ name: app, worker, target: OLDEST }),
    ],
    build: {
      target: OLDEST,
      outDir: OUT[app],
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: {
        input: `${app}.html`,
        output: {
          entryFileNames: "assets/[name]-[hash].js",
          chunkFileNames: `assets/${app}-[name]-[hash].js`,
          assetFileNames: `assets/${app}-[name]-[hash][extname]`,
        },
      },
    },
    test: {
      include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
      setupFiles: ["test/setup.ts"],
    },
  };
}
