/** What a setup becomes by an edit; names that others refer to change there, too. */
import { isOff, PEOPLE, type Range } from "../number_input.tsx";
import type { Basis, Post, RuleChange, Shift } from "../wire.ts";
import { type Rule, WEIGHTS } from "./rules.ts";

/** Put a shift in the place of the n-th, or after the last. */
export function withShift(basis: Basis, n: number | null, shift: Shift): Basis {
  const before = n === null ? undefined : basis.shifts[n];
  if (n === null || before === undefined) return { ...basis, shifts: [...basis.shifts, shift] };
  const renamed = (code: string) => (code === before.code ? shift.code : code);
  return {
    ...basis,
    shifts: basis.shifts.map((one, at) => {
      const own = at === n ? shift : one;
      return { ...own, forbidden_next: own.forbidden_next.map(renamed) };
    }),
    posts: basis.posts.map((one) => ({ ...one, shift: renamed(one.shift) })),
  };
}

/** Leave a shift out, with what forbids it; posts at which it is worked stay, and are faults. */
export function withoutShift(basis: Basis, n: number): Basis {
  const gone = basis.shifts[n]?.code;
  const shifts = basis.shifts.filter((_, at) => at !== n);
  return {
    ...basis,
    shifts: shifts.map((one) => ({
      ...one,
      forbidden_next: one.forbidden_next.filter((code) => code !== gone),
    })),
  };
}

export function withPost(basis: Basis, n: number | null, post: Post): Basis {
  const posts =
    n === null
      ? [...basis.posts, post]
      : basis.posts.map((one, at) => (at === n ? { ...one, ...post } : one));
  return { ...basis, posts };
}

export function withoutPost(basis: Basis, n: number): Basis {
  return { ...basis, posts: basis.posts.filter((_, at) => at !== n) };
}

/** Whether two setups say the same; in which order rules were changed says nothing. */
export function isSame(one: Basis, other: Basis): boolean {
  return written(inOrder(one)) === written(inOrder(other));
}

/** Return how many numbers are none that are taken; sent, an emptied one would be the office's. */
export function nMisfilled({ posts, rules }: Basis, known: readonly Rule[]): number {
  const needs = posts.flatMap((one) => [one.workday, one.weekend, one.holiday, one.at_risk]);
  const others = rules.flatMap(({ rule, kind, weight, numbers }): [number, Range][] => {
    const office = known.find((one) => one.rule === rule);
    if ((kind ?? office?.kind) === "off") return [];
    const own = Object.entries(numbers).map(([name, value]): [number, Range] => [
      value,
      office?.ranges[name] ?? WEIGHTS,
    ]);
    return weight === null ? own : [...own, [weight, WEIGHTS]];
  });
  return (
    needs.filter((one) => isOff(one, PEOPLE)).length +
    others.filter(([value, range]) => isOff(value, range)).length
  );
}

/** An emptied number is another one than none. */
function written(what: unknown): string {
  return JSON.stringify(what, (_, value: unknown) => (Number.isNaN(value) ? "?" : value));
}

/** Codes of what is unlike between two setups: changed, new or gone. */
export interface Unlike {
  shifts: string[];
  posts: string[];
  rules: string[];
}

export function unlike(one: Basis, other: Basis): Unlike {
  const [before, after] = [inOrder(one), inOrder(other)];
  const code = ({ code: found }: { code: string }) => found;
  return {
    shifts: differing(before.shifts, after.shifts, code),
    posts: differing(before.posts, after.posts, code),
    rules: differing(before.rules, after.rules, ({ rule }) => rule),
  };
}

function differing<T>(before: readonly T[], after: readonly T[], name: (one: T) => string) {
  const texts = (all: readonly T[]) => new Map(all.map((one) => [name(one), written(one)]));
  const [had, has] = [texts(before), texts(after)];
  return [...new Set([...had.keys(), ...has.keys()])].filter(
    (key) => had.get(key) !== has.get(key),
  );
}

function inOrder({ shifts, posts, rules }: Basis): Basis {
  const sorted = (numbers: RuleChange["numbers"]) =>
    Object.fromEntries(Object.entries(numbers).sort(([one], [other]) => (one < other ? -1 : 1)));
  return {
    shifts: shifts.map(({ code, kind, start, end, paid_minutes, forbidden_next }) => {
      const next = [...forbidden_next].sort();
      return { code, kind, start, end, paid_minutes, forbidden_next: next };
    }),
    posts: posts.map((one) => ({
      code: one.code,
      name: one.name,
      area: one.area,
      shift: one.shift,
      workday: one.workday,
      weekend: one.weekend,
      holiday: one.holiday,
      at_risk: one.at_risk,
      on_water: one.on_water,
      vehicle: one.vehicle,
      enforcement: one.enforcement,
      skills: [...one.skills].sort(),
    })),
    rules: rules
      .map(({ rule, kind, weight, numbers }) => ({ rule, kind, weight, numbers: sorted(numbers) }))
      .sort((one, other) => (one.rule < other.rule ? -1 : 1)),
  };
}
