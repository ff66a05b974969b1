"""What shows that words set a course: a choice, a time ahead, how many, to what end."""

import re

_KINDS = (
    # "we settled on …" · "members signed up to …" · "the assessment pointed to …"
    r"""agree[ds]?|settled|signed\s+up|opt(?:s|ed)|decid(?:es|ed)|resolv(?:es|ed)|cho(?:ose|se|sen)
    |adopt(?:s|ed)?|identif(?:y|ies|ied)|select(?:s|ed)|point(?:s|ed)\s+to|emerge[sd]?|c[ao]me\s+out
    |tak(?:e|es|en|ing)\s+forward|took\s+forward|singled\s+out|put\s+forward|recommend(?:s|ed)?
    |propos(?:es?|ed)|endorsed|commit(?:s|ted)?|commitments?|pledge[sd]?|promise[sd]?|confirmed
    |landed\s+on|plumped|voted|backed|approved|set\s+(?:itself|ourselves|out|its|our)""",
    # "where we put our energy" · "comes first"
    r"""energ(?:y|ies)|efforts?|attention|resources|precedence|weight|focus\w*|concentrat\w+
    |cent(?:re[sd]?|red)|emphasis|first|matters?\s+most|top|heart|uppermost|agenda""",
    # "will guide our work" · "form the agenda" · "runs through the plan"
    r"""guid(?:e|es|ed|ing)|shap(?:e|es|ed|ing)|driv(?:e|es|ing|en)|steer(?:s|ed|ing)?|direct(?:s|ed|ing)?
    |fram(?:e|es|ed)|govern(?:s|ed)?|forms?|mak(?:e|es)\s+up|underpin(?:s|ned)?|rests?|built
    |organised|structured|arranged|grouped|divided|run(?:s|ning)?\s+through|stands?\s+on""",
    # "will" · "is to"
    r"""will|shall|would|must|is\s+to|are\s+to""",
    # "four things" · "three strands"
    r"""(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,2}?\w+s""",
    # "what we want" · "to make a difference to …"
    r"""tackl(?:e|ing)|achiev(?:e|ing)|a?\s*difference|wants?|wish(?:es)?|seeks?|aims?|ambitions?|goals?
    |missions?|objectives?|outcomes?|priorit\w+|address|change|improve|confront|improvements?|strands?""",
)
# Of these one alone shows nothing, nor do both: "our work in 2022/23"
_WEAK_KINDS = (
    # "by 2027" · "in the coming year"
    r"""(?:by|until|for|during|from|over|in|to)\s+(?:(?:april|march)\s+)?20\d\d\S*
    |(?:next|coming|forthcoming)\s+(?:\w+\s+){0,2}(?:years?|months)|(?:years?|months)\s+ahead
    |this\s+year|from\s+now""",
    r"work|works|working|delivery|activity|time|money",
)


def _compiled(kinds: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{kind})\b", re.IGNORECASE | re.VERBOSE) for kind in kinds)


_STRONG, _WEAK = _compiled(_KINDS), _compiled(_WEAK_KINDS)


def evidence_in(words: str) -> int:
    """How many kinds of words there are that show that a course is set."""
    strong = sum(bool(kind.search(words)) for kind in _STRONG)
    return strong + sum(bool(kind.search(words)) for kind in _WEAK) if strong else 0
