/**
 * What the oldest browser does not have, and a build does not give it: only syntax is made older.
 *
 * `lib` in tsconfig.json keeps out of our code what came into the language after 2021. What came
 * into browsers, or into the language by way of a package, is looked for in what was built.
 */
import type { Plugin, Rolldown } from "vite";

interface Later {
  what: string;
  /** The first Chrome that has it; caniuse.com and the compatibility tables of MDN. */
  since: number;
  pattern: RegExp;
}

/** Called as methods: of arrays, texts, promises and the like, whatever they are named. */
function method(name: string, since: number): Later {
  return { what: `.${name}()`, since, pattern: new RegExp(`\\.${name}\\(`) };
}

/** Members of one object that all pages have. */
function member(of: string, name: string, since: number): Later {
  const pattern = new RegExp(`\\b${of}\\??\\.${name}\\b`);
  return { what: `${of}.${name}`, since, pattern };
}

function global(name: string, since: number): Later {
  return { what: name, since, pattern: new RegExp(`(?<![.\\w$-])${name}\\(`) };
}

export const SCRIPT: readonly Later[] = [
  method("at", 92),
  method("findLast", 97),
  method("findLastIndex", 97),
  method("toReversed", 110),
  method("toSorted", 110),
  method("toSpliced", 110),
  method("isWellFormed", 111),
  method("toBase64", 140),
  method("toHex", 140),
  method("setFromBase64", 140),
  method("throwIfAborted", 100),
  method("checkVisibility", 105),
  method("showPopover", 114),
  method("roundRect", 99),
  {
    what: "methods of iterators",
    since: 122,
    pattern: /\.(?:values|keys|entries)\(\)\.(?:map|filter|some|every|find|toArray|reduce)\(/,
  },
  member("Object", "hasOwn", 93),
  member("Object", "groupBy", 117),
  member("Map", "groupBy", 117),
  member("Array", "fromAsync", 121),
  member("Promise", "withResolvers", 119),
  member("Promise", "try", 128),
  member("Uint8Array", "fromBase64", 140),
  member("Uint8Array", "fromHex", 140),
  member("AbortSignal", "abort", 93),
  member("AbortSignal", "any", 116),
  member("AbortSignal", "timeout", 103),
  member("Response", "json", 105),
  member("URL", "(?:canParse|parse)", 120),
  member("crypto", "randomUUID", 92),
  member("Intl", "supportedValuesOf", 99),
  member("document", "startViewTransition", 111),
  global("structuredClone", 98),
  global("reportError", 95),
];

/** A selector that a browser does not know drops its whole rule, and a unit its whole line. */
export const STYLE: readonly Later[] = [
  { what: ":is()", since: 88, pattern: /:is\(/ },
  { what: ":where()", since: 88, pattern: /:where\(/ },
  { what: ":has()", since: 105, pattern: /:has\(/ },
  { what: ":user-valid", since: 119, pattern: /:user-(?:in)?valid/ },
  { what: "aspect-ratio", since: 88, pattern: /[;{]\s*aspect-ratio\s*:/ },
  { what: "@layer", since: 99, pattern: /@layer\b/ },
  { what: "@container", since: 105, pattern: /@container\b/ },
  { what: "nested rules", since: 112, pattern: /[;{}]\s*&/ },
  { what: "color-mix()", since: 111, pattern: /color-mix\(/ },
  { what: "oklch()", since: 111, pattern: /ok(?:lch|lab)\(/ },
  { what: "dvh, svh, lvh", since: 108, pattern: /\d[dsl]v(?:h|w|min|max)\b/ },
  { what: "overflow: clip", since: 90, pattern: /overflow(?:-[xy])?\s*:\s*clip/ },
];

/** Return what of a built file the oldest browser lacks. */
export function lacking(text: string, list: readonly Later[]): string[] {
  return list
    .filter(({ pattern }) => pattern.test(text))
    .map(({ what, since }) => `${what} (Chrome ${since})`);
}

/** Fail a build that needs more than the oldest browser has. */
export function oldBrowsers(): Plugin {
  return {
    name: "old-browsers",
    apply: "build",
    generateBundle(_options, bundle) {
      const found = Object.values(bundle).flatMap((part) =>
        lackingIn(part).map((what) => `${part.fileName}: ${what}`),
      );
      if (found.length > 0) this.error(`not in the oldest browser: ${found.join(", ")}`);
    },
  };
}

function lackingIn(part: Rolldown.OutputAsset | Rolldown.OutputChunk): string[] {
  if (part.type === "chunk") return lacking(part.code, SCRIPT);
  return part.fileName.endsWith(".css") ? lacking(String(part.source), STYLE) : [];
}
