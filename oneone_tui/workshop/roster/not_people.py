"""What stands on lists of people and is nobody: totals, dates, links, devices, bots, placeholders.

`why_not_a_person` is the only question. To add a kind, write a function from a folded text to a
reason or nothing, and name it in `_KINDS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from oneone_tui.workshop.roster.given_names import begins_with_given_name
from oneone_tui.workshop.roster.word_sets import phrase_set, word_set
from oneone_tui.workshop.text import fold

_WORD = re.compile(r"[^\W\d_]+")

_TOTALS = word_set("""
    total totals totale totales totaux totais subtotal subtotals subtotale sum sums summe summen
    suma soma somme somma gesamt gesamtsumme gesamtergebnis gesamtzahl insgesamt zwischensumme
    teilergebnis average averages summary promedio media moyenne durchschnitt mittelwert totaal
    anzahl toplam itogo
""")
_PAGE = re.compile(r"(?:page|pagina|seite|p\.?) ?\d+(?: ?(?:of|de|von|di|sur|/) ?\d+)?")
_COUNTED = word_set("""
    grand general generale geral of the records people participants attendees members entries
    rows registrations responses guests names n count de des del la le les los las der die das
    di do da dos personas participantes asistentes registros personnes inscrits inscriptions
    reponses personen teilnehmer teilnehmende anmeldungen antworten eintrage pessoas inscritos
    respostas persone partecipanti iscritti risposte respuestas global
""")
_COUNTABLE = word_set("""
    records people participants attendees members entries rows registrations responses guests
    personas participantes asistentes registros personnes inscrits inscriptions reponses personen
    teilnehmer teilnehmende anmeldungen antworten pessoas inscritos respostas persone
    partecipanti iscritti risposte respuestas
""")
_PLACEHOLDERS = phrase_set("""
    #n/a, +1, 1+, a confirmar, a confirmer, a definir, a determiner, a guest, a venir, admin,
    administrator, alguem, alguien, anonima, anonimo, anonym, anonyme, anonymer benutzer,
    anonymer nutzer, anonymous, anonymous attendee, anonymous guest, anonymous user, antwort,
    asdf, attendee, blank, convidada, convidado, da confermare, da definire, deleted user,
    desconhecida, desconhecido, desconocida, desconocido, empty, essai, first last, first name,
    first name last name, folgt, former user, free, free spot, frei, full name, gast, guest,
    guest user, host, inconnu, inconnue, invitada, invitado, invite, invitee, jemand, kein name,
    last name, leer, libero, libre, member, n n, n/a, na, nadie, name, name here, nan, nessuno,
    niemand, nil, ninguem, ninguno, nn, no name, no one, nobody, noch offen, none, null, offen,
    ohne name, open, open ended response, open slot, open spot, open-ended response, ospite,
    participant, pendiente, personne, platzhalter, plus 1, plus one, por anunciar, por
    confirmar, por definir, por determinar, prova, prueba, qualcuno, quelqu'un, reponse,
    reserved, response, resposta, respuesta, risposta, sans nom, sconosciuta, sconosciuto, sem
    nome, senza nome, sin nombre, somebody, someone, tba, tbc, tbd, test, test test, test user,
    teste, tester, testing, to be announced, to be confirmed, to be decided, to be determined,
    to come, unbekannt, unbesetzt, undefined, unknown, unknown attendee, unknown user, unnamed,
    untitled, user, usuario anonimo, utente anonimo, utilisateur anonyme, vacancy, vacant,
    vacante, vacio, vaga, vazio, vide, vuoto, waiting, wird ergänzt, wird noch bekannt gegeben,
    xx, xxx, your name, your name here
