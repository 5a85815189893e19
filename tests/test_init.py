"""The public names."""

import pydoc

import claims


def test_every_public_name_is_there_and_none_else() -> None:
    assert set(claims._HOME) | {"__version__"} == set(claims.__all__)
    for name in claims.__all__:
        assert getattr(claims, name) is not None
    assert claims.Paper.__module__ == "claims.models"


def test_who_completes_or_asks_for_help_sees_the_public_names() -> None:
    shown = [name for name in dir(claims) if not name.startswith("_")]
    assert set(shown) == set(claims.__all__) - {"__version__"}
    assert "\n    extract(source: " in pydoc.plain(pydoc.render_doc(claims))
