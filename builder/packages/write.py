"""Writes the data package of one disclosure; ``read`` is the inverse."""

from pathlib import Path

from builder.config import Settings
from builder.model.disclosure import Disclosure
from builder.model.finding import Verdict
from builder.packages.about import kind_name, readme
from builder.packages.archive import archive
from builder.packages.cells import write_csv
from builder.packages.descriptor import SPREADSHEET, disclosure_descriptor, write_descriptor
from builder.packages.fields import PACKAGE
from builder.packages.rows import rows
from builder.packages.staging import replaced
from builder.packages.validate import validate


def write(
    disclosure: Disclosure, verdict: Verdict, folder: Path, settings: Settings, *, validated: bool = True
) -> None:
    """Write the package into ``folder``, in place of what was there; raises InvalidPackageError and changes nothing.

    Row order is that of the disclosure and the verdict. The bytes depend on the arguments alone. What is not
    ``validated`` here is to be validated by whoever asks for it, with others (``together``).
    """
    content = rows(disclosure, verdict)
    name = disclosure.identity.disclosure_id
    with replaced(folder) as fresh:
        for resource in PACKAGE:
            write_csv(resource, content[resource.name], fresh / resource.file)
        write_csv(PACKAGE[0], content["figures"], fresh / SPREADSHEET, spreadsheet=True)
        write_descriptor(disclosure_descriptor(disclosure, settings, fresh), fresh)
        (fresh / "README.txt").write_text(_readme(disclosure, settings), encoding="utf-8", newline="\n")
        if validated:
            validate(fresh)
        archive(fresh, name)


def _readme(disclosure: Disclosure, settings: Settings) -> str:
    identity = disclosure.identity
    origin = (
        ("单位 / Entity", identity.entity_name),
        ("年度 / Fiscal year", str(identity.fiscal_year or "")),
        ("种类 / Kind", f"{kind_name(identity.kind)} {identity.kind}"),
        ("公开单位 / Publisher", identity.publisher),
        ("公开日期 / Published", identity.published),
        ("获取自 / Retrieved from", identity.retrieved_from),
        ("来源文件 / Source file", disclosure.source.path),
        ("SHA-256", disclosure.source.sha256),
    )
    return readme(identity.disclosure_id, identity.title, origin, PACKAGE, settings)
