"""The weights of the model that tells how sure a thing found is, see `claims.trained.confidence`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import PatternError

MODEL = Path(__file__).with_name("confidence.json")
"""The weights that come with the program."""


class Weights(BaseModel):
    """The weight of each trait, by what it is a trait of. A trait without a weight says nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    claim: dict[str, float] = Field(default_factory=dict)
    hardware: dict[str, float] = Field(default_factory=dict)
    venue: dict[str, float] = Field(default_factory=dict)


@cache
def shipped() -> Weights | None:
    """The weights that come with the program; None where there are none. `PatternError` where they are damaged."""
    if not MODEL.is_file():
        return None
    try:
        return Weights.model_validate_json(MODEL.read_bytes())
    except ValidationError as error:
        raise PatternError(
            f"{MODEL.name}: {error}. Install the package again, or make it with `claims train`."
        ) from error
