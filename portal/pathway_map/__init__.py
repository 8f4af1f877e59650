"""The pathway as a drawn map: a graph goes in, positions and paths come out; no files, no HTML."""

from portal.pathway_map.faults import faults_of
from portal.pathway_map.graph import Box, Column, Drawing, Graph, Name, Route, Stop, Trunk, Way
from portal.pathway_map.labels import ROW_HEIGHT
from portal.pathway_map.layout import lay_out
from portal.pathway_map.paths import rounded

__all__ = [
    "ROW_HEIGHT",
    "Box",
    "Column",
    "Drawing",
    "Graph",
    "Name",
    "Route",
    "Stop",
    "Trunk",
    "Way",
    "faults_of",
    "lay_out",
    "rounded",
]
