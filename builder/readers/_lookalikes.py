"""Characters that a PDF's font names by a radical's or compatibility code although the ideograph is printed.

The code is an artefact of the font's table; what stands on the page is the ideograph. Kangxi radicals and
compatibility ideographs are folded by NFKC, the radicals supplement by Unicode's EquivalentUnifiedIdeograph.
"""

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭"
    "⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
LOOKALIKES: dict[int, str] = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
LOOKALIKES |= {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
    for code in block
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
"""The ideograph for each such code."""
_ANY = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
"""Most texts have none of them, and looking for one is much faster than looking each character up."""


def fold(text: str) -> str:
    """The text with radicals and compatibility ideographs replaced by the ideographs that they look like."""
    return text.translate(LOOKALIKES) if _ANY.search(text) else text
