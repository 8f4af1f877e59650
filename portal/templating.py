"""How our templates are compiled: the same HTML as Jinja's own compiler gives, sooner.

Three things cost a page most: a call in Python for each attribute (`page.title`), two for each
value that is escaped, and a search for each component that is imported. All three are left out
where that cannot change the result. Why and what it bought: docs/decisions/0005.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from portal.cache import read_sealed, write_sealed

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # another markupsafe: slower, and the same text
    escape_text = escape

# Raise this when other code is made of the same template, so that what was kept is not believed.
VERSION = "2"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def escaped(value: Any) -> str:
    """Return a value as the text of a page; safe HTML stays as it is.

    What Jinja's `escape` does, without making each text an object of its own on the way into a
    page, where it is joined with the others.
    """
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return escape(value)


class OurTemplate(Template):
    """A template whose macros are made once, not anew for each page that imports them.

    Right because our macros read their parameters and the site, and nothing of the page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module(None)


class OurCodeGenerator(CodeGenerator):
    """Jinja's compiler with shorter ways to attributes and escaped values."""

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Write `a.b` as a look at the attribute; what has none is left to Jinja.

        `_o` and `_v` may be used again inside: the inner expression ends before they are set.
        """
        name = node.attr
        if not name.isidentifier() or keyword.iskeyword(name):
            super().visit_Getattr(node, frame)
            return
        self.write("(_v if (_v := getattr((_o := ")
        self.visit(node.node, frame)
        self.write(f"), {name!r}, missing)) is not missing else environment.getattr(_o, {name!r}))")


class OurEnvironment(Environment):
    """Jinja's environment; where files are not watched, each template is looked for once."""

    code_generator_class = OurCodeGenerator
    template_class = OurTemplate
    escaped = staticmethod(escaped)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what Jinja's environment takes."""
        super().__init__(*arguments, **options)
        self._found: dict[str, Template] = {}
        self.compiled = 0

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Jinja's name)
    ) -> Template:
        """Return a template. Raises TemplateNotFound or TemplateSyntaxError."""
        if self.auto_reload or globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
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

    A file that is cut off, of another version or not ours to read or write is as good as none.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept, if that is whole."""
        data = read_sealed(self._path(bucket))
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds, in one move."""
        write_sealed(self._path(bucket), bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{jinja2.__version__}-{VERSION}"
