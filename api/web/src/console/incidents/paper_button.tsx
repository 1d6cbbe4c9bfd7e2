/** The incident on paper: made by the server, opened as a file; what went wrong is said. */
import { useEffect, useRef, useState } from "preact/hooks";
import { language } from "../../base/words.ts";
import { Button } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save_file.ts";
import { reasonOf } from "../../ui/states.tsx";
import { askBlob } from "../blobs.ts";
import { t } from "./words.ts";

export function PaperButton({ id }: { id: string }) {
  const [isMaking, setMaking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);
  const make = async () => {
    const giveUp = new AbortController();
    asked.current = giveUp;
    setMaking(true);
    setError(null);
    try {
      const path = `/api/v1/incidents/${encodeURIComponent(id)}/papers/incident.pdf`;
      const paper = await askBlob(`${path}?language=${language.value}`, giveUp.signal);
      saveFile(paper, `${t("console_incidents.print_name")}-${id.slice(0, 8)}.pdf`);
    } catch (problem) {
      if (!giveUp.signal.aborted) setError(problem);
    }
    if (!giveUp.signal.aborted) setMaking(false);
  };
  return (
    <>
      {error !== null && (
        <span class="quiet small" role="alert">
          {reasonOf(error)}
        </span>
      )}
      <span title={t("console_incidents.print_why")}>
        <Button disabled={isMaking} onPress={() => void make()}>
          {isMaking ? t("console_incidents.printing") : t("console_incidents.print")}
        </Button>
      </span>
    </>
  );
}
