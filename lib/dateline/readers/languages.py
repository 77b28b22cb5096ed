"""Names of languages as databases write them, to ISO 639-1 codes."""

from __future__ import annotations

import re
from functools import cache

_NAMES = """
en english anglais englisch engels inglés ingles inglese inglês engelska engelsk angol 英語 英语 английский
fr french français francais französisch frans francés frances francese francês franska fransk французский
de german deutsch allemand duits alemán aleman tedesco alemão alemao tyska tysk немецкий
nl dutch nederlands néerlandais neerlandais niederländisch holländisch holandés neerlandés olandese holandês
es spanish español espanol castellano espagnol spanisch spaans spagnolo espanhol spanska испанский
it italian italiano italien italienisch italiaans итальянский
pt portuguese português portugues portugais portugiesisch portugees portugués portoghese portugiesiska
ca catalan català catalán katalanisch catalaans catalano catalão
gl galician galego
eu basque euskara
ru russian русский russe russisch ruso russo ryska
uk ukrainian українська ukrainien ukrainisch
be belarusian беларуская
pl polish polski polonais polnisch pools polaco polacco
cs czech čeština česky tchèque tschechisch tsjechisch checo ceco
sk slovak slovenčina slovaque slowakisch
sl slovenian slovene slovenščina
hr croatian hrvatski
sr serbian srpski српски
bs bosnian bosanski
bg bulgarian български
ro romanian română roumain rumänisch
hu hungarian magyar hongrois ungarisch
el greek ελληνικά grec griechisch
tr turkish türkçe turkce turc türkisch turks turco
sv swedish svenska suédois schwedisch zweeds sueco svedese
da danish dansk danois dänisch deens danés danese
no norwegian norsk norvégien norwegisch noors noruego norvegese
fi finnish suomi finnois finnisch fins
et estonian eesti
lv latvian latviešu
lt lithuanian lietuvių
is icelandic íslenska
ga irish gaeilge
cy welsh cymraeg
ar arabic العربية arabe arabisch árabe arabo
he hebrew עברית hébreu hebräisch
fa persian farsi فارسی
hi hindi हिन्दी
ur urdu
bn bengali bangla
ta tamil
id indonesian indonesia bahasa
ms malay melayu
vi vietnamese
th thai
ja japanese 日本語 japonais japanisch japans japonés giapponese japonês
zh chinese 中文 chinois chinesisch chinees chino cinese chinês mandarin
ko korean 한국어 coréen koreanisch coreano
af afrikaans
sw swahili
"""


def language_code(stated: str) -> str | None:
    """Return the ISO 639-1 code of the first language in a field such as "GERMAN; DEUTSCH"; None where it is unknown.

    Args:
        stated: What the field says, in the language of the interface or of the article.
    """
    for word in re.split(r"[\W_]+", stated.lower()):
        if word in _codes():
            return _codes()[word]
    return None


def is_language(line: str) -> bool:
    """Tell whether a line holds the name of a language and nothing else: "Français", "Chinese - Simplified"."""
    words = line.replace("(", " ").split()
    return 1 <= len(words) <= 4 and words[0].strip(" -–,").lower() in _codes()


@cache
def _codes() -> dict[str, str]:
    lines = (line.split() for line in _NAMES.strip().splitlines())
    return {name: code for code, *names in lines for name in names}
