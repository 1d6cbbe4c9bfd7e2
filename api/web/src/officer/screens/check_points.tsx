/** Check points: which are due, which is near, and telling that one is there. */
import { useEffect, useState } from "preact/hooks";
import { replace, scanned } from "../../base/router.ts";
import { bestPosition, type Place } from "../../capture/index.ts";
import { Button } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { checkIn } from "../state/check_ins.ts";
import { clock, now, shortTime } from "../state/clock.ts";
import { codeOf } from "../state/codes.ts";
import { distanceM, distanceText } from "../state/geo.ts";
import { useHere } from "../state/position.ts";
import { isDone, lastIn, points, pointsDone } from "../state/tallies.ts";
import type { CheckPoint } from "../state/wire.ts";
import { canScan, Scanner } from "../ui/scanner.tsx";
import { Screen } from "../ui/screen.tsx";
import { t } from "../words.ts";

const WAIT_MS = 8000;

export function CheckPointsScreen() {
  const { place } = useHere();
  const [scanning, setScanning] = useState(false);
  const [busy, setBusy] = useState(false);
  const { here, elsewhere } = points.value;
  const { done, all } = pointsDone.value;

  const tell = async (pointId: string, by: "qr" | "near", token: string | null) => {
    if (busy) return;
    setBusy(true);
    try {
      const at = place ?? (await bestPosition(WAIT_MS, { clock }));
      await checkIn(pointId, by, at, token);
      toast(t("officer.checked_in"));
    } catch {
      toast(t("officer.not_kept"));
    } finally {
      setBusy(false);
    }
  };
  const found = (text: string) => {
    setScanning(false);
    const code = codeOf(text);
    if (code) void tell(code.pointId, "qr", code.token);
    else toast(t("officer.no_code"));
  };
  useEffect(() => {
    const text = scanned.value;
    if (!text) return;
    // The address bar must not tell again when the page is opened anew.
    replace("checks");
    found(text);
  }, []);

  return (
    <Screen
      title={t("officer.check_points")}
      sub={t("officer.points_done", { done, all })}
      pinned={
        canScan() ? (
          <Button look="main" large disabled={busy} onPress={() => setScanning(true)}>
            {t("officer.scan")}
          </Button>
        ) : undefined
      }
    >
      {scanning && <Scanner found={found} close={() => setScanning(false)} />}
      {!canScan() && <p class="note">{t("officer.scan_by_camera_app")}</p>}
      {here.length === 0 ? (
        <Empty>{t("officer.no_points")}</Empty>
      ) : (
        <Points of={here} {...{ place, busy, tell }} />
      )}
      {elsewhere.length > 0 && (
        <details>
          <summary>{t("officer.points_elsewhere", { n: elsewhere.length })}</summary>
          <Points of={elsewhere} {...{ place, busy, tell }} />
        </details>
      )}
    </Screen>
  );
}

interface PointsProps {
  of: readonly CheckPoint[];
  place: Place | null;
  busy: boolean;
  tell: (pointId: string, by: "qr" | "near", token: string | null) => Promise<void>;
}

function Points({ of, place, busy, tell }: PointsProps) {
  return (
    <ul class="list">
      {sorted(of, place).map(({ point, metres }) => (
        <li key={point.id} class="item">
          <span class="item-main">
            <span class="item-title">{point.name}</span>
            <span class="quiet small">
              {[
                point.code,
                metres === null ? null : distanceText(metres),
                lastIn(point)
                  ? t("officer.last_there", { at: shortTime(lastIn(point)) })
                  : t("officer.never_there"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
          {isNear(point, metres, place) && !isFresh(point) ? (
            <Button look="strong" disabled={busy} onPress={() => void tell(point.id, "near", null)}>
              {t("officer.i_am_here")}
            </Button>
          ) : (
            <span class="tag" data-tone={toneOf(point)}>
              {isDone(point)
                ? t("officer.point_done")
                : point.due
                  ? t("officer.point_due")
                  : t("officer.point_open")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const AGAIN_MS = 10 * 60_000;

/** Just told: nobody wants to tell it again by a second press. */
function isFresh(point: CheckPoint): boolean {
  const last = lastIn(point);
  return last !== null && now.value - Date.parse(last) < AGAIN_MS;
}

function toneOf(point: CheckPoint): string {
  if (isDone(point)) return "ok";
  return point.due ? "bad" : "";
}

/** As the server judges it: within the point's radius and the position's own error. */
function isNear(point: CheckPoint, metres: number | null, place: Place | null): boolean {
  return metres !== null && metres <= point.radius_m + (place?.accuracyM ?? 0);
}

function sorted(points: readonly CheckPoint[], place: Place | null) {
  return points
    .map((point) => ({ point, metres: place ? distanceM(place, point) : null }))
    .sort((one, other) => {
      if (one.metres !== null && other.metres !== null) return one.metres - other.metres;
      return one.point.code.localeCompare(other.point.code);
    });
}
