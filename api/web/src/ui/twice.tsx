/** What deletes something is pressed twice: the first press only asks. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "./controls.tsx";
import { t } from "./words.ts";

interface TwiceProps {
  children: string;
  onPress: () => void;
  large?: boolean;
  wide?: boolean;
  disabled?: boolean;
  look?: "danger" | "plain" | "";
}

const ASKS_MS = 6000;

export function Twice({ children, onPress, look = "danger", ...rest }: TwiceProps) {
  const [asks, setAsks] = useState(false);
  useEffect(() => {
    if (!asks) return;
    const timer = setTimeout(() => setAsks(false), ASKS_MS);
    return () => clearTimeout(timer);
  }, [asks]);
  return (
    <Button {...rest} look={asks ? "danger" : look} onPress={asks ? onPress : () => setAsks(true)}>
      {asks ? t("ui.press_again", { what: children }) : children}
    </Button>
  );
}
