"""Words that stand for somebody or something and name nothing: none of them may ever be the label of a node.

References:
    R. Huddleston, G. Pullum, The Cambridge Grammar of the English Language, 2002, chapter 5, sections 10 and 16 (pronouns).
"""

from __future__ import annotations

__all__ = ["PRONOUNS"]

PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us our ours "
    "ourselves they them their theirs themselves themself who whom whose which that this these those what whoever whatever "
    "one another each other oneself somebody someone anybody anyone nobody everybody everyone something anything nothing everything".split()
) - {"us"}
"""Words that name nothing; ``us`` is missing, as it is also how a table may write the United States in lower case."""
