"""Words that say that a listed person does not come, and why they are left out.

They stand in a column ("Status", "RSVP", "Attended"), over a part of a list ("Waitlist:") or
behind a name ("Ana (cancelled)"). To add a language, add its words to `_STATUSES`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from oneone_tui.workshop.roster.word_sets import word_set
from oneone_tui.workshop.text import fold

_STATUSES: dict[str, str] = {
    "cancelled": """
        cancel, cancellations, cancelados, canceladas, cancelaciones, bajas, annules, annulations,
        cancellati, cancelamentos, desistencias, abmeldungen, canceled, cancelled, cancellation,
        withdrawn, withdrew, dropped out, backed out, refunded, refund, unregistered, revoked,
        cancelado, cancelada, anulado, anulada, retirado, retirada, se dio de baja, baja, annule,
        annulee, annulation, desiste, remboursee, rembourse, desinscrit, desinscrite, abgesagt,
        abgemeldet, storniert, annulliert, storno, zuruckgezogen, desistiu, reembolsado,
        cancellato, cancellata, annullato, annullata, disdetto, disdetta, ritirato, ritirata,
        rimborsato, afgezegd, geannuleerd
        """,
    "declined": """
        declined, decline, declines, rejected, denied, refused, regrets, sends regrets, apologies,
        not attending, not going, not coming, not approved, unable to attend, cannot attend,
        can t attend, can t go, can t, cannot, won t, will not, unable, cannot come, can t come,
        cannot make it, can t make it, out, rechazado, rechazada, declinado, declinada, no asiste,
        no asisten, no vienen, no van, no pueden, no asistira, no viene, no vendra, no puede,
        no puede venir, no puedo, refuse, refusee, declinee, ne vient pas, ne viennent pas,
        ne participent pas, ne viendra pas, ne participe pas, ne peut pas venir, indisponible,
        excuse, excusee, excuses, abgelehnt, zuruckgewiesen, absage, absagen, kommt nicht,
        kommen nicht, nimmt nicht teil, verhindert, kann nicht, entschuldigt, recusado, recusada,
        rejeitado, rejeitada, nao vem, nao vao, nao vai, nao pode, nao participa, rifiutato,
        rifiutata, respinto, respinta, non viene, non vengono, non partecipano, non partecipa,
        non puo, non verra, excused, afwezig, komt niet
        """,
    "no show": """
        no show, noshow, no shows, absent, absentee, did not attend, didn t attend, did not come,
        not present, missed, not attended, no se presento, no asistio, no vino, ausente, ausentes,
        falto, absente, absents, absentes, non presente, pas venu, pas venue, n est pas venu,
        n est pas venue, nicht erschienen, nicht gekommen, abwesend, fehlt, gefehlt,
        unentschuldigt, nicht teilgenommen, nicht anwesend, nao compareceu, nao veio, faltou,
        assente, assenti, non presentato, non si e presentato, non e venuto, non e venuta
        """,
    "on the waiting list": """
        waitlist, waitlisted, wait list, waiting list, waiting, on waitlist, on the waitlist,
        lista de espera, en espera, en lista de espera, em espera, na lista de espera,
        liste d attente, en attente, sur liste d attente, warteliste, auf der warteliste,
        auf warteliste, nachrucker, lista d attesa, in attesa, in lista d attesa, wachtlijst
        """,
    "void": """
        void, voided, invalid, deleted, removed, expired, spam, fraud, duplicate, archived,
        deactivated, inactive, disabled, suspended, banned, blocked, eliminado, eliminada,
        invalido, invalida, nulo, nula, caducado, caducada, duplicado, duplicada, inactivo,
        inactiva, bloqueado, bloqueada, supprime, supprimee, nul, nulle, invalide, expire,
        expiree, doublon, inactif, desactive, desactivee, ungultig, geloscht, abgelaufen, doppelt,
        inaktiv, deaktiviert, gesperrt, excluido, excluida, removido, removida, expirado,
        expirada, inativo, inativa, nullo, nulla, non valido, non valida, scaduto, scaduta,
        rimosso, rimossa, doppione, inattivo, inattiva, disattivato, disattivata
        """,
    "a bot": "bot, app, integration, service account, bots",
}
_NO = word_set("""
    no nope n nein nee nej non nao false 0 falso faux falsch niet
""")
_YES = word_set("""
    yes y yep x true 1 ja j si sim s oui o vrai wahr verdadero vero
""")
_OPEN = word_set("""
    maybe tentative interested pending invited unknown undecided quizas tal vez puede ser
    peut-etre eventuellement incertain vielleicht unsicher eingeladen talvez convidado forse
    invitato incerto pendiente pendente misschien
""")
_COMING = word_set("""
    confirmed registered accepted attending going approved attended completed present active
    checked signed in confirmado confirmada registrado registrada inscrito inscrita aceptado
    aceptada asiste asistio presente confirme confirmee inscrit inscrite accepte acceptee
    bestatigt angemeldet zugesagt zusage teilgenommen anwesend kommt aceito aceita confermato
    confermata iscritto iscritta accettato accettata viene
""")
_WORD = re.compile(r"[^\W_]+")
_CROSS = re.compile("[✗✘❌✖☐☒]")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


_PHRASES = {
    _words(phrase): reason for reason, phrases in _STATUSES.items() for phrase in phrases.split(",")
}
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)
# Said of someone else than the person, or of something else than their coming.
_NEGATIONS = word_set("""
    not never un non nicht pas nunca nao
""")


@lru_cache(maxsize=4096)
def left_out_by_status(status: str) -> str:
    """Return why someone with this status is left out; nothing if they come.

    A status may say more: "Cancelled by self", "No, sorry". A plain no counts, too.
    """
    words = _words(status).split()
    if not words:
        return "says no" if _CROSS.search(status) else ""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        reason = _PHRASES.get(" ".join(words[:length]))
        if reason:
            return reason
    if len(words) > 1 and words[0] not in _NEGATIONS:
        reason = _PHRASES.get(words[-1])  # "Registration cancelled", "User declined"
        if reason and len(words) < 4:
            return reason
    return "says no" if words[0] in _NO else ""


@lru_cache(maxsize=4096)
def is_status(text: str) -> bool:
    """Return whether a whole text is a status of coming or not: "Waitlist", "Confirmed"."""
    words = _words(text)
    return words in _PHRASES or words in _NO | _YES | _OPEN | _COMING


def status_reason(text: str) -> str:
    """Return why those are left out over whom, or beside whom, a text stands; or nothing."""
    return _PHRASES.get(_words(text), "")


def is_open(status: str) -> bool:
    """Return whether a status leaves open if the person comes: "Maybe", "Invited"."""
    return bool(_OPEN.intersection(_words(status).split()))


def is_yes(text: str) -> bool:
    """Return whether a cell says yes, by a word, a mark or a date."""
    words = _words(text).split()
    if not words:
        return bool(text.strip("-–— .")) and "✗" not in text and "☐" not in text
    return words[0] not in _NO
