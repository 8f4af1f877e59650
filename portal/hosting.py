"""What a web server should say of the site: one table, and what each kind of server makes of it.

Pages carry a content policy of their own (templates/layouts/base.html), because some hosts can set
no headers. As a header it also covers files that are no pages, and forbids frames, which a page
cannot do for itself (Content Security Policy Level 3, section 6.4.2, frame-ancestors).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from portal.config import Config

# Files whose names hold a hash of what is in them never change (RFC 8246, immutable); a year is the
# most that RFC 9111 expects of anybody. All others are asked for again each time, which costs
# nothing where the ETag is still the same.
UNCHANGING = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# As portal/assets.py and portal/images name them.
FINGERPRINTED = r"/(assets/[\w.-]+\.[0-9a-f]{12}\.(css|js)|images/[\w.-]+)$"
PICTURES = "/images/*"
# Names the pages that a browser may load as soon as a finger touches the link to one: see
# docs/decisions/0024-pages-ahead.md. A page itself cannot, without a looser policy for scripts.
SPECULATION = "/ahead.speculationrules"
# What servers often do not know by its ending (RFC 5545, RFC 7111, Web Application Manifest, and
# HTML, "speculation rules").
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "avif": "image/avif",
        "csv": "text/csv",
        "ics": "text/calendar",
        "speculationrules": "application/speculationrules+json",
        "webmanifest": "application/manifest+json",
    }
)
_FOLDER = "/var/www/portal"


def content_policy(config: Config) -> str:
    """Return the policy of all pages together: that of base.html, where forms may be sent, and no
    frames.
    """
    endpoint = config.forms.interest_endpoint
    parts = urlsplit(endpoint) if endpoint else None
    ours = f"'self' {parts.scheme}://{parts.netloc}" if parts else "'self'"
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self' data:",
            "script-src 'self'",
            f"connect-src {ours}",
            "font-src 'self'",
            "manifest-src 'self'",
            f"form-action {ours}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def headers(config: Config) -> Mapping[str, str]:
    """Return the headers of every answer, by name.

    Strict-Transport-Security (RFC 6797) is only for the real site with https: a browser that has
    seen it refuses http for a year. It says nothing of other sites below the same domain.
    """
    found = {
        "Content-Security-Policy": content_policy(config),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Speculation-Rules": f'"{config.root}{SPECULATION}"',
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if config.production and config.base_url.startswith("https:"):
        found["Strict-Transport-Security"] = "max-age=31536000"
    return MappingProxyType(found)


def nginx(config: Config) -> str:
    """Return a site for nginx 1.13 or newer. All headers are set in one place, because a `location`
    with headers of its own would lose those above it (nginx, add_header).
    """
    added = "\n".join(f"    add_header {name} {text} always;" for name, text in _quoted(config))
    types = "".join(f"        {media} {ending};\n" for ending, media in TYPES.items())
    return f"""\
# Copy dist/ to {_FOLDER}{config.root}/. Both blocks belong inside http {{ }}.
map $uri $portal_cache {{
    default "{ASK_AGAIN}";
    "~^{config.root}{FINGERPRINTED}" "{UNCHANGING}";
}}

server {{
    listen 80;
    server_name {_host(config)};
    root {_FOLDER};
    index index.html;
    error_page 404 {config.root}/404.html;
    absolute_redirect off;

    include mime.types;
    types {{
{types}    }}
    charset utf-8;
    charset_types text/css text/csv text/calendar text/javascript text/plain text/xml
        application/javascript application/json application/manifest+json;
    gzip_static on;

    # Not "always": that a file is missing must not be remembered for a year.
    add_header Cache-Control $portal_cache;
{added}

    location ~ /\\.(?!well-known/) {{
        return 404;
    }}
}}
"""


def caddy(config: Config) -> str:
    """Return a site for Caddy 2, which sees to https by itself."""
    added = "\n".join(f"        {name} {text}" for name, text in _quoted(config))
    types = "\n".join(
        f'    @{ending} path *.{ending}\n    header @{ending} Content-Type "{_with_charset(media)}"'
        for ending, media in TYPES.items()
    )
    is_secure = config.base_url.startswith("https:")
    address = _host(config) if is_secure else f"http://{_host(config)}"
    return f"""\
