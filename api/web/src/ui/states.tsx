/** What a screen shows while it has nothing to show: loading, empty, failed. */
import type { ComponentChildren } from "preact";
import { Refused, Unreachable } from "../base/api.ts";
import { Button } from "./controls.tsx";
import { language, t } from "./words.ts";

export function Loading({ what }: { what?: string }) {
  return (
    <div class="empty" role="status">
      <div class="spinner" aria-hidden="true" />
      <p>{what ?? t("ui.loading")}</p>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <div class="empty" role="alert">
      <p>{reasonOf(error)}</p>
      {again && <Button onPress={again}>{t("ui.again")}</Button>}
    </div>
  );
}

/** Say why something failed, in the server's words where it has some. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unreachable) return t("ui.unreachable");
  if (error instanceof Refused) {
    const { detail_zh, detail_en, findings = [] } = error.problem;
    const said = language.value === "zh" ? detail_zh : detail_en;
    const parts = findings.map((one) => (language.value === "zh" ? one.reason_zh : one.reason_en));
    return [said ?? t("ui.refused", { status: error.status }), ...parts].join(" ");
  }
  return t("ui.fault");
}
