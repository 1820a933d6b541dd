"""The labels of columns, as forms, video calls and CRMs write them."""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from oneone_tui.workshop.text import fold


class ColumnKind(enum.Enum):
    """What a column holds."""

    FULL = "full name"
    PERSON = "person"
    FIRST = "first name"
    LAST = "last name"
    PREFERRED = "preferred name"
    EMAIL = "email"
    TEAM = "team"
    TAG = "tag"
    VISIT = "visit"
    OTHER = "other"


# Names of columns, as `_split_words` leaves them. Only what is here or made of it is known.
_NAMES: dict[ColumnKind, str] = {
    ColumnKind.FULL: """
        name, names, full name, complete name, first last, last first, first and last name,
        first last name, first name last name, first name and last name, last name first name,
        surname first name, name surname, display name, name and pronouns, name pronouns,
        team member, team member name, group member, group member name, roster, who,
        nombre, nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos,
        apellidos y nombre, nome, nome completo, nome e cognome, cognome e nome, nome e sobrenome,
        nom, nom complet, nom et prenom, nom prenom, prenom et nom, prenom nom,
        name vorname, vorname name, vor und nachname, vollstandiger name,
        naam, volledige naam, navn, fullt navn, namn, imie i nazwisko
        """,
    ColumnKind.PERSON: """
        participant, participants, attendee, attendees, member, members, person, people, contact,
        registrant, registrants, user, volunteer, volunteers, supporter, student, students,
        invitee, teilnehmer, teilnehmende, participante, participantes, asistente, asistentes,
        miembro, miembros, membre, membres, membro, membros
        """,
    ColumnKind.FIRST: """
        first, first name, firstname, given, given name, given names, forename, forenames, fname,
        vorname, rufname, prenom, prenoms, nombres, primer nombre, primeiro nome,
        voornaam, fornavn, fornamn, imie
        """,
    ColumnKind.LAST: """
        last, last name, surname, family, family name, lname, nachname, familienname, zuname,
        apellido, apellidos, sobrenome, apelido, cognome, nom de famille,
        achternaam, etternavn, efternavn, efternamn, nazwisko
        """,
    ColumnKind.PREFERRED: """
        preferred name, preferred first name, chosen name, nickname, goes by, known as
        """,
    ColumnKind.EMAIL: """
        email, emails, email address, primary email, preferred email, e mail 1 value, mail,
        correo, correo electronico, direccion de correo electronico, courriel, adresse mail,
        adresse email, adresse courriel, adresse e mail, e post, endereco de email,
        indirizzo email
        """,
    ColumnKind.TEAM: """
        team, teams, team name, team number, group, group name, group number, small group, table,
        table name, table number, room, breakout, breakout room, breakout room name, breakout group,
        equipo, grupo, mesa, equipe, groupe, squadra, gruppo, mannschaft, gruppe, tisch, groep, lag
        """,
    ColumnKind.TAG: """
        tag, tags, tag list, committee, committees, working group, neighbourhood,
        neighbourhoods, neighborhood, neighborhoods, chapter, ward,
        etiqueta, etiquetas, comite, comision, barrio, quartier, bairro, ausschuss, stadtteil
        """,
    ColumnKind.VISIT: """
        join time, leave time, joined at, left at, time joined, time left, time exited,
        first join, last leave, first joined, last left, first seen, last seen, user action,
        duration, total duration, in meeting duration, time in session, time in call,
        time in meeting, in waiting room, hora de union, hora de salida, duracion,
        beitrittszeit, dauer, duree
        """,
    ColumnKind.OTHER: """
        timestamp, date, time, start time, end time, completion time, id, meeting id, topic,
        phone, phone number, mobile, mobile phone, mobile number, cell phone, telephone,
        address, street, street address, city, town, state, zip, zip code, zip postal code,
        postal code, postcode, county, country, region, language, birthday, date of birth, gender,
        pronouns, company, organization, organisation, employer, account name, job title, role,
        guest, status, source, note, notes, comment, comments, label, labels,
        created, created at, updated at, marca temporal, zeitstempel, horodateur,
        telefono, telefon, telefone, ciudad, ville, ort
        """,
}
_PARENTHESIS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")


def _split_words(label: str) -> list[str]:
    return _WORD.findall(_PARENTHESIS.sub(" ", fold(label)))


# Compared without spaces, so that "firstname", "first_name" and "First Name" are one.
_KINDS = {
    "".join(_split_words(name)): kind for kind, names in _NAMES.items() for name in names.split(",")
}
_PERSONS = frozenset(name for name, kind in _KINDS.items() if kind is ColumnKind.PERSON)
# Words around a name that say nothing of which name it is: "What is your name?".
_FILLERS = frozenset(
    _split_words(
        "what whats which is s are you in on the a of please enter type write your my legal"
    )
)
NAME_KINDS = frozenset(
    {ColumnKind.FULL, ColumnKind.PERSON, ColumnKind.FIRST, ColumnKind.LAST, ColumnKind.PREFERRED}
)


@lru_cache(maxsize=4096)
def column_kind(label: str) -> ColumnKind | None:
    """Return what a column with this label holds, or None if the label is not known."""
    words = _split_words(label)
    plain = [word for word in words if word not in _FILLERS]
    bare = [word for word in plain if word not in _PERSONS]
    if plain and not bare:
        return _KINDS.get("".join(words), ColumnKind.PERSON)
    for form in (words, plain, bare):
        kind = _KINDS.get("".join(form))
        if kind:
            return kind
    return None
