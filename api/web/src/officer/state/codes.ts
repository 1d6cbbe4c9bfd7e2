/** What stands in the QR code of a check point. */

/** What a code says: `<id of the check point>.<tag>`. */
export interface Code {
  pointId: string;
  token: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Return what a scanned text says, null when it is no check point's code. */
export function codeOf(text: string): Code | null {
  const inside = /#c=([\w.-]+)$/.exec(text)?.[1] ?? text;
  const [pointId = "", token = ""] = inside.split(".");
  return UUID.test(pointId) && token !== "" ? { pointId, token } : null;
}
