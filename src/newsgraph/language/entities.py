"""The entities of a document: its names, what describes them, the pronouns for them, and unnamed things spoken of repeatedly."""

from __future__ import annotations

from typing import Any

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.barer import barer_phrases
from newsgraph.language.clients import acted_for, defended
from newsgraph.language.coreference import resolve_pronoun
from newsgraph.language.deed_roles import is_goal, note_deed
from newsgraph.language.descriptions import describe, is_kin, kin_label, takes_up
from newsgraph.language.discourse import Discourse
from newsgraph.language.forces import named_force, police_nominals
from newsgraph.language.headings import headed_by_lead
from newsgraph.language.implied_owners import ImpliedOwners
from newsgraph.language.kinds_beside import named_kinds
from newsgraph.language.lead_bodies import bodies_named_later
from newsgraph.language.leads import named_later
from newsgraph.language.mentions import Draft, NameMention, name_mentions
from newsgraph.language.name_clusters import NameClusters, cluster_names
from newsgraph.language.name_evidence import example_of
from newsgraph.language.name_finding import is_drug
from newsgraph.language.nominals import Nominal, is_own_paper, noun_of, read_apposition, read_commas, read_copula, read_naming, read_nominal
from newsgraph.language.obituaries import departed
from newsgraph.language.offices_told import read_head_of_government, read_office, succeed
from newsgraph.language.organisations import kind_fits
from newsgraph.language.pairs import pair
from newsgraph.language.personal import ages_told, twos_told
from newsgraph.language.relatives import COUNTERPART, Relatives
from newsgraph.language.shared_roles import shared_roles
from newsgraph.language.sides import Sides
from newsgraph.language.slugs import slug
from newsgraph.language.speaker_pronouns import resolve_first_person
from newsgraph.language.standing import Standing
from newsgraph.language.state_names import read_state_bodies
from newsgraph.language.things import Things
from newsgraph.language.two_leads import two_named_later
from newsgraph.language.vessels import known_vessels
from newsgraph.lexicons.pronouns import FIRST, FIRST_PLURAL, SECOND, THIRD
from newsgraph.lexicons.titles import written_out
from newsgraph.model import CharSpan, Entity, Mention

__all__ = ["entities_to_json", "find_entities"]

_JUST = 2  # sentences
_FIRST_AND_SECOND = FIRST | FIRST_PLURAL | SECOND


def find_entities(annotated: AnnotatedDoc) -> None:
    """Fill ``entities``, ``referents`` and ``name_head``.

    Every mention says why it is counted to its entity. A pronoun or description that cannot be told is left out.
    """
    mentions = name_mentions(annotated)
    clusters = cluster_names(annotated, mentions)
    discourse = Discourse(annotated, clusters.drafts)
    discourse.natives, discourse.partisans = clusters.natives, clusters.partisans
    _know_names(discourse, clusters, mentions)
    discourse.standing = Standing.of(annotated, discourse.names_at)
    discourse.departed = departed(annotated, discourse.names_at)
    _read_roles(discourse, mentions)
    read_state_bodies(discourse)
    read_head_of_government(discourse)
    ages_told(discourse, mentions)
    vessels = known_vessels(discourse, mentions)
    kinds = named_kinds(discourse, mentions)
    leads = {**bodies_named_later(discourse), **named_later(discourse, mentions), **two_named_later(discourse, mentions), **vessels}
    discourse.aliases_at.update({i: (index,) for i, index in leads.items() if i not in discourse.aliases_at})
    headed = headed_by_lead(discourse)
    discourse.aliases_at.update({i: (index,) for i, index in headed.items()})
    shared = shared_roles(discourse, mentions)
    discourse.aliases_at.update(shared)
    discourse.named_later = frozenset((*leads, *headed, *shared))
    discourse.kinds_beside = frozenset(kinds)
    things = Things(discourse)
    relatives = Relatives(discourse)
    for two in twos_told(discourse, mentions):
        relatives.tell(two.first, two.kind, two.second)
    for token in annotated.tokens:
        note_deed(discourse, token)
        if token.i in discourse.names_at:
            discourse.note(token, discourse.names_at[token.i])
            _named_relative(discourse, relatives, token)
        elif token.lower in THIRD and token.pos in ("PRON", "DET", "ADJ"):
            resolve_pronoun(discourse, token)
        elif token.tag == "WP" or (token.tag == "WDT" and token.lower == "who"):
            discourse.note_relative(token)
        elif token.lower in _FIRST_AND_SECOND and token.i in annotated.quotation_of:
            if token.lower not in FIRST_PLURAL:  # whose side "we" is may be told only behind the quotation
                resolve_first_person(discourse, token, None)
        elif token.i in discourse.aliases_at:
            _note_alias(discourse, relatives, token)
        elif token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "DET") and token.i not in annotated.name_head:
            _noun(discourse, things, relatives, token)
    later = [
        t for t in annotated.tokens if t.lower in _FIRST_AND_SECOND and t.i in annotated.quotation_of and t.i not in discourse.referents
    ]
    if later:
        known = _write(annotated, discourse)
        sides = Sides(discourse, ImpliedOwners(annotated), known)
        for token in later:
            resolve_first_person(discourse, token, sides)
    _say_shortly(discourse, things)
    things.finish()
    annotated.left_open = frozenset(i for i in discourse.left_open if _stays_open(discourse, i))
    _write(annotated, discourse)


