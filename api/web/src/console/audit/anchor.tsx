/** Where the chains end now: to be kept elsewhere; and a kept one, held against them. */
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Explained } from "../parts/figure.tsx";
import { Page, Part, Split } from "../parts/page.tsx";
import { number } from "../times.ts";
import { type Compared, compare, readAnchor } from "./comparing.ts";
import { chainWord, exactTime } from "./said.ts";
import { Ways } from "./ways.tsx";
import { type Anchor, AUDIT } from "./wire.ts";
import { type Key, t } from "./words.ts";

export function AnchorPage() {
  const asked = useAsked<Anchor>(`${AUDIT}/anchor`);
  return (
    <Page
      fill
      title={t("console_audit.anchor_title")}
      sub={asked.body && t("console_audit.as_of", { at: exactTime(asked.body.at) })}
      tools={<Ways at="anchor" />}
    >
      <Split
        main={<Show asked={asked}>{(anchor) => <Heads anchor={anchor} />}</Show>}
        side={<Compare />}
      />
    </Page>
  );
}

function textOf(anchor: Anchor): string {
  return `${JSON.stringify(anchor, null, 1)}\n`;
}

function Heads({ anchor }: { anchor: Anchor }) {
  const take = () => {
    const stamp = exactTime(anchor.at).replace(/[ :]/g, "-");
    const file = new Blob([textOf(anchor)], { type: "application/json" });
    saveFile(file, `anchor-${stamp}.json`);
  };
  const copy = () => {
    // Only pages that came over TLS have a clipboard.
    const written =
      navigator.clipboard?.writeText(textOf(anchor)) ?? Promise.reject(new Error("none"));
    written.then(
      () => toast(t("console_audit.copied")),
      () => toast(t("console_audit.not_copied")),
    );
  };
  return (
    <div class="audit-anchor">
      <div class="table-frame">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t("console_audit.chain")}</th>
              <th scope="col" class="number">
                {t("console_audit.ends_at")}
              </th>
              <th scope="col">
                <Explained means={t("console_audit.hash_means")}>
                  {t("console_audit.hash")}
                </Explained>
              </th>
            </tr>
          </thead>
          <tbody>
            {anchor.heads.map(({ chain, seq, hash }) => (
              <tr key={chain}>
                <th scope="row">{chainWord(chain)}</th>
                <td class="number">{number(seq)}</td>
                <td>
                  <code>{hash}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="row wrap">
        <Button look="strong" onPress={take}>
          {t("console_audit.download")}
        </Button>
        <Button onPress={copy}>{t("console_audit.copy")}</Button>
      </div>
      <Part title={t("console_audit.what_for")}>
        <div class="audit-words">
          <p>{t("console_audit.anchor_why")}</p>
          <ul>
            <li>{t("console_audit.anchor_daily")}</li>
            <li>{t("console_audit.anchor_elsewhere")}</li>
            <li>{t("console_audit.anchor_print")}</li>
            <li>{t("console_audit.anchor_later")}</li>
          </ul>
        </div>
      </Part>
    </div>
  );
}

const STATES: Readonly<Record<Compared["state"], { word: Key; tone: "ok" | "bad" }>> = {
  same: { word: "console_audit.still_there", tone: "ok" },
  other: { word: "console_audit.rewritten", tone: "bad" },
  gone: { word: "console_audit.cut_off", tone: "bad" },
};

function Compare() {
  const [kept, setKept] = useState<{ at: string; compared: Compared[] } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setKept(null);
    setFault(null);
    const anchor = readAnchor(await file.text());
    if (anchor === null) return setFault(t("console_audit.no_anchor"));
    try {
      setKept({ at: anchor.at, compared: await compare(anchor) });
    } catch (error) {
      setFault(reasonOf(error));
    }
  };
  return (
    <Part title={t("console_audit.compare")}>
      <p class="quiet small">{t("console_audit.compare_how")}</p>
      <label class="button audit-file">
        {t("console_audit.choose_file")}
        <input
          class="sr"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {kept && (
        <>
          <p class="small">{t("console_audit.kept_at", { at: exactTime(kept.at) })}</p>
          <ul class="audit-compared">
            {kept.compared.map(({ head, state }) => (
              <li key={head.chain}>
                <span>
                  {t("console_audit.entry_n", {
                    chain: chainWord(head.chain),
                    seq: number(head.seq),
                  })}
                </span>
                <span class="tag" data-tone={STATES[state].tone}>
                  {t(STATES[state].word)}
                </span>
              </li>
            ))}
          </ul>
          {kept.compared.every(({ state }) => state === "same") ? (
            <p class="quiet small">{t("console_audit.compare_then")}</p>
          ) : (
            <p class="note" data-tone="bad" role="alert">
              {t("console_audit.compare_bad")}
            </p>
          )}
        </>
      )}
    </Part>
  );
}
