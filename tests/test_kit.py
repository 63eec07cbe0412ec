# SPDX-License-Identifier: MIT
"""kit.py: steps are done once, failures say what to do, and any folder name will do."""

from __future__ import annotations

import ast
import http.client
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import kit
from tools.kit import machine, server, steps

ROOT = Path(__file__).resolve().parents[1]
ADD_AN_X = "import sys; open(sys.argv[1], 'a').write('x')"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project in a folder with spaces and letters from three alphabets in its name."""
    root = tmp_path / "Min mappe æøå Ж 中"
    root.mkdir()
    monkeypatch.setattr(steps, "ROOT", root)
    monkeypatch.setattr(steps, "LOGS", root / "_build" / ".kit")
    return root


def step(project, *command, **changes):
    """A step that reads the folder `inn` and adds an x to the file `ut`."""
    whole = command or (sys.executable, "-c", ADD_AN_X, project / "ut")
    values = {"inputs": ("inn",), "outputs": (project / "ut",), "cwd": project, "stamps": project / "stamps"}
    return steps.Step("trinn", "Gjør noe", lambda: whole, **(values | changes))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_step_is_done_once(project):
    write(project / "inn/tekst.md", "Hei")
    assert steps.do(step(project))
    assert not steps.do(step(project))
    assert (project / "ut").read_text() == "x"


def test_a_step_is_done_again_when_an_input_has_changed(project):
    write(project / "inn/tekst.md", "Hei")
    steps.do(step(project))
    write(project / "inn/tekst.md", "Hallo")
    assert steps.do(step(project))


def test_a_step_is_done_again_when_an_input_has_another_name(project):
    write(project / "inn/æ.md", "Hei")
    steps.do(step(project))
    (project / "inn/æ.md").rename(project / "inn/ø.md")
    assert steps.do(step(project))


def test_a_step_is_done_again_when_an_output_is_gone(project):
    steps.do(step(project))
    (project / "ut").unlink()
    assert steps.do(step(project))


def test_what_tools_leave_among_the_inputs_counts_for_nothing(project):
    steps.do(step(project))
    write(project / "inn/__pycache__/x.pyc", "")
    assert not steps.do(step(project))


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"prosa/side.md": "ny"}, True),
        ({"prosa/side-til.md": "ny"}, False),
        ({"fasit/regel.toml": "ny"}, False),
    ],
    ids=["other words", "another page", "another rule"],
)
def test_only_new_words_are_built_on_what_was_built_before(project, change, kept):
    write(project / "prosa/side.md", "Hei")
    write(project / "fasit/regel.toml", "")
    book = step(project, inputs=("prosa", "fasit"), wipe=(project / "bygd",), unless=("prosa",))
    steps.do(book)
    write(project / "bygd/side.html", "Hei")
    for name, text in change.items():
        write(project / name, text)
    steps.do(book)
    assert (project / "bygd/side.html").exists() is kept


def test_a_failed_step_shows_its_log_and_what_to_do_and_is_tried_again(project, capfd):
    failing = step(project, sys.executable, "-c", "print('Blåbær'); raise SystemExit(3)", hint="Plukk flere.")
    for _ in range(2):
        with pytest.raises(steps.KitError, match=r"Gjør noe: stopped with exit code 3\. Plukk flere\."):
            steps.do(failing)
        assert "  | Blåbær" in capfd.readouterr().out


def test_a_failed_step_leaves_nothing_half_built_for_the_next(project):
    write(project / "bygd/side.html", "halv")
    with pytest.raises(steps.KitError):
        steps.do(step(project, sys.executable, "-c", "raise SystemExit(1)", wipe=(project / "bygd",)))
    assert not (project / "bygd").exists()


def test_a_step_that_makes_nothing_has_failed(project):
    with pytest.raises(steps.KitError, match="did not make ut"):
        steps.do(step(project, sys.executable, "-c", ""))


def test_a_program_that_is_not_there_is_named(project):
    with pytest.raises(steps.KitError, match="finnes-ikke cannot be started"):
        steps.do(step(project, "finnes-ikke"))


def test_the_callers_own_python_paths_do_not_reach_the_commands(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/et/annet/sted")
    assert "PYTHONPATH" not in machine.environment()


@pytest.mark.parametrize(("version", "good"), [("v20.0.0", True), ("v24.1.0", True), ("v18.20.1", False), ("", False)])
def test_the_machines_node_is_used_when_it_is_new_enough(monkeypatch, version, good):
    answer = subprocess.CompletedProcess([], 0, stdout=version)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.subprocess, "run", lambda *_, **__: answer)
    assert (machine.machine_node.__wrapped__() is not None) is good


def test_without_a_node_the_one_from_pip_is_installed_and_used(monkeypatch):
    done = []
    for module in (kit, machine):
        monkeypatch.setattr(module, "machine_node", lambda: None)
    monkeypatch.setattr(kit, "do", done.append)
    kit.prepare()
    assert [each.key for each in done] == ["venv", "packages", "plokit", "node", "npm", "web", "bundle", "book"]
    node, program, *rest = machine.npm("ci")
    assert (node, program.name, rest) == (machine.pip_node(), "npm-cli.js", ["ci"])


def test_what_follows_test_goes_to_pytest_and_its_exit_code_comes_back(monkeypatch):
    seen = []
    monkeypatch.setattr(kit, "prepare", lambda: None)
    monkeypatch.setattr(kit, "hand_over", lambda *arguments: seen.append(arguments) or 5)
    assert kit.main(["test", "-k", "hode", "-x", "--help", "tests/test_kit.py"]) == 5
    assert seen == [("-m", "pytest", "-k", "hode", "-x", "--help", "tests/test_kit.py")]


def test_a_port_in_use_is_a_sentence_with_a_way_out(capsys, monkeypatch):
    monkeypatch.setattr(kit, "prepare", lambda: pytest.fail("nothing is built for a port that cannot be had"))
    with server.open_server(0) as taken:
        assert kit.start(["serve", "--port", str(taken.server_port)]) == 1
    assert "--port 8800" in capsys.readouterr().err


def test_files_are_served_with_the_types_browsers_ask_for(project):
    types = {
        "side.html": "text/html; charset=utf-8",
        "motor.mjs": "text/javascript; charset=utf-8",
        "libxml2.wasm": "application/wasm",
        "bundle.json": "application/json",
        "melding.xml": "application/xml",
    }
    for name in types:
        write(project / name, "x")
    with server.open_server(0, project) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", running.server_port, timeout=10)
        seen = {}
        for name in types:
            connection.request("GET", f"/{name}")
            answer = connection.getresponse()
            answer.read()
            seen[name] = answer.getheader("Content-Type")
        connection.close()
        running.shutdown()
        thread.join()
    assert seen == types


@pytest.mark.parametrize(
    "path", [ROOT / "kit.py", *sorted((ROOT / "tools/kit").glob("*.py"))], ids=lambda path: path.name
)
def test_the_kit_needs_nothing_but_the_standard_library(path):
    imports = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.partition(".")[0] not in {*sys.stdlib_module_names, "tools"}} == set()


def test_an_older_python_is_told_which_one_to_use():
    """The check stands before the first import that an older Python might lack, in syntax that it can read."""
    text = (ROOT / "kit.py").read_text("utf-8")
    ast.parse(text, feature_version=(3, 7))
    assert text.index("sys.version_info < (3, 11)") < text.index("import argparse")