""")
_NUMBERED_PLACEHOLDER = re.compile(
    r"(?:guest|user|participant|attendee|person|caller|member|invitado|invitee?|gast|teilnehmer"
    r"|participante|convidado|ospite|anonymous|call-in user|phone user|speaker|unknown)s?"
    r"[ _#-]*\d{0,12}"
)

_DEVICE = re.compile(
    r"\b(?:i-?phones?|i-?pads?|i-?pods?|i-?mac|mac-?books?|macbook(?:pro|air)|chrome-?books?"
    r"|laptops?|notebooks?|smartphones?|sm-[a-z]\d{3}\w*|pixel \d+\w?|moto [a-z]\d+|thinkpad"
    r"|(?:samsung )?galaxy \w+|zoom ?rooms?|conference room|meeting room|ordinateur|ordenador"
    r"|(?:desktop|laptop|pc|win|mac)-[a-z0-9]{4,})\b"
)
# Words that are names, too: they count only without another word, or with an owner.
_MAYBE_DEVICE = re.compile(
    r"\b(?:galaxy|android|desktop|tablets?|tablette|computer|computador|portatile|portatil|handy"
    r"|telefone|movil|celular|cellulare|telefono|telephone|phone|windows|surface(?: pro)?|redmi"
    r"|xiaomi|huawei|samsung|oneplus|motorola|pixel|pc|polycom|owl labs|chromecast|echo show)\b"
)
_DEVICE_WORDS = word_set("""
    s of de del von vom der die das la le l d do da di my mi mein meine mon ma meu minha il lo
    plus pro max mini air ultra se xr xs fold flip note lite edge phone user the a work home old
    new gb g inch zoll
""")
_OWNED = re.compile(r"'s?\b|\b(?:de|von|di|del|do|da)\b|\bd'")
_BEHIND = re.compile(r"\s*\([^()]*\)$")
_DIAL_IN = re.compile(
    r"(?:dial-?in|call-?in|phone|telephone|telefon|telefono|telefone) (?:user|caller|participant)"
    r".{0,20}|caller.{0,12}|unknown caller|anrufer.{0,12}"
)
_BOT = re.compile(
    r"\b(?:note-?taker|note taker|notetaking|transcriber|transcription|transcript|recorder"
    r"|recording|meeting notes|meeting assistant|ai assistant|ai companion|otterpilot"
    r"|otter\.ai|fireflies(?:\.ai)?|read\.ai|tl;?dv|meetgeek|sembly|avoma|supernormal"
    r"|fathom\.video|fathom ai|zapier|slackbot|googlebot)(?!\w)|\bbots?(?: \d+)?$"
)

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\S+://\S+"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|us|io|gov|edu|de|fr|es|it|uk|eu|info)(?:/\S*)?"
    r"|.*\bhttps?://.*"
)
_CALENDAR = word_set("""
    jan january feb february mar march apr april may jun june jul july aug august sep sept
    september oct october nov november dec december enero febrero marzo abril mayo junio julio
    agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janvier fevrier mars
    avril mai juin juillet aout septembre octobre novembre decembre janv fevr avr juil januar
    februar marz juni juli oktober dezember okt dez janeiro fevereiro marco maio junho julho
    setembro outubro novembro dezembro fev set out gennaio febbraio aprile maggio giugno luglio
    settembre ottobre dicembre gen mag giu lug ott mon tue tues wed thu thur thurs fri sat sun
    monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves
    viernes sabado domingo lun mie jue vie sab dom lundi mardi mercredi jeudi vendredi samedi
    dimanche montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do
    fr sa so segunda terca quarta quinta sexta feira segunda-feira lunedi martedi mercoledi
    giovedi venerdi am pm hr hrs uhr
""")
_DATE_GLUE = word_set("""
    a p m h at of the de del di do da le el um den der il st nd rd th er o t z and gmt utc pst
    pdt mst mdt cst cdt est edt cet cest bst
""")
_WEEKDAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves
    viernes lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch
    donnerstag freitag samstag sonnabend sonntag lunedi martedi mercoledi giovedi venerdi
""")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b(?!\.)|\b\d{1,2} ?(?:am|pm|uhr)\b")

_PARTICLES = word_set("""
    de del la las los el y e da das do dos di du des le van von der den ter ten zu zum bin bint
    ibn al abu af av of the and dr prof mr mrs ms rev jr sr
""")
_MANY_WORDS = 6
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hola|buenos dias|buenas(?: tardes)?"
    r"|bonjour|bonsoir|salut|hallo|guten (?:tag|morgen|abend)|liebe|bom dia|boa tarde|ciao"
    r"|buongiorno|salve)\b[ ,]*(?:all|everyone|everybody|team|folks|there|friends|a todos|a todas"
    r"|todos|todas|todxs|tout le monde|a tous|a toutes|zusammen|alle|pessoal|a tutti|tutti"
    r"|y todas|equipo|l'equipe)?[ ,!.:]*|ola (?:a )?(?:todos|todas|pessoal|gente)[ ,!.:]*"
)
_CLOSING = re.compile(
    r"(?:thanks?|thank you|many thanks|cheers|best|best wishes|best regards|regards|kind regards"
    r"|sincerely|see you(?: .*)?|gracias|muchas gracias|saludos|un saludo|hasta .*|merci(?: .*)?"
    r"|cordialement|a bientot|danke(?: .*)?|vielen dank|viele grusse|liebe grusse|bis .*"
    r"|obrigad[oa]s?|abracos|ate .*|grazie(?: .*)?|saluti|sent from my .*|unsubscribe"
    r"|in solidarity|solidarity)[ ,!.]*"
)


