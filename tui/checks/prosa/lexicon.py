"""The words of municipal finance, as data: what each kind of word does in a claim.

One letter a kind; ``grammar`` writes its rules over these letters. A row is the kind, what the word
says (a direction, a role, a year counted from the document's own, or why a claim is another
figure), and the words: a pattern that the whole word fits, or several words with blanks between.
Nothing here is one nämnd's: rows, columns and their names come from the tables.
"""

from typing import NamedTuple

from tui.svenska.format import MONTHS


MEAN = "ett genomsnitt"
MONTH_WORDS = "|".join(MONTHS)


class Entry(NamedTuple):
    """Words of one kind."""

    kind: str
    sense: str
    words: str


LEXICON: tuple[Entry, ...] = (
    # ---- What a frame of the budget is raised with ----------------------------------------------
    Entry("D", "ram", r"utökade medel|utökad ram|utökning i ramen|utökning av ramen|ökade medel"),
    Entry("D", "ram", r"utökning i budgetramen|utökad budget\w*|ramökning\w*|ramminskning\w*"),
    Entry("M", "", r"per månad|i månaden|varje månad"),
    # ---- What makes it another figure -----------------------------------------------------------
    Entry("X", "en del av något", r"varav|därav|bland annat|till exempel|framför allt|delar av"),
    Entry("X", "en del av något", r"del av|framförallt|delvis|resterande|kvarvarande"),
    Entry("X", "en del av något", r"enstaka|enskild\w*|vissa|viss"),
    Entry("X", "en annan avgränsning", r"exkl\w*|inkl\w*|undantag\w*|förutom|utöver|bortsett"),
    Entry("X", MEAN, r"genomsnitt\w*|snitt\w*|medelvärde\w*|median\w*|i medeltal"),
    Entry("X", "ett justerat tal", r"justera\w*|rensa\w*|korrigera\w*|normalisera\w*|fast pris"),
    Entry("X", "ett justerat tal", r"fasta priser|uppräkna\w*|omräkna\w*|preliminär\w*|löpande"),
    Entry("X", "ett tillägg eller en omfördelning", r"tilläggs\w*|ombudget\w*|omfördel\w*|äska\w*"),
    Entry("X", "ett tillägg eller en omfördelning", r"beviljat|beviljad\w*|ansök\w*|sökt\w*"),
    Entry("X", "ett tillägg eller en omfördelning", r"ytterligare|reserv\w*|utök\w*|förstärk\w*"),
    Entry("X", "ett tillägg eller en omfördelning", r"tillför\w*|tillskjut\w*|riktad\w*|tillskott\w*"),
    Entry("X", "en annan prognos", r"tidigare|senaste prognos\w*|förra prognos\w*|sedan prognos\w*"),
    Entry("X", "en annan prognos", r"föregående prognos\w*|mot prognos\w*|sedan"),
    Entry("X", "ett summerat tal", r"ackumulera\w*|balansera\w*|koncern\w*|eget kapital|bolag\w*"),
    Entry("X", "flera år tillsammans", r"(?:två|tre|fyra|fem|tio|\d+)årsperiod\w*"),
    Entry("X", "flera år tillsammans", r"(?:två|tre|fyra|fem|tio|senaste) åren|mellan åren"),
    Entry("X", "något som kan hända", r"riskera\w*|kan|kunde|skulle|kunna|förutsatt|eventuell\w*"),
    Entry("X", "något mer", r"även|också|tillsammans med|bruttobudget\w*"),
    Entry("X", "en annan grupp", r"kommunens|kommunen|riket|rikets|länet|länets|nationell\w*|koncernens"),
    Entry("X", "en annan grupp", r"bland|avdelning\w*|enhet(?:en|er|erna|ens|ernas)?|område\w*"),
    Entry("X", "ett styckpris", rf"per (?!den|sista|{MONTH_WORDS})[^\W\d]+|styckpris\w*|månadstakt\w*"),
    Entry("v", "upp", r"över|ovanför"),
    Entry("v", "ned", r"under|nedanför"),
    # ---- Time -----------------------------------------------------------------------------------
    Entry("z", "-1", r"föregående år|förra året|i fjol|året innan|året före|fjolåret\w*|fjolårets"),
    Entry("z", "-1", r"(?:samma|motsvarande) period föregående år|föregående års|förra årets|året dessförinnan"),
    Entry("z", "-1", r"(?:samma|motsvarande) period förra året|(?:samma|motsvarande) period i fjol"),
    Entry("z", "-1", r"(?:samma|motsvarande) tid i fjol|ett år tidigare|ett år innan|närmast föregående år"),
    Entry("z", "-1", r"(?:samma|motsvarande) period året innan|(?:samma|motsvarande) period året före"),
    Entry("z", "-2", r"två år tidigare|två år innan|förrförra året|i förfjol"),
    Entry("z", "-3", r"tre år tidigare|tre år innan"),
    Entry("z", "1", r"nästa år|nästkommande år|kommande år|året efter|följande år"),
    Entry("~", "", r"samma period|motsvarande period|samma tidpunkt|motsvarande tid|i år|i nuläget"),
    Entry("W", "", r"helår\w*|hela året|för året|vid årets slut|årets slut|årsbokslut\w*|för helåret"),
    Entry("H", "", r"perioden\w*|periodens|bokslutsperiod\w*|hittills|delår\w*|delårsbokslut\w*"),
    Entry("w", "en enskild månad", rf"i (?:{MONTH_WORDS})"),
    *(Entry("E", str(number), month) for number, month in enumerate(MONTHS, 1)),
    Entry("~", "", r"\d\d?"),
    Entry("w", "en del av året", r"hösten|våren|sommaren|vintern|månaden|veckan|veckor|veckorna"),
    Entry("w", "en del av året", r"\w*kvartal\w*|\w*tertial\w*|\w*halvår\w*|halvåret"),
    Entry("~", "", r"året|årets|år|under|den|då|idag|nu|per|vid|dag(?:en|s)?|innevarande"),
    # ---- Roles ----------------------------------------------------------------------------------
    Entry("b", "budget", r"budget\w*|ram|ramen|ramens|plan|planen|planerat|planerad\w*|anslag\w*"),
    Entry("b", "budget", r"investeringsutrymme\w*|budgeterade?|målsatt|årsbudget\w*|helårsbudget\w*"),
    Entry("p", "prognos", r"\w*prognos\w*|prognosti[sc]era\w*|förvänta\w*|vänta(?:s|r|t|de|des)|beräkna\w*"),
    Entry("p", "prognos", r"bedöms|helårsutfall\w*|spås|befaras|antas|ser ut att"),
    Entry("u", "utfall", r"\w*utfall\w*|bokslut\w*|redovisat|faktisk\w*|förbrukning\w*"),
    Entry("g", "mal", r"målet|målen|målvärde\w*|målnivå\w*|måltal\w*|målsättning\w*"),
    Entry("U", "utfall", r"(?:för)?bruka[dt]\w*|förbrukades|förbrukar|användes|använts|använt|använde"),
    Entry("U", "utfall", r"nyttja\w*|utnyttja\w*|spenderade\w*|disponerades|tagits i anspråk"),
    # ---- Deviations -----------------------------------------------------------------------------
    Entry("o", "upp", r"överst(?:eg|iger|igit|iga|igande)|överskr(?:ed|ider|idit|ida|eds)|överträff\w*"),
    Entry("o", "ned", r"underst(?:eg|iger|igit|iga|igande)|underskr(?:ed|ider|idit|ida|eds)"),
    Entry("a", "", r"avv(?:ik|ek)\w*"),
    Entry("k", "battre", r"överskott\w*|plusresultat\w*|vinst\w*|plus"),
    Entry("k", "samre", r"underskott\w*|minusresultat\w*|förlust\w*|minus"),
    Entry("o", "upp", r"dra(?:r|gits?|git)? över|drog över|går över|gick över"),
    Entry("q", "battre", r"positiv\w*"),
    Entry("q", "samre", r"negativ\w*"),
    # ---- Comparisons ----------------------------------------------------------------------------
    Entry("h", "upp", r"högre|mer|fler|flera|större|dyrare|längre|mera"),
    Entry("h", "ned", r"lägre|mindre|färre|billigare|kortare"),
    Entry("h", "battre", r"bättre|gynnsammare"),
    Entry("h", "samre", r"sämre|ogynnsammare"),
    Entry("j", "", r"än"),
    Entry("x", "", r"jämfört med|i jämförelse med|i förhållande till|i relation till|jämfört mot"),
    Entry("x", "", r"mot|gentemot|ställt mot|att jämföra med|jämfört|jämförelse med"),
    # ---- Changes --------------------------------------------------------------------------------
    Entry("c", "upp", r"ök(?:ade|ar|at|a|as|ats|ades)|steg|stiger|stigit|stiga|väx(?:te|er|t|a)|höj(?:des|s|ts|de|t|er)"),
    Entry("c", "upp", r"gick upp|gått upp|går upp|tilltog|tilltagit|fördubbla\w*"),
    Entry("c", "ned", r"minska(?:de|r|t|s|ts|des)?|sjönk|sjunker|sjunkit|sjunka|sänk(?:tes|s|ts|te|t|er)|föll|faller"),
    Entry("c", "ned", r"gick ned|gick ner|gått ned|gått ner|krympte|krymper|reducera\w*|dämpa\w*|halvera\w*"),
    Entry("c", "battre", r"förbättra\w*"),
    Entry("c", "samre", r"försämra\w*|försvaga\w*"),
    Entry("c", "", r"förändra\w*|ändra(?:des|ts|s|de|t)"),
    Entry("e", "upp", r"ökning\w*|höjning\w*|uppgång\w*|\w+ökning\w*"),
    Entry("e", "ned", r"minskning\w*|sänkning\w*|nedgång\w*|\w+minskning\w*"),
    Entry("e", "battre", r"förbättring\w*"),
    Entry("e", "samre", r"försämring\w*"),
    Entry("e", "", r"förändring\w*|utveckling\w*|\w+förändring\w*|\w+utveckling\w*|ändring\w*"),
    Entry("d", "", r"skillnad\w*|differens\w*|mellanskillnad\w*"),
    Entry("r", "", r"mellan"),
    # ---- Levels ---------------------------------------------------------------------------------
    Entry("l", "", r"uppg(?:ick|år|ått|å)|uppgående|är|var|blev|blir|blivit|bli|landa\w*|hamna\w*"),
    Entry("l", "", r"stannade|stannar|stannat|redovisa[sr]?|redovisade|visar|visade|visat|vara|varit"),
    Entry("l", "", r"kosta\w*|summera\w*|ligger|låg|legat|har|hade|haft|ge[rs]?|gav|gett|nådde|når|nått"),
    Entry("l", "", r"uppvisa\w*|lämna[rd]\w*|gör|gjorde|finns|fanns|uppstod|omsatte|omsätter|bestod"),
    Entry("l", "", r"består|ligga|får|fick|omfatta\w*|kommer|stod|står|noterades|noteras|uppmättes|ska|uppnådde"),
    Entry("L", "", r"eller|motsvarande|motsvarar|motsvarade|dvs|det vill säga|alltså|innebär|innebar"),
    Entry("A", "", r"andel\w*|utgör|utgjorde|utgörs|utgjordes"),
    Entry("V", "", r"antal\w*|rapportera\w*|anmäl\w*|registrera\w*|inkom\w*|inträffa\w*|kontrollera\w*"),
    Entry("V", "", r"granska\w*|genomför\w*|samtliga|inrapportera\w*|inlämna\w*"),
    # ---- The frame of a sentence ----------------------------------------------------------------
    Entry("m", "", r"med"),
    Entry("t", "", r"till"),
    Entry("f", "", r"från"),
    Entry("@", "", r"på|om|uppgående till|motsvarande på"),
    Entry("Q", "", r"av"),
    Entry("&", "", r"och|samt|respektive|medan|men"),
    Entry("-", "", r"för|inom|i|hos|avseende|gällande|rörande|kring|beträffande|vad gäller"),
    Entry("B", "", r"bero\w*|grund|förklara\w*|orsaka\w*|följd|kopplat|kopplad\w*|hänför\w*|tack vare"),
    Entry("R", "", r"vilket|vilka|som|där|varför|eftersom|då|att|när"),
    Entry("n", "", r"\w*nämnden|\w*nämndens|\w*förvaltningen|\w*förvaltningens|\w*styrelsen|\w*styrelsens"),
    Entry("K", "", r"kostnad\w*|utgift\w*|belopp\w*|summa\w*|intäkt\w*|netto|nettokostnad\w*|bruttokostnad\w*|medel"),
    Entry("T", "", r"total\w*|sammanlag\w*|sammantag\w*|tillsammans|brutto|samlad\w*"),
    Entry("T", "", r"verksamhetens"),
    Entry("~", "", r"hela|helhet\w*|alla|stycken"),
    Entry("~", "", r"de[nt]?|detta|denna|dessa|en|ett|sin|sitt|sina|dess|därmed|dock|således|därför|ju"),
    Entry("~", "", r"drygt|knappt|cirka|ca|ungefär|omkring|runt|nästan|närmare|strax|något|exakt|jämnt"),
    Entry("~", "", r"hela|endast|enbart|bara|sammanfattningsvis|fortsatt|fortfarande|sålunda|slutligt|slutligen"),
    Entry("~", "", r"kontogruppen|åldersgruppen|gruppen|kategorin|kontogrupp|posten|raden|verksamheten|så|sig|nivå|värde|värdet|resp|tkr|mnkr|kr"),
    Entry("~", "", r"ekonomisk\w*|motsvarade|kraftigt|marginellt|betydligt|tydligt|svagt|rejält|åter|igen"),
)

