/** The tour: a card beside the room's name, one step at a time. Offered once, never forced. */
import { useEffect, useRef } from "preact/hooks";
import { go } from "../../base/router.ts";
import { Button } from "../../ui/controls.tsx";
import { t } from "../help/words.ts";
import { session } from "../session.ts";
import { begin, decline, end, isOffered, step } from "./state.ts";
import { stepsFor } from "./steps.ts";

export function Tour() {
  const steps = mySteps();
  const at = step.value;
  if (steps.length === 0 || at === null) return null;
  return <Card at={Math.min(at, steps.length - 1)} steps={steps} />;
}

/** The offer stands above the room, and covers nothing of it. */
export function TourOffer() {
  if (step.value !== null || !isOffered.value || mySteps().length === 0) return null;
  return (
    <aside class="tour-offer" aria-label={t("console_help.first_day")}>
      <span class="strong">{t("console_help.tour_offer")}</span>
      <span class="quiet small">{t("console_help.tour_about")}</span>
      <Button look="strong" onPress={begin}>
        {t("console_help.tour_start")}
      </Button>
      <Button onPress={decline}>{t("console_help.tour_no")}</Button>
    </aside>
  );
}

function mySteps(): ReturnType<typeof stepsFor> {
  const role = session.value?.role;
  return role ? stepsFor(role) : [];
}

function Card({ at, steps }: { at: number; steps: ReturnType<typeof stepsFor> }) {
  const card = useRef<HTMLElement>(null);
  const now = steps[at];
  useEffect(() => {
    if (!now) return;
    go(now.room);
    const link = document.querySelector<HTMLElement>(`.rail a[href="#/${now.room}"]`);
    link?.scrollIntoView({ block: "nearest" });
    const middle = link ? link.getBoundingClientRect().top + link.offsetHeight / 2 : 0;
    const height = card.current?.offsetHeight ?? 0;
    const top = Math.max(8, Math.min(middle - 28, innerHeight - height - 8));
    card.current?.style.setProperty("top", `${top}px`);
    card.current?.style.setProperty("--pointer", `${middle - top}px`);
    // After the room has taken the focus for its heading.
    const timer = setTimeout(() => card.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [at]);
  if (!now) return null;
  const isLast = at === steps.length - 1;
  return (
    <section
      class="tour-card pointing"
      ref={card}
      tabIndex={-1}
      aria-label={t("console_help.first_day")}
      aria-live="polite"
      onKeyDown={(event) => event.key === "Escape" && end()}
    >
      <p class="quiet tiny">{t("console_help.tour_step", { n: at + 1, all: steps.length })}</p>
      <h2>{t(now.title)}</h2>
      <p>{t(now.text)}</p>
      <div class="row spread">
        <Button look="plain" onPress={end}>
          {t("console_help.tour_stop")}
        </Button>
        <div class="row">
          {at > 0 && (
            <Button
              onPress={() => {
                step.value = at - 1;
              }}
            >
              {t("console_help.tour_back")}
            </Button>
          )}
          <Button
            look="strong"
            onPress={() => {
              step.value = isLast ? null : at + 1;
            }}
          >
            {t(isLast ? "console_help.tour_done" : "console_help.tour_next")}
          </Button>
        </div>
      </div>
    </section>
  );
}
