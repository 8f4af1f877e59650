"""Tests of portal.serve."""