def _say_shortly(discourse: Discourse, things: Things) -> None:
    """Join what only a look at the whole article shows to be one: the one kind that it speaks of, and its police."""
    for nominal, full in barer_phrases(discourse):
        things.join(nominal, full, f"the only {full.phrase} of the article, called more shortly")
    force, police = named_force(discourse), police_nominals(discourse)
    for nominal in police:
        if force is not None:
            things.name(nominal, force.index, "the only police that the article speaks of")
        elif nominal is not police[0]:
            things.join(nominal, police[0], "the only police that the article speaks of")


def _stays_open(discourse: Discourse, i: int) -> bool:
    """False for a description that takes up what was brought in by "a" or the like: "a banker … the banker"."""
    drafts = [discourse.drafts[index] for index in discourse.referents.get(i, ())]
    return all(not d.named and min((m.head_i for m in d.mentions), default=i) in discourse.left_open for d in drafts)


def _know_names(discourse: Discourse, clusters: NameClusters, mentions: list[NameMention]) -> None:
    for mention in mentions:
        found = clusters.of.get(mention.start)
        if not found:
            continue
        discourse.names_at[mention.head.i] = found
        for i in range(mention.start, mention.end):
            discourse.annotated.name_head[i] = mention.head.i
        kin = next((word for word in reversed(mention.title.split(" ")) if is_kin((word,)) or Relatives.counts(word)), "")
        if kin:
            discourse.kin_titles[mention.head.i] = kin


def _read_roles(discourse: Discourse, mentions: list[NameMention]) -> None:
    """What titles, appositions and copulas tell of named entities."""
    tokens = discourse.annotated.tokens
    for token in tokens:
        if token.dep == "appos":
            read_apposition(discourse, token.head)
        elif token.lemma == "be":
            read_copula(discourse, token)
        elif token.tag.startswith("VB"):
            read_office(discourse, token)
    for mention in mentions:
        found = discourse.names_at.get(mention.head.i)
        if not found or len(found) != 1:
            continue
        draft = discourse.drafts[found[0]]
        read_commas(discourse, mention.start, mention.end, draft.index)
        read_naming(discourse, mention.head)
        if draft.type == "Product" and is_drug(mention.text):
            draft.roles |= {"drug", "medicine"}
        whole = example_of(mention.head)
        noun = noun_of(whole) if whole is not None else None
        if whole is not None and noun is not None and kind_fits(draft, noun.kind, whole.lemma.lower()):
            draft.roles.add(whole.lemma.lower())
        if draft.type == "Person":
            draft.places.update(_origin(discourse, tokens, mention))
        if draft.type == "Person" and mention.title:
            draft.roles.add(f"{_before_title(tokens, mention)}{mention.title}")
            draft.roles.update(written_out(word) for word in mention.title.split(" ") if written_out(word) != word)
        for i in range(max(0, mention.title_start - 4), mention.start):
            token = tokens[i]
            inside = token.head.i in range(i + 1, mention.end) and token.dep in ("compound", "amod", "nmod", "poss")
            if not inside:
                continue
            if i in discourse.names_at and draft.type == "Person":
                draft.places.update(discourse.names_at[i])
            elif i in discourse.names_at and draft.type == "Organization":  # "Japan's Misaki Pharma"
                draft.places.update(p for p in discourse.names_at[i] if discourse.drafts[p].type == "Place")
            elif mention.head.dep == "compound":
                continue  # "the opposition Onward movement": said of the movement
            elif draft.type != "Person" and i == mention.start - 1 and token.text.islower() and token.tag[:2] != "VB" and noun_of(token):
                # no role is "Oslo-based"; "the ferry Lady Marisol", "the furniture maker Hallmann & Sons"
                draft.roles.add(token.lemma.lower())


