"""Words that stand for somebody or something and name nothing, by person, number and gender: none may ever be the label of a node.

References:
    R. Huddleston, G. Pullum, The Cambridge Grammar of the English Language, 2002, chapter 5, sections 10 and 16 (pronouns).
"""

from __future__ import annotations

__all__ = ["FEMALE", "FIRST", "FIRST_PLURAL", "MALE", "NEUTER", "PLURAL", "PRONOUNS", "SECOND", "THIRD"]

FIRST = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
SECOND = frozenset("you your yours".split())
MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
THIRD = MALE | FEMALE | NEUTER | PLURAL

PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us our ours "
    "ourselves they them their theirs themselves themself who whom whose which that this these those what whoever whatever "
    "one another each other oneself somebody someone anybody anyone nobody everybody everyone something anything nothing everything".split()
) - {"us"}
"""Words that name nothing; ``us`` is missing, as it is also how a table may write the United States in lower case."""
