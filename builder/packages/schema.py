"""Table Schema of a resource, made from the dictionary of columns."""

from collections.abc import Sequence
from typing import Any

from builder.packages.fields import Field, Resource


def table_schema(resource: Resource, references: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return the Table Schema of ``resource``; ``references`` are (column, resource that has it as its key)."""
    schema: dict[str, Any] = {
        "fields": [_field(name, field) for name, field in resource.fields().items()],
        "missingValues": [""],
    }
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": target, "fields": [column]}} for column, target in references
        ]
    return schema


def _field(name: str, field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
    }
    if field.type == "number":
        described["bareNumber"] = True
    if field.column_type:
        described["columnType"] = field.column_type
    if constraints := _constraints(field):
        described["constraints"] = constraints
    return described


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    return constraints
