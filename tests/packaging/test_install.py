"""To prove that the editable install and the wheel read the same templates and defaults."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("plugins", "templates", "site_config", "pyproject.toml", "setup.py", "README.md", "LICENSE")
PROBE = """
import json, sys
import prdkit
from prdkit.config.config import load
from prdkit.render.environment import environment
env = environment(None)
config = load(None)
print(json.dumps({
    "home": prdkit.__file__,
    "probe": env.loader.get_source(env, "pages/changelog.html.j2")[0],
    "templates": sorted(env.list_templates(extensions=["j2"])),
    "types": sorted(config.types), "blocks": sorted(config.blocks), "labels": len(config.labels["zh-Hant"]),
}))
"""


def run(*command: str | Path, cwd: Path | None = None, path: Path | None = None) -> str:
    env = {**os.environ, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if path is not None:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_of_source(folder: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=ignore)
        elif source.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
    return folder


def probe(python: str | Path, cwd: Path, path: Path | None = None) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(python, "-c", PROBE, cwd=cwd, path=path))
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = copy_of_source(tmp_path_factory.mktemp("wheel") / "source")
    out = source.parent / "dist"
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source)
    shutil.rmtree(source)
    return next(out.glob("prdkit-*.whl"))


def test_the_wheel_alone_reads_what_the_source_tree_holds(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, wheel)
    found = probe(sys.executable, tmp_path, installed)
    assert str(found["home"]).startswith(str(installed))
    here = probe(sys.executable, tmp_path, ROOT / "nowhere")
    assert not str(here["home"]).startswith(str(installed))
    assert {key: found[key] for key in found if key != "home"} == {key: here[key] for key in here if key != "home"}
    assert "pages/changelog.html.j2" in found["templates"]  # type: ignore[operator]


def test_the_wheel_carries_its_assets_and_nothing_of_the_demo(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "prdkit/site_config/assets/mermaid/mermaid.min.js" in names
    assert "prdkit/site_config/types/prd.yml" in names
    assert "prdkit/py.typed" in names
    assert "prdkit/site_config/project.yml" not in names
    assert not [name for name in names if "PRD-2026" in name]


def test_an_edit_of_a_template_is_seen_at_once_in_the_editable_install(tmp_path: Path) -> None:
    source = copy_of_source(tmp_path / "source")
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    site_packages = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    (site_packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--editable", source)
    before = probe(python, tmp_path)
    assert str(before["home"]).startswith(str(source))
    template = source / "templates" / "pages" / "changelog.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + "{# edited #}", encoding="utf-8")
    assert str(probe(python, tmp_path)["probe"]).endswith("{# edited #}")