# Copy dist/ to {_FOLDER}{config.root}/.
{address} {{
    root * {_FOLDER}

    header {{
        # "?" is for what no other line has set.
        ?Cache-Control "{ASK_AGAIN}"
{added}
    }}
    @fingerprinted {{
        path_regexp ^{config.root}{FINGERPRINTED}
        file
    }}
    header @fingerprinted Cache-Control "{UNCHANGING}"
{types}

    file_server {{
        precompressed br gzip
        hide .*
    }}
    handle_errors 404 {{
        rewrite * {config.root}/404.html
        file_server
    }}
}}
"""


def cloudfront(config: Config) -> str:
    """Return the response headers policy of Amazon CloudFront, as its command line takes it.

    Cache-Control is not in it: it is set for each file when it is uploaded.
    """
    own = dict(headers(config))
    policy = own.pop("Content-Security-Policy")
    own.pop("X-Content-Type-Options")
    own.pop("X-Frame-Options")
    transport = own.pop("Strict-Transport-Security", "")
    security: dict[str, object] = {
        "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": policy},
        "ContentTypeOptions": {"Override": True},
        "FrameOptions": {"Override": True, "FrameOption": "DENY"},
        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": own.pop("Referrer-Policy")},
    }
    if transport:
        security["StrictTransportSecurity"] = {
            "Override": True,
            "AccessControlMaxAgeSec": int(transport.partition("=")[2]),
            "IncludeSubdomains": False,
            "Preload": False,
        }
    rest = [{"Header": name, "Value": text, "Override": True} for name, text in own.items()]
    document = {
        "Name": "portal",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(rest), "Items": rest},
    }
    return f"{json.dumps(document, indent=2)}\n"


def s3(config: Config) -> str:
    """Return the commands that upload the site to Amazon S3, first what never changes.

    A page is replaced only once all that it asks for is there, and old files go last.
    """
    bucket = f"s3://YOUR-BUCKET{config.root}"
    endings = [ending for ending in TYPES if ending != "avif"]  # pictures never change
    typed = "\n".join(
        f'aws s3 cp dist {bucket} --recursive --exclude "*" --include "*.{ending}" \\\n'
        f'  --content-type "{_with_charset(TYPES[ending])}" --cache-control "{ASK_AGAIN}"'
        for ending in endings
    )
    others = " ".join(f'--exclude "*.{ending}"' for ending in endings)
    return f"""\
aws s3 sync dist/images {bucket}/images --cache-control "{UNCHANGING}"
aws s3 sync dist/assets {bucket}/assets --exclude "*" --include "*.css" --include "*.js" \\
  --cache-control "{UNCHANGING}"
{typed}
aws s3 sync dist {bucket} --exclude "images/*" --exclude "assets/*.css" --exclude "assets/*.js" \\
  {others} --exclude ".*" \\
  --cache-control "{ASK_AGAIN}"
aws s3 sync dist {bucket} --size-only --delete --exclude ".*"
"""


SERVERS: Mapping[str, Callable[[Config], str]] = MappingProxyType(
    {"nginx": nginx, "caddy": caddy, "cloudfront": cloudfront, "s3": s3}
)


def _quoted(config: Config) -> list[tuple[str, str]]:
    """Return names and values as nginx and Caddy read them: between quotation marks."""
    escaped = ((name, text.replace('"', '\\"')) for name, text in headers(config).items())
    return [(name, f'"{text}"') for name, text in escaped]


def _host(config: Config) -> str:
    return urlsplit(config.base_url).netloc


def _with_charset(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
