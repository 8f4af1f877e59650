"""Tells when something was saved: content, templates, assets and site.yaml; never dist/ or .cache/.

livereload's own watcher polls every 0.8 s and ignores what changes within 3 s of the last reload.
This one is told by the operating system (watchfiles), in threads of its own.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import watchfiles
from livereload.watcher import Watcher  # type: ignore[import-untyped]

from portal.project import Project

Changed = Callable[[frozenset[Path]], None]

# Waits this long for the next file of the same save, and no longer than the second in a row.
_STEP, _AT_MOST = 5, 500
# What editors and operating systems leave lying about, and folders that nobody reads.
_LITTER = re.compile(
    r"^(\.|~\$|__pycache__$|node_modules$)|(~|\.sw.|\.tmp|\.bak|\.py[co])$", re.IGNORECASE
)


class SavedWatcher(Watcher):  # type: ignore[misc]
    """A livereload watcher that calls `changed` with what was saved, from its own threads.

    Two threads, because a folder is watched with all that is in it, whereas a single file must be
    watched through its folder: editors save by putting a new file in the old one's place.
    """

    def __init__(self, project: Project, changed: Changed) -> None:
        super().__init__()
        self._changed = changed
        folders = (project.content, project.templates, project.assets)
        self._folders = tuple(folder.resolve() for folder in folders)
        self._settings = project.config.resolve()
        self._ended = threading.Event()
        self._again = threading.Event()
        self._polling: bool | None = None
        self._threads: list[threading.Thread] = []
        for folder in self._folders:
            self.watch(str(folder))  # or livereload would watch the working directory

    def start(self, callback: object) -> bool:
        """Start, if that was not done before; True tells livereload not to poll."""
        del callback  # livereload's polling, with its window of three seconds
        self.begin()
        return True

    def begin(self) -> None:
        """Start watching, unless it is going on."""
        if self._threads:
            return
        for target in (self._watch_folders, self._watch_around):
            thread = threading.Thread(target=target, name=target.__name__, daemon=True)
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        """Stop watching, and wait until it has stopped."""
        self._ended.set()
        self._again.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _watch_folders(self) -> None:
        """Watch content, templates and assets; start afresh when one of them comes or goes."""
        late = False
        while not self._ended.is_set():
            there = [folder for folder in self._folders if folder.is_dir()]
            if there:
                self._watch(there, self._is_below, self._again, recursive=True, late=late)
            else:
                self._again.wait()
            if not self._ended.is_set():
                self._again.clear()
            late = True

    def _watch_around(self) -> None:
        """Watch for site.yaml, and for the folders themselves."""
        wanted = {self._settings, *self._folders}
        parents = sorted({path.parent for path in wanted if path.parent.is_dir()})
        while not self._ended.is_set():
            self._watch(parents, wanted.__contains__, self._ended, recursive=False)

    def _watch(
        self,
        paths: list[Path],
        wanted: Callable[[Path], bool],
        stop: threading.Event,
        *,
        recursive: bool,
        late: bool = False,
    ) -> None:
        """Pass on what changes until told to stop.

        `late` means that files may have changed before the watch began. Where the system does not
        tell of changes, look for them every 0.3 s.
        """
        try:
            for changes in watchfiles.watch(
                *paths,
                watch_filter=lambda _change, path: wanted(Path(path)),
                debounce=_AT_MOST,
                step=_STEP,
                stop_event=stop,
                rust_timeout=_AT_MOST,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=self._polling,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                if changes:
                    self._pass_on(changes)
                elif late:
                    late = False
                    self._changed(frozenset(paths))
        except FileNotFoundError:  # a folder went as it was to be watched
            self._ended.wait(0.3)
        except (OSError, RuntimeError):  # the system watches too much already
            self._polling = True
            self._ended.wait(0.3)

    def _pass_on(self, changes: set[tuple[watchfiles.Change, str]]) -> None:
        paths = frozenset(Path(path) for _change, path in changes)
        moved = paths.intersection(self._folders)
        if moved:
            if all(kind is watchfiles.Change.modified for kind, _path in changes):
                paths -= moved
            else:
                self._again.set()
        if paths:
            self._changed(paths)

    def _is_below(self, path: Path) -> bool:
        """Return whether a path is something that people write, and not litter."""
        for folder in self._folders:
            if path.is_relative_to(folder):
                parts = path.relative_to(folder).parts
                return bool(parts) and not any(_LITTER.search(part) for part in parts)
        return False
