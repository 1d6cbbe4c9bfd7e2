/** What the law table says, as the server tells it. */

export interface Words {
  zh: string;
  en: string;
}

export type Level = "first" | "second" | "quasi" | "outside";
export type OnTheSpot = "always" | "up_to_limit" | "never" | "unknown";

export interface Remark {
  where: string;
  key: string;
  reason_zh: string;
  reason_en: string;
}

export interface Rule {
  id: string;
  law: Words;
  article: string | null;
  valid_from: string | null;
  valid_to: string | null;
  verified: boolean;
  why: Words | null;
  authority: Words | null;
  fine: { min: number; max: number } | null;
  serious: { min: number; max: number } | null;
  gear: "none" | "if_serious" | "may" | "must" | null;
  orders: Words | null;
  note: Words | null;
}

export interface Duty {
  id: string;
  topic: string;
  law: Words;
  article: string | null;
  verified: boolean;
  text: Words;
}

export interface Procedure {
  subject: "person" | "firm";
  on_the_spot: OnTheSpot;
  limit: number | null;
}

/** Which of two texts is lighter; only `newer` makes today's apply. */
export type Lighter = "same" | "newer" | "older" | "person_decides";

/** One offence: the text at the time of the act, today's, and what applies. */
export interface Answer {
  then: Rule;
  now: Rule | null;
  lighter: Lighter;
  /** Two of them where a person has to decide. */
  applies: { rule: Rule; procedures: Procedure[] }[];
}