def _total(text: str) -> str:
    words = set(_WORD.findall(text))
    if words & _TOTALS and words <= _TOTALS | _COUNTED:
        return "a total"
    if _PAGE.fullmatch(text):
        return "a page number"
    counted = any(map(str.isdigit, text)) and words & _COUNTABLE and words <= _COUNTED
    return "a total" if counted else ""


def _link(text: str) -> str:
    return "a link" if _LINK.fullmatch(text) and "@" not in text else ""


def _date(text: str) -> str:
    words = set(_WORD.findall(text))
    has_digit = any(map(str.isdigit, text))
    dated = (
        words & _CALENDAR and words <= _CALENDAR | _DATE_GLUE and (has_digit or words & _WEEKDAYS)
    )
    return "a date" if dated else ""


def _placeholder(text: str) -> str:
    bare = " ".join(text.strip("[](){}<>*_?!…").replace(".", " ").split())
    known = bare in _PLACEHOLDERS or _NUMBERED_PLACEHOLDER.fullmatch(bare)
    return "a placeholder" if known and bare else ""


def _dial_in(text: str) -> str:
    return "somebody on the phone" if _DIAL_IN.fullmatch(text) else ""


def _device(text: str) -> str:
    text = _BEHIND.sub("", text) or text  # "Ben Okafor (Ben's iPad)" is Ben
    for pattern, sure in ((_DEVICE, True), (_MAYBE_DEVICE, False)):
        found = pattern.search(text)
        if not found:
            continue
        rest = _MAYBE_DEVICE.sub(" ", _DEVICE.sub(" ", text))
        owners = [word for word in _WORD.findall(rest) if word not in _DEVICE_WORDS]
        last = not text[found.end() :].strip("() 0123456789")
        if not owners or (sure and last) or _OWNED.search(text):
            return "a device"
    return ""


def _bot(text: str) -> str:
    found = _BOT.search(text)
    if found and "bot" in found[0] and begins_with_given_name(text):
        return ""  # Bot is a surname, too
    return "a bot" if found else ""


def _greeting(text: str) -> str:
    return "a greeting" if _GREETING.fullmatch(text) or _CLOSING.fullmatch(text) else ""


def _sentence(text: str) -> str:
    words = [word for word in text.split() if word not in _PARTICLES and is_name(word)]
    said = (
        (text.endswith("?") and len(words) > 1)
        or (text.endswith("!") and len(words) > 2)
        or len(words) > _MANY_WORDS
        or _TIME.search(text)
    )
    return "a sentence and no name" if said and words else ""


_KINDS: tuple[Callable[[str], str], ...] = (
    _total,
    _link,
    _date,
    _placeholder,
    _dial_in,
    _device,
    _bot,
    _greeting,
    _sentence,
)


@lru_cache(maxsize=4096)
def why_not_a_person(text: str) -> str:
    """Return what a text is that is no person's name, such as "a device"; nothing if it may be."""
    folded = fold(text)
    if folded.startswith(('{"', "{'")):
        return "a form's mark"
    if not is_name(text):
        digits = sum(map(str.isdigit, text)) + text.count("*")
        return "a phone number" if digits > 6 else "not a name"
    for kind in _KINDS:
        why = kind(folded)
        if why:
            return why
    return ""


def is_total(text: str) -> bool:
    """Return whether a row is a table's total: "Total", "Grand Totals (7 records)"."""
    return bool(_total(fold(text)))


def is_device(text: str) -> bool:
    """Return whether a text is the name of a device: "iPhone", "Ana's iPad"."""
    return bool(_device(fold(text)))


def is_name(text: str) -> bool:
    """Return whether a text can be a name: it has letters or a pictograph."""
    kinds = {unicodedata.category(char) for char in text}
    return "So" in kinds or any(kind.startswith("L") for kind in kinds)
