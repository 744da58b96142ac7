"""The words of municipal finance, as data: what each kind of word does in a claim.

One letter a kind; ``grammar`` writes its rules over these letters. A row is the kind, what the word
says (a direction, a role, a year counted from the document's own, or why a claim is another
figure), and the words: patterns that the whole word fits, or several words with blanks between.
The first row that a word fits is its own; of several words the longest.
Nothing here is one nämnd's: rows, columns and their names come from the tables.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tui.svenska.format import MONTHS

MEAN = "ett genomsnitt"
PRICE = "ett styckpris"


class Entry(NamedTuple):
    """Words of one kind, each a pattern."""

    kind: str
    sense: str
    words: tuple[str, ...]


_TABLE = r"""
# What a frame of the budget is raised with
D | ram | utökade medel, utökad ram, utökning i ramen, utökning av ramen, ökade medel
D | ram | utökning i budgetramen, utökad budget\w*, ramökning\w*, ramminskning\w*
M |  | per månad, i månaden, varje månad
# What makes it another figure
X | en del av något | varav, därav, bland annat, till exempel, framför allt, delar av, del av
X | en del av något | framförallt, delvis, resterande, kvarvarande, enstaka, enskild\w*, vissa
X | en del av något | viss, ingår, ingick, ingå
X | en annan avgränsning | exkl\w*, inkl\w*, undantag\w*, förutom, utöver, bortsett
X | ett genomsnitt | genomsnitt\w*, snitt\w*, medelvärde\w*, median\w*, i medeltal
X | ett justerat tal | justera\w*, rensa\w*, korrigera\w*, normalisera\w*, fast pris, fasta priser
X | ett justerat tal | uppräkna\w*, omräkna\w*, preliminär\w*, löpande
X | ett tillägg eller en omfördelning | tilläggs\w*, ombudget\w*, omfördel\w*, äska\w*, beviljat
X | ett tillägg eller en omfördelning | beviljad\w*, ansök\w*, sökt\w*, ytterligare, reserv\w*
X | ett tillägg eller en omfördelning | utök\w*, förstärk\w*, tillför\w*, tillskjut\w*, riktad\w*
X | ett tillägg eller en omfördelning | tillskott\w*
X | en annan prognos | tidigare, senaste prognos\w*, förra prognos\w*, sedan prognos\w*
X | en annan prognos | föregående prognos\w*, mot prognos\w*
S | en annan prognos | sedan
X | en annan månad | föregående månad\w*, förra månad\w*, månads, månadens
X | ett summerat tal | ackumulera\w*, balansera\w*, koncern\w*, eget kapital, bolag\w*
X | flera år tillsammans | (?:två|tre|fyra|fem|tio|\d+)årsperiod\w*
X | flera år tillsammans | (?:två|tre|fyra|fem|tio|senaste|gångna) åren
X | flera år tillsammans | (?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|några) år, flerårig\w*
X | något som kan hända | riskera\w*, kan, kunde, skulle, kunna, förutsatt, eventuell\w*
X | något som återstår | kvar, återstå\w*
X | något mer | även, också, tillsammans med, bruttobudget\w*
X | en annan grupp | kommunens, kommunen, riket, rikets, länet, länets, nationell\w*, koncernens
O | en annan grupp | bland, avdelningar\w*, enheter, enheterna, enheternas, områden, områdena
N | en annan grupp | enheten, enhetens, avdelningen, avdelningens, området, områdets
X | ett styckpris | per (?!den|sista|MONTH)[^\W\d]+, styckpris\w*, månadstakt\w*
v | upp | över, ovanför
v | ned | under, nedanför
# Time
z | -1 | föregående år, förra året, i fjol, året innan, året före, fjolåret\w*, fjolårets
z | -1 | (?:samma|motsvarande) period föregående år, föregående års, förra årets
z | -1 | året dessförinnan, (?:samma|motsvarande) period förra året
z | -1 | (?:samma|motsvarande) period i fjol, (?:samma|motsvarande) tid i fjol, ett år tidigare
z | -1 | ett år innan, närmast föregående år, (?:samma|motsvarande) period året innan
z | -1 | (?:samma|motsvarande) period året före
z | -2 | två år tidigare, två år innan, förrförra året, i förfjol
z | -1 | för ett år sedan, ett år sedan, föregående delår, fjol
z | -2 | för två år sedan
z | -3 | tre år tidigare, tre år innan
z | 1 | nästa år, nästkommande år, kommande år, året efter, följande år
~ |  | samma tid, samma månad\w*, motsvarande månad\w*, samma datum, årsskiftet, vad
~ |  | till och med, samma period, motsvarande period, samma tidpunkt, motsvarande tid, i år
~ |  | i nuläget, mellan åren, i nivå, helt enligt, enligt
W |  | helår\w*, års, hela året, för året, vid årets slut, årets slut, årsbokslut\w*, för helåret
H |  | så här långt, så långt
H |  | efter (?:MONTH), fram till (?:MONTH)
H |  | period, perioden\w*, periods, periodens, bokslutsperiod\w*, hittills
H | delår | delår\w*
I | 1 | i januari
I | 2 | i februari
I | 3 | i mars
I | 4 | i april
I | 5 | i maj
I | 6 | i juni
I | 7 | i juli
I | 8 | i augusti
I | 9 | i september
I | 10 | i oktober
I | 11 | i november
I | 12 | i december
w | en enskild månad | (?:MONTH) månad
E | 1 | januari
E | 2 | februari
E | 3 | mars
E | 4 | april
E | 5 | maj
E | 6 | juni
E | 7 | juli
E | 8 | augusti
E | 9 | september
E | 10 | oktober
E | 11 | november
E | 12 | december
~ |  | \d\d?, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv
Y |  | veckor, månader, dagar, dygn, timm\w*, gånger, tillfäll\w*, plats\w*, halvdag\w*
w | en del av året | hösten, våren, sommaren, vintern, månaden, veckan
w | en del av året | \w*kvartal\w*, \w*tertial\w*, \w*halvår\w*, halvåret
~ |  | året, årets, år, under, den, då, idag, nu, per, vid, dag(?:en|s)?, innevarande
# Roles
b | budget | budget\w*, ram, ramen, ramens, plan, planen, planerat, planerad\w*, anslag\w*
b | budget | investeringsutrymme\w*, budgeterade?, målsatt, årsbudget\w*, helårsbudget\w*
p | prognos | \w*prognos\w*, prognosti[sc]era\w*, förvänta\w*, vänta(?:s|r|t|de|des), beräkna\w*
p | prognos | räknar med, räknar, räknas, bedömer, bedömning\w*
p | prognos | bedöms, helårsutfall\w*, spås, befaras, antas, ser ut att
u | utfall | \w*utfall\w*, bokslut\w*, redovisat, faktisk\w*, förbrukning\w*
g | mal | målet, målen, målvärde\w*, målnivå\w*, måltal\w*, målsättning\w*
U | utfall | (?:för)?bruka[dt]\w*, förbrukades, förbrukar, användes, använts, använt, använde
U | utfall | gjorde av med, gjort av med, upparbeta\w*, gått åt, gick åt, går åt
U | utfall | konsumera\w*, tagit i anspråk
U | utfall | nyttja\w*, utnyttja\w*, spenderade\w*, disponerades, tagits i anspråk
# Deviations
o | upp | överst(?:eg|iger|igit|iga|igande), överskr(?:ed|ider|idit|ida|eds), överträff\w*
o | ned | underst(?:eg|iger|igit|iga|igande), underskr(?:ed|ider|idit|ida|eds)
a |  | avv(?:ik|ek)\w*
k | battre | överskott\w*, plusresultat\w*, vinst\w*, plus
k | samre | underskott\w*, minusresultat\w*, förlust\w*, minus
o | upp | dra(?:r|gits?|git)? över, drog över, går över, gick över
q | battre | positiv\w*
q | samre | negativ\w*
# Comparisons
h | upp | högre, mer, fler, flera, större, dyrare, längre, mera
h | ned | lägre, mindre, färre, billigare, kortare
h | battre | bättre, gynnsammare
h | samre | sämre, ogynnsammare
j |  | än
x |  | jämfört med, i jämförelse med, i förhållande till, i relation till, jämfört mot, mot
x |  | gentemot, ställt mot, att jämföra med, jämfört, jämförelse med
# Changes
c | upp | ök(?:ade|at|ats|ades), steg, stigit, väx(?:te|t), tilltog, tilltagit
c | upp | gick upp, gått upp, fördubbla\w*
c | ned | minska(?:de|t|ts|des), sjönk, sjunkit, föll, krympte, reducera\w*
c | ned | dämpa\w*, halvera\w*, gick ned, gick ner, gått ned, gått ner
i | upp | ök(?:ar|a|as), stiger, stiga, väx(?:er|a), höj\w*, går upp
i | ned | minska(?:r|s)?, sjunker, sjunka, sänk\w*, faller, krymper
c | battre | förbättra\w*
c | samre | försämra\w*, försvaga\w*
c | upp | upp
c | ned | ned, ner
c |  | förändra\w*, ändra(?:des|ts|s|de|t)
e | upp | ökning\w*, höjning\w*, uppgång\w*, \w+ökning\w*
e | ned | minskning\w*, sänkning\w*, nedgång\w*, \w+minskning\w*
e | battre | förbättring\w*
e | samre | försämring\w*
e |  | förändring\w*, utveckling\w*, \w+förändring\w*, \w+utveckling\w*, ändring\w*
d |  | skillnad\w*, differens\w*, mellanskillnad\w*
r |  | mellan
# Levels
l |  | uppg(?:ick|år|ått|å), uppgående, är, var, blev, blir, blivit, bli, landa\w*, hamna\w*
l |  | stannade, stannar, stannat, redovisa\w*, visa(?:r|de|t|s|des), vara, varit
l |  | kosta\w*, summera\w*, ligger, låg, legat, har, hade, haft, ge[rs]?, gav, gett, nådde, når
l | lämnar | lämna[rd]\w*
l |  | nått, uppvisa\w*, gör, gjorde, uppstod, omsatte, omsätter
l |  | bestod, består, ligga, omfatta\w*, kommer, stod, står, noterades, noteras
l |  | inbringa\w*, generera\w*
l |  | följ(?:er|a|de|t), vänd\w*, går, gå, gått, gick, slutar, slutade
l |  | belöper sig, belöpte sig, pekar mot, går mot, lutar mot, vänder till, landar mot
l |  | svarar, svarade, uppmättes, ska, uppnådde, pekar, tyder, höll, håller, hållit, fortsätter
L |  | eller, motsvarande, motsvarar, motsvarade, dvs, det vill säga, alltså, innebär, innebar
A |  | index\w*, andel\w*, utgör, utgjorde, utgörs, utgjordes
V |  | kom, fanns, finns, gjordes, gjorts, fattades, beslutades, kommit in, togs emot, tog emot
V |  | tagit emot, återfinns
V |  | antal\w*, rapportera\w*, anmäl\w*, registrera\w*, inkom\w*, inträffa\w*, kontrollera\w*
V |  | granska\w*, genomför\w*, samtliga, inrapportera\w*, inlämna\w*
# The frame of a sentence
m |  | med
t |  | till
f |  | från
@ | om | om
@ |  | på, uppgående till, motsvarande på
Q |  | av
& |  | och, samt, respektive, medan, men
- |  | för, inom, i, hos, avseende, gällande, rörande, kring, beträffande, vad gäller
B |  | trots, genom, efter, eftersom
B |  | bero\w*, grund, förklara\w*, orsaka\w*, följd, kopplat, kopplad\w*, hänför\w*
B |  | tack vare, utifrån
R |  | vilket, vilka, som, där, varför, då, att, när
n |  | \w*nämnd(?:en|ens)?, \w*förvaltning(?:en|ens)?, \w*styrelse(?:n|ns)?
K | netto | netto, netto(?:drift)?kostnad\w*
K | kostnad | kostnad\w*, utgift\w*, bruttokostnad\w*
K | netto | resultat\w*
K | intakt | intäkt\w*, inkomst\w*
K |  | belopp\w*, medel
T | ihop | tillsammans
T |  | summa, total\w*, sammanlag\w*, sammantag\w*, brutto, samlad\w*, verksamhetens
~ |  | hela, helhet\w*, alla, stycken, de[nt]?, detta, denna, dessa, en, ett, sin, sitt, sina
~ |  | dess, därmed, dock, således, därför, ju, drygt, knappt, cirka, ca, ungefär, omkring, runt
~ |  | nästan, närmare, strax, något, exakt, jämnt, hela, endast, enbart, bara, sammanfattningsvis
~ |  | fortsatt, fortfarande, sålunda, slutligt, slutligen, kontogruppen, åldersgruppen, gruppen
~ |  | kategorin, kontogrupp, posten, raden, verksamheten, så, sig, nivå, värde, värdet, resp, tkr
~ |  | mnkr, kr, ekonomisk\w*, motsvarade, kraftigt, marginellt, betydligt, tydligt, svagt, rejält
~ |  | åter, igen, in, ut, ekonomi, drift, sammanfattning\w*, analys\w*, inledning\w*, inledande
~ |  | här, jämförelser?
~ |  | dessutom, samtidigt, däremot, istället, i stället, därefter, vidare, likaså, totalt sett
~ |  | i huvudsak, till största delen, till stor del, huvudsakligen, främst, sista
~ |  | just, helt, inte, ännu, exakt, vilken, drifts?redovisning\w*, \w*uppföljning\w*, översikt\w*
~ |  | kommentar\w*, bakgrund\w*, läget, sammandrag\w*, helårsbedömning\w*, tkr
J | mest | högst, högsta, störst, största, flest, mest
J | minst | lägst, lägsta, minst, minsta
"""


def _entries(table: str) -> Iterator[Entry]:
    months = "|".join(MONTHS)
    for line in table.strip().split("\n"):
        if not line.startswith("#"):
            kind, sense, words = line.split(" | ", 2)
            told = words.replace("MONTH", months).split(", ")
            yield Entry(kind, sense, tuple(told))


LEXICON = tuple(_entries(_TABLE))

# Heads of compounds: "personalkostnaderna" is "kostnader för personal".
HEADS = (
    r"(?:(?:netto|brutto)?kostnad|intäkt|utgift|inkomst|avvikelse|utveckling|ökning|minskning"
    r"|budget|resultat|underskott|överskott|förändring|försämring|förbättring|utfall|prognos)\w{0,5}"
)

# Words that municipal reports use for the same thing.
SYNONYMS = {
    "inkomster": "intäkter",
    "inkomsterna": "intäkterna",
    "nettodriftkostnad": "nettokostnad",
    "nettodriftkostnaden": "nettokostnaden",
    "nettoresultat": "resultat",
    "nettoresultatet": "resultatet",
    "delårsresultat": "resultat",
    "delårsresultatet": "resultatet",
    "helårsresultat": "resultat",
    "helårsresultatet": "resultatet",
    "bokslutsresultat": "resultat",
    "bokslutsresultatet": "resultatet",
}

# What a text calls rows of some labels. Source: the statutory measures of sick leave, of which
# the second is that of 60 days or more.
ALIASES = (
    (
        r"(?:59|60)\W*>|>\W*(?:59|60)\b|60 dagar",
        (("långtidssjukfrånvaro",), ("långa", "sjukfrånvaro")),
    ),
)

# Words of labels that many share, and that a text leaves out.
GENERIC = (
    r"summa\w*|total\w*|sa|ny|nya|nytt|netto|verksamhet(?:en|ens|er|erna)?|årets|nämndens?|antal|andel\w*|procent"
    r"|index|inom|efter|eller|under|över|samt|alla|sina|från|till|avseende|exkl|inkl|minst|per|och|av"
    r"|för|i|på|med|som|att|är|en|ett|den|det|de|hela|samtliga|tkr|mnkr|kr|varav|därav|m|mm|st|ska|har|får"
    r"|avdelning\w*|enhet(?:en|er|erna)?|område(?:n|na|t)?"
)
