"""Marks of what stands around an article on its page: class names, and the words that open such lines."""

from __future__ import annotations

import re

AROUND = re.compile(
    r"(?:^|[\W_])(?:newsletter|related|promo|share|sharing|comment(?:s|list)?|breadcrumb|sidebar|widget|caption|"
    r"credit|gallery|copyright|tags?|read-?time|reading-time|estimated-read-time|teaser|recommend\w{0,9}|"
    r"recirc\w{0,9}|most-?(?:read|popular)|trending|signup|sign-up|subscribe|subscription|paywall|author-?bio|"
    r"about-author|bio|outbrain|taboola|sponsor\w{0,9}|advert\w{0,9}|ads?|disclaimer|postinfo|post-info|"
    r"post-?meta|entry-meta|rp4wp\w{0,20}|jp-relatedposts|cookie\w{0,9}|consent|login|menu|nav|footer|navbar|"
    r"toolbar)(?:$|[\W_])",
    re.IGNORECASE,
)
"""Names of classes and ids of what is no part of an article."""

POINTS_ELSEWHERE = re.compile(
    r"\W*(?:read (?:more|also|next|the full)|related(?: \w+)?|also (?:read|on|see)|see (?:also|more)|"
    r"more(?: on| from)?|you (?:may|might) (?:also )?like|recommended|don.t miss|watch|listen|photos?|"
    r"lire (?:aussi|plus)|à lire|voir aussi|mehr zum thema|lesen sie|auch interessant|lee (?:también|más)|"
    r"leer (?:más|también)|te puede interesar|ve[ar] también|le(?:ia|r) (?:também|mais)|veja também|leggi anche|"
    r"lees ook|læs også|läs (?:också|även|mer)|les også|lue myös|baca juga|читайте также|смотрите также|читать также|"
    r"читайте також|czytaj (?:też|także|więcej)|zobacz też|přečtěte si|olvasta már|citește și|pročitajte|"
    r"διαβάστε (?:επίσης|ακόμα)|ayrıca bak|اقرأ أيضا|إقرأ أيضا|بیشتر بخوانید|"
    r"यह भी पढ़ें|関連記事|相關新聞|相关阅读|関連リンク)",
    re.IGNORECASE,
)
"""Opens a line that sends the reader to another article."""

AFTERWARDS = re.compile(
    r"\W*(?:comments?\b|filed under|tags?\b|sources?\b:|share(?: this)?\b|follow\b.{0,80}\b(?:twitter|facebook|"
    r"instagram|telegram)|like this story|have a tip|sign up|subscribe|get the latest|get\b.{0,60}(?:newsletter|"
    r"inbox)|tell us|related\b|click here|contact (?:the|us)|join the (?:conversation|discussion)|leave a comment|"
    r"copyrights?\b|©|all rights reserved|kommentare?\b|commentaires?\b|comentarios?\b|partager\b|compartir\b|"
    r"teilen\b)",
    re.IGNORECASE,
)
"""Opens a line that follows an article on its page."""

READING_TIME = re.compile(
    r"\W*(?:tempo de leitura|tempo di lettura|reading time|temps de lecture|lesezeit|tiempo de lectura|time to read|"
    r"\d{1,3} ?min(?:ute)?s?\.? (?:read|de lecture|de lectura|lesezeit))",
    re.IGNORECASE,
)
DAY_OR_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
SENTENCE_END = re.compile(r"[.!?…。！？؟।:;]['\"”’»)\]]*$")
