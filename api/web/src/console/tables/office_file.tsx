/** The office's own corrections of the law: the file in force, another one, and those before. */
import { useId, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { reasonOf } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useAsked } from "../asking.ts";
import { Show } from "../parts/asked.tsx";
import { Page, Part } from "../parts/page.tsx";
import { may } from "../session.ts";
import { shortTime } from "../times.ts";
import { fileOf, MOST_BYTES, NO_FILE_TEXT, type OwnFile } from "./office_changes.ts";
import { OfficeDialog } from "./office_dialog.tsx";
import { Ways } from "./ways.tsx";
import { type FileVersion, LAW } from "./wire.ts";
import { t } from "./words.ts";
import { useWriters } from "./writers.ts";

export function OfficeFile() {
  const mayWrite = may("law.write");
  const asked = useAsked<{ items: FileVersion[] }>(mayWrite ? `${LAW}/office/versions` : null);
  const [looked, look] = useState<OwnFile | null>(null);
  const latest = asked.body?.items[asked.body.items.length - 1] ?? null;
  return (
    <Page
      title={t("console_tables.office_title")}
      sub={t("console_tables.office_about")}
      tools={<Ways at="office" />}
    >
      {mayWrite ? (
        <Show asked={asked}>
          {({ items }) => (
            <div class="tables-law">
              <Part title={t("console_tables.in_force_now")}>
                <p>
                  {latest === null
                    ? t("console_tables.only_the_program")
                    : t("console_tables.file_in_force", {
                        name: latest.name,
                        version: latest.version,
                      })}
                </p>
                <p class="quiet small">{t("console_tables.office_how")}</p>
                <div class="tables-acts">
                  <FileButton choose={look} />
                  {latest !== null && (
                    <Button
                      look="plain"
                      onPress={() => look({ name: latest.name, text: NO_FILE_TEXT })}
                    >
                      {t("console_tables.back_to_program")}
                    </Button>
                  )}
                </div>
              </Part>
              <Part title={t("console_tables.file_versions")}>
                <Versions versions={items} look={look} />
              </Part>
            </div>
          )}
        </Show>
      ) : (
        <p class="empty">{t("console_tables.not_yours")}</p>
      )}
      {looked && (
        <OfficeDialog
          key={looked.name + looked.text.length}
          file={looked}
          before={latest}
          close={() => look(null)}
        />
      )}
    </Page>
  );
}

function FileButton({ choose }: { choose: (file: OwnFile) => void }) {
  const id = useId();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return toast(t("console_tables.too_large"));
    choose({ name: file.name, text: await file.text() });
  };
  return (
    <>
      <input
        id={id}
        class="sr"
        type="file"
        accept=".yaml,.yml"
        onChange={(event) => {
          const input = event.currentTarget;
          void take(input.files?.[0]).catch((error: unknown) => toast(reasonOf(error)));
          // The same file again is looked at again: it may have been changed.
          input.value = "";
        }}
      />
      <label class="button strong" for={id}>
        {t("console_tables.choose_file")}
      </label>
    </>
  );
}

interface VersionsProps {
  versions: readonly FileVersion[];
  look: (file: OwnFile) => void;
}

function Versions({ versions, look }: VersionsProps) {
  const writer = useWriters();
  if (versions.length === 0) return <p class="quiet">{t("console_tables.no_versions")}</p>;
  const [latest] = versions.slice(-1);
  const take = (version: number, then: (file: OwnFile) => void) =>
    void fileOf(version).then(then, (error: unknown) => toast(reasonOf(error)));
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th>{t("console_tables.version")}</th>
            <th>{t("console_tables.file")}</th>
            <th>{t("console_tables.written_at")}</th>
            <th>{t("console_tables.written_by")}</th>
            <th>{t("console_tables.act_on_it")}</th>
          </tr>
        </thead>
        <tbody>
          {[...versions].reverse().map((one) => (
            <tr key={one.version}>
              <td>{one.version}</td>
              <th scope="row">{one.name}</th>
              <td class="when">{shortTime(one.accepted_at)}</td>
              <td>{writer(one.actor_id)}</td>
              <td>
                <span class="tables-acts">
                  <Button
                    look="plain"
                    onPress={() =>
                      take(one.version, ({ name, text }) =>
                        saveFile(new Blob([text], { type: "application/yaml" }), name),
                      )
                    }
                  >
                    {t("console_tables.download")}
                  </Button>
                  {one !== latest && (
                    <Button look="plain" onPress={() => take(one.version, look)}>
                      {t("console_tables.put_back")}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
