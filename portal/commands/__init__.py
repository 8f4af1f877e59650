"""Commands that are kept out of `portal.cli` to keep it short, and what all commands share."""
