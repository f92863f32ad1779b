"""The index on PostgreSQL: a tsvector of our tokens, and GIN over it.

GIN gives all matches at once and in no order, so that a word that stands in every article would cost the more the
more articles there are. Therefore every row has a token for its period of 24 days as well, and `search_newest` asks
for 'these tokens and that period', newest period first, until it has enough. A word that is still short of that
after a few periods is not a common one, and GIN gives the rest of its few matches at once.

The tokens stand in a table of their own, and out of line in it, because GIN visits the rows that it finds: so there
are a hundred of them on a database page.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ..keys import PAGE_BITS
from .matching import Entry, Match

PERIOD_BITS = 21
"""A period is 2**21 seconds, a little more than 24 days."""

PERIODS = 8
"""How many periods are asked one by one. Each costs a rare word an empty look-up, and spares a common one."""

_CREATE_TABLE = """
CREATE TABLE search_index (
    key bigint PRIMARY KEY,
    tokens tsvector NOT NULL
) WITH (toast_tuple_target = 128)
"""

# Without fastupdate: its list of pending rows is read from end to end by every search.
_CREATE_INDEX = "CREATE INDEX search_index_tokens ON search_index USING gin (tokens) WITH (fastupdate = off)"

# The settings, because the planner knows neither that reading a tsvector out of line is dear nor which words are
# common: it would read the whole table for them. OFFSET 0 keeps it from walking the keys for the same reason.
_CREATE_FUNCTION = """
CREATE FUNCTION search_newest(
    wanted tsquery, lowest bigint, highest bigint, amount integer, period_bits integer, periods integer
)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    newest bigint := highest;
    period bigint;
    found_now integer;
BEGIN
    FOR step IN 1..periods LOOP
        -- To the next period that has pages at all: an archive may have gaps.
        SELECT max(key) INTO newest FROM search_index WHERE key BETWEEN lowest AND newest;
        IF newest IS NULL THEN
            RETURN;
        END IF;
        period := newest >> period_bits;
        RETURN QUERY
            SELECT matched.key FROM (
                SELECT key FROM search_index WHERE tokens @@ (wanted && ('''@' || period || '''')::tsquery) OFFSET 0
            ) AS matched
            WHERE matched.key BETWEEN lowest AND newest ORDER BY matched.key DESC LIMIT amount;
        GET DIAGNOSTICS found_now = ROW_COUNT;
        amount := amount - found_now;
        newest := (period << period_bits) - 1;
        IF amount <= 0 OR newest < lowest THEN
            RETURN;
        END IF;
    END LOOP;
    RETURN QUERY
        SELECT matched.key FROM (SELECT key FROM search_index WHERE tokens @@ wanted OFFSET 0) AS matched
        WHERE matched.key BETWEEN lowest AND newest ORDER BY matched.key DESC LIMIT amount;
END
$$
"""


class PostgresqlIndex:
    """See `index.Index`."""

    def __init__(self, connection):
        self.connection = connection

    def create(self) -> None:
        for statement in (_CREATE_TABLE, _CREATE_INDEX, _CREATE_FUNCTION):
            self._execute(statement)

    def drop(self) -> None:
        self._execute("DROP FUNCTION search_newest")
        self._execute("DROP TABLE search_index")

    def add(self, entries: Iterable[Entry]) -> None:
        rows = [(key, [*tokens, _period_token(key)]) for key, tokens in entries]
        if rows:
            with self.connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO search_index (key, tokens) VALUES (%s, array_to_tsvector(%s::text[]))", rows
                )

    def remove(self, entries: Iterable[Entry]) -> None:
        keys = [key for key, _tokens in entries]
        if keys:
            self._execute("DELETE FROM search_index WHERE key = ANY(%s)", [keys])

    def clear(self) -> None:
        self._execute("TRUNCATE search_index")

    @contextmanager
    def loading(self) -> Iterator[None]:
        # GIN over rows that are there is built ten times as fast as row by row. Searches are slow in the meantime.
        self._execute("DROP INDEX IF EXISTS search_index_tokens")
        try:
            yield
        finally:
            self._execute(_CREATE_INDEX)

    def newest(self, match: Match, amount: int) -> list[int]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM search_newest(%s::tsquery, %s::bigint, %s::bigint, %s, %s, %s)",
                [_expression(match), match.lowest, match.highest, amount, PAGE_BITS + PERIOD_BITS, PERIODS],
            )
            return [key for (key,) in cursor.fetchall()]

    def _execute(self, sql: str, params: list | None = None) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)


def _period_token(key: int) -> str:
    return f"@{key >> (PAGE_BITS + PERIOD_BITS)}"


def _expression(match: Match) -> str:
    return " & ".join([_all_of(match.required), *(f"!{_all_of(group)}" for group in match.excluded)])


def _all_of(tokens: tuple[str, ...]) -> str:
    # Tokens have no quotation mark and no backslash in them; in quotation marks they are no operators.
    return "(" + " & ".join(f"'{token}'" for token in tokens) + ")"
