/** The files of a briefing, to be taken one by one. */
import { Part } from "../parts/page.tsx";
import { fileAddress, formKey, type Shelf, shelved, sizeWords } from "./files.ts";
import type { BriefJob } from "./wire.ts";
import { type Key, t } from "./words.ts";

const NAMES: Readonly<Record<Shelf, Key>> = {
  documents: "console_briefings.shelf_documents",
  maps: "console_briefings.shelf_maps",
  tables: "console_briefings.shelf_tables",
  places: "console_briefings.shelf_places",
  rest: "console_briefings.shelf_rest",
};

export function FileList({ job }: { job: BriefJob }) {
  return (
    <>
      {shelved(job.files).map(({ shelf, files }) => (
        <Part
          key={shelf}
          title={t(NAMES[shelf])}
          aside={
            <span class="quiet tiny">{t("console_briefings.n_files", { n: files.length })}</span>
          }
        >
          <ul class="brief-files">
            {files.map(({ name, size_bytes }) => {
              const key = formKey(name);
              return (
                <li key={name}>
                  <a href={fileAddress(job.id, name)} download={name}>
                    {name}
                  </a>
                  <span class="quiet tiny">
                    {key && `${t(key)} · `}
                    {sizeWords(size_bytes)}
                  </span>
                </li>
              );
            })}
          </ul>
        </Part>
      ))}
    </>
  );
}