def _origin(discourse: Discourse, tokens: list[Token], mention: NameMention) -> tuple[int, ...]:
    """*Ann Hale of Norland*: where a person is from."""
    behind = tokens[mention.end] if mention.end < len(tokens) else None
    if behind is None or behind.lower not in ("of", "from") or behind.sent_i != mention.head.sent_i:
        return ()
    target = behind.child("pobj")
    found = discourse.names_at.get(target.i, ()) if target is not None else ()
    return tuple(index for index in found if discourse.drafts[index].type == "Place")


def _before_title(tokens: list[Token], mention: NameMention) -> str:
    """The words before a title that belong to it: *former ports* of "former ports minister Ann Hale"."""
    i = mention.title_start
    while (
        i > 0
        and tokens[i - 1].dep in ("amod", "compound", "nmod")
        and i - 1 < tokens[i - 1].head.i < mention.end
        and not tokens[i - 1].ent_type
        and tokens[i - 1].sent_i == mention.head.sent_i
    ):
        i -= 1
    return "".join(f"{token.lower} " for token in tokens[i : mention.title_start])


def _named_relative(discourse: Discourse, relatives: Relatives, token: Token) -> None:
    """*His wife Ann Hale*, without a comma; *his father said … Ivan Reed told reporters*."""
    soon = relatives.named_soon(token)
    if soon is not None:
        relatives.tell(*soon, discourse.names_at[token.i][0])
        return
    lemma, found = discourse.kin_titles.get(token.i, ""), discourse.names_at[token.i]
    client = acted_for(token)
    if client is not None and len(found) == 1:
        for index in discourse.known(client.i):
            if discourse.drafts[index].type in ("Person", "Organization"):
                relatives.tell(index, "lawyer", found[0])
        return
    owner = token.child("poss") if lemma and len(found) == 1 else None
    if owner is not None and relatives.counts(lemma):
        for index in discourse.referents.get(owner.i, ()):
            if discourse.drafts[index].type == "Person":
                relatives.tell(index, lemma, found[0])


def _note_alias(discourse: Discourse, relatives: Relatives, token: Token) -> None:
    found = discourse.aliases_at[token.i]
    nominal = read_nominal(token)
    name = discourse.drafts[found[0]]
    for index in _whose(discourse, nominal.owner):
        owner = discourse.drafts[index]
        if owner.type in ("Organization", "Place") and name.type == "Person":
            name.places.add(index)
        elif owner.type == name.type == "Person" and not nominal.plural and relatives.counts(nominal.lemma) and not _in_business(nominal):
            relatives.tell(index, nominal.lemma, found[0])
        elif owner.type == name.type == "Person" and nominal.lemma == "successor":
            succeed(name, owner)
    if nominal.det == "def" and nominal.owner is None and not nominal.of and name.type == "Person" and relatives.counts(nominal.lemma):
        owner_index = relatives.named_after(nominal.lemma, token.sent_i)
        if owner_index is not None and len(found) == 1:
            relatives.tell(owner_index, nominal.lemma, found[0])
    span = CharSpan(nominal.left.char_start, token.char_end)
    reason = f"in apposition to {_name(name)}"
    if token.i in discourse.named_later:
        reason = f"named later: {_name(name)}"
    elif token.i in discourse.kinds_beside:
        reason = f"“{nominal.lemma}” is what stands beside the name {_name(name)}"
    discourse.refer(token, found, "nominal", reason, span)


