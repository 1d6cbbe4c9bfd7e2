/** Reading a QR code by the camera, where the browser can: Chrome on Android does. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/controls.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { t } from "../words.ts";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorKind {
  new (options: { formats: string[] }): Detector;
}

const LOOK_MS = 200;

function detectorKind(): DetectorKind | null {
  const kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  return kind ?? null;
}

export function canScan(): boolean {
  return detectorKind() !== null && navigator.mediaDevices !== undefined;
}

interface ScannerProps {
  found: (text: string) => void;
  close: () => void;
}

export function Scanner({ found, close }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const Kind = detectorKind();
    if (!Kind) return;
    const detector = new Kind({ formats: ["qr_code"] });
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      if (gone || !video.current) return;
      const codes = await detector.detect(video.current).catch(() => []);
      const text = codes[0]?.rawValue;
      if (text && !gone) return found(text);
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: "environment" },
        });
        if (gone || !video.current) return stop();
        video.current.srcObject = stream;
        await video.current.play();
        void look();
      } catch {
        setFailed(true);
      }
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void begin();
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <Sheet title={t("officer.scan")} close={close}>
      {failed ? (
        <p class="fault" role="alert">
          {t("officer.camera_denied")}
        </p>
      ) : (
        <video class="scanner" ref={video} playsInline muted />
      )}
      <Button wide onPress={close}>
        {t("officer.cancel")}
      </Button>
    </Sheet>
  );
}
