/** Help: the tour, what colours and figures mean, keys, and what to do when something is wrong. */
import { Swatch } from "../../map/swatch.tsx";
import { Button } from "../../ui/controls.tsx";
import { Page, Part } from "../parts/page.tsx";
import { session } from "../session.ts";
import { begin } from "../tour/state.ts";
import { stepsFor } from "../tour/steps.ts";
import "./room.css";
import { t } from "./words.ts";

type Key = Parameters<typeof t>[0];

const CLASSES: readonly Key[] = [
  "console_help.class_0",
  "console_help.class_1",
  "console_help.class_2",
  "console_help.class_3",
  "console_help.class_4",
  "console_help.class_5",
  "console_help.class_6",
];

const TERMS: readonly (readonly [Key, Key])[] = [
  ["console_help.term_gap", "console_help.term_gap_text"],
  ["console_help.term_compliance", "console_help.term_compliance_text"],
  ["console_help.term_never", "console_help.term_never_text"],
  ["console_help.term_effort", "console_help.term_effort_text"],
  ["console_help.term_predictable", "console_help.term_predictable_text"],
  ["console_help.term_untracked", "console_help.term_untracked_text"],
  ["console_help.term_night", "console_help.term_night_text"],
  ["console_help.term_blind", "console_help.term_blind_text"],
];

const MARKS: readonly (readonly [Key, Key])[] = [
  ["console_help.mark_pinned", "console_help.mark_pinned_text"],
  ["console_help.mark_hard", "console_help.mark_hard_text"],
  ["console_help.mark_soft", "console_help.mark_soft_text"],
  ["console_help.mark_changed", "console_help.mark_changed_text"],
  ["console_help.mark_leave", "console_help.mark_leave_text"],
  ["console_help.mark_lack", "console_help.mark_lack_text"],
];

const KEYS: readonly (readonly [string, Key])[] = [
  ["Alt + 1 … 9, 0", "console_help.key_rooms"],
  ["Tab", "console_help.key_tab"],
  ["← ↑ → ↓  +  −", "console_help.key_map"],
  ["← ↑ → ↓", "console_help.key_arrows"],
  ["Esc", "console_help.key_escape"],
];

const TROUBLE: readonly Key[] = [
  "console_help.trouble_away",
  "console_help.trouble_conflict",
  "console_help.trouble_undo",
];

export function Room() {
  const role = session.value?.role;
  return (
    <Page title={t("console_help.title")} sub={t("console_help.loop")}>
      <div class="help">
        {role && stepsFor(role).length > 0 && (
          <Part title={t("console_help.first_day")}>
            <div class="row">
              <Button look="strong" onPress={begin}>
                {t("console_help.tour_start")}
              </Button>
              <span class="quiet">{t("console_help.tour_about")}</span>
            </div>
          </Part>
        )}
        <Part title={t("console_help.trouble")}>
          {TROUBLE.map((key) => (
            <p key={key}>{t(key)}</p>
          ))}
        </Part>
        <Part title={t("console_help.terms")}>
          <Terms of={TERMS} />
        </Part>
        <Part title={t("console_help.marks")}>
          <Terms of={MARKS} />
        </Part>
        <Part title={t("console_help.colours")}>
          <p class="quiet">{t("console_help.colours_what")}</p>
          <ul>
            {CLASSES.map((key, gap) => (
              <li key={key} class="legend-row">
                <Swatch gap={gap} />
                {t(key)}
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t("console_help.keys")}>
          <dl class="help-keys">
            {KEYS.map(([keys, what]) => (
              <div key={what}>
                <dt>{keys}</dt>
                <dd>{t(what)}</dd>
              </div>
            ))}
          </dl>
        </Part>
        <Part title={t("console_help.more")}>
          <p>
            <a href="#/law">{t("console_help.law_table")}</a>
          </p>
          <p>
            <a href="/officer/">{t("console_help.phone_app")}</a>
          </p>
          <p>
            <a href="/console/licences.txt">{t("console_help.licences")}</a>
          </p>
        </Part>
      </div>
    </Page>
  );
}

function Terms({ of }: { of: readonly (readonly [Key, Key])[] }) {
  return (
    <dl class="help-terms">
      {of.map(([name, text]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
