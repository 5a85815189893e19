"""The optional compiled form of the package: with CLAIMS_MYPYC=1 a wheel gets hot modules as machine code as well.

Without the variable nothing happens and the wheel is pure Python. Which modules are compiled stands in pyproject.toml.
mypyc puts each beside its source in the wheel; Python takes the compiled one where both are.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WANTED = "CLAIMS_MYPYC"
FLAGS = ["-fvisibility=hidden", "-fno-semantic-interposition"]
"""For gcc and clang: what one module calls and reads of another is in the same library and needs no look-up there."""


class CompiledHook(BuildHookInterface[Any]):
    """Compiles into a folder of its own, so that no binary is left among the sources, where it would hide edits."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs; the types of pydantic's models are read by the compiler."""
        return list(self.config["needs"]) if _is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the compiled modules to a wheel; one of an editable installation stays pure."""
        if not _is_wanted() or self.target_name != "wheel" or version == "editable":
            return
        self._folder = TemporaryDirectory()
        built = Path(self._folder.name)
        for module in _compile(Path(self.root), modules(Path(self.root), self.config), built):
            build_data["force_include"][str(module)] = module.relative_to(built / "lib").as_posix()
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was built, once it is in the wheel."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def modules(root: Path, config: dict[str, Any]) -> list[str]:
    """The files that are compiled, in the order of their names."""
    found = {path for pattern in config["compiled"] for path in root.glob(pattern)}
    found -= {root / name for name in config["pure"]}
    return sorted(path.relative_to(root).as_posix() for path in found if path.name != "__init__.py")


def _is_wanted() -> bool:
    return os.environ.get(WANTED, "0") not in ("", "0")


def _compile(root: Path, modules: list[str], folder: Path) -> list[Path]:
    """The files of the compiled modules, below `folder`/lib. Needs a C compiler."""
    from setuptools import Distribution  # before mypyc, which asks for what it brings

    from mypyc.build import mypycify  # isort: skip

    # mypy's settings in pyproject.toml are for checking, with the types of more libraries
    settings = folder / "mypy.ini"
    settings.write_text("[mypy]\nplugins = pydantic.mypy\nignore_missing_imports = true\n", encoding="utf-8")
    options = [f"--config-file={settings}", f"--cache-dir={folder / 'cache'}"]
    before = Path.cwd()
    os.chdir(root)
    try:
        extensions = mypycify([*options, *modules], opt_level="2", target_dir=str(folder / "c"), multi_file=True)
        if os.name == "posix":
            for extension in extensions:
                extension.extra_compile_args = [*extension.extra_compile_args, *FLAGS]
        command = Distribution({"name": "claims", "package_dir": {"": "src"}, "ext_modules": extensions})
        build = command.get_command_obj("build_ext")
        build.build_lib, build.build_temp = str(folder / "lib"), str(folder / "temp")
        build.ensure_finalized()
        build.run()
    finally:
        os.chdir(before)
    return sorted(path for path in (folder / "lib").rglob("*") if path.suffix in (".so", ".pyd"))