# Heads of compounds: "personalkostnaderna" is "kostnader för personal".
HEADS = (
    r"(?:kostnad|intäkt|utgift|inkomst|avvikelse|utveckling|ökning|minskning|budget|resultat"
    r"|underskott|överskott|förändring|försämring|förbättring|utfall|prognos)\w{0,5}"
)

# Words that municipal reports use for the same thing.
SYNONYMS = {
    "inkomster": "intäkter",
    "inkomsterna": "intäkterna",
    "utgifter": "kostnader",
    "utgifterna": "kostnaderna",
    "lokalkostnader": "lokalhyror",
    "lokalkostnaderna": "lokalhyrorna",
    "lokalkostnaden": "lokalhyran",
    "hyreskostnader": "lokalhyror",
    "hyreskostnaderna": "lokalhyrorna",
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

# Words of labels that many share, and that a text leaves out.
GENERIC = (
    r"summa\w*|total\w*|sa|netto|verksamhet(?:en|ens|er|erna)?|årets|nämndens?|antal|andel\w*|procent"
    r"|index|inom|efter|eller|under|över|samt|alla|sina|från|till|avseende|exkl|inkl|minst|per|och|av"
    r"|för|i|på|med|som|att|är|en|ett|den|det|de|hela|samtliga|tkr|mnkr|kr|varav|därav|m|mm|st|ska|har"
)
