"""Small files for uploads, good ones and bad ones."""

import io
import zipfile

PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.4\n1 0 obj<<>>endobj\n" + extra + b"trailer<<>>\nstartxref\n9\n%%EOF\n"


def office(kind: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(PARTS[kind], "<document/>")
        for name, data in more.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return office("docx", **more)
