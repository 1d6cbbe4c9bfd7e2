/** Something that was asked: what, what became of it, what was said to it. */

import { Button } from "../../ui/controls.tsx";
import { toldWords } from "../queue/words.ts";
import { t } from "../words.ts";
import type { AskedLeave, AskedSwap, AskedWish } from "./asked.ts";

interface CardProps {
  title: string;
  sub: string;
  tone: string;
  state: string;
  of: AskedLeave | AskedWish | AskedSwap;
  withdraw: (() => void) | null;
}

export function AskCard({ title, sub, tone, state, of, withdraw }: CardProps) {
  const { answers, isUnsent, refusal } = of;
  const said = answers.filter(({ note }) => note !== "");
  return (
    <div class="due-card ask" data-tone={refusal ? "bad" : tone}>
      <span class="row spread">
        <span class="strong typed">{title}</span>
        <span class="tag" data-tone={tone}>
          {state}
        </span>
      </span>
      <span class="row spread">
        <span class="quiet small">{sub}</span>
        {withdraw && !refusal && (
          <Button look="plain" onPress={withdraw}>
            {t("officer.roster.withdraw")}
          </Button>
        )}
      </span>
      {said.map(({ at, note, by }) => (
        <span key={at} class="small typed">
          {by ? t("officer.roster.said", { who: by, note }) : note}
        </span>
      ))}
      {refusal && <span class="fault">{toldWords(refusal)}</span>}
      {isUnsent && (
        <span class="row spread">
          <span class="tag" data-tone={refusal ? "bad" : "wait"}>
            {refusal ? t("officer.roster.not_accepted") : t("officer.state_waiting")}
          </span>
          {refusal && (
            <a class="link" href="#/queue">
              {t("officer.set_right")}
            </a>
          )}
        </span>
      )}
    </div>
  );
}
