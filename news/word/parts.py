"""The parts of a Word file, and what each of them refers to by id."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from .ooxml import RELATIONSHIPS, W, parse
from .safety import RefusedDocument, is_xml, read_part


class Parts:
    """The parts of a package and how they refer to each other."""

    def __init__(self, package: zipfile.ZipFile):
        self._package = package
        self._names = set(package.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str | None) -> Element | None:
        """A part's root. Only what the safety check has streamed through is parsed: both go by the name."""
        if name is None or name not in self._names or not is_xml(name):
            return None
        return parse(read_part(self._package, name))

    def relationships(self, name: str) -> Iterator[tuple[str, str, str, bool]]:
        """(id, last word of the type, target, whether it is outside) of each relationship of a part."""
        folder, base = posixpath.split(name)
        root = self.read(posixpath.join(folder, "_rels", base + ".rels"))
        for entry in [] if root is None else root.iter(RELATIONSHIPS.Relationship):
            outside = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target, outside

    def related(self, document: str, kind: str) -> str | None:
        """The part of this kind that a document uses."""
        for _, its_kind, target, outside in self.relationships(document):
            if its_kind == kind and not outside and target in self._names:
                return target
        usual = f"word/{kind}.xml"
        return usual if usual in self._names else None

    def find_document(self) -> str:
        """The main part: where the package says it is, else in its usual place."""
        said = [
            target for _, kind, target, outside in self.relationships("") if kind == "officeDocument" and not outside
        ]
        for name in (*said, "word/document.xml"):
            root = self.read(name)
            if root is not None and root.tag == W.document and root.find(W.body) is not None:
                return name
        raise RefusedDocument("not_word")

    def has_macros(self) -> bool:
        """Whether programs travel with the document. They are neither run nor kept, and the editor is told."""
        return any(posixpath.basename(name).lower() == "vbaproject.bin" for name in self._names)


@dataclass
class Links:
    """What a part refers to by id: pictures in the package, and addresses."""

    pictures: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    pictures_outside: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, parts: Parts, name: str) -> "Links":
        """The links of one part, those that lead nowhere left out."""
        links = cls()
        for key, kind, target, outside in parts.relationships(name):
            if kind == "hyperlink":
                links.addresses[key] = target
            elif kind == "image" and outside:
                links.pictures_outside.add(key)
            elif kind == "image" and target in parts and not is_xml(target):
                links.pictures[key] = target
        return links

    def as_xml(self) -> Element:
        """As a relationships part."""
        root = Element(RELATIONSHIPS.Relationships)
        targets = self.addresses | {key: "/" + name for key, name in self.pictures.items()}
        for key, target in targets.items():
            SubElement(root, RELATIONSHIPS.Relationship, {"Id": key, "Type": "", "Target": target})
        return root
