/** Where one thing is. */

import { type ItemStanding, isEnded } from "../../records/seizure_standing.ts";
import { stateWord } from "../../records/terms.ts";
import { shortTime } from "../state/clock.ts";
import { t } from "../words.ts";
import { gearWord } from "./terms.ts";

export function ItemLine({ item }: { item: ItemStanding }) {
  const isOver = isEnded(item.state);
  const where = isOver ? item.to : item.place;
  const under = [
    where || (isOver ? null : t("officer.seizure.place_unknown")),
    item.seal && t("officer.seizure.seal_n", { seal: item.seal }),
    item.condition,
    item.nPhotos > 0 ? t("officer.photo_n", { n: item.nPhotos }) : null,
    item.noticeEnds && !isOver
      ? t("officer.seizure.notice_until", { at: shortTime(item.noticeEnds) })
      : null,
    item.isAhead ? t("officer.seizure.by_this_phone") : null,
  ];
  return (
    <li class="item">
      <span class="item-number">{item.number}</span>
      <span class="item-main">
        <span class="item-title">
          {gearWord(item.kind)} {item.quantity} {item.unit}
        </span>
        <span class="quiet small typed">{under.filter(Boolean).join(" · ")}</span>
      </span>
      <span class="tag" data-tone={isOver ? "ok" : "wait"}>
        {stateWord(item.state)}
      </span>
    </li>
  );
}
