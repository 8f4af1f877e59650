"""How our templates are compiled: the same HTML as Jinja's own compiler gives, sooner.

Where the quick code fails, the page is filled by Jinja's own code: what it makes of it counts, be
that a page or an error with the template's line (`Renderer`).

Four things cost a page most: a call in Python for each attribute (`page.title`), two for each value
that is escaped, five for each component that is called, and a search for each that is imported. All
are left out where that cannot change the result. Why and what it bought: docs/decisions/0005.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any, cast

import jinja2
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context

from portal.cache import read_sealed, write_sealed
from portal.components import called, escaped, once, placed
from portal.weaving import Pieces, weave

# Raise this when other code is made of the same template, so that what was kept is not believed.
VERSION = "8"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class OurTemplate(Template):
    """A template whose macros are made once, not anew for each page that imports them.

    Right because our macros read their parameters and the site, and nothing of the page.
    """

    _first: Context | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module(None)

    def context_of(self, values: dict[str, Any]) -> Context:
        """Return what `new_context` does, with what is the same for each page made once."""
        first = self._first
        if first is None:
            first = self._first = self.new_context()
        context = Context.__new__(Context)
        context.__dict__.update(
            first.__dict__,
            parent={**first.parent, **values},
            vars={},
            exported_vars=set(),
            blocks={name: [block] for name, block in self.blocks.items()},
        )
        return context


class OurCodeGenerator(CodeGenerator):
    """Jinja's compiler with shorter ways to attributes, escaped values and components.

    Functions put what they make into a list, which they yield as one (`Pieces`): to yield each
    piece through the functions of a block, a page and its layout costs more than to make it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what Jinja's compiler takes."""
        super().__init__(*arguments, **options)
        self._imported: dict[str, tuple[str, str]] = {}
        self._imported_within: set[str] = set()
        self._placed: nodes.Node | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template, whose imports are known before its functions are written."""
        for each in node.find_all(nodes.FromImport):
            if _is_plain(each):
                if each in node.body:
                    path = each.template.value  # type: ignore[attr-defined]
                    self._imported |= {alias: (path, name) for name, alias in _names_of(each)}
                else:
                    self._imported_within.update(alias for _, alias in _names_of(each))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        super().write_commons()
        for name in ("escaped", "called", "placed", "components", "pieces"):
            self.writeline(f"{name} = environment.{name}")
        self.writeline('site_of_all = environment.globals.get("site", missing)')

    def enter_frame(self, frame: Frame) -> None:
        """Write how names are found: the site and imported components without a search."""
        loads, searched = frame.symbols.loads, {}
        for target, (action, name) in loads.items():
            if action == VAR_LOAD_RESOLVE and name == "site":
                self.writeline(f"{target} = site_of_all")
            elif action == VAR_LOAD_RESOLVE and name in self._imported:
                self.writeline(f"{target} = components[{self._imported[name]!r}]")
            elif action == VAR_LOAD_RESOLVE and name in self._imported_within:
                self.writeline(f"{target} = missing")
            else:
                searched[target] = (action, name)
        frame.symbols.loads = searched
        try:
            super().enter_frame(frame)
        finally:
            frame.symbols.loads = loads

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a body; that of a whole function gathers its pieces in a list."""
        if frame.buffer is not None:
            super().blockvisit(body, frame)
            return
        self.buffer(frame)
        super().blockvisit(body, frame)
        self.writeline(f"if {frame.buffer}: yield {frame.buffer}")
        frame.buffer = None

    def buffer(self, frame: Frame) -> None:
        """Write the beginning of a list of pieces."""
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = pieces()")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write the end of a function; a component returns its pieces, to be joined with others."""
        if force_unescaped:
            self.writeline(f"return {frame.buffer}")
        else:
            super().return_buffer_contents(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not frame.eval_ctx.autoescape or frame.eval_ctx.volatile or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif type(node) is nodes.Call:
            self._placed = node
            self.write("(")
        elif type(node) is nodes.Filter and node.name == "once":
            self.write("(")  # safe as it is
        else:
            self.write("escaped(")

    def visit_Call(  # noqa: N802 (Jinja's name)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; none of our functions asks for the variables of a loop or a block."""
        escapes = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        # What `{% call %}` makes goes into the page, as what stands between braces does.
        is_placed = node is self._placed or (forward_caller and escapes)
        self.write("placed(context, " if is_placed else "called(context, ")
        if type(node.node) is nodes.Name and node.node.name in self._imported:
            self.write(frame.symbols.ref(node.node.name))
        else:
            self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        """Write an import of components, each of which is looked for once."""
        if not _is_plain(node):
            super().visit_FromImport(node, frame)
            return
        path = node.template.value  # type: ignore[attr-defined]
        for name, alias in _names_of(node):
            self.writeline(f"{frame.symbols.ref(alias)} = components[{(path, name)!r}]", node)

    def _visit_present(self, node: nodes.Expr, frame: Frame) -> None:
        """Write an expression of which something is asked: of a missing name, that fails."""
        if type(node) is nodes.Name and node.ctx == "load":
            self.write(frame.symbols.ref(node.name))
        else:
            self.visit(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Write `a.b` as Python's own; where that fails, `OurEnvironment.careful` renders."""
        name = node.attr
        if not name.isidentifier() or keyword.iskeyword(name):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self._visit_present(node.node, frame)
        self.write(f").{name}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write `a[b]` as Python's own, like `a.b`."""
        self.write("(")
        self._visit_present(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")


def _is_plain(node: nodes.FromImport) -> bool:
    """Return whether components are imported from a file that is named, without a page's values."""
    return isinstance(node.template, nodes.Const) and not node.with_context


def _names_of(node: nodes.FromImport) -> Iterator[tuple[str, str]]:
    """Yield the names of what is imported, and those under which it is known."""
    for each in node.names:
        yield each if isinstance(each, tuple) else (each, each)


class _Components(dict[tuple[str, str], Any]):
    """What templates export, by template and name; each is looked for once."""

    def __init__(self, environment: OurEnvironment) -> None:
        self._environment = environment

    def __missing__(self, key: tuple[str, str]) -> Any:
        """Return a component, or undefined. Raises TemplateNotFound or TemplateSyntaxError."""
        template, name = key
        environment = self._environment
        found = getattr(environment.get_template(template)._get_default_module(), name, None)
        if found is None:
            what = f"the template {template!r} does not export the requested name {name!r}"
            return environment.undefined(what, name=name)
        if not environment.auto_reload:
            self[key] = found
        return found


class OurEnvironment(Environment):
    """Jinja's environment; where files are not watched, each template is looked for once.

    A careful one has Jinja's own code, for what the quick one fails on.
    """

    code_generator_class: type[CodeGenerator] = OurCodeGenerator
    template_class = OurTemplate
    escaped = staticmethod(escaped)
    called = staticmethod(called)
    placed = staticmethod(placed)
    pieces = Pieces
    concat = staticmethod(weave)

    def __init__(self, *arguments: Any, careful: bool = False, **options: Any) -> None:
        """Take what Jinja's environment takes."""
        if careful:
            self.code_generator_class = CodeGenerator
        super().__init__(*arguments, **options)
        self.filters["once"] = once
        self._found: dict[str, OurTemplate] = {}
        self.components = _Components(self)
        self.compiled = 0

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Jinja's name)
    ) -> OurTemplate:
        """Return a template. Raises TemplateNotFound or TemplateSyntaxError."""
        if self.auto_reload or globals is not None or not isinstance(name, str):
            return cast(OurTemplate, super().get_template(name, parent, globals))
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = cast(OurTemplate, super().get_template(name, parent))
        return found

    def _compile(self, source: str, filename: str) -> Any:
        self.compiled += 1  # told to tests, which count work instead of seconds
        return super()._compile(source, filename)


class WithoutIndents(Extension):
    """Takes the indents out of templates, a fifth of a page; lines keep their numbers."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 (the signature is Jinja's)
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """Return the source without the white space at the starts of lines."""
        return _INDENT.sub("", source)


class KeptTemplates(BytecodeCache):
    """Compiled templates, kept between runs behind a hash of their own.

    A file that is cut off, of another version or not ours to read or write is as good as none. The
    last one of each template is also held: a preview has a new environment after each save.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self._folder = folder
        self._held: dict[str, tuple[str, CodeType]] = {}

    def is_empty(self) -> bool:
        """Return whether no template was ever kept here."""
        return not self._folder.is_dir()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept, if that is whole."""
        held = self._held.get(bucket.key)
        if held is not None and held[0] == bucket.checksum:
            bucket.code = held[1]
            return
        data = read_sealed(self._path(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)
        self._hold(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds, in one move."""
        write_sealed(self._path(bucket), bucket.bytecode_to_string())
        self._hold(bucket)

    def _hold(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._held[bucket.key] = (bucket.checksum, bucket.code)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{jinja2.__version__}-{VERSION}"
