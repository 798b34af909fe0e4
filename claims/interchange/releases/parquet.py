"""Tables as Parquet files, where pyarrow is installed (requirements-releases.txt)."""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from claims.interchange.releases.fields import Field, Table, Type

IS_AVAILABLE = find_spec("pyarrow") is not None
BATCH = 20_000  # rows that are held at a time
READ: Mapping[Type, Callable[[Any], Any]] = {
    Type.DAY: datetime.date.fromisoformat,
    Type.MOMENT: datetime.datetime.fromisoformat,
    Type.OBJECTS: lambda value: json.dumps(value, ensure_ascii=False),
}


class ParquetTable:
    """Writes rows to one file, a batch at a time."""

    def __init__(self, file: Path, table: Table) -> None:
        """Prepare ``file`` for the columns of ``table``."""
        import pyarrow  # noqa: PLC0415  # optional
        from pyarrow import parquet  # noqa: PLC0415  # optional

        self.types = [field.type for field in table.fields]
        self.arrow = pyarrow
        self.schema = pyarrow.schema([_field(pyarrow, field) for field in table.fields])
        self.writer = parquet.ParquetWriter(file, self.schema, compression="zstd")
        self.held: list[Sequence[Any]] = []

    def __enter__(self) -> "ParquetTable":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self.writer.close()

    def write(self, values: Sequence[Any]) -> None:
        """Add a row of values as JSON has them."""
        self.held.append(values)
        if len(self.held) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self.held:
            return
        columns = zip(*self.held, strict=True)
        arrays = [
            self.arrow.array(_values(kind, column), type=field.type)
            for kind, column, field in zip(self.types, columns, self.schema, strict=True)
        ]
        self.writer.write_table(self.arrow.Table.from_arrays(arrays, schema=self.schema))
        self.held = []


def _field(arrow: Any, field: Field) -> Any:  # noqa: ANN401  # an optional library's own types
    kinds = {
        Type.INTEGER: arrow.int64(),
        Type.FLAG: arrow.bool_(),
        Type.DAY: arrow.date32(),
        Type.MOMENT: arrow.timestamp("us", tz="UTC"),
        Type.NUMBERS: arrow.list_(arrow.int64()),
        Type.TEXTS: arrow.list_(arrow.string()),
    }
    return arrow.field(field.name, kinds.get(field.type, arrow.string()), metadata={"description": field.description})


def _values(kind: Type, column: Sequence[Any]) -> Sequence[Any]:
    """Return a column as the library takes it; most are as they are."""
    read = READ.get(kind)
    return [None if value is None else read(value) for value in column] if read else column
