"""Past participles, for the passive of what the text says actively; irregular forms from general knowledge of English."""

from __future__ import annotations

__all__ = ["participle"]

_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "be=been beat=beaten become=become begin=begun bend=bent bet=bet bind=bound bite=bitten bleed=bled blow=blown break=broken breed=bred bring=brought "
        "build=built burn=burned burst=burst buy=bought cast=cast catch=caught choose=chosen cling=clung come=come cost=cost creep=crept cut=cut deal=dealt dig=dug do=done "
        "draw=drawn drink=drunk drive=driven eat=eaten fall=fallen feed=fed feel=felt fight=fought find=found flee=fled fling=flung fly=flown forbid=forbidden forget=forgotten "
        "forgive=forgiven freeze=frozen get=got give=given go=gone grind=ground grow=grown hang=hung have=had hear=heard hide=hidden hit=hit hold=held hurt=hurt keep=kept "
        "know=known lay=laid lead=led leave=left lend=lent let=let lie=lain light=lit lose=lost make=made mean=meant meet=met mistake=mistaken overcome=overcome overtake=overtaken "
        "overthrow=overthrown pay=paid put=put quit=quit read=read ride=ridden ring=rung rise=risen run=run say=said see=seen seek=sought sell=sold send=sent set=set shake=shaken "
        "shed=shed shine=shone shoot=shot show=shown shrink=shrunk shut=shut sing=sung sink=sunk sit=sat sleep=slept slide=slid sow=sown speak=spoken spend=spent spin=spun "
        "split=split spread=spread spring=sprung stand=stood steal=stolen stick=stuck sting=stung strike=struck strive=striven swear=sworn sweep=swept swim=swum swing=swung "
        "take=taken teach=taught tear=torn tell=told think=thought throw=thrown undergo=undergone understand=understood undertake=undertaken uphold=upheld wake=woken wear=worn weave=woven "
        "weep=wept win=won wind=wound withdraw=withdrawn withhold=withheld withstand=withstood write=written"
    ).split()
)
_DOUBLING = frozenset("admit ban bar bat beg brag can chat chop clap clip commit compel control cram crop dam defer dip drag drop drum equip expel flag flip grab grip hop hug jam jog ban knit "
                      "log map mob mop mug nab nod occur omit pat patrol permit pin plan plot plug pop prefer propel quiz ram rebel refer regret rip rob rub sap scan scrap ship shop shrug "
                      "sin skip slam slap slip snap sob stab step stir stop strip submit swap tag tap thin tip top transfer transmit trap trim trip tug wed whip wrap zip".split())  # fmt: skip


def participle(lemma: str) -> str:
    """The past participle of a verb in dictionary form.

    >>> participle("imprison"), participle("send"), participle("ban"), participle("deny"), participle("force")
    ('imprisoned', 'sent', 'banned', 'denied', 'forced')
    """
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma in _DOUBLING:
        return f"{lemma}{lemma[-1]}ed"
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"
