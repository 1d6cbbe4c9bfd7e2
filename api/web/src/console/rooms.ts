/** The rooms of the console: what each is called, who has it, and where its code is. */
import type { ComponentType } from "preact";
import { may } from "./session.ts";
import type { t } from "./words.ts";

type Key = Parameters<typeof t>[0];

export interface Room {
  name: string;
  word: Key;
  /** Any of these opens it; none: everybody. */
  permissions: readonly string[];
  /** Opened by links of other rooms: it does not stand in the rail. */
  isAside?: true;
  fetch: () => Promise<{ Room: ComponentType }>;
}

const RECORDS = ["records.read"] as const;

export const ROOMS: readonly Room[] = [
  {
    name: "gaps",
    word: "console.room_gaps",
    permissions: ["coverage.read"],
    fetch: () => import("./gaps/room.tsx"),
  },
  {
    name: "live",
    word: "console.room_live",
    permissions: RECORDS,
    fetch: () => import("./live/room.tsx"),
  },
  {
    name: "patrols",
    word: "console.room_patrols",
    permissions: RECORDS,
    fetch: () => import("./patrols/room.tsx"),
  },
  {
    name: "incidents",
    word: "console.room_incidents",
    permissions: RECORDS,
    fetch: () => import("./incidents/room.tsx"),
  },
  {
    name: "seizures",
    word: "console.room_seizures",
    permissions: RECORDS,
    fetch: () => import("./seizures/room.tsx"),
  },
  {
    name: "rosters",
    word: "console.room_rosters",
    permissions: RECORDS,
    fetch: () => import("./rosters/room.tsx"),
  },
  {
    name: "park",
    word: "console.room_park",
    permissions: RECORDS,
    fetch: () => import("./park/room.tsx"),
  },
  {
    name: "operations",
    word: "console.room_operations",
    permissions: RECORDS,
    fetch: () => import("./operations/room.tsx"),
  },
  {
    name: "briefings",
    word: "console.room_briefings",
    permissions: ["briefings.make"],
    fetch: () => import("./briefings/room.tsx"),
  },
  {
    name: "people",
    word: "console.room_people",
    permissions: ["accounts.manage"],
    fetch: () => import("./people/room.tsx"),
  },
  {
    name: "places",
    word: "console.room_places",
    permissions: ["places.write"],
    fetch: () => import("./places/room.tsx"),
  },
  {
    name: "tables",
    word: "console.room_tables",
    permissions: ["catalogue.write", "law.write"],
    fetch: () => import("./tables/room.tsx"),
  },
  {
    name: "law",
    word: "console.room_law",
    permissions: [],
    isAside: true,
    fetch: () => import("./law/room.tsx"),
  },
  {
    name: "audit",
    word: "console.room_audit",
    permissions: ["audit.read"],
    fetch: () => import("./audit/room.tsx"),
  },
  {
    name: "help",
    word: "console.room_help",
    permissions: [],
    fetch: () => import("./help/room.tsx"),
  },
];

/** The rooms that stand in the rail of who is signed in, in the order of the list. */
export function myRooms(): Room[] {
  return ROOMS.filter((one) => !one.isAside && isMine(one));
}

/** Whether who is signed in may open a room. */
export function isMine({ permissions }: Room): boolean {
  return permissions.length === 0 || permissions.some((one) => may(one));
}
