"""Small made-up disclosures in every format, with which fuzzing begins."""

from tests.maker import docx, html, make_accounts, pdf, print_accounts, text, xlsx

_RENDER = {
    "txt": lambda printed, seed: text.render(printed, seed, text.SPACED),
    "html": html.render,
    "docx": docx.render,
    "xlsx": lambda printed, seed: xlsx.render(printed, seed, "xlsx"),
    "xls": lambda printed, seed: xlsx.render(printed, seed, "xls"),
    "pdf": pdf.render,
}
FORMATS = tuple(_RENDER)


def made(form: str, seed: int) -> bytes:
    """A made-up disclosure in a format, the same for the same seed."""
    return _RENDER[form](print_accounts(make_accounts(seed), seed), seed)