def _whose(discourse: Discourse, owner: Token | None) -> tuple[int, ...]:
    """The drafts of an owner; *whose* is what its clause tells something about."""
    if owner is None or owner.tag != "WP$":
        return discourse.referents.get(owner.i, ()) if owner is not None else ()
    clause = next((above for above in owner.ancestors() if above.dep == "relcl"), None)
    return discourse.referents.get(clause.head.i, ()) if clause is not None else ()


def _name(draft: Draft) -> str:
    return draft.label or max(draft.names, key=len, default="")


def _noun(discourse: Discourse, things: Things, relatives: Relatives, token: Token) -> None:
    """A description: of something named, of a relative, or of a thing without a name."""
    if token.dep in ("compound", "amod", "nmod", "det", "advmod", "npadvmod", "nummod", "quantmod", "predet") and token.lower != "both":
        return
    if token.pos in ("NUM", "DET", "ADJ"):
        _number(discourse, token)
        if token.lower != "old" and token.i not in discourse.natives and token.i not in discourse.partisans:
            return
    nominal = read_nominal(token)
    if is_own_paper(nominal):
        return
    span = CharSpan(nominal.left.char_start, token.char_end)
    found = describe(discourse, nominal)
    if found is not None and (is_goal(token) or _of_somebody_else(discourse, token, found[0])):
        found = None
    if found is None and nominal.det == "def" and nominal.owner is None and not nominal.of and not nominal.modifiers:
        found = relatives.together(nominal)
    if found is not None:
        discourse.refer(token, found[0], "nominal", found[1], span)
        return
    if takes_up(discourse, nominal):
        discourse.left_open.add(token.i)
    if token.pos != "NOUN" and token.i not in discourse.natives and token.i not in discourse.partisans:
        return
    if nominal.owner is not None and not nominal.plural and (nominal.lemma in ("client", COUNTERPART) or _is_kin(nominal)):
        owner = discourse.referents.get(nominal.owner.i)
        if owner and len(owner) == 1 and _relative(discourse, nominal, relatives, owner[0], span):
            return
    if token.ent_type in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"):
        return
    if nominal.plural and token.dep == "pobj" and token.head.head.lower == "one":
        discourse.introduced.add(nominal.lemma)  # "one of its councillors … the councillor"
    things.add(nominal)


def _of_somebody_else(discourse: Discourse, token: Token, found: tuple[int, ...]) -> bool:
    """True for "Reed was her manager until 2021", where her manager of today is another: nobody named is somebody else named."""
    subject = token.head.child("nsubj") if token.dep == "attr" and token.head.lemma == "be" else None
    who = discourse.referents.get(subject.i, ()) if subject is not None and subject.i < token.i else ()
    persons = [discourse.drafts[index] for index in (*who, *found)]
    return len(who) == len(found) == 1 and who != found and all(draft.type == "Person" and draft.named for draft in persons)


def _is_kin(nominal: Nominal) -> bool:
    """True for a relative."""
    return is_kin((nominal.lemma,)) and not _in_business(nominal)


def _in_business(nominal: Nominal) -> bool:
    """True for "her business partner", "his training partner": no relatives."""
    return nominal.lemma == "partner" and any(c.dep == "compound" for c in nominal.head.lefts)


def _number(discourse: Discourse, token: Token) -> None:
    """*The two*, *both* and *the pair* standing alone."""
    alone = token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and (
        (token.lower == "two" and any(child.lower == "the" for child in token.children)) or token.lower == "both"
    )
    if not alone or any(child.dep == "prep" for child in token.children):
        return
    for kind in ("Person", "Country", "Organization"):
        found = pair(discourse, token, kind)
        if found and kind == "Person" and not _met(discourse, token, found):
            near = {o.draft for o in discourse.back(token.sent_i, _JUST)}
            found = _two_bodies(discourse, token) or (found if near.issuperset(found) else pair(discourse, token, "Organization"))
        if found:
            discourse.refer(token, found, "nominal", "the two spoken of before")
            return


def _two_bodies(discourse: Discourse, token: Token) -> tuple[int, int] | None:
    """The two organisations of one of the last sentences, where it names two and no more: "Alma's chief will keep the staff of Berg"."""
    for sent in (token.sent_i - 1, token.sent_i - 2):
        found = {o.draft for o in discourse.back(token.sent_i, 2) if o.sent == sent and o.quoted < 0}
        bodies = sorted(i for i in found if discourse.drafts[i].type == "Organization" and discourse.drafts[i].named)
        if bodies:
            return (bodies[0], bodies[1]) if len(bodies) == 2 else None
    return None


