"""The Jinja environment: strict, escaping, with errors that name the template's file and line."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.runtime import Macro

from portal.assets import Assets
from portal.config import Config, FooterItem, MenuItem, Organisation
from portal.errors import PortalError, Position, Problem
from portal.filters import FILTERS
from portal.images import ShareCard
from portal.pages.banners import BannerView
from portal.pages.page import Head, Page
from portal.pages.share_cards import ShareCards
from portal.pages.streets import STREETS, Street
from portal.palette import theme_colours
from portal.templating import KeptTemplates, OurEnvironment, WithoutIndents
from portal.values import fixed
from portal.weaving import Sheet, sheet_of

_SECTIONS_OF_THEIR_OWN = frozenset({"/", "/search/"})


@fixed
class SiteView:
    """What every template may know of the site."""

    title: str
    short_title: str
    description: str
    root: str
    base_url: str
    language: str
    area: str
    organisation: Organisation
    navigation: tuple[MenuItem, ...]
    footer: tuple[FooterItem, ...]
    stylesheets: Mapping[str, str]
    scripts: Mapping[str, str]
    today: date
    preview: bool
    attribution: tuple[str, ...]
    shared: ShareCards
    theme: tuple[str, str]
    banners: tuple[BannerView, ...] = ()
    streets: Mapping[str, Street] = field(default_factory=lambda: STREETS)


def site_view(
    config: Config,
    assets: Assets,
    today: date,
    preview: bool,
    attribution: tuple[str, ...],
    shared: ShareCards,
    banners: tuple[BannerView, ...] = (),
) -> SiteView:
    """Return the view of a site with these settings on a day."""
    return SiteView(
        title=config.title,
        short_title=config.short_title or config.title,
        description=config.description,
        root=config.root,
        base_url=config.base_url.rstrip("/"),
        language=config.language,
        area=config.area,
        organisation=config.organisation,
        navigation=config.navigation,
        footer=config.footer,
        stylesheets=assets.stylesheets,
        scripts=assets.scripts,
        today=today,
        preview=preview,
        attribution=attribution,
        shared=shared,
        theme=theme_colours(config.brand),
        banners=banners,
    )


class Frame(NamedTuple):
    """What stands around the content of a page and follows from its address and title.

    `title` is that of cards, `full_title` that of the browser's window; `section` is the address of
    the item of the navigation that the page belongs to, and `foot` that of the item of the foot
    that is the page itself; both may be empty.
    """

    title: str
    full_title: str
    address: str
    card: ShareCard
    section: str
    foot: str


def frame_of(site: SiteView, head: Head) -> Frame:
    """Return what stands around a page with this head."""
    url = head.url
    above = [each.url for each in site.navigation if url.startswith(each.url) and each.url != "/"]
    own = url if url in _SECTIONS_OF_THEIR_OWN else ""
    return Frame(
        title=site.title if url == "/" else head.title,
        full_title=site.title if url == "/" else f"{head.title} – {site.short_title}",
        address=f"{site.base_url}{url}",
        card=site.shared.of(url),
        section=above[-1] if above else own,
        foot=url if url in [item.url for item in site.footer] else "",
    )


class Renderer:
    """Fills templates. Compiled templates are in `kept`, keyed by their text."""

    def __init__(
        self, templates: Path, root: Path, site: SiteView, kept: KeptTemplates | None
    ) -> None:
        """Take the templates' folder; a preview sees edits of them, a build does not look."""
        self._templates = templates.resolve()
        self._root = root
        self._environment = _environment(templates, kept, site)
        self._careful: OurEnvironment | None = None
        self.site = site

    def forget(self) -> None:
        """Let go of what components made (`once`); whoever fills another page makes it again."""
        for component in self._environment.components.values():
            vars(component).pop("kept", None)

    def component(self, template: str, name: str) -> Macro | None:
        """Return a component, or None where it cannot be had: who fills a page with it says so."""
        with contextlib.suppress(TemplateError, UnicodeDecodeError):
            found = self._environment.components[template, name]
            return found if type(found) is Macro else None
        return None

    def render(self, page: Page, context: object = None) -> str:
        """Return the text of a page, as `fill` does."""
        return self.fill(page, context).text()

    def fill(self, page: Page, context: object = None) -> Sheet:
        """Return a page, whose context may have been made already.

        Raises PortalError with the template's file and line.
        """
        try:
            return self._fill(page.template, page.context() if context is None else context)
        except TemplateSyntaxError as error:
            raise PortalError(self._syntax_problem(error)) from error
        except TemplateNotFound as error:
            position = Position(self._name(self._templates / page.template))
            raise PortalError(
                Problem(position, "template", f'There is no template "{error.name}".', "Add it.")
            ) from error
        except Exception as error:
            problem = self._run_problem(error, page)
            if problem is None:
                raise
            raise PortalError(problem) from error

    def _fill(self, name: str, context: object) -> Sheet:
        head = getattr(context, "head", None)
        values = {
            "page": context,
            "frame": frame_of(self.site, head) if head is not None else None,
        }
        template = self._environment.get_template(name)
        try:
            return sheet_of(template.root_render_func(template.context_of(values)))
        except Exception:
            # What is missing where quick code takes it for granted: Jinja's own knows a way, or the
            # words that tell the line.
            if self._careful is None:
                self._careful = _environment(self._templates, None, self.site, careful=True)
            return sheet_of([self._careful.get_template(name).render(values)])

    def _syntax_problem(self, error: TemplateSyntaxError) -> Problem:
        path = Path(error.filename) if error.filename else self._templates / (error.name or "")
        sentence = f"The template cannot be read: {(error.message or 'it is broken').rstrip('.')}."
        return Problem(Position(self._name(path), error.lineno), "template", sentence, "Mend it.")

    def _run_problem(self, error: Exception, page: Page) -> Problem | None:
        """Return the problem at the innermost line of a template, or None if none is at fault."""
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if self._is_template(frame.filename)]
        if not inside or (not isinstance(error, TemplateError) and frames[-1] not in inside):
            return None
        position = Position(self._name(Path(inside[-1].filename)), inside[-1].lineno or 0)
        sentence = f"The template failed on the page {page.url}: {str(error).rstrip('.')}."
        return Problem(position, "template", sentence, "Mend it.")

    def _is_template(self, filename: str) -> bool:
        return Path(filename).is_relative_to(self._templates)

    def _name(self, path: Path) -> str:
        root = self._root.resolve()
        resolved = path.resolve()
        return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(path)


def compile_templates(templates: Path, kept: KeptTemplates) -> Iterator[str]:
    """Yield the names of all templates, each as soon as it is compiled and kept.

    One that is broken is passed over: whoever fills it says so.
    """
    environment = _environment(templates, kept, None)
    for name in environment.list_templates(filter_func=_is_filled):
        with contextlib.suppress(TemplateError, UnicodeDecodeError):
            environment.get_template(name)
            yield name


def _is_filled(name: str) -> bool:
    return not name.endswith(".yaml")  # what a feed is like stands beside the templates


def _environment(
    templates: Path, kept: KeptTemplates | None, site: SiteView | None, careful: bool = False
) -> OurEnvironment:
    environment = OurEnvironment(
        careful=careful,
        loader=FileSystemLoader(templates.resolve()),
        undefined=StrictUndefined,
        autoescape=select_autoescape(
            disabled_extensions=("txt", "json"), default_for_string=True, default=True
        ),
        bytecode_cache=kept,
        auto_reload=site is not None and site.preview,
        cache_size=-1,
        extensions=[WithoutIndents],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    environment.globals["site"] = site
    return environment
