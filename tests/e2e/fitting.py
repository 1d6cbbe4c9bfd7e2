"""What is wrong with a screen, as far as a machine can see: axe, sizes, what is cut or covered."""

import os
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
_AXE = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
_SERIOUS = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 160)}`));
}"""
_MISFITS = """() => {
    const TARGET = 48;
    const found = [];
    const top = document.querySelector("[role=dialog]") ?? document.body;
    const rect = (one) => one.getBoundingClientRect();
    const isSeen = (one) => {
        const { width, height } = rect(one);
        return width > 0 && height > 0 && getComputedStyle(one).visibility !== "hidden";
    };
    const say = (what, one) => {
        const { width, height } = rect(one);
        const words = (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40);
        const size = `${width.toFixed(1)}×${height.toFixed(1)}`;
        found.push(`${what}: ${one.tagName}.${one.className} "${words}" ${size}`);
    };
    const targets = "a[href], button, input:not(.sr), textarea, select, label.button";
    const pressed = Array.from(top.querySelectorAll(targets)).filter(isSeen);
    // What looks small may answer to a finger beside it.
    const isHit = (one, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && one.contains(hit);
    };
    const isLarge = (one) => {
        const { left, top, width, height } = rect(one);
        if (Math.min(width, height) >= TARGET - 0.5) return true;
        const [x, y, reach] = [left + width / 2, top + height / 2, TARGET / 2 - 1];
        return [-reach, reach].every((by) => isHit(one, x + by, y) && isHit(one, x, y + by));
    };
    for (const one of pressed) if (!isLarge(one)) say("small", one);
    const shown = (one) => {
        const { left, top, right, bottom } = rect(one);
        const frame = one.closest(".screen-body, .sheet");
        const edge = frame ? rect(frame) : { top: 0, bottom: innerHeight };
        return { left, right, top: Math.max(top, edge.top), bottom: Math.min(bottom, edge.bottom) };
    };
    pressed.forEach((one, at) => {
        for (const other of pressed.slice(at + 1)) {
            if (one.contains(other) || other.contains(one)) continue;
            const [a, b] = [shown(one), shown(other)];
            const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (width > 1 && height > 1) say("covered", other);
        }
    });
    if (document.documentElement.scrollWidth > innerWidth) say("sideways", document.body);
    for (const one of top.querySelectorAll("*")) {
        if (!isSeen(one) || one.closest(".map, .sr, svg, output + .sr")) continue;
        const { left, right } = rect(one);
        if (left < -0.5 || right > innerWidth + 0.5) say("beyond the edge", one);
        if (one.matches("input, textarea, canvas, img")) continue;
        const { overflowY } = getComputedStyle(one);
        if (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1) say("cut", one);
    }
    const lines = [];
    const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        let box = text.parentElement;
        if (!text.data.trim() || !isSeen(box) || box.closest(".map, .sr")) continue;
        while (getComputedStyle(box).display === "inline") box = box.parentElement;
        const range = document.createRange();
        range.selectNodeContents(text);
        const [words, edge] = [range.getBoundingClientRect(), rect(box)];
        if (words.left < edge.left - 1 || words.right > edge.right + 1) say("too narrow", box);
        const frame = box.closest(targets);
        const { top: above, bottom: below } = frame ? rect(frame) : words;
        if (words.top < above - 1 || words.bottom > below + 1) say("too low", frame);
        const window_ = shown(box);
        for (const { left, right, top, bottom } of range.getClientRects()) {
            // A face's box is taller than what is drawn of it.
            const inner = (bottom - top) / 4;
            const line = { left, right, top: top + inner, bottom: bottom - inner };
            if (line.top < window_.top || line.bottom > window_.bottom) continue;
            lines.push({ box, ...line });
        }
    }
    lines.forEach((one, at) => {
        for (const other of lines.slice(at + 1)) {
            const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (width > 1 && height > 0) say("written over", other.box);
        }
    });
    return found;
}"""


def serious_faults(page: Page, name: str) -> list[str]:
    """Return what axe finds serious or critical, each with the name of the screen."""
    if not page.evaluate("typeof axe === 'object'"):
        # Not by a script tag, which the page's policy would refuse.
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    # What was just said goes by itself, and covers nothing that stays.
    page.evaluate("document.querySelector('.toast')?.style.setProperty('visibility', 'hidden')")
    return [f"{name}: {one}" for one in page.evaluate(_SERIOUS)]


def keep_picture(page: Page, name: str) -> None:
    """With ``GEO_PATROL_SCREENS``, a folder, put a picture of a screen there, for eyes."""
    if folder := os.environ.get("GEO_PATROL_SCREENS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def faults_of(page: Page, name: str) -> list[str]:
    """Return what is wrong with what a phone shows, each with the name of the screen."""
    serious = serious_faults(page, name)
    keep_picture(page, name)
    return [f"{name}: {one}" for one in page.evaluate(_MISFITS)] + serious