def _met(discourse: Discourse, token: Token, found: tuple[int, int]) -> bool:
    """True for two persons whom some sentence has spoken of together; of two in sentences of their own it may be the firms."""
    sentences: dict[int, set[int]] = {}
    for occurrence in discourse.back(token.sent_i, token.sent_i + 1):
        if occurrence.draft in found:
            sentences.setdefault(occurrence.sent, set()).add(occurrence.draft)
    return any(len(drafts) == len(found) for drafts in sentences.values())


def _relative(discourse: Discourse, nominal: Nominal, relatives: Relatives, owner: int, span: CharSpan) -> bool:
    """Refer "her mother" to the mother, whom the article may name elsewhere; False where it is left to be a thing like others."""
    word = nominal.lemma
    if word == COUNTERPART:  # a minister has one in each country
        word = " ".join((*(token.text for token in nominal.names), word))
    index = relatives.find(owner, word)
    if index is None and nominal.lemma == "client":
        index = defended(discourse, owner, nominal.head.sent_i)
    if index is None and nominal.lemma != "client" and discourse.drafts[owner].type == "Person":
        noun = nominal.noun
        label = kin_label(_label(discourse.drafts[owner]), word)
        draft = discourse.new("Person" if not noun or noun.kind == "person" else "Group", label, gender=noun.gender if noun else "")
        draft.names[label] = 1
        index = draft.index
        if nominal.lemma == COUNTERPART:
            draft.roles.add(COUNTERPART)
            draft.places.update(i for token in nominal.names for i in discourse.referents.get(token.i, ()))
        relatives.remember(owner, word, index)
    if index is None:
        return False
    discourse.refer(nominal.head, (index,), "nominal", f"the {nominal.lemma} of {_label(discourse.drafts[owner])}", span)
    return True


def _label(draft: Draft) -> str:
    """The label given, or else the fullest name."""
    if draft.label:
        return draft.label
    names = [name for name in draft.names if not name.isupper() or len(name) < 4] or list(draft.names)
    return max(names, key=lambda name: (len(name.split()), len(name)))


def _write(annotated: AnnotatedDoc, discourse: Discourse) -> list[int]:
    """Fill ``entities`` and ``referents`` with what is known by now; the index of the draft of each entity."""
    text = annotated.article.text
    annotated.entities.clear()
    annotated.referents.clear()
    used: dict[str, int] = {}
    taken: set[str] = set()
    numbers: dict[int, int] = {}
    order = sorted((d for d in discourse.drafts if d.mentions), key=lambda d: (min(m.span for m in d.mentions), d.index))
    for draft in order:
        label = _label(draft)
        stem = slug(label)
        own, number = stem, used.get(stem, 1)
        while own in taken:
            number += 1
            own = f"{stem}-{number}"
        used[stem] = number
        taken.add(own)
        unique = {(m.span, m.kind): m for m in draft.mentions}
        mentions = tuple(
            Mention(annotated.article.id, m.span, m.kind, m.span.of(text), m.reason)
            for _, m in sorted(unique.items(), key=lambda item: item[0])
        )
        aliases = tuple(sorted({name for name in draft.names if name and name != label}))
        numbers[draft.index] = len(annotated.entities)
        annotated.entities.append(Entity(f"entity/{own}", label, draft.type, aliases, mentions, draft.link))
    for i, found in sorted(discourse.referents.items()):
        known = tuple(dict.fromkeys(numbers[index] for index in found if index in numbers))
        if known:
            annotated.referents[i] = known
    return [draft.index for draft in order]


def entities_to_json(annotated: AnnotatedDoc) -> dict[str, Any]:
    """The entities as JSON values: ``id`` of the article, and for each entity type, label, names and mentions ``[start, end]``."""
    return {
        "id": annotated.article.id,
        "entities": [
            {
                "type": entity.type,
                "label": entity.label,
                "names": [entity.label, *entity.aliases],
                "mentions": [[mention.span.start, mention.span.end] for mention in entity.mentions],
            }
            for entity in annotated.entities
        ],
    }
