"""The words over columns, by what the columns hold, as forms, video calls and CRMs write them.

A label is compared without case, accents, signs and the words in `FILLERS`; names are parted by
commas. To add a language, add its words here: nothing else knows them.
"""

from __future__ import annotations

import enum


class ColumnKind(enum.Enum):
    """What a column holds."""

    FULL = "full name"
    DISPLAY = "display name"
    PERSON = "person"
    FIRST = "first name"
    PARTICLE = "particle of a surname"
    LAST = "last name"
    SECOND_LAST = "second last name"
    PREFERRED = "preferred name"
    EMAIL = "email"
    PHONE = "phone"
    TEAM = "team"
    TAG = "tag"
    STATUS = "status"
    COMING = "whether somebody comes"
    MISSING = "whether somebody does not come"
    VISIT = "visit"
    OTHER = "other"


NAMES: dict[ColumnKind, str] = {
    ColumnKind.FULL: """
        name, names, full name, fullname, complete name, first last, last first,
        first and last name, first name and surname, first last name, first name last name,
        first name and last name, last name first name, surname first name, name surname,
        name and surname, name and pronouns, name pronouns, real name, legal name, name as on id,
        team member, team member name, group member, group member name, roster, who, call you,
        should we call you, we call you, who are you, your name and pronouns, name badge, nombre,
        nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos,
        apellidos y nombre, apellidos y nombres, apellido y nombre, apellidos nombre,
        nombre apellidos, nombre apellido, como te llamas, como se llama, como te llamas tu,
        como quieres que te llamemos, quien eres, nome, nome completo, nome e cognome,
        cognome e nome, nome e sobrenome, nome cognome, cognome nome, nome e apelido,
        primeiro e ultimo nome, nominativo, come ti chiami, come si chiama, chi sei,
        como voce se chama, como te chamas, como se chama, quem e voce, nom, nom complet,
        nom et prenom, nom prenom, prenom et nom, prenom nom, nom et prenoms,
        nom de famille et prenom, prenom et nom de famille, comment t appelles tu,
        comment vous appelez vous, comment tu t appelles, comment vous vous appelez, qui es tu,
        qui etes vous, noms, noms et prenoms, namen, name vorname, vorname name, vor und nachname,
        vor und zuname, vor und familienname, vor nachname, vorname und name, name und vorname,
        name und nachname, vorname nachname, nachname vorname, vorname und nachname,
        nachname und vorname, vollstandiger name, ganzer name, voller name, wie heisst du,
        wie heissen sie, wer bist du, naam, volledige naam, voor en achternaam, hoe heet je, navn,
        fullt navn, namn, for och efternamn, fornamn och efternamn, nimi, koko nimi,
        imie i nazwisko, nazwisko i imie, jmeno a prijmeni, prijmeni a jmeno, meno a priezvisko,
        ime i prezime, nev, teljes nev, nume, nume complet, nume si prenume, numele, ad soyad,
        adi soyadi, ad soyadi, adiniz soyadiniz, isim, isim soyisim, ho va ten, ho ten, фио,
        имя и фамилия, фамилия и имя, фамилия имя, имя фамилия, полное имя, піб, імя,
        прізвище та імя, ονομα, ονοματεπωνυμο, שם, שם מלא, الاسم, الاسم الكامل, اسم, نام,
        نام و نام خانوادگی, नाम, पूरा नाम, ชื่อ, 氏名, 名前, お名前, フルネーム, 姓名, 名字,
        이름, 성명
        """,
    ColumnKind.DISPLAY: """
        display name, displayname, user display name, screen name, username, user name,
        user id name, nom d utilisateur, nom affiche, benutzername, anzeigename, nutzername,
        nombre de usuario, nombre para mostrar, nome de usuario, nome utente, nome visualizzato,
        nome de exibicao, file as, sort name
        """,
    ColumnKind.PERSON: """
        participant, participants, attendee, attendees, member, members, person, people, contact,
        registrant, registrants, usuario, benutzer, utilisateur, utente, user, volunteer,
        volunteers, supporter, supporters, student, students, invitee, invitees, respondent,
        guest name, leader, leaders, organizer, organizers, activist, tenant, tenants, worker,
        workers, teilnehmer, teilnehmende, teilnehmerin, teilnehmer in, teilnehmerinnen, mitglied,
        mitglieder, person en, personen, kontakt, participante, participantes, asistente,
        asistentes, miembro, miembros, persona, personas, contacto, voluntario, voluntaria,
        voluntarios, inscritos, asociado, participant e, participante s, participant s,
        participant e s, participants es, membre, membres, personne, personnes, inscrit, inscrits,
        benevole, benevoles, adherent, adherents, pessoa, pessoas, membro, membros, membri,
        inscrito, contato, partecipante, partecipanti, iscritto, iscritti, volontario, volontari,
        deelnemer, deelnemers, deltaker, deltagare, uczestnik, uczestnicy
        """,
    ColumnKind.FIRST: """
        first, first name, first names, legal first name, firstname, given, given name,
        given names, forename, forenames, fname, christian name, name first, vorname, vornamen,
        rufname, prenom, prenoms, nombres, primer nombre, nombre de pila, primeiro nome,
        nome proprio, nome di battesimo, voornaam, roepnaam, fornavn, fornamn, etunimi, imie,
        jmeno, krestni jmeno, ime, keresztnev, prenume, adi, имя, імя та по батькові, الاسم الأول,
        名, 名 名前
        """,
    ColumnKind.PARTICLE: """
        tussenvoegsel, tussenvoegsels, tv, particle, name particle, surname prefix,
        last name prefix, namenszusatz, namensvorsatz, voorvoegsel, voorvoegsels, particule
        """,
    ColumnKind.LAST: """
        last, last name, last names, legal last name, lastname, surname, surnames, family,
        family name, lname, second name, name last, nachname, nachnamen, familienname, zuname,
        apellido, apellidos, primer apellido, apellido paterno, apellido 1, apellido p,
        1er apellido, sobrenome, apelido, ultimo nome, nome de familia, cognome, cognomi,
        nom de famille, nom usuel, nom d usage, achternaam, familienaam, etternavn, efternavn,
        efternamn, sukunimi, nazwisko, prijmeni, priezvisko, prezime, vezeteknev, nume de familie,
        soyad, soyadi, soyisim, фамилия, прізвище, επωνυμο, שם משפחה, اسم العائلة, اللقب,
        نام خانوادگی, 姓, 名字 姓
        """,
    ColumnKind.SECOND_LAST: """
        segundo apellido, apellido materno, apellido 2, apellido m, 2o apellido, second surname,
        second last name, last name 2, surname 2
        """,
    ColumnKind.PREFERRED: """
        preferred name, name go by, preferred first name, chosen name, nickname, goes by,
        known as, prefers,
        nombre preferido, nombre elegido, apodo, prenom d usage, surnom, spitzname,
        gewunschter name, nome social, apelido preferido, nome preferito, soprannome
        """,
    ColumnKind.EMAIL: """
        email, emails, email address, primary email, preferred email, e mail 1 value, mail,
        email 1, e mail address, attendee email, user email, mail address, contact email, correo,
        correo electronico, direccion de correo electronico, direccion de correo,
        direccion de email, courriel, adresse mail, adresse email, adresse courriel,
        adresse e mail, adresse electronique, e mail adresse, mailadresse, emailadresse, e post,
        epost, endereco de email, endereco de e mail, endereco eletronico, correio eletronico,
        indirizzo email, indirizzo e mail, indirizzo di posta elettronica, posta elettronica,
        e posta, eposta, adres e mail, почта, электронная почта, البريد الإلكتروني, メール,
        メールアドレス,
        邮箱, 电子邮件, 電子郵件, 이메일
        """,
    ColumnKind.PHONE: """
        phone, phone number, phones, mobile, mobile phone, mobile number, cell, cell phone,
        cell number, telephone, telephone number, phone 1 value, primary phone, preferred phone,
        home phone, work phone, tel, whatsapp, whatsapp number, contact number, signal number,
        telefono, telefonos, numero de telefono, movil, celular, telefono movil, telefon,
        telefonnummer, handy, handynummer, mobilnummer, mobiltelefon, telephone portable,
        portable, numero de telephone, n de telephone, telefone, telemovel, numero de telefone,
        cellulare, numero di telefono, numero di cellulare, telefoon, telefoonnummer, telefonnr,
        gsm, телефон, الهاتف, رقم الهاتف, 電話, 電話番号, 电话, 手机, 전화번호
        """,
    ColumnKind.TEAM: """
        team, teams, team name, team number, group, group name, group number, small group, table,
        table name, table number, room, room name, room number, breakout, breakout room,
        breakout room name, breakout group, pre assign room name, breakout session, squad, crew,
        pod, circle, cluster, assigned team, assigned group, assigned table, assigned room,
        equipo, grupo, mesa, sala, nombre del equipo, numero de mesa, equipe, groupe, salle,
        nom de l equipe, n de table, numero de table, squadra, gruppo, tavolo, stanza, gruppe,
        mannschaft, tisch, raum, zimmer, gruppenname, gruppennummer, teamname, teamnummer,
        tischnummer, raumnummer, kleingruppe, breakoutraum, turma, nome da equipe, nome do grupo,
        groep, tafel, lag, ryhma, takim, grup, masa, druzyna, grupa, zespol, tym, skupina, csapat,
        echipa, команда, группа, الفريق, المجموعة, チーム, グループ, 班, 小组, 小組, 组, 组别,
        队, 팀, 조, 그룹
        """,
    ColumnKind.TAG: """
        tag, tags, tag list, user tags, tag s, group s, groups, label list, committee, committees,
        working group, working groups, neighbourhood, neighbourhoods, neighborhood, neighborhoods,
        chapter, branch, ward, precinct, etiqueta, etiquetas, comite, comision, barrio, grupos,
        sede, colonia, distrito, quartier, groupes, commission, etiquette, etiquettes,
        arrondissement, bairro, comissao, nucleo, ausschuss, stadtteil, kiez, bezirk, ortsgruppe,
        arbeitsgruppe, schlagworter, gruppen, quartiere, comitato, commissione, gruppi, etichetta,
        etichette, wijk
        """,
    ColumnKind.STATUS: """
        status, registration status, approval status, attendance status, attendee status,
        rsvp status, response status, order status, ticket status, booking status, invite status,
        invitation status, signup status, sign up status, participation status, current status,
        event status, shift status, member status, reservation status, estado, estatus,
        estado de la inscripcion, estado de inscripcion, estado de asistencia,
        estado del registro, situacion, statut, statut de l inscription, etat,
        etat de l inscription, anmeldestatus, teilnahmestatus, anmeldungsstatus, buchungsstatus,
        ticketstatus, status der anmeldung, estado da inscricao, status da inscricao, situacao,
        situacao da inscricao, stato, stato iscrizione, stato dell iscrizione,
        stato della registrazione, aanmeldstatus
        """,
    ColumnKind.COMING: """
        rsvp, response, attendance, attended, attending, attend, coming, come, going, present,
        will attend, is coming, participating, participation, showed up, show, confirmed,
        able to attend, can attend, join us, will join, checked in, attends, came, was present,
        make it, be there, there, join, take part, asistencia, asistir, venir, acudir, participar,
        asiste, asistio, asistira, asistiras, vienes, viene, vendras, presente, confirmado,
        confirmada, confirmacion, participa, participara, participaras, asistes, presence,
        assister, participer, etre present, present e, presents, participe, participera,
        participeras tu, viendras tu, viens tu, seras tu present, vient, confirme,
        inscrit oui non, venue, presence confirmee, anwesenheit, kommen, teilnehmen, dabei sein,
        anwesend, teilnahme, zusage, kommst, kommt, dabei, nimmst teil, nimmt teil, zugesagt,
        teilgenommen, erschienen, presenca, vir, comparecer, compareceu, comparecera, vira, vem,
        confirmou, comparecimento, participou, partecipazione, venire, partecipare, presenza,
        vieni, verrai, verra, partecipa, parteciperai, confermato, conferma, aanwezig,
        aanwezigheid
        """,
    ColumnKind.MISSING: """
        cancelled, canceled, cancelled at, canceled at, cancelled on, cancellation,
        cancellation date, is cancelled, is canceled, no show, noshow, is no show, absent,
        absence, declined, declined at, waitlist, waitlisted, on waitlist, waiting list, void,
        voided, deleted, deleted at, is deleted, withdrawn, refunded, refunded at, is bot, bot,
        archived, cancelado, cancelada, cancelacion, fecha de cancelacion, ausente, ausencia,
        lista de espera, anulado, no asistio, annule, annulee, annulation, absente,
        liste d attente, storniert, abgesagt, absage, abgemeldet, abwesend, fehlt, warteliste,
        cancelamento, faltou, cancellato, cancellazione, assente, assenza, lista d attesa,
        annullato
        """,
    ColumnKind.VISIT: """
        benutzeraktion, aktion, accion del usuario, accion de usuario, action de l utilisateur,
        action utilisateur, azione utente, azione dell utente, acao do usuario, hora para unirse,
        hora para salir, hora de ingreso, abgangszeit, heure d entree, heure de connexion,
        heure de deconnexion, ora di accesso, ora di uscita, horario de entrada, horario de saida,
        join time, leave time, joined at, left at, time joined, time left, time exited,
        first join, last leave, first joined, last left, first seen, last seen, user action,
        duration, total duration, in meeting duration, time in session, time in call, exit time,
        time in meeting, in waiting room, attendance duration, hora de union, hora de salida,
        hora de entrada, hora a la que se unio, duracion, beitrittszeit, dauer, duree,
        heure d arrivee, heure de depart, entree, duracao, hora de saida, durata, ora di ingresso,
        teilnahmedauer, zeitpunkt des beitritts
        """,
    ColumnKind.OTHER: """
        timestamp, date, time, start time, end time, completion time, id, meeting id, topic,
        address, street, street address, city, town, state, zip, zip code, zip postal code,
        postal code, postcode, county, country, region, language, birthday, date of birth, gender,
        pronouns, company, organization, organisation, employer, account name, job title, role,
        guest, guests, source, note, notes, comment, comments, label, labels, type, age, price,
        created, created at, updated at, signup time, signature, hours, shift, timeslot,
        occupation, question, answer, votes, ip address, user agent, middle name, middle initial,
        name prefix, name suffix, suffix, prefix, individual prefix, individual suffix,
        salutation, honorific, subscription status, payment status, payment, amount, ticket type,
        ticket name, product, order, response type, marca temporal, fecha, hora, horas, ciudad,
        direccion, observaciones, comentarios, edad, segundo nombre, pronombres, empresa, firma,
        codigo postal, municipio, zeitstempel, datum, uhrzeit, ort, stadt, anschrift, adresse,
        alter, bemerkung, bemerkungen, kommentar, anrede, titel, pronomen, stunden, unterschrift,
        plz, horodateur, heure, heures, ville, commune, remarque, remarques, commentaire,
        commentaires, civilite, pronoms, code postal, disponibilite, carimbo de data hora, data,
        idade, cidade, endereco, observacoes, cep, horario, informazioni cronologiche, citta,
        indirizzo, eta, ora, ore, note e commenti, nota, cap, telefono fisso, zaman damgasi,
        plaats, leeftijd
        """,
}

