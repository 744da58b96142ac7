"""What ``namndkoll --hjalp`` prints."""

HELP = """\
Användning:
  namndkoll [--data MAPP]            öppna arbetsbänken
  namndkoll visa                     lista dokument och tabeller
  namndkoll visa TABELL              skriv ut en tabell
  namndkoll visa --alla              skriv ut alla tabeller
  namndkoll granska                  lista fel och sådant som bör ses över
  namndkoll granska --text FIL …     granska även rapportens text
  namndkoll granska FIL …            granska en färdig rapport som fil
  namndkoll rapport ID --till FIL    skriv rapporten till .docx, .xlsx, .html …
  namndkoll ny [ID] --fran ID        gör nästa dokument av ett som finns
  namndkoll ny ID --angra            lägg undan ett utkast igen

Nämndkoll är en arbetsbänk i terminalen för nämndens controller.

Flaggor:
  --data MAPP       mappen med dokument; annars NAMNDKOLL_DATA, ./data eller
                    den egna datamappen
  --dokument ID     vilket dokument; annars det senast öppnade
  --alla            alla tabeller i alla dokument, eller i det valda
  --format FORMAT   text (om inget anges), md, html, csv eller json;
                    för granska text eller json
  --text FIL …      textfiler, Markdown eller .docx att granska mot tabellerna
  --pastaenden      lista varje påstående med tal i texten, och hur det gick
  --regler          lista reglerna som fanns i en färdig rapports tabeller
  --fran ID         dokumentet att gå ut från; annars det senast öppnade
  --slag SLAG       delarsbokslut, bokslut, budget eller underlag; annars det
                    som brukar komma efter
  --period PERIOD   året och sista månaden (2024-12), eller bara året
  --version         visa versionen
  --till FIL, --avsnitt A,B …, --infor-namnd, --utan-granskning, --skriv-over
                    hör till rapport; namndkoll rapport --hjalp förklarar dem
  -h, --hjalp       visa den här hjälpen (även --help)
"""
