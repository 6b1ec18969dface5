"""The matrix products of the spaCy pipeline, done by numpy's own library on one thread.

They take most of the time of a parse. numpy's library does them about twice as fast as the one spaCy comes with; on
small matrices like these its threads would only wait for each other, so it gets one while a text is parsed.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


def use_numpy_products(nlp: Language) -> None:
    """Let every model of a pipeline multiply by numpy, where it multiplied on the processor by spaCy's library."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for part in model.walk() if isinstance(model, Model) else ():
            if isinstance(part.ops, NumpyOps):
                part.ops = ops


def one_thread() -> AbstractContextManager[object]:
    """While this is open, numpy's library uses one thread; afterwards as many as before."""
    limit: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
