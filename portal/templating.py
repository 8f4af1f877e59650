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
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from portal.cache import read_sealed, write_sealed
from portal.weaving import Shared, Woven, weave

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # another markupsafe: slower, and the same text
    escape_text = escape

# Raise this when other code is made of the same template, so that what was kept is not believed.
VERSION = "3"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_SAFE = frozenset({Markup, Shared, Woven})


def escaped(value: Any) -> str:
    """Return a value as the text of a page; safe HTML stays as it is.

    What Jinja's `escape` does, without making each text an object of its own on the way into a
    page, where it is joined with the others.
    """
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind in _SAFE:
        return value  # type: ignore[no-any-return]
    return escape(value)


def called(context: Context, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Return what a function returns in a template; a component's text is safe HTML.

    What Jinja's `Context.call` and `Macro.__call__` do for a component that is given what it asks
    for. All other calls are left to Jinja.
    """
    if type(function) is not Macro or function.catch_kwargs:
        return context.call(function, *arguments, **named)
    names, left = function.arguments, named
    more = arguments[len(names) :]
    filled = [*arguments[: len(names)]]
    if len(filled) < len(names):
        left = named.copy()
        filled += [left.pop(name, missing) for name in names[len(filled) :]]
    if function.caller:
        left = left.copy()
        filled.append(left.pop("caller", missing))
    if left or (more and not function.catch_varargs) or (function.caller and filled[-1] is missing):
        return context.call(function, *arguments, **named)  # which says what is wrong
    if function.catch_varargs:
        filled.append(more)
    text = function._func(*filled)
    return text if type(text) is Woven else Markup(text)  # noqa: S704 - as Jinja marks it


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
        self.writeline("called = environment.called")
        self.writeline("component = environment.component")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(  # noqa: N802 (Jinja's name)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; none of our functions asks for the variables of a loop or a block."""
        self.write("called(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        """Write an import of components, each of which is looked for once."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_FromImport(node, frame)
            return
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            reference = frame.symbols.ref(alias)
            self.writeline(
                f"{reference} = component({node.template.value!r}, {name!r}, {self.name!r})", node
            )
            if frame.toplevel:
                self.writeline(f"context.vars[{alias!r}] = {reference}")
                self.writeline(f"context.exported_vars.discard({alias!r})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Write `a.b` as Python's own; where that fails, `OurEnvironment.careful` renders."""
        name = node.attr
        if not name.isidentifier() or keyword.iskeyword(name):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{name}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write `a[b]` as Python's own, like `a.b`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")


class OurEnvironment(Environment):
    """Jinja's environment; where files are not watched, each template is looked for once.

    A careful one has Jinja's own code, for what the quick one fails on.
    """

    code_generator_class: type[CodeGenerator] = OurCodeGenerator
    template_class = OurTemplate
    escaped = staticmethod(escaped)
    called = staticmethod(called)
    concat = staticmethod(weave)

    def __init__(self, *arguments: Any, careful: bool = False, **options: Any) -> None:
        """Take what Jinja's environment takes."""
        if careful:
            self.code_generator_class = CodeGenerator
        super().__init__(*arguments, **options)
        self._found: dict[str, Template] = {}
        self._components: dict[tuple[str, str], Any] = {}
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

    def component(self, template: str, name: str, parent: str | None) -> Any:
        """Return what a template exports under a name, or undefined.

        Raises TemplateNotFound or TemplateSyntaxError.
        """
        found = self._components.get((template, name))
        if found is None:
            module = self.get_template(template, parent)._get_default_module()
            found = getattr(module, name, None)
            if found is None:
                what = f"the template {template!r} does not export the requested name {name!r}"
                return self.undefined(what, name=name)
            if not self.auto_reload:
                self._components[template, name] = found
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
