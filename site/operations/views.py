"""/health/: for the machine that watches this one."""

from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """200 when database and cache answer, else 503; the body says which of them does not."""
    state = {"database": _database_answers(), "cache": _cache_answers()}
    response = JsonResponse(
        {name: "ok" if answers else "failed" for name, answers in state.items()},
        status=200 if all(state.values()) else 503,
    )
    response["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Error:  # a closed connection raises InterfaceError, which is no DatabaseError
        return False


def _cache_answers() -> bool:
    try:
        cache.set("operations.health", 1, 30)
        return cache.get("operations.health") == 1
    except Exception:  # whatever a cache's client raises, the answer is the same
        return False
