# SPDX-License-Identifier: MIT
"""The Chromium of this machine, how to start it, and the two screens that the pages are tried on."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
NO_BROWSER = (
    "No Chromium, Chrome or Edge on this machine: install one to run the browser tests, or name it in PLO_BROWSER."
)
# A browser that talks to nobody but the page: no updates, no sync, no look-ups of its own.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 360, "height": 740},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}


def find_browser() -> str | None:
    """Give the path of a browser that Playwright can drive, or None."""
    named = os.environ.get("PLO_BROWSER")
    if named:
        return named
    places = [Path(place) for place in MAC] if sys.platform == "darwin" else []
    if os.name == "nt":
        folders = (os.environ.get(name) for name in WINDOWS_FOLDERS)
        places = [Path(folder, place) for folder in folders if folder for place in WINDOWS]
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None) or next((str(path) for path in places if path.is_file()), None)


def launch_options(browser: str) -> dict:
    """Give Playwright's options for starting the browser."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": browser, "args": list(ARGUMENTS), "chromium_sandbox": not as_root}
