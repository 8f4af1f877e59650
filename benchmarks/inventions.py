"""Makes up stories, adverts and providers: the same arguments give the same values, always."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import words
from records import TODAY, Advert, Provider, Story


@dataclass(frozen=True, slots=True)
class Known:
    """What the copied content already holds, for stories and adverts to refer to."""

    roles: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    settings: tuple[str, ...]
    audiences: tuple[str, ...]
    providers: tuple[tuple[str, str], ...]
    old_stories: tuple[str, ...]


def slug(text: str) -> str:
    """Return the text as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def invent_providers(seed: int, count: int, known: Known) -> list[Provider]:
    """Return made-up providers, each in a district or two."""
    random = Random(f"{seed} providers")  # noqa: S311 - not for secrets
    pairs = [f"{first} {last}" for last in words.PROVIDER_LAST for first in words.PROVIDER_FIRST]
    districts = sorted({district for _, _, district in words.TOWNS})
    providers = []
    for number in range(count):
        repeat = number // len(pairs)
        name = pairs[number % len(pairs)] + (f" {repeat + 1}" if repeat else "")
        about = f"{name} is made up. It stands in a workload that measures how long a build takes."
        providers.append(
            Provider(
                id=f"workload-{slug(name)}",
                name=name,
                setting=random.choice(known.settings),
                districts=tuple(sorted(random.sample(districts, 2))),
                about=about,
            )
        )
    return providers


def invent_stories(seed: int, count: int, known: Known) -> Iterator[Story]:
    """Yield made-up case studies; the first take the addresses of the stories they replace."""
    random = Random(f"{seed} stories")  # noqa: S311 - not for secrets
    for number in range(count):
        name = random.choice(words.FIRST_NAMES)
        address = (
            known.old_stories[number]
            if number < len(known.old_stories)
            else f"workload-{number + 1:05}"
        )
        yield _story(random, known, number, address, name)


def _story(random: Random, known: Known, number: int, address: str, name: str) -> Story:
    town, _, _ = random.choice(words.TOWNS)
    before = random.choice(words.PREVIOUS_WORK)
    step = random.choice(known.steps) if known.steps else None
    role = step[1] if step else random.choice(known.roles)[0]
    title_of_role = dict(known.roles).get(role, role.replace("-", " ")).lower()
    return Story(
        slug=address,
        title=f"{name}, once {before}, now {title_of_role} ({number + 1})"[:90],
        summary=f"{name} stopped work as {before} and found a place in a team in {town}.",
        day=TODAY - timedelta(days=random.randrange(5, 700)),
        name=name,
        role=role,
        previously=before,
        provider=random.choice(known.providers)[0],
        setting=random.choice(known.settings),
        place=slug(town),
        audience=random.choice(known.audiences),
        step=step,
        best=random.choice(words.BEST_PARTS),
        hardest=random.choice(words.HARDEST_PARTS),
        quote=random.choice(words.BEST_PARTS),
        body=_story_body(random, name, before, town, role),
    )


def _story_body(random: Random, name: str, before: str, town: str, role: str) -> str:
    headings = random.sample(words.STORY_HEADINGS, random.choice((2, 3)))
    beginning = random.choice(words.STORY_BEGINNINGS)
    parts = [beginning.format(name=name, before=before, town=town)]
    sentences = random.sample(words.STORY_SENTENCES, len(words.STORY_SENTENCES))
    chunk = 13 // len(headings) + 1
    for index, heading in enumerate(headings):
        own = [line.format(town=town) for line in sentences[index * chunk :][:chunk]]
        middle = len(own) // 2
        parts += [f"## {heading}", " ".join(own[:middle]), " ".join(own[middle:])]
    tips = random.sample(words.STORY_TIPS, 3)
    parts.append("\n".join(f"- {tip}" for tip in tips))
    parts.append(f"Read about [this role and where it leads](/roles/{role}/), *then* ask {name}.")
    return "\n\n".join(parts) + "\n"


def invent_adverts(seed: int, count: int, known: Known) -> Iterator[Advert]:
    """Yield made-up adverts; no two are for the same role, provider and town while that lasts."""
    random = Random(f"{seed} adverts")  # noqa: S311 - not for secrets
    every = len(known.roles) * len(known.providers) * len(words.TOWNS)
    if count <= every:
        choices: Sequence[int] = random.sample(range(every), count)
    else:
        choices = random.choices(range(every), k=count)
    for number, choice in enumerate(choices):
        rest, role_at = divmod(choice, len(known.roles))
        town_at, provider_at = divmod(rest, len(known.providers))
        role = known.roles[role_at][1]
        provider = known.providers[provider_at][1]
        yield _advert(random, number, role, provider, words.TOWNS[town_at])


def _advert(
    random: Random, number: int, role: str, provider: str, town: tuple[str, str, str]
) -> Advert:
    lowest = random.randrange(1271, 1650, 5)
    shift = random.choice(words.SHIFTS)
    return Advert(
        reference=f"W{number + 1:06}",
        title=role,
        provider=provider,
        town=town[0],
        postcode=f"{town[1]} {random.randrange(10)}ZZ",
        description=_description(random, role, provider, town[0], shift),
        lowest_pay=lowest / 100,
        highest_pay=(lowest + random.randrange(0, 200, 5)) / 100,
        employment=random.choice(("FULL_TIME", "PART_TIME", "TEMPORARY")),
        work_hours=shift,
        posted_on=TODAY - timedelta(days=random.randrange(0, 28)),
        closes_on=TODAY + timedelta(days=random.randrange(7, 60)),
    )


def _description(random: Random, role: str, provider: str, town: str, shift: str) -> str:
    introduction = random.choice(words.INTRODUCTIONS)
    tasks = random.sample(words.TASKS, random.choice((4, 5)))
    offers = random.sample(words.OFFERS, random.choice((4, 5)))
    asks = random.sample(words.ASKS, 2)
    closings = random.sample(words.CLOSINGS, 2)
    hours = random.choice((16, 20, 24, 30, 37))
    return "".join(
        (
            f"<p>{introduction.format(provider=provider, role=role.lower(), town=town)} ",
            f"The work is {hours} hours a week. {shift}.</p>",
            "<h3>What you will do</h3><ul>",
            *(f"<li>{task}</li>" for task in tasks),
            "</ul><h3>What we offer</h3><ul>",
            *(f"<li>{offer}</li>" for offer in offers),
            f"</ul><h3>What we ask</h3><p>{' '.join(asks)}</p><p>{' '.join(closings)}</p>",
        )
    )
