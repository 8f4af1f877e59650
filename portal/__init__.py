"""A static site generator for careers and recruitment portals in adult social care."""

__version__ = "0.1.0"
