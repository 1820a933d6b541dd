"""How hypothesis looks for examples, and what any test can ask for.

``HYPOTHESIS_PROFILE=explore`` looks longer, by chance.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from tests.support.environment import local_zone

settings.register_profile("ci", max_examples=60, derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", max_examples=1_000, deadline=None, print_blob=True)
settings.register_profile(
    "mutants",  # hundreds of runs, each of which is to fail soon
    parent=settings.get_profile("ci"),
    max_examples=25,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def utc() -> Iterator[None]:
    """The local time is UTC."""
    with local_zone("UTC"):
        yield
