"""What servers are told of the site: one table, and settings that say the same everywhere.

`python tests/test_hosting.py` writes the settings in docs/hosting.md.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import REPOSITORY, SMALL_WORLD, TODAY, BuiltWorld, World

from portal import hosting
from portal.cli import cli
from portal.config import Config, read_config

PAGE = REPOSITORY / "docs" / "hosting.md"
POLICY = "Content-Security-Policy"
_MADE = re.compile(r"<!-- made: (\w+) -->\n(?:\n```\n.*?\n```\n)?", re.DOTALL)


def config_of(base_url: str = "https://careers.example/", *, production: bool = True) -> Config:
    """Return the settings of the small world with an address."""
    config, _ = read_config(SMALL_WORLD / "site.yaml", SMALL_WORLD, TODAY)
    assert config is not None
    return config.model_copy(update={"base_url": base_url, "production": production})


def make_page(text: str) -> str:
    """Return the guide with the settings as they are now."""
    return _MADE.sub(
        lambda match: (
            f"{match[0].splitlines()[0]}\n\n```\n"
            f"{hosting.SERVERS[match[1]](config_of()).rstrip()}\n```\n"
        ),
        text,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, BuiltWorld]:
    """Return a site with a form that is sent elsewhere, and its settings."""
    root = tmp_path_factory.mktemp("hosting") / "project"
    world = World(root)
    settings = (SMALL_WORLD / "site.yaml").read_text("utf-8")
    for path in SMALL_WORLD.rglob("*"):
        if path.is_file():
            world.write({path.relative_to(SMALL_WORLD).as_posix(): path.read_text("utf-8")})
    endpoint = "forms: {interest_endpoint: https://forms.example/take?id=7}\n"
    world.write({"site.yaml": settings + endpoint})
    site = world.build(TODAY)
    assert site.problems == ()
    config, _ = read_config(root / "site.yaml", root, TODAY)
    assert config is not None
    return config, site


def directives(policy: str) -> dict[str, set[str]]:
    """Return the sources of a policy by directive."""
    parts = (part.split() for part in policy.split(";"))
    return {name: set(sources) for name, *sources in parts}


def test_the_header_allows_what_pages_allow_themselves_and_no_frames(
    built: tuple[Config, BuiltWorld],
) -> None:
    config, site = built
    header = directives(hosting.content_policy(config))
    assert header.pop("frame-ancestors") == {"'none'"}
    widest = {}
    for name, data in site.files.items():
        found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]+)"', data)
        if found is None or not name.endswith(".html"):
            continue
        own = directives(found[1].decode())
        widest[name] = own
        for directive, sources in own.items():
            allowed = header.get(directive, header["default-src"])
            assert sources <= allowed or sources == {"'none'"}, (name, directive)
    assert widest["contact/call-me/index.html"] == header


def headers_file(site: BuiltWorld) -> dict[str, dict[str, str]]:
    """Return the headers of each rule, as Cloudflare Pages and Netlify read the file."""
    rules: dict[str, dict[str, str]] = {}
    for line in site.text("/_headers").splitlines():
        assert len(line) <= 2000
        if line.startswith("/"):
            rule = rules.setdefault(line, {})
        else:
            name, _, text = line.strip().partition(": ")
            assert line.startswith("  ")
            rule[name] = text
    assert len(rules) <= 100
    return rules


def test_the_headers_file_gives_every_answer_all_headers_and_each_only_once(
    built: tuple[Config, BuiltWorld],
) -> None:
    config, site = built
    rules = headers_file(site)
    everywhere = rules.pop("/*")
    assert everywhere == dict(hosting.headers(config))
    typed = rules.pop(hosting.SPECULATION)
    assert typed == {"Content-Type": "application/speculationrules+json"}
    assert all(rule.keys() == {"Cache-Control"} for rule in rules.values())


def test_what_has_a_hash_in_its_name_and_nothing_else_is_kept_for_a_year(
    built: tuple[Config, BuiltWorld],
) -> None:
    _, site = built
    kept = [
        rule.removesuffix("*")
        for rule in headers_file(site)
        if rule not in {"/*", hosting.SPECULATION}
    ]
    pattern = re.compile(f"^{hosting.FINGERPRINTED}")
    hashed = re.compile(r"[.-][0-9a-f]{12,}[.-]")
    for name in site.files:
        url = f"/{name}"
        said = url in kept or url.startswith("/images/")
        assert said == bool(pattern.match(url)) == bool(hashed.search(url)), url
    for url in ("/assets/logo.png", "/sw.js", "/favicon.ico", "/assets/fonts/a.0123456789ab.css"):
        assert not pattern.match(url)


def test_pages_are_loaded_ahead_only_once_their_link_is_pressed(
    world: Callable[..., World],
) -> None:
    site = world().build(TODAY, base_url="https://site.example/careers/")
    rules = json.loads(site.text(hosting.SPECULATION))
    (rule,) = rules.pop("prefetch")
    assert rules == {}
    assert rule == {"where": {"href_matches": "/careers/*/"}, "eagerness": "conservative"}


def test_a_value_with_quotation_marks_is_one_value_for_every_server() -> None:
    config = config_of("https://a.example/careers/")
    value = '"\\"/careers/ahead.speculationrules\\""'
    for server in (hosting.nginx, hosting.caddy):
        assert f"Speculation-Rules {value}" in server(config)


def test_below_the_root_of_a_host_there_is_no_headers_file(world: Callable[..., World]) -> None:
    site = world().build(TODAY, base_url="https://site.example/careers/")
    assert "_headers" not in site.files


@pytest.mark.parametrize(
    ("base_url", "production", "said"),
    [
        ("https://careers.example/", True, True),
        ("https://careers.example/", False, False),
        ("http://careers.example/", True, False),
    ],
)
def test_https_is_promised_for_the_real_site_alone(
    base_url: str, production: bool, said: bool
) -> None:
    config = config_of(base_url, production=production)
    for server in ("nginx", "caddy", "cloudfront"):
        settings = hosting.SERVERS[server](config)
        assert bool(re.search("Strict-?Transport-?Security", settings)) == said
    assert ("Strict-Transport-Security" in hosting.headers(config)) == said


def quoted(text: str) -> str:
    """Return a value between quotation marks, with those inside it escaped."""
    return '"' + text.replace('"', '\\"') + '"'


def test_nginx_sets_all_headers_in_one_place() -> None:
    config = config_of("https://careers.example/jobs/")
    settings = hosting.nginx(config)
    assert settings.count("{") == settings.count("}")
    for name, text in hosting.headers(config).items():
        assert f"    add_header {name} {quoted(text)} always;\n" in settings
    location = settings[settings.index("    location") :]
    assert "add_header" not in location
    assert "error_page 404 /jobs/404.html;" in settings
    assert f'"~^/jobs{hosting.FINGERPRINTED}"' in settings


def test_caddy_names_every_matcher_that_it_uses() -> None:
    settings = hosting.caddy(config_of())
    assert settings.count("{") == settings.count("}")
    used = set(re.findall(r"header (@\w+)", settings))
    assert used == set(re.findall(r"^    (@\w+) ", settings, re.MULTILINE))
    assert used == {"@fingerprinted", *(f"@{ending}" for ending in hosting.TYPES)}
    assert hosting.caddy(config_of("http://careers.example/")).splitlines()[1].startswith("http://")
    for name, text in hosting.headers(config_of()).items():
        assert f"        {name} {quoted(text)}\n" in settings


def test_cloudfront_gets_every_header_once() -> None:
    policy = json.loads(hosting.cloudfront(config_of()))
    custom = policy["CustomHeadersConfig"]
    assert custom["Quantity"] == len(custom["Items"])
    security = policy["SecurityHeadersConfig"]
    assert len(custom["Items"]) + len(security) == len(hosting.headers(config_of()))
    said = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert said == hosting.headers(config_of())[POLICY]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 31_536_000


def test_files_go_to_s3_before_the_pages_that_ask_for_them_and_leave_last() -> None:
    commands = shlex.split(hosting.s3(config_of("https://careers.example/jobs/")), comments=True)
    targets = [word for word in commands if word.startswith("s3://")]
    assert targets[0] == "s3://YOUR-BUCKET/jobs/images"
    assert targets[1] == "s3://YOUR-BUCKET/jobs/assets"
    assert commands.count("--delete") == 1
    assert commands.index("--delete") > len(commands) - 5
    assert commands.count(hosting.UNCHANGING) == 2


def test_the_guide_has_the_settings_as_they_are_now() -> None:
    text = PAGE.read_text("utf-8")
    if text != make_page(text):
        pytest.fail("Run `python tests/test_hosting.py` and commit what it writes.")
    assert set(_MADE.findall(text)) == set(hosting.SERVERS)


def test_the_settings_of_a_site_are_printed(tmp_path: Path) -> None:
    settings = SMALL_WORLD / "site.yaml"
    words = ["hosting", "nginx", "--config", str(settings), "--base-url", "https://a.example/b/"]
    ran = CliRunner().invoke(cli, words)
    assert ran.exit_code == 0
    assert "server_name a.example;" in ran.output
    assert "/var/www/portal/b/" in ran.output
    ran = CliRunner().invoke(cli, ["hosting", "caddy", "--config", str(tmp_path / "none.yaml")])
    assert ran.exit_code == 1
    assert "The settings of the site are missing" in ran.output


if __name__ == "__main__":
    PAGE.write_text(make_page(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
