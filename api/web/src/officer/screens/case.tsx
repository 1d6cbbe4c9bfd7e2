/** One case: what waits, in whose hands, until when; its way; what can be done next. */
import { useEffect } from "preact/hooks";
import { go, path } from "../../base/router.ts";
import type { ItemView } from "../../outbox/index.ts";
import type { Remark } from "../../records/seizure_wire.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { DueWords } from "../cases/due_words.tsx";
import { CasePhotos } from "../cases/photos.tsx";
import type { Standing } from "../cases/standing.ts";
import { StepForm } from "../cases/step_form.tsx";
import { offered } from "../cases/steps.ts";
import { Way } from "../cases/way.tsx";
import { categoryWord, holderWord, stageWord, stepWord } from "../cases/words.ts";
import { toldWords } from "../queue/words.ts";
import { useCase } from "../state/case.ts";
import { wantCatalogue } from "../state/catalogue.ts";
import { shortTime } from "../state/clock.ts";
import { isGone } from "../state/gone.ts";
import { mayPlan } from "../state/tallies.ts";
import { Screen } from "../ui/screen.tsx";
import { language, t } from "../words.ts";

export function CaseScreen() {
  const [, id = "", kind] = path.value;
  const { standing, refused, failure, again } = useCase(id);
  useEffect(() => void wantCatalogue(), []);
  if (!standing) {
    return (
      <Screen title={t("officer.case.title")}>
        {standing === undefined ? (
          <Loading />
        ) : failure && !isGone(failure) ? (
          <Failed error={failure} again={again} />
        ) : (
          <Empty>{t("officer.case.unknown")}</Empty>
        )}
      </Screen>
    );
  }
  const step = offered(standing, mayPlan.value).find((one) => one === kind);
  return step ? (
    <StepForm of={standing} kind={step} />
  ) : (
    <Whole of={standing} refused={refused} failure={failure} />
  );
}

interface WholeProps {
  of: Standing;
  refused: ItemView[];
  failure: unknown;
}

function Whole({ of, refused, failure }: WholeProps) {
  const [first, ...rest] = offered(of, mayPlan.value);
  return (
    <Screen
      title={categoryWord(of.category)}
      sub={[
        t("officer.case.reported_at", { at: shortTime(of.at) }),
        of.place,
        of.cell && t("officer.cell_code", { code: of.cell }),
      ]
        .filter(Boolean)
        .join(" · ")}
      pinned={
        first && (
          <Button look="main" large onPress={() => go("case", of.id, first)}>
            {stepWord(first)}
          </Button>
        )
      }
    >
      <div class="due-card" data-tone={of.stage === "closed" ? "" : undefined}>
        <span class="row spread">
          <span class="big strong">{stageWord(of.stage)}</span>
          <span class="tag" data-tone={of.isSent ? "ok" : "wait"}>
            {of.isSent ? t("officer.sent") : t("officer.state_waiting")}
          </span>
        </span>
        <DueWords of={of} />
        {of.holder && (
          <span class="quiet">{t("officer.case.held_by", { who: holderWord(of.holder) })}</span>
        )}
      </div>
      {of.voided && (
        <p class="note" data-tone="bad">
          {t("officer.case.voided", { why: of.voided })}
        </p>
      )}
      {refused.map((one) => (
        <p key={one.key} class="note" data-tone="bad">
          {one.label} {one.told ? toldWords(one.told) : ""}{" "}
          <a href="#/queue">{t("officer.look")}</a>
        </p>
      ))}
      {failure !== null && of.isTold && <p class="note">{t("officer.case.old")}</p>}
      {of.remarks.map((one) => (
        <p key={one.key} class="note">
          {reasonOf(one)}
        </p>
      ))}
      {of.note && <p class="typed">{of.note}</p>}
      <CasePhotos of={of} />
      {rest.length > 0 && (
        <section class="stack">
          <h2 class="heading">{t("officer.case.others_steps")}</h2>
          <div class="tiles">
            {rest.map((kind) => (
              <button type="button" key={kind} class="tile" onClick={() => go("case", of.id, kind)}>
                {stepWord(kind)}
              </button>
            ))}
          </div>
        </section>
      )}
      <Way of={of} />
    </Screen>
  );
}

function reasonOf(remark: Remark): string {
  return language.value === "zh" ? remark.reason_zh : remark.reason_en;
}
