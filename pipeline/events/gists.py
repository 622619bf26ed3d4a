"""What merging reads of an event mention that stands in another article: of a large cluster most mentions read alike.

Hundreds of articles may tell one event, and each further mention has to fit all that tell it; it is asked of each gist
once. A test holds that `compatibility` reads no more than this.
"""

from __future__ import annotations

from collections.abc import Hashable

from pipeline.events.compatibility import AHEAD, Member

Gist = tuple[Hashable, ...]


def gist(member: Member, policy: str) -> Gist:
    """What two mentions have in common that fit the same mentions of other articles under a policy."""
    event = member.event
    # When an article came out is asked of what tells no day or is to come; reports of a period are one without any.
    asked = policy != "period" and (event.date_start is None or event.status in AHEAD)
    came_out = (member.published, member.told) if asked else ()
    return (
        *(event.type, event.status, event.topic, event.date_start, event.date_end, event.date_precision),
        *(
            member.cast,
            member.actors,
            member.doers,
            member.people,
            member.bodies,
            member.countries,
            member.place,
            member.site,
        ),
        came_out,
    )
