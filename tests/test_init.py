"""The public names."""

import claims


def test_every_public_name_is_there_and_none_else() -> None:
    assert set(claims._HOME) | {"__version__"} == set(claims.__all__)
    for name in claims.__all__:
        assert getattr(claims, name) is not None
    assert claims.Paper.__module__ == "claims.models"