FILLERS = """
    nr nummer numero monday tuesday wednesday thursday friday saturday sunday lunes martes
    miercoles jueves viernes sabado domingo lundi mardi mercredi jeudi vendredi samedi dimanche
    montag dienstag mittwoch donnerstag freitag samstag sonntag lunedi martedi mercoledi giovedi
    venerdi sera seras serez serai habitez habites habite habitas vivez vis wohnen abiti abita
    mora moras che
    able can could what whats which is s are you re in on the a an of to for at please enter type
    write fill out legal official your my me us our their his her this do did does have be will
    would should with sit belong assigned can2 up and tell add copy give provide one it as like
    appear where cual cuales es son tu tus su sus el la los las un una en que de del al estas esta
    perteneces pertenece escribe escriba introduce indica indique por favor usted te toca mi mis
    eres vas puedes podras podrias vives vive quel quelle quels quelles est sont votre vos ton ta
    tes le les l d une des du dans etes vous etre appartiens appartenez indiquez ecrivez ecris
    entrez merci il plait vit mon ma mes peux pourras pourrez pouvez wie was welche welcher
    welches welchem welchen ist sind dein deine deiner deinem deinen ihr ihre ihrem ihren ihnen
    der die das den dem im zu zum bist sie gehorst gehoren bitte gib geben ein mit mein meine und
    sitzt wohnst heisst heissen lautet deines kannst konnen konntest wirst qual quais e seu sua
    seus suas teu tua o os um uma em no na da dos voce pertence escreva digite informe faz parte
    meu minha pode podera vai quale quali lo gli i uno di della nel nella sei appartieni scrivi
    inserisci inserire per favore suo tuo mio mia fai puoi potrai vul uw je jouw het
"""
"""Words around a name that say nothing of which name it is: "What is your name?"."""

FOREIGN = """
    emergency company organization organisation event host parent guardian school child children
    kid supervisor manager assignee owner inviter referrer referred invited project product
    employer partner spouse sponsor meeting course class file campaign street building landlord
    pet list business store shop brand bank account code webinar topic notfall notfallkontakt
    firma betrieb firmenname schule eltern kind veranstaltung gastgeber arbeitgeber kurs projekt
    strasse emergencia empresa organizacion evento anfitrion padre madre tutor escuela hijo hija
    jefe curso proyecto calle urgence entreprise evenement hote parents ecole enfant projet rue
    conjoint organizacao responsavel escola filho filha projeto rua emergenza azienda
    organizzazione ospitante genitore scuola figlio progetto via coniuge phonetic yomi ticket
    maiden bounced
"""
"""Words that make a name another's than the listed person's: "Emergency contact: name"."""
