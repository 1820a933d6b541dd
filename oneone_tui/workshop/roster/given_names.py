"""Given names, to tell a first name from a surname, and a name from a team.

The list is short and will miss most of the world's names. It only decides where a table has no
header and both of two readings are possible; what is not listed is read by the shape of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from oneone_tui.workshop.roster.word_sets import word_set
from oneone_tui.workshop.text import fold

_NAMES = word_set("""
    aaron abdul abdullah abigail ada adam adele adriana adrian agnes ahmed aicha aisha alain
    alan alba albert alberto alejandra alejandro alessandra alessandro alex alexander alexandra
    alexandre alexis ali alice alicia alina alison amanda amelia amina amir amy ana anabel
    anastasia andre andrea andreas andres andrew angel angela angelo anita anja ann anna anne
    annette annie anthony antoine anton antonia antonio anwar april ariana arjun arthur arturo
    ashley asma astrid aurelie aurora axel ayse barbara beatrice beatriz ben benedikt benjamin
    benoit bernard bernd bert bettina bianca bill birgit bob boris brandon brenda brian brigitte
    bruno camila camille carla carlo carlos carmen carol carolina caroline cary catarina
    catherine cecilia celia celine cesar charles charlotte chiara chloe chris christa christian
    christina christine christophe christopher cindy clara claire claude claudia claudio
    clemence cora cristina cy cyd dagmar damien dan dana daniel daniela daniele danielle danny
    dario david davide dawn deborah dee denis denise dennis derek diana diane diego dieter dima
    dirk dmitri dolores dominik dominique donald donna dora doris dorothy duarte dylan eduardo
    edward elena eleonora elias elif elisa elisabeth elise elizabeth ella ellen elsa emil emilia
    emilie emily emma emmanuel enrico enrique eric erica erik erika ernesto esther etienne eva
    evan eve evelyn fabian fabien fabio farah fatima fatou fatoumata fay felipe felix fernanda
    fernando filip filipa flavia flora florence florian frances francesca francesco francis
    francisca francisco franck francois francoise frank franz fred frederic frieda fritz gabriel
    gabriela gabriele gary genevieve george georges georg gerard gerd gertrud giacomo gianni
    gina giorgia giorgio giovanni giulia giuseppe gloria gonzalo grace greta greg gregor
    guillaume guillermo gus gustavo hal hannah hans harry hassan heather hector heidi heike
    heinz helen helena helene helga helmut henri henrik henry herbert hugo hussein ibrahim ida
    ignacio igor ilaria ilse imani imran ines inga ingrid irena irene iris isaac isabel isabella
    isabelle ivan jack jacob jacqueline jacques jaime jake jakob james jamal jan jana jane janet
    jasmin jason javier jean jeanne jeff jennifer jens jeremy jerome jesse jessica jesus jill
    jim jo joachim joan joana joanna joao jochen joe joel joerg johan johanna johannes john jon
    jonas jonathan jordan jorg jorge jose josef josefa joseph joshua josie joy joyce juan juana
    judith julia julian juliana julie julien juliette julio jun jurgen justin justine karen
    karim karin karina karl karla katarina kate katharina katherine kathleen kathrin katja keith
    kelly kemal ken kenji kevin khadija kim klaus kofi konrad krzysztof kurt kwame laila lara
    larissa lars laura laure laurence laurent lea leah leila lena leo leon leonardo leonie
    leticia lia liam lidia lila lilian lily lin linda lisa lise livia liz lola lorena lorenzo
    lou louis louisa louise luc luca lucas lucia lucie lucy luigi luis luisa lukas luke luna
    lydia mabel madeleine magali magda magdalena mahmoud maite malik mamadou manon manuel
    manuela mara marc marcel marcela marcelo marco marcos marcus margaret margarita margot maria
    mariam mariana marianne marie marina mario marion marisa mark marko markus marlene marta
    martha martin martina martine mary mateo mathieu mathilde matteo matthew matthias maria-jose
    maurice max maxime maya mehdi mehmet melanie melissa mercedes mia michael michal michel
    michele michelle miguel mike mikhail mila milan mina miriam mohamed mohammed moises monica
    monika mona moritz muhammad murat mustafa nadia nadine nancy naomi natalia natalie nathalie
    nathan nele nick nicola nicolas nicole niklas nikolai nils nina noah noe noelia noemi nora
    norma nuno nuria octavio odette oksana olaf olga oliver olivia olivier omar oscar oskar otto
    pablo pam paola paolo pascal pat patricia patrick patrizia paul paula paulina pauline paulo
    pedro peggy penelope peter petra philip philippe pia pierre pilar piotr priya quentin rachel
    rafael rafaela rahul ralf ralph ramon ramona raquel raul ray raymond rebecca regina reiner
    rene renata renate ricardo riccardo richard rita rob robert roberta roberto robin rodrigo
    roger roland romain roman rosa rosario rose roxana ruben rudolf ruth ryan sabine sabrina
    said sally salma sam samantha samir samira samuel sandra sandrine sara sarah sascha sean
    sebastian sebastien selma serena sergio seth sharon sheila sibylle sigrid silke silvia
    silvio simon simona simone sofia solange sonia sophia sophie stacy stefan stefania stefanie
    stefano stella stephan stephane stephanie stephen steve steven stuart sue susan susana
    susanne svenja svetlana sylvain sylvia sylvie tamara tania tanja tara tariq tatiana ted
    teresa tess theo theresa therese thierry thomas tiago tim tina tobias tom tomas tommaso tony
    tracy tristan ulrich ulrike ursula ute uwe valentina valeria valerie vanessa vera veronica
    veronika veronique vicente victor victoria viktor vincent vincenzo viola virginia vivian
    vladimir walter wanda wendy werner will william wolfgang xavier yan yann yannick yara yasmin
    yolanda youssef yuki yusuf yves yvette yvonne zainab zara ze zeynep zoe zora anette loic
    ulku ipek isil conceicao swiatoslaw
""")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=4096)
def begins_with_given_name(text: str) -> bool:
    """Return whether the first word of a text is a known given name."""
    word = _WORD.search(fold(text))
    return word is not None and (word[0] in _NAMES or word[0].partition("-")[0] in _NAMES)


def ends_with_given_name(text: str) -> bool:
    """Return whether the last word of a text is a known given name."""
    words = _WORD.findall(fold(text))
    return bool(words) and words[-1] in _NAMES


def share_of_given_names(cells: Sequence[str]) -> float:
    """Return how many of the filled cells begin with a given name, from 0 to 1."""
    filled = [cell for cell in cells if cell]
    return sum(map(begins_with_given_name, filled)) / len(filled) if filled else 0.0
