/** The end of a list that comes page by page: what is further, or that this is all. */
import { Button } from "../../ui/controls.tsx";
import { reasonOf } from "../../ui/states.tsx";
import { t } from "../incidents/words.ts";

interface MoreProps {
  hasMore: boolean;
  isAsking: boolean;
  error: unknown;
  more: () => void;
}

export function More({ hasMore, isAsking, error, more }: MoreProps) {
  if (!hasMore) return <p class="list-end quiet small">{t("console_incidents.list_end")}</p>;
  return (
    <div class="list-end">
      {error !== null && (
        <p class="fault" role="alert">
          {reasonOf(error)}
        </p>
      )}
      <Button disabled={isAsking} onPress={more}>
        {t("console_incidents.more")}
      </Button>
    </div>
  );
}
