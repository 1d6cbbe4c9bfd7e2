import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { appShell } from "./build/app_shell.ts";
import { licences } from "./build/licences.ts";
import { oldBrowsers } from "./build/old_browsers.ts";

const MESSAGES = fileURLToPath(new URL("../../geo_patrol/messages", import.meta.url));
// Phones that squads were handed years ago: the last Chrome of Android 5 and later.
const OLDEST = "chrome87";

export default defineConfig({
  base: "/officer/",
  publicDir: false,
  resolve: { alias: { "@messages": MESSAGES } },
  plugins: [
    licences(),
    oldBrowsers(),
    appShell({ name: "officer", worker: "src/officer/worker/sw.ts", target: OLDEST }),
  ],
  build: {
    target: OLDEST,
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: "officer.html",
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/officer-[name]-[hash].js",
        assetFileNames: "assets/officer-[name]-[hash][extname]",
      },
    },
  },
  test: { include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"], setupFiles: ["test/setup.ts"] },
});
