/** Laying two versions of a record side by side. */

export interface Pair {
  name: string;
  mine: unknown;
  theirs: unknown;
}

type Fields = Record<string, unknown>;

/**
 * Return the fields of what was sent that the server has otherwise.
 *
 * What only the server has (when it came in, which zone it is in) was not for the phone to say.
 */
export function differences(mine: unknown, theirs: unknown): Pair[] {
  const sent = fieldsOf(mine);
  const there = fieldsOf(theirs);
  return Object.keys(sent)
    .map((name) => ({ name, mine: sent[name], theirs: asSent(there[name], sent[name]) }))
    .filter((pair) => canonical(pair.mine) !== canonical(pair.theirs));
}

/** Leave out of what the server has, however deep, the fields that were not sent. */
function asSent(theirs: unknown, mine: unknown): unknown {
  if (Array.isArray(theirs)) {
    return Array.isArray(mine) ? theirs.map((one, at) => asSent(one, mine[at])) : theirs;
  }
  const isObject = typeof mine === "object" && mine !== null && !Array.isArray(mine);
  if (!isObject || typeof theirs !== "object" || theirs === null) return theirs;
  const names = Object.keys(theirs).filter((name) => name in mine);
  return Object.fromEntries(
    names.map((name) => [name, asSent((theirs as Fields)[name], (mine as Fields)[name])]),
  );
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** Nothing, an empty text and an empty list say the same; a moment is written in many ways. */
function canonical(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(canonical).join("\u0001");
  if (typeof value === "object") {
    return Object.entries(value as Fields)
      .map(([name, part]) => [name, canonical(part)] as const)
      .filter(([, part]) => part !== "")
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => `${name}\u0002${part}`)
      .join("\u0003");
  }
  return isMoment(value) ? new Date(value).toISOString() : String(value);
}

export function isMoment(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
