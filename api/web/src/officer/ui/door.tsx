/** The frame before anybody is in: what app this is, the language, and one question. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { chooseLanguage, language, t } from "../words.ts";
import { Banners } from "./banners.tsx";

interface DoorProps {
  title: string;
  leave?: () => void;
  children: ComponentChildren;
}

export function Door({ title, leave, children }: DoorProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A field that took the focus itself keeps it.
    const isFree = !(document.activeElement instanceof HTMLInputElement);
    if (isFree) heading.current?.focus({ preventScroll: true });
  }, []);
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <div class="screen">
      <header class="head">
        <div class="head-row">
          <div class="row grow">
            {leave && (
              <button type="button" class="back" aria-label={t("officer.back")} onClick={leave}>
                <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
                  <path d="M14 4 7 11l7 7" fill="none" stroke="currentColor" stroke-width="2.4" />
                </svg>
              </button>
            )}
            <span class="strong">{t("officer.app_name")}</span>
          </div>
          <button
            type="button"
            class="back switch"
            lang={other === "zh" ? "zh-CN" : "en"}
            onClick={() => chooseLanguage(other)}
          >
            {t("officer.other_language")}
          </button>
        </div>
      </header>
      <Banners />
      <main class="screen-body door">
        <h1 class="door-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
