import { build, type Plugin } from "vite";
import { expect, it } from "vitest";
import { lacking, oldBrowsers, SCRIPT, STYLE } from "../build/old_browsers.ts";

/** Build a program of one line. */
function built(code: string) {
  const entry: Plugin = {
    name: "entry",
    resolveId: (id) => (id === "entry" ? id : null),
    load: (id) => (id === "entry" ? code : null),
  };
  return build({
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    plugins: [entry, oldBrowsers()],
    build: { write: false, target: "chrome87", rollupOptions: { input: "entry" } },
  });
}

it("fails a build that needs more, and lets another be", async () => {
  await expect(built("document.title = [1].at(-1)")).rejects.toThrow(".at() (Chrome 92)");
  await expect(built("document.title = 'a'.replaceAll('a', 'b')")).resolves.toBeDefined();
});

it.each([
  ["list.at(-1)", ".at() (Chrome 92)"],
  ["Object.hasOwn(a,b)", "Object.hasOwn (Chrome 93)"],
  ["let b=structuredClone(a)", "structuredClone (Chrome 98)"],
  ["fetch(a,{signal:AbortSignal.timeout(5)})", "AbortSignal.timeout (Chrome 103)"],
  ["self.crypto.randomUUID()", "crypto.randomUUID (Chrome 92)"],
  ["crypto?.randomUUID()", "crypto.randomUUID (Chrome 92)"],
  ["map.values().map(f)", "methods of iterators (Chrome 122)"],
  ["list.toSorted()", ".toSorted() (Chrome 110)"],
])("finds what the oldest browser lacks: %s", (code, what) => {
  expect(lacking(code, SCRIPT)).toEqual([what]);
});

it("lets pass what it has, and what only looks alike", () => {
  const code = "a.at=1;b.flat();text.replaceAll(c,d);Object.values(e).map(f);my.structuredClone(g)";
  expect(lacking(code, SCRIPT)).toEqual([]);
});

it.each([
  [".a:is(.b,.c){color:red}", ":is() (Chrome 88)"],
  [".a{aspect-ratio:4/3}", "aspect-ratio (Chrome 88)"],
  [".a{height:100dvh}", "dvh, svh, lvh (Chrome 108)"],
  [".a{color:red;&:hover{color:blue}}", "nested rules (Chrome 112)"],
])("finds in styles what drops a rule there: %s", (code, what) => {
  expect(lacking(code, STYLE)).toEqual([what]);
});

it("lets older styles pass", () => {
  expect(lacking(".a:not(.b){inset:0;gap:4px;clip-path:inset(50%)}", STYLE)).toEqual([]);
});
