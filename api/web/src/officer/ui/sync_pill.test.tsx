// @vitest-environment happy-dom
/** The pill says at once that the server is out of reach, and takes it back when it answers. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../../test/outbox/fake_server.ts";
import { anOfficer, aVault, Phone, started } from "../../../test/outbox/phone.ts";
import { ask } from "../../base/api.ts";
import { close, inside, status } from "../state/entry.ts";
import { watchReach } from "../state/reach.ts";
import { chooseLanguage } from "../words.ts";
import { SyncPill } from "./sync_pill.tsx";

const officer = anOfficer();
let place: HTMLElement;
let endWatch = () => {};

beforeEach(async () => {
  chooseLanguage("zh");
  const vault = await aVault(officer);
  const outbox = await started(new Phone(new FakeServer(officer.id)), vault);
  inside.value = { vault, officer, outbox };
  status.value = { ...outbox.status.value, lastSentAt: null };
  endWatch = watchReach();
  place = document.createElement("div");
  render(<SyncPill />, place);
});

afterEach(async () => {
  endWatch();
  await close();
  vi.unstubAllGlobals();
});

function pill(): [string | null | undefined, string | null] {
  return [place.querySelector("a")?.getAttribute("data-tone"), place.textContent];
}

async function asked(fetch: () => Promise<Response>): Promise<void> {
  vi.stubGlobal("fetch", fetch);
  await act(async () => {
    await ask("/api/v1/session").catch(() => {});
  });
}

const gone = async () => Promise.reject(new TypeError("no network"));

it("turns grey with the first question that nobody answers", async () => {
  expect(pill()).toEqual(["ok", "没有要发的"]);
  await asked(gone);
  expect(pill()).toEqual(["away", "离线"]);
  await asked(async () => Response.json({}));
  expect(pill()[0]).toBe("ok");
  await asked(gone);
  expect(pill()[0]).toBe("away");
  expect(pill()[1]).toMatch(/^离线 · 上次 \d\d:\d\d$/);
  // A refusal is an answer.
  await asked(async () => Response.json({ code: "no" }, { status: 403 }));
  expect(pill()[0]).toBe("ok");
});

it("believes the phone that its line is gone, and the outbox that it is back", async () => {
  await act(() => void window.dispatchEvent(new Event("offline")));
  expect(pill()[0]).toBe("away");
  for (const state of ["sending", "idle"] as const) {
    await act(() => {
      if (status.value) status.value = { ...status.value, state };
    });
  }
  expect(pill()[0]).toBe("ok");
});

it("says first what waits: that is lost if the phone is", async () => {
  await asked(gone);
  await act(() => {
    if (status.value) status.value = { ...status.value, waiting: 2 };
  });
  expect(pill()).toEqual(["wait", "未发 2 · 上次 还没发过"]);
});
