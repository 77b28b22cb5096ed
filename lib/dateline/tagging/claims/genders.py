"""Whether a person is a man or a woman, as far as a title or the given name tells; lists written for this project."""

from __future__ import annotations

from dateline.tagging.claims.word_sets import word_set
from dateline.tagging.lexicon import load_lexicon

WOMEN = word_set(
    "abigail adrienne agnes aileen alice alison allison amber amy ann anne annette annie april arlene ashley astrid "
    "audrey beatrice beatriz bernadette beth bethany betsy betty beverly bonnie bridget brigitte britney brittany "
    "caitlin camille candace carly carmen carol carole caroline carolyn carrie catherine cathy chantal charlotte "
    "cheryl chloe christiane christine cindy claire clare colette colleen connie constance corinne courtney crystal "
    "dagmar daphne darlene dawn deb debbie deborah debby deirdre denise diane dolores doreen doris dorothy edith "
    "eileen elaine eleanor eleni elise elizabeth elisabeth elke ellen emily erin esther eve evelyn faith felicity "
    "florence frances françoise francoise gabrielle gail geraldine germaine gladys grace gretchen gwen gwendolyn "
    "hannah harriet heather heidi heike helen helene hilary hillary holly hope huma inge ingrid ines irene iris "
    "isabel isabelle ivanka ivy jaclyn jacqueline jane janet janice janine jeanette jeanne jennifer jenny jill joan "
    "joanne jocelyn jodi josephine joy joyce judith judy julie juliet june justine karen karin karlee kate katherine "
    "kathleen kathryn kathy katie katrin kay kayleigh kellyanne kimberly kim kirsten kirsty kristen kristin laurel "
    "lauren laurie lilian lillian lindsay liz lois lori lorraine louise lucy luz madeleine maggie mallory mandy "
    "margaret margot marge mariam marian marie marilyn marine marjorie marlene mary maryam maureen maxine megan "
    "meghan megyn melanie mercedes meredith michele michelle mildred mimi mindy miriam molly monique muriel myriam "
    "nadine nancy naomi natalie neera nell nelly nicole nikki olive paige patty paulette pauline peggy penelope penny "
    "phoebe phyllis pilar rachel raquel renate renee robyn rochelle rosalind rosalynn rosemary roslyn ruth sally "
    "samantha sarah sharon sheila shelley shirley sigrid simone siobhan sophie stacey stacy stephanie sue susan "
    "susanne suzanne sybil sylvie tamar tammy teri terri tiffany tracy trudy tulsi valerie vicki vicky vivian "
    "vivienne wendy winifred yael yvette yvonne zoe"
)
"""Women's names, those in -a apart."""
MEN = word_set(
    "joshua luca nikita ilya ilia sasha misha ezra elisha noah jonah mika juha mustafa hamza reza attila mykola "
    "nikola kosta abdulla akira isa musa yasha garcia lindsey corey sean jeb mitt rand newt reince luka mathea zia "
    "dima kolya vanya petya borja bela barack glenn vladimir mikhail jong-un"
)
"""Men's names that end like women's, or that the list of given names lacks."""
EITHER = word_set(
    "alex alexis andrea angel ariel avery blake cameron carey casey chris claude daniele dominique drew gabriele "
    "jackie jamie jan jean jess jessie jody jordan kelly kelsey kerry laurence lee leigh leslie logan lou loren lynn "
    "marion michal morgan nicola parker pat patrice quinn reese robin rory rowan ruby sam shannon sidney taylor terry "
    "toni madison dana paris sandy"
)
MALE_TITLES = frozenset(
    ("mr", "sir", "king", "prince", "congressman", "chairman", "spokesman", "lord", "father", "pope")
)
FEMALE_TITLES = frozenset(
    ("mrs", "ms", "miss", "queen", "princess", "congresswoman", "chairwoman", "spokeswoman", "dame")
)
TITLED = dict.fromkeys(MALE_TITLES, "male") | dict.fromkeys(FEMALE_TITLES, "female")


def gender_of(name: str, *, before: str = "") -> str | None:
    """Return "male" or "female" where a title before a name or the given name itself tells, else None.

    >>> gender_of("Ana Ruiz"), gender_of("Oake", before="Mr. "), gender_of("Robin Oake")
    ('female', 'male', None)
    """
    words = before.split()
    title = words[-1].rstrip(".").lower() if words else ""
    if title in TITLED:
        return TITLED[title]
    first, _, rest = name.partition(" ")
    low = first.lower()
    if not rest or low in EITHER:
        return None
    if low in WOMEN:
        return "female"
    if low in MEN:
        return "male"
    if low.endswith("a"):
        return "female"
    return "male" if first in load_lexicon().given_names else None
