/** Writing down what is asked of a roster, and what is said to it: all through the outbox. */

import { uuid7 } from "../../base/ids.ts";
import type { ItemKind } from "../../outbox/index.ts";
import { nowIso } from "../state/clock.ts";
import { here } from "../state/entry.ts";
import { locale, t } from "../words.ts";
import type { AskedLeave, AskedSwap, AskedWish } from "./asked.ts";
import { dayWords } from "./days.ts";
import type { AnswerBody, LeaveBody, Result, SwapBody, WishBody } from "./wire.ts";

type Address = (id: string) => string;
const LEAVE: Address = (id) => `/api/v1/leaves/${id}`;
const WISH: Address = (id) => `/api/v1/duty-wishes/${id}`;
const SWAP: Address = (id) => `/api/v1/swaps/${id}`;
const ANSWER: Address = (id) => `/api/v1/roster-answers/${id}`;

export function askLeave(body: Omit<LeaveBody, "withdrawn">): Promise<void> {
  return ask("leave", LEAVE, { ...body, withdrawn: "" }, leaveLabel(body));
}

export function askWish(body: Omit<WishBody, "withdrawn">): Promise<void> {
  return ask("duty_wish", WISH, { ...body, withdrawn: "" }, wishLabel(body));
}

export function offerSwap(body: Omit<SwapBody, "withdrawn">): Promise<void> {
  return ask("swap", SWAP, { ...body, withdrawn: "" }, swapLabel(body));
}

export function withdrawLeave(asked: AskedLeave, why: string): Promise<void> {
  return withdraw("leave", LEAVE, asked, why, leaveLabel(asked.body));
}

export function withdrawWish(asked: AskedWish, why: string): Promise<void> {
  return withdraw("duty_wish", WISH, asked, why, wishLabel(asked.body));
}

export function withdrawSwap(asked: AskedSwap, why: string): Promise<void> {
  return withdraw("swap", SWAP, asked, why, swapLabel(asked.body));
}

interface Target {
  squad: string | undefined;
  kind: AnswerBody["target_kind"];
  id: string;
  day: string;
}

/** Answer a leave or a swap, as who is to take the shift or as a leader. */
export function answer(target: Target, result: Result, note = ""): Promise<void> {
  const body: AnswerBody = {
    ...(target.squad === undefined ? {} : { squad: target.squad }),
    target_kind: target.kind,
    target_id: target.id,
    at: nowIso(),
    result,
    note: note.trim(),
  };
  const what = target.kind === "leave" ? t("officer.roster.leave") : t("officer.roster.swap");
  return ask("roster_answer", ANSWER, body, `${what} ${short(target.day)}`);
}

async function ask(kind: ItemKind, path: Address, body: object, label: string): Promise<void> {
  const id = uuid7();
  await here().outbox.add({ id, kind, path: path(id), body, label, at: nowIso() });
  here().outbox.poke();
}

/** An edit of what the server has, or of what waits before it here. */
async function withdraw(
  kind: ItemKind,
  path: Address,
  asked: AskedLeave | AskedWish | AskedSwap,
  why: string,
  label: string,
): Promise<void> {
  const { outbox } = here();
  const { id, version } = asked;
  if (version !== null) await outbox.noteVersion(path(id), `"${version}"`);
  const body = { ...asked.body, withdrawn: why.trim() };
  const said = t("officer.roster.label_withdrawn", { what: label });
  await outbox.add({ id, kind, path: path(id), body, label: said, edits: true, at: nowIso() });
  outbox.poke();
}

function leaveLabel({ first_day, last_day }: { first_day: string; last_day: string }): string {
  const days = first_day === last_day ? [first_day] : [first_day, last_day];
  return `${t("officer.roster.leave")} ${days.map(short).join(" – ")}`;
}

function wishLabel({ day }: { day: string }): string {
  return `${t("officer.roster.wish")} ${short(day)}`;
}

function swapLabel({ day }: { day: string }): string {
  return `${t("officer.roster.swap")} ${short(day)}`;
}

function short(day: string): string {
  return dayWords(day, locale.value);
}
