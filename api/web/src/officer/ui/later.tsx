/** Screens that come when they are first opened: what the first minute needs comes without them. */
import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Loading } from "../../ui/states.tsx";
import { t } from "../words.ts";
import { Screen } from "./screen.tsx";

type Fetch = () => Promise<ComponentType>;

const ahead: (() => Promise<void>)[] = [];

/** Return a screen that is fetched when it is first shown. */
export function later(fetchIt: Fetch): ComponentType {
  let found: ComponentType | null = null;
  const come = async () => {
    found = await fetchIt();
  };
  ahead.push(come);
  return function Later() {
    const [isMissing, setMissing] = useState(false);
    const [, setThere] = useState(found !== null);
    const tries = useRef(0);
    const wait = () => {
      tries.current += 1;
      setMissing(false);
      come().then(
        () => setThere(true),
        () => setMissing(true),
      );
    };
    useEffect(() => {
      if (found === null) wait();
    }, []);
    if (found !== null) {
      const Found = found;
      return <Found />;
    }
    return (
      <Screen title={isMissing ? t("officer.not_there") : t("ui.loading")}>
        {isMissing ? <Missing again={tries.current > 1 ? anew : wait} /> : <Loading />}
      </Screen>
    );
  };
}

/** Fetch all of them: where no service worker keeps them they are not to be had without a line. */
export async function fetchAhead(): Promise<void> {
  for (const come of ahead) await come().catch(() => {});
}

/** Some browsers do not ask again for what once was not there, and a new version has other names. */
function anew(): void {
  location.reload();
}

function Missing({ again }: { again: () => void }) {
  return (
    <div class="empty" role="alert">
      <p>{t("officer.part_missing")}</p>
      <Button onPress={again}>{t("ui.again")}</Button>
    </div>
  );
}
