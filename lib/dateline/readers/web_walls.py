"""Pages that do not show their article: paywalls, which leave its beginning, and walls of consent, login or robots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.readers.web_facts import Page
from dateline.readers.web_tree import Element
from dateline.text import WORD

STUB = 250
"""Words of a text beside a paywall that can hardly be all of an article."""
LOCKED_CLASS = re.compile(
    r"(?:^|[\W_])(?:paywall\w{0,20}|pay-wall|locked\w{0,10}|article-?locked\w{0,10}|subscriber-?only|"
    r"premium-?(?:content|article|teaser)|regwall|piano-\w{1,20}|tp-container-inner|metered-?(?:content|"
    r"wall))(?:$|[\W_])",
    re.IGNORECASE,
)
LOCKED = re.compile(
    r"(?:subscribe|sign up|log ?in|register|become a (?:member|subscriber)) (?:now )?(?:to|and) (?:read|continue|"
    r"keep|unlock|get)|to (?:continue|keep) reading|read the (?:full|rest of the) (?:article|story)|"
    r"(?:only )?(?:for|available to) subscribers|subscribers? only|already a subscriber|this (?:article|content|"
    r"story) is (?:for|reserved)|unlock this (?:article|story)|réservé (?:e?s? )?aux abonnés|abonnez-vous pour|"
    r"il (?:vous )?reste \d{1,3} ?% de cet article|nur für abonnenten|jetzt (?:abonnieren|weiterlesen)|"
    r"mit \S{1,20} weiterlesen|exklusiv für abonnenten|contenido exclusivo|(?:sólo|solo|"
    r"exclusivo) para (?:los )?suscriptores|suscríbete para|conteúdo exclusivo|exclusivo para assinantes|"
    r"assine para|riservato agli abbonati|abbonati per (?:leggere|continuare)|alleen voor abonnees|"
    r"lees verder met|læs resten|få (?:fuld )?adgang|les hele saken|läs hela artikeln|för prenumeranter|"
    r"доступ\w{0,4} (?:только )?(?:для )?подписчик|tylko dla (?:subskrybentów|prenumeratorów)|有料会員|会員限定|"
    r"付費|구독자 전용",
    re.IGNORECASE,
)
WALL = re.compile(
    r"before you continue|just a moment|access (?:to this page has been )?denied|are you (?:a|not a) (?:human|"
    r"robot)|captcha|enable (?:javascript|cookies)|please (?:log|sign) ?in|verify (?:that )?you are (?:a )?human|"
    r"we value your privacy|(?:accept|manage|allow) (?:all )?cookies|consent to (?:the use of )?cookies|"
    r"we (?:and our partners )?use cookies|your privacy (?:choices|matters)|cookie(?:-| )?(?:consent|"
    r"einstellungen|hinweis)|bitte (?:melden sie sich|aktivieren sie)|ihre zustimmung zu|datenschutzeinstellungen|"
    r"connectez-vous pour|accepter (?:les|et)|nous utilisons des cookies|inicia(?:r)? sesión|aceptar (?:las )?cookies|"
    r"accetta (?:i )?cookie|we respect your privacy|pardon our interruption",
    re.IGNORECASE,
)
MOST_WALL_WORDS = 80


def is_wall(page: Page, text: str) -> bool:
    """Tell whether a page only asks for consent, a login or a proof of being human.

    Args:
        page: The page.
        text: What was found as its article.
    """
    few = len(WORD.findall(text[:5000])) < MOST_WALL_WORDS
    if not few or page.article.get("headline"):
        return False
    asks = WALL.search(f"{page.title}\n{text[:2000]}")
    if not asks and not text:
        asks = WALL.search(" ".join(page.root.text_content()[:20_000].split())[:2000])
    return asks is not None


def is_stub(page: Page, text: str) -> bool:
    """Tell whether a text is only what stands before a paywall.

    Args:
        page: The page.
        text: The text of its article.
    """
    words = len(WORD.findall(text)) + len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text)) // 2
    stated = page.article.get("wordCount")
    if isinstance(stated, str | int) and str(stated).isdigit() and int(stated) > 0 and words >= 0.8 * int(stated):
        return False
    locked = _is_locked(page.article) or page.meta.get("article:content_tier", "").lower() == "locked"
    if locked and isinstance(stated, str | int) and str(stated).isdigit() and words < 0.6 * int(stated):
        return True
    if words >= STUB:
        return False
    return locked or _asks_to_pay(page.root)


def _is_locked(article: Mapping[str, Any]) -> bool:
    parts = article.get("hasPart")
    parts = parts if isinstance(parts, list) else [parts]
    stated = [
        article.get("isAccessibleForFree"),
        *(part.get("isAccessibleForFree") for part in parts if isinstance(part, Mapping)),
    ]
    return any(
        str(value).strip().lower() in {"false", "no", "http://schema.org/false"}
        for value in stated
        if value is not None
    )


def _asks_to_pay(root: Element) -> bool:
    """Tell whether a page has a box that is named as a paywall and asks to subscribe."""
    for element in root.iter("div", "section", "aside", "p", "span"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if LOCKED_CLASS.search(name[:500]) and LOCKED.search(element.text_content()[:5000]):
            return True
    return False
