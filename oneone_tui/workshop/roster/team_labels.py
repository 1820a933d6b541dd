"""Texts that can only be the name of a team: "Room 1", "Team North", "Mesa 3", "Gruppe A"."""

from __future__ import annotations

import re

from oneone_tui.workshop.roster.word_sets import word_set
from oneone_tui.workshop.text import fold

_NOUN = (
    r"(?:break-?out(?:[ -]?(?:room|session|group))?|rooms?|teams?|(?:small )?groups?|tables?"
    r"|squads?|crews?|circles?|pods?|clusters?|equipos?|grupos?|mesas?|salas?|equipes?|groupes?|salles?"
    r"|gruppen?|kleingruppen?|tische?|raume?|mannschaften|mannschaft|squadr[ae]|grupp[oi]|tavol[oi]"
    r"|stanz[ae]|turmas?|groep(?:en)?|tafels?|lag|takim|grup|zespol|grupa|komanda)"
)
_NUMBER = r"(?:no\.? ?|nr\.? ?|n[o°]\.? ?|#)?\d{1,3}"
# With a word instead of a number only some: Mesa, Salas and Lag are surnames, too.
_CLEAR = r"(?:team|group|room|table|equipo|grupo|equipe|groupe|gruppe|squadra|gruppo|turma)"
_LABEL = re.compile(
    rf"{_NOUN}[ :_-]*(?:{_NUMBER}|[a-z]|[ivx]{{1,4}})"
    rf"|{_CLEAR} [^\W\d_]+(?: [^\W\d_]+)?"
    rf"|{_NUMBER}(?:st|nd|rd|th|\.|[oa]|er?|ere)? {_NOUN}"
    r"|[^\W\d_]+(?:'s|s)? (?:team|group|room|table|squad|gruppe)"
)
_SHORT = re.compile(rf"{_NOUN}[ :_-]*(?:{_NUMBER}|[a-z]|[ivx]{{1,4}})")
_PLAIN = word_set("""
    north south east west northside southside eastside westside center centre central downtown
    norte sur este oeste centro nord sud est ouest osten westen norden suden mitte sul leste
    ovest red blue green yellow orange purple black white pink rojo azul verde amarillo morado
    rouge bleu vert jaune violet rot blau grun gelb vermelho amarelo roxo rosso blu giallo viola
    alpha beta gamma delta morning afternoon evening
""")


def is_team_label(text: str) -> bool:
    """Return whether a text is surely the name of a team, and no person's."""
    return _LABEL.fullmatch(fold(text)) is not None


def is_numbered_team(text: str) -> bool:
    """Return whether a text is a team's noun with a number or letter: "Room 1"."""
    return _SHORT.fullmatch(fold(text)) is not None


def may_be_team(text: str) -> bool:
    """Return whether a text can well be a team's name: "Room 1", "North", "Red", "B", "2"."""
    folded = fold(text)
    return folded in _PLAIN or len(folded) == 1 or folded.isdigit() or is_team_label(text)
