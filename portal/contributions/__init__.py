"""What a pull request or a form sets off on GitHub.

Two jobs share the work, so that nothing of a stranger's ever runs beside a key. One has no rights:
it builds the proposal, takes pictures, and leaves a small result (`reviewing`, `pictures`). The
other may write comments: it runs the code of the main branch only, with nothing but the standard
library (`python3 -m portal.contributions`), and reads that result as a stranger's letter
(`review`, `png`, `comment`, `github`). docs/operations.md tells an owner how to set it up.
"""
