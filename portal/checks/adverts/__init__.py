"""Checks of vacancies: pay that the law allows, fair and honest words, and enough of them."""

from __future__ import annotations

from portal.checks.adverts.screen import VacancyScreen

__all__ = ["VacancyScreen"]
