"""Words that tell what kind of source a phrase names; written for this project."""

from __future__ import annotations

import re

from dateline.tagging.claims.word_sets import word_set

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "both"))
NEUTER = frozenset(("it", "its", "itself"))
SPEAKER = frozenset(("i", "me", "my", "we", "us", "our", "myself", "ourselves"))
RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
PERSONAL = MALE | FEMALE | PLURAL | NEUTER | SPEAKER | RELATIVE

DOCUMENTS = word_set(
    "report reports assessment assessments study studies survey surveys poll polls document documents statement "
    "letter memo indictment ruling analysis article paper filing lawsuit book editorial review data figures records "
    "transcript email emails brief briefing complaint bill law note dispatch bulletin audit findings communique "
    "communiqué tweet tweets post headline constitution draft update dossier commentary column op-ed essay story "
    "piece feature profile testimony statistics ad advertisement video film documentary exposé expose app order "
    "decision opinion verdict average index message resolution editorials columns ads cable cables inquiry "
    "investigation probe movie petition release timeline textbook passage account memoir summary recording tape"
)
UTTERED = DOCUMENTS | word_set(
    "message messages words remarks comments speech speeches plan plans proposal proposals answer response demand "
    "claim claims decision policy policies pledge promise rhetoric argument attack attacks criticism call calls"
)
"""What somebody says or sets down: "her plan" and "Ruiz's speech" are hers and Ruiz's own words."""
ISSUED = word_set(
    "report assessment study survey poll document statement letter memo analysis article paper filing lawsuit "
    "editorial review brief complaint audit column piece story"
)
"""Documents that somebody in the article has issued: "the report" is that one's."""
ROLES = word_set(
    "analyst analysts spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives "
    "researcher researchers expert experts chairwoman chairman chair chairperson head director chief secretary leader "
    "founder owner president editor economist economists scientist scientists observer observers official officials "
    "officer officers adviser advisers advisor advisors aide aides lawyer lawyers attorney attorneys engineer "
    "engineers commander manager board staff team team's press service office headquarters leadership correspondent "
    "reporter reporters monitors"
)
"""People and parts of an organisation that speak for it: "ISW analysts" are the ISW."""
PERSON_ROLES = word_set(
    "man woman father mother son daughter brother sister wife husband doctor teacher farmer baker driver witness "
    "resident neighbour neighbor student professor judge prosecutor minister president premier chancellor governor "
    "senator mayor congressman congresswoman lawmaker ambassador envoy general colonel captain king queen pope bishop "
    "candidate nominee author writer host anchor coach player victim suspect defendant hopeful contender rival "
    "survivor businessman billionaire mogul republican democrat deputy commissioner speaker whistleblower historian "
    "pollster strategist actress actor star singer executive pilot celebrity comedian rapper activist commentator "
    "columnist blogger moderator entrepreneur investor donor delegate supporter ally critic backer surrogate endorser "
    "staffer operative fan voter look-alike front-runner frontrunner speechwriter"
) | frozenset(
    word for word in ROLES if not word.endswith("s") and word not in ("board", "staff", "team", "press", "office")
)
COLLECTIVES = word_set(
    "campaign administration team camp government committee party office staff board company group family foundation "
    "ministry department agency institute institution commission council court union bank firm organisation "
    "organization think-tank tank body army military police parliament senate congress newspaper paper magazine "
    "outlet network station website site channel broadcaster association federation corps centre center university "
    "school hospital service services authority authorities bureau command forces embassy company's charity society "
    "league movement club hall alliance coalition bloc fund caucus consortium panel jury faction pac regime "
    "organizers committees agencies companies networks"
)
PEOPLE = word_set("people some many others several most few both critics supporters voters")
GROUPS = word_set(
    "people men women children folks parents students americans voters critics supporters opponents allies others "
    "candidates lawmakers politicians republicans democrats conservatives liberals delegates public electorate "
    "community establishment elite wing personnel media crowd couple nation youth population everyone anyone "
    "everybody all those nobody percent half third quarter readers fans evangelicals"
)
"""Heads for several people."""
QUANTITIES = word_set(
    "percent % group groups number numbers majority majorities dozen dozens hundreds thousands millions half third "
    "quarter handful couple pair share percentage lot lots plurality chorus slew host coalition crowd minority "
    "members member rest most many some out fifth tenth series team any none each all both few several one two three "
    "four"
)
"""Words that count or bundle people: who speaks stands behind their "of"."""
GOVERNMENT_NAMES = frozenset(
    (
        "kremlin",
        "white house",
        "pentagon",
        "downing street",
        "capitol hill",
        "number 10",
        "élysée",
        "elysee",
        "whitehall",
    )
)
ANONYMOUS = re.compile(
    r"\b(?:familiar with|close to|with knowledge|briefed on|on (?:the )?condition of anonymity|anonym\w+|"
    r"not (?:to )?be (?:named|identified)|declined to be (?:named|identified)|unnamed|unidentified|"
    r"who (?:spoke|asked) (?:on|not)|"
    r"sources?|insiders?)\b",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"(?:one of (?:them|the|his|her|its|their)|someone|somebody|some|a|an|another|one|two|three|four|several)\b",
    re.IGNORECASE,
)
OFFICES = word_set(
    "president premier chancellor minister mayor governor king queen pope chairman chairwoman chair senator "
    "secretary ambassador speaker commissioner judge prosecutor director chief general deputy candidate "
    "nominee leader"
)
"""Roles that one person holds: "the mayor" is somebody known, even where the article gives no name."""
STATE_BODIES = word_set("ministry government parliament administration army military police embassy senate")
HUMAN_HEADS = (
    PERSON_ROLES
    | ROLES
    | PEOPLE
    | word_set(
        "diplomat diplomats person employee employees worker workers insider insiders source sources resident "
        "residents evacuee evacuees evacuated them soldiers soldier villagers villager mourner"
    )
)
UNNAMED = word_set("official officials aide aides diplomat diplomats insider insiders source sources")
"""Heads that hide who speaks, where no name stands with them."""
AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ee)$")
"""Endings of words for one person: operator, physicist."""
