<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en">
<context>
    <name>ActivityTime</name>
    <message>
        <source>Today, %1</source>
        <translation>Dzisiaj, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Wczoraj, %1</translation>
    </message>
</context>
<context>
    <name>AmazonJsonWriter</name>
    <message>
        <source>Amazon needs a SKU.</source>
        <translation>Amazon wymaga SKU.</translation>
    </message>
    <message>
        <source>a feed holds at most %L1 messages; write the rest into another file.</source>
        <translation>plik danych mieści najwyżej %L1 komunikatów; resztę trzeba zapisać w innym pliku.</translation>
    </message>
    <message>
        <source>Amazon needs a SKU for each variant.</source>
        <translation>Amazon wymaga SKU dla każdego wariantu.</translation>
    </message>
    <message>
        <source>Amazon&apos;s product type isn&apos;t known; “PRODUCT” was written. Amazon may ask for a closer one.</source>
        <translation>Typ produktu w Amazonie jest nieznany; zapisano „PRODUCT”. Amazon może poprosić o dokładniejszy.</translation>
    </message>
    <message>
        <source>Amazon names these differently for each product type, so they have no place: %1</source>
        <translation>Amazon nazywa je inaczej dla każdego typu produktu, więc nie ma na nie miejsca: %1</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln bullet point(s) have a place.</source>
        <translation>
            <numerusform>Mieści się tylko %Ln pierwszy punkt.</numerusform>
            <numerusform>Mieszczą się tylko %Ln pierwsze punkty.</numerusform>
            <numerusform>Mieści się tylko %Ln pierwszych punktów.</numerusform>
        </translation>
    </message>
    <message>
        <source>Amazon takes no goods for parts.</source>
        <translation>Amazon nie przyjmuje towarów na części.</translation>
    </message>
    <message>
        <source>Amazon takes only its own category numbers.</source>
        <translation>Amazon przyjmuje tylko własne numery kategorii.</translation>
    </message>
    <message>
        <source>Amazon&apos;s variation themes have no place for: %1</source>
        <translation>W schematach wariantów Amazona nie ma miejsca na: %1</translation>
    </message>
    <message>
        <source>Amazon has no marketplace for the site %1.</source>
        <translation>Amazon nie ma platformy dla kraju %1.</translation>
    </message>
    <message>
        <source>An Amazon feed needs your seller ID.</source>
        <translation>Plik danych dla Amazona wymaga identyfikatora sprzedawcy.</translation>
    </message>
    <message>
        <source>Amazon knows none of the options that its variants have.</source>
        <translation>Amazon nie zna żadnej z cech, którymi różnią się warianty.</translation>
    </message>
</context>
<context>
    <name>AnswerCleaning</name>
    <message>
        <source>Links and contact data removed.</source>
        <translation>Usunięto odnośniki i dane kontaktowe.</translation>
    </message>
    <message>
        <source>Prices and promises of the shop removed.</source>
        <translation>Usunięto ceny i obietnice sklepu.</translation>
    </message>
</context>
<context>
    <name>ApiGuard</name>
    <message>
        <source>A key is needed: Authorization: Bearer …</source>
        <translation>Wymagany jest klucz: Authorization: Bearer …</translation>
    </message>
    <message>
        <source>The key is not known.</source>
        <translation>Klucz jest nieznany.</translation>
    </message>
    <message>
        <source>The key was revoked.</source>
        <translation>Klucz został unieważniony.</translation>
    </message>
    <message>
        <source>The key has expired.</source>
        <translation>Klucz wygasł.</translation>
    </message>
    <message>
        <source>There are too many requests with this key.</source>
        <translation>Zbyt wiele żądań z tym kluczem.</translation>
    </message>
</context>
<context>
    <name>ApiKeyRepository</name>
    <message>
        <source>There is no key %1 that could be revoked.</source>
        <translation>Nie ma klucza %1, który można by unieważnić.</translation>
    </message>
    <message>
        <source>There is no key %1.</source>
        <translation>Nie ma klucza %1.</translation>
    </message>
</context>
<context>
    <name>ApiKeyState</name>
    <message>
        <source>Valid</source>
        <translation>Ważny</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Wygasł</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Unieważniony</translation>
    </message>
</context>
<context>
    <name>ApiRequest</name>
    <message>
        <source>There is nothing of that number.</source>
        <translation>Nie ma nic o tym numerze.</translation>
    </message>
    <message>
        <source>It must be a whole number from %L1 to %L2.</source>
        <translation>Wymagana jest liczba całkowita od %L1 do %L2.</translation>
    </message>
    <message>
        <source>The body is no valid JSON: %1 at byte %L2.</source>
        <translation>Treść nie jest poprawnym JSON-em: %1 przy bajcie %L2.</translation>
    </message>
    <message>
        <source>The body must be a JSON object.</source>
        <translation>Treść musi być obiektem JSON.</translation>
    </message>
    <message>
        <source>There is no such member; known are: %1.</source>
        <translation>Nie ma takiego elementu; znane są: %1.</translation>
    </message>
    <message>
        <source>It holds the character U+0000, which cannot be kept.</source>
        <translation>Zawiera znak U+0000, którego nie można zapisać.</translation>
    </message>
    <message>
        <source>Nothing is taken from the query here.</source>
        <translation>Tutaj z zapytania nic nie jest przyjmowane.</translation>
    </message>
    <message>
        <source>There is no such parameter; known are: %1.</source>
        <translation>Nie ma takiego parametru; znane są: %1.</translation>
    </message>
    <message>
        <source>The body is taken as JSON, not as “%1”.</source>
        <translation>Treść jest przyjmowana jako JSON, nie jako „%1”.</translation>
    </message>
    <message>
        <source>It is given more than once.</source>
        <translation>Podano go więcej niż raz.</translation>
    </message>
    <message>
        <source>It holds half of a surrogate pair, which is no character.</source>
        <translation>Zawiera połowę pary surogatów, która nie jest znakiem.</translation>
    </message>
    <message>
        <source>No body is taken here.</source>
        <translation>Tutaj nie jest przyjmowana żadna treść (body).</translation>
    </message>
    <message>
        <source>No body is taken here; these go into the query of the address: %1.</source>
        <translation>Tutaj nie jest przyjmowana żadna treść (body); te wartości podaje się jako parametry adresu: %1.</translation>
    </message>
</context>
<context>
    <name>ApiRoutes</name>
    <message>
        <source>The key does not allow this; it needs “%1”.</source>
        <translation>Klucz na to nie pozwala; wymagane jest uprawnienie „%1”.</translation>
    </message>
</context>
<context>
    <name>ApiScope</name>
    <message>
        <source>Read</source>
        <translation>Odczyt</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Zmiany</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publikacja</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Wszystko</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation>Nie można utworzyć folderu katalogu: %1.</translation>
    </message>
</context>
<context>
    <name>BulkImport</name>
    <message>
        <source>The import was given up.</source>
        <translation>Import przerwano.</translation>
    </message>
    <message>
        <source>The database server broke down and lost the products it had taken in last. Please import the file again; what is there stays as it is.</source>
        <translation>Serwer bazy danych uległ awarii i utracił ostatnio przyjęte produkty. Zaimportuj plik jeszcze raz; to, co już jest, pozostanie bez zmian.</translation>
    </message>
</context>
<context>
    <name>CatalogCell</name>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>The optimized title, or the original one where there is none yet</source>
        <translation>Tytuł zoptymalizowany albo oryginalny, jeśli innego jeszcze nie ma</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Your own number of the article</source>
        <translation>Własny numer artykułu</translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation>GTIN</translation>
    </message>
    <message>
        <source>EAN, UPC or another global trade item number</source>
        <translation>EAN, UPC lub inny globalny numer jednostki handlowej</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marka</translation>
    </message>
    <message>
        <source>Who makes it</source>
        <translation>Producent</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
    <message>
        <source>Where it stands in the shop</source>
        <translation>Miejsce produktu w sklepie</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Cena</translation>
    </message>
    <message>
        <source>Price of one piece</source>
        <translation>Cena jednej sztuki</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Pieces in stock</source>
        <translation>Liczba sztuk w magazynie</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>Quality of the listing from 0 to 100: title 30, description 30, images 20, attributes 20</source>
        <translation>Jakość oferty od 0 do 100: tytuł 30, opis 30, obrazy 20, atrybuty 20</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>How far the product has come</source>
        <translation>Jak daleko jest produkt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Where it was brought in from</source>
        <translation>Skąd pochodzi produkt</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Zmieniono</translation>
    </message>
    <message>
        <source>When it was last changed</source>
        <translation>Data ostatniej zmiany</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1” nie jest liczbą.</translation>
    </message>
    <message>
        <source>“%1” is not a price.</source>
        <translation>„%1” nie jest ceną.</translation>
    </message>
    <message>
        <source>Add the currency, for example “12.99 EUR”.</source>
        <translation>Należy dodać walutę, na przykład „12.99 EUR”.</translation>
    </message>
    <message>
        <source>“%1” can be read in two ways. Write it without a mark for thousands and with decimals.</source>
        <translation>„%1” można odczytać na dwa sposoby. Zapisz tę wartość bez separatora tysięcy i z miejscami po przecinku.</translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message>
        <source>Import of %1</source>
        <translation>Import: %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>Zmieniono: %1</translation>
    </message>
    <message>
        <source>%1 taken back</source>
        <translation>Cofnięto: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted</source>
        <translation>
            <numerusform>Przyjęto %Ln propozycję</numerusform>
            <numerusform>Przyjęto %Ln propozycje</numerusform>
            <numerusform>Przyjęto %Ln propozycji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted</source>
        <translation>
            <numerusform>Usunięto %Ln produkt</numerusform>
            <numerusform>Usunięto %Ln produkty</numerusform>
            <numerusform>Usunięto %Ln produktów</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Cofnięcie: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected</source>
        <translation>
            <numerusform>Odrzucono %Ln propozycję</numerusform>
            <numerusform>Odrzucono %Ln propozycje</numerusform>
            <numerusform>Odrzucono %Ln propozycji</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatError</name>
    <message>
        <source>%1 has no model “%2”, or does not offer it any more. Choose another one in the settings.</source>
        <translation>%1 nie ma modelu „%2” lub już go nie oferuje. Wybierz inny w ustawieniach.</translation>
    </message>
    <message>
        <source>The model “%2” is not there in %1. Download it there, or choose another one in the settings.</source>
        <translation>W %1 nie ma modelu „%2”. Pobierz go tam lub wybierz inny w ustawieniach.</translation>
    </message>
    <message>
        <source>%1 does not accept the key. Check it in the settings, or get a new one.</source>
        <translation>%1 nie przyjmuje klucza. Sprawdź go w ustawieniach lub uzyskaj nowy.</translation>
    </message>
    <message>
        <source>What was paid for at %1 is used up, or the model is not part of the plan. Look at the billing page there, or choose another model.</source>
        <translation>Środki opłacone w serwisie %1 są wyczerpane albo model nie należy do planu. Sprawdź tam stronę płatności lub wybierz inny model.</translation>
    </message>
    <message>
        <source>Today&apos;s share of requests to “%2” at %1 is used up. Try again tomorrow, or choose another model.</source>
        <translation>Dzisiejszy limit zapytań do „%2” w serwisie %1 jest wyczerpany. Spróbuj ponownie jutro lub wybierz inny model.</translation>
    </message>
    <message>
        <source>“%1” cannot answer in the form that is needed. Choose another model.</source>
        <translation>„%1” nie potrafi odpowiadać w wymaganej postaci. Wybierz inny model.</translation>
    </message>
    <message>
        <source>%1 did not answer in the form that was asked for. Try again, or use a stronger model.</source>
        <translation>Odpowiedź od %1 nie ma żądanej postaci. Spróbuj ponownie lub użyj mocniejszego modelu.</translation>
    </message>
    <message>
        <source>%1 was not found at %2. Check the address in the settings.</source>
        <translation>Nie znaleziono %1 pod adresem %2. Sprawdź adres w ustawieniach.</translation>
    </message>
    <message>
        <source>%1 does not accept the request: %2</source>
        <translation>%1 nie przyjmuje zapytania: %2</translation>
    </message>
    <message>
        <source>The product&apos;s texts are too long for “%1” at %2. Choose a model that takes longer texts.</source>
        <translation>Teksty produktu są za długie dla „%1” w %2. Wybierz model, który przyjmuje dłuższe teksty.</translation>
    </message>
    <message>
        <source>%1 does not let this key use “%2”. Choose another model, or use another key.</source>
        <translation>%1 nie pozwala używać „%2” z tym kluczem. Wybierz inny model lub użyj innego klucza.</translation>
    </message>
</context>
<context>
    <name>ChatTransport</name>
    <message>
        <source>Choose a model first.</source>
        <translation>Najpierw wybierz model.</translation>
    </message>
    <message>
        <source>There is no key for %1. Enter one in the settings.</source>
        <translation>Brak klucza dla %1. Podaj go w ustawieniach.</translation>
    </message>
    <message>
        <source>The key for %1 holds characters that no key has. Copy it again.</source>
        <translation>Klucz dla %1 zawiera znaki, które nie występują w kluczach. Skopiuj go ponownie.</translation>
    </message>
    <message>
        <source>%1 took too long to answer.</source>
        <translation>Oczekiwanie na odpowiedź od %1 trwało zbyt długo.</translation>
    </message>
    <message>
        <source>%1 is not running at %2. Start it, or check the address in the settings.</source>
        <translation>%1 nie działa pod adresem %2. Uruchom tę usługę lub sprawdź adres w ustawieniach.</translation>
    </message>
    <message>
        <source>%1 may not be asked more often now. It can be asked again at %2.</source>
        <translation>%1 nie można teraz pytać częściej. Będzie to możliwe od %2.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>--%1 takes a whole number of at least %2, not “%3”.</source>
        <translation>--%1 wymaga liczby całkowitej nie mniejszej niż %2, a nie „%3”.</translation>
    </message>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation>Nie można utworzyć folderu katalogu: %1.</translation>
    </message>
    <message>
        <source>There is no catalog at %1 yet. Import a file first.</source>
        <translation>W %1 nie ma jeszcze katalogu. Najpierw trzeba zaimportować plik.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace. Known are: %2.</source>
        <translation>Platforma „%1” jest nieznana. Znane: %2.</translation>
    </message>
    <message>
        <source>The catalog: sqlite:///path, a path, or postgresql://user@host:port/name. Otherwise LISTWRIGHT_DATABASE_URL or the settings&apos; one.</source>
        <translation>Katalog: sqlite:///ścieżka, ścieżka lub postgresql://user@host:port/name. W przeciwnym razie LISTWRIGHT_DATABASE_URL albo katalog z ustawień.</translation>
    </message>
    <message>
        <source>Settings file to read instead of the usual one.</source>
        <translation>Plik ustawień do odczytania zamiast zwykłego.</translation>
    </message>
    <message>
        <source>Write the result as one JSON object.</source>
        <translation>Wypisz wynik jako jeden obiekt JSON.</translation>
    </message>
    <message>
        <source>Show no progress.</source>
        <translation>Nie pokazuj postępu.</translation>
    </message>
    <message>
        <source>Show warnings of the log on standard error.</source>
        <translation>Wypisuj ostrzeżenia dziennika na standardowe wyjście błędów.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Pokaż tę pomoc.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected records.</source>
        <translation>Kody wyjścia: 0 wykonano, 1 niepowodzenie, 2 błędne użycie, 3 wykonano z odrzuconymi rekordami.</translation>
    </message>
    <message>
        <source>“%1” is neither a command nor a file.</source>
        <translation>„%1” nie jest ani poleceniem, ani plikiem.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Nie ma polecenia „%1”.</translation>
    </message>
    <message>
        <source>There is no settings file %1.</source>
        <translation>Nie ma pliku ustawień %1.</translation>
    </message>
    <message>
        <source>“listwright help %1” shows what it understands.</source>
        <translation>„listwright help %1” pokazuje dostępne opcje.</translation>
    </message>
    <message>
        <source>Listwright – a seller&apos;s workbench: products in, good listings out.</source>
        <translation>Listwright – warsztat sprzedawcy: z produktów powstają dobre oferty.</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>Użycie:</translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation>PLIK…</translation>
    </message>
    <message>
        <source>open the window, with the import preview on the files</source>
        <translation>otwórz okno z podglądem importu tych plików</translation>
    </message>
    <message>
        <source>COMMAND [OPTIONS] …</source>
        <translation>POLECENIE [OPCJE] …</translation>
    </message>
    <message>
        <source>work without a window</source>
        <translation>praca bez okna</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Polecenia:</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Opcje wszystkich poleceń:</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Pokaż wersję.</translation>
    </message>
    <message>
        <source>“listwright help COMMAND” shows a command&apos;s options and examples.</source>
        <translation>„listwright help POLECENIE” pokazuje opcje i przykłady polecenia.</translation>
    </message>
    <message>
        <source>[OPTIONS]</source>
        <translation>[OPCJE]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Opcje:</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Przykłady:</translation>
    </message>
    <message>
        <source>Products with all these words in title, SKU, GTIN, brand or description.</source>
        <translation>Produkty mające wszystkie te słowa w tytule, SKU, GTIN, marce lub opisie.</translation>
    </message>
    <message>
        <source>Products in this state, e.g. imported, optimized, published; can be repeated.</source>
        <translation>Produkty w tym stanie, np. imported, optimized, published; można powtarzać.</translation>
    </message>
    <message>
        <source>Products from this source platform; can be repeated.</source>
        <translation>Produkty z tej platformy źródłowej; można powtarzać.</translation>
    </message>
    <message>
        <source>Products of this brand; can be repeated.</source>
        <translation>Produkty tej marki; można powtarzać.</translation>
    </message>
    <message>
        <source>Products with at least this quality score.</source>
        <translation>Produkty z co najmniej taką oceną jakości.</translation>
    </message>
    <message>
        <source>Products with at most this quality score.</source>
        <translation>Produkty z co najwyżej taką oceną jakości.</translation>
    </message>
    <message>
        <source>The marketplace, e.g. amazon, ebay, kaufland; otherwise the settings&apos; one.</source>
        <translation>Platforma, np. amazon, ebay, kaufland; w przeciwnym razie ta z ustawień.</translation>
    </message>
    <message>
        <source>“%1” is no state. Known are: %2.</source>
        <translation>Stan „%1” jest nieznany. Znane: %2.</translation>
    </message>
    <message>
        <source>There is no product “%1”.</source>
        <translation>Nie ma produktu „%1”.</translation>
    </message>
    <message>
        <source>“%1” is one word too many; options begin with --.</source>
        <translation>„%1” to o jedno słowo za dużo; opcje zaczynają się od --.</translation>
    </message>
    <message>
        <source>The result cannot be written: %1.</source>
        <translation>Nie można zapisać wyniku: %1.</translation>
    </message>
    <message>
        <source>--%1 takes a score from 0 to 100, not “%2”.</source>
        <translation>--%1 przyjmuje ocenę od 0 do 100, a nie „%2”.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1” nie jest liczbą.</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Not stated</source>
        <translation>Nie podano</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowy</translation>
    </message>
    <message>
        <source>Open box</source>
        <translation>Otwarte opakowanie</translation>
    </message>
    <message>
        <source>Refurbished</source>
        <translation>Odnowiony</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Używany</translation>
    </message>
    <message>
        <source>For parts or not working</source>
        <translation>Na części lub niesprawny</translation>
    </message>
</context>
<context>
    <name>CronExpression</name>
    <message>
        <source>“%1” is no cron expression: it takes five fields (minute, hour, day, month, weekday).</source>
        <translation>„%1” nie jest wyrażeniem cron: wymaga ono pięciu pól (minuta, godzina, dzień, miesiąc, dzień tygodnia).</translation>
    </message>
    <message>
        <source>“%1” cannot be understood in the cron expression “%2”.</source>
        <translation>Nie można zrozumieć „%1” w wyrażeniu cron „%2”.</translation>
    </message>
</context>
<context>
    <name>Currency</name>
    <message>
        <source>“%1” is not a currency code such as EUR or PLN.</source>
        <translation>„%1” nie jest kodem waluty takim jak EUR lub PLN.</translation>
    </message>
</context>
<context>
    <name>DataSize</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln bajt</numerusform>
            <numerusform>%Ln bajty</numerusform>
            <numerusform>%Ln bajtów</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>“%1” is a folder, not a database file.</source>
        <translation>„%1” to folder, a nie plik bazy danych.</translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation>Nie ma pliku bazy danych „%1”.</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Nie można utworzyć folderu „%1”.</translation>
    </message>
    <message>
        <source>There is no right to read the database “%1”.</source>
        <translation>Brak uprawnień do odczytu bazy danych „%1”.</translation>
    </message>
    <message>
        <source>The database “%1” is write-protected.</source>
        <translation>Baza danych „%1” jest chroniona przed zapisem.</translation>
    </message>
    <message>
        <source>The database driver is not installed.</source>
        <translation>Sterownik bazy danych nie jest zainstalowany.</translation>
    </message>
    <message>
        <source>The database is locked by another program.</source>
        <translation>Baza danych jest zablokowana przez inny program.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Dysk jest pełny.</translation>
    </message>
    <message>
        <source>The database is write-protected.</source>
        <translation>Baza danych jest chroniona przed zapisem.</translation>
    </message>
    <message>
        <source>The file is not a database.</source>
        <translation>Plik nie jest bazą danych.</translation>
    </message>
    <message>
        <source>The database file is damaged. Restore a backup.</source>
        <translation>Plik bazy danych jest uszkodzony. Należy przywrócić kopię zapasową.</translation>
    </message>
    <message>
        <source>The database refused the values because they contradict others.</source>
        <translation>Baza danych odrzuciła wartości, ponieważ są sprzeczne z innymi.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Anulowano.</translation>
    </message>
    <message>
        <source>The database file cannot be opened.</source>
        <translation>Nie można otworzyć pliku bazy danych.</translation>
    </message>
    <message>
        <source>Reading or writing the database file failed.</source>
        <translation>Odczyt lub zapis pliku bazy danych nie powiódł się.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Za mało pamięci.</translation>
    </message>
    <message>
        <source>The database reported an error.</source>
        <translation>Baza danych zgłosiła błąd.</translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation>Serwer bazy danych jest nieosiągalny.</translation>
    </message>
    <message>
        <source>The database server refused user name or password.</source>
        <translation>Serwer bazy danych odrzucił nazwę użytkownika lub hasło.</translation>
    </message>
    <message>
        <source>There is no such database on the server.</source>
        <translation>Na serwerze nie ma takiej bazy danych.</translation>
    </message>
    <message>
        <source>The disk of the database server is full.</source>
        <translation>Dysk serwera bazy danych jest pełny.</translation>
    </message>
    <message>
        <source>The database is busy with other work.</source>
        <translation>Baza danych jest zajęta inną pracą.</translation>
    </message>
    <message>
        <source>There is no right to change the database.</source>
        <translation>Brak uprawnień do zmiany bazy danych.</translation>
    </message>
    <message>
        <source>The database server refused the connection: user name, password or the database&apos;s name are not right.</source>
        <translation>Serwer bazy danych odrzucił połączenie: nazwa użytkownika, hasło lub nazwa bazy danych jest niepoprawna.</translation>
    </message>
    <message>
        <source>The search index “%1” is damaged. It is made anew when the catalog is opened for writing.</source>
        <translation>Indeks wyszukiwania „%1” jest uszkodzony. Zostanie utworzony od nowa, gdy katalog zostanie otwarty do zapisu.</translation>
    </message>
    <message>
        <source>The database file may not grow any larger here.</source>
        <translation>Plik bazy danych nie może tu być większy.</translation>
    </message>
</context>
<context>
    <name>DatabaseCommand</name>
    <message>
        <source>schema version %1, %L2 product(s): %3</source>
        <translation>wersja schematu %1, produkty: %L2, stan: %3</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>w porządku</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>uszkodzona</translation>
    </message>
    <message>
        <source>%1 is there already; --force replaces it.</source>
        <translation>%1 już istnieje; --force zastępuje ten plik.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Backup written: %1</source>
        <translation>Zapisano kopię zapasową: %1</translation>
    </message>
    <message>
        <source>This replaces %1 by the backup; say --yes to do it.</source>
        <translation>Kopia zapasowa zastąpi %1; aby to zrobić, należy dodać --yes.</translation>
    </message>
    <message>
        <source>Restored from %1; the catalog of before is kept beside it.</source>
        <translation>Przywrócono z %1; poprzedni katalog zachowano obok.</translation>
    </message>
    <message>
        <source>Up to date already: schema version %1.</source>
        <translation>Baza jest już aktualna: wersja schematu %1.</translation>
    </message>
    <message>
        <source>Brought from schema version %1 to %2.</source>
        <translation>Zaktualizowano schemat z wersji %1 do %2.</translation>
    </message>
    <message>
        <source>What to do? One of check, backup, restore, migrate.</source>
        <translation>Co zrobić? Jedno z: check, backup, restore, migrate.</translation>
    </message>
    <message>
        <source>“%1” is none of check, backup, restore, migrate.</source>
        <translation>„%1” nie jest żadnym z: check, backup, restore, migrate.</translation>
    </message>
    <message>
        <source>“db %1” takes one file.</source>
        <translation>„db %1” wymaga jednego pliku.</translation>
    </message>
    <message>
        <source>“db %1” takes no file.</source>
        <translation>„db %1” nie przyjmuje pliku.</translation>
    </message>
    <message>
        <source>Check, back up, restore or bring the catalog&apos;s database up to date</source>
        <translation>Sprawdzanie, kopia zapasowa, przywracanie i aktualizacja bazy danych katalogu</translation>
    </message>
    <message>
        <source>A backup is consistent while the program runs. PostgreSQL is backed up by pg_dump.</source>
        <translation>Kopia zapasowa jest spójna także podczas pracy programu. Kopię PostgreSQL tworzy pg_dump.</translation>
    </message>
    <message>
        <source>Let “backup” replace a file that is there.</source>
        <translation>Pozwól poleceniu „backup” zastąpić istniejący plik.</translation>
    </message>
    <message>
        <source>Confirm “restore”.</source>
        <translation>Potwierdź „restore”.</translation>
    </message>
    <message>
        <source>Whether everything is in order.</source>
        <translation>Czy wszystko jest w porządku.</translation>
    </message>
    <message>
        <source>A copy of the whole catalog.</source>
        <translation>Kopia całego katalogu.</translation>
    </message>
    <message>
        <source>Back to the copy.</source>
        <translation>Powrót do kopii.</translation>
    </message>
    <message>
        <source>“migrate” brings the schema up to date, as opening the catalog does, and makes a backup beside an SQLite file first.</source>
        <translation>„migrate” aktualizuje schemat, tak jak otwarcie katalogu, a przy pliku SQLite tworzy wcześniej obok niego kopię zapasową.</translation>
    </message>
</context>
<context>
    <name>DemoCommand</name>
    <message>
        <source>Interrupted.</source>
        <translation>Przerwano.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Nie można utworzyć folderu %1.</translation>
    </message>
    <message>
        <source>The sample can&apos;t be written to %1.</source>
        <translation>Nie można zapisać przykładu w %1.</translation>
    </message>
    <message>
        <source>1. Import %1</source>
        <translation>1. Import: %1</translation>
    </message>
    <message>
        <source>%L1 record(s): %L2 created, %L3 rejected</source>
        <translation>rekordy: %L1, utworzone: %L2, odrzucone: %L3</translation>
    </message>
    <message>
        <source>line %1, %2: %3</source>
        <translation>wiersz %1, %2: %3</translation>
    </message>
    <message>
        <source>rejected records: %1</source>
        <translation>odrzucone rekordy: %1</translation>
    </message>
    <message>
        <source>2. Score</source>
        <translation>2. Ocena</translation>
    </message>
    <message>
        <source>3. Improve by the built-in rules and accept what is free of errors</source>
        <translation>3. Ulepszanie wbudowanymi regułami i przyjęcie wszystkiego, co nie ma błędów</translation>
    </message>
    <message>
        <source>%1: %L2 proposal(s), %L3 accepted, %L4 left for review</source>
        <translation>%1: propozycje: %L2, przyjęte: %L3, pozostawione do przejrzenia: %L4</translation>
    </message>
    <message>
        <source>4. Validate and write the upload files</source>
        <translation>4. Sprawdzanie i zapis plików do wgrania</translation>
    </message>
    <message>
        <source>The seller ID and shop address in these files are examples; set yours in the settings.</source>
        <translation>Identyfikator sprzedawcy i adres sklepu w tych plikach są przykładowe; własne podaje się w ustawieniach.</translation>
    </message>
    <message>
        <source>Catalog: %1</source>
        <translation>Katalog: %1</translation>
    </message>
    <message>
        <source>Open it in the window: %1</source>
        <translation>Otwarcie w oknie: %1</translation>
    </message>
    <message>
        <source>Run the whole job once on bundled example products</source>
        <translation>Jednorazowe przejście całej pracy na dołączonych przykładowych produktach</translation>
    </message>
    <message>
        <source>Where to put it; otherwise “demo” in the data folder.</source>
        <translation>Gdzie to umieścić; w przeciwnym razie „demo” w folderze danych.</translation>
    </message>
    <message>
        <source>Everything into one folder.</source>
        <translation>Wszystko w jednym folderze.</translation>
    </message>
    <message>
        <source>[FILE…]</source>
        <translation>[PLIK…]</translation>
    </message>
    <message>
        <source>Imports the example, or your FILEs, scores it, improves it, checks it and writes every upload file, in a folder and a catalog of its own; your catalog isn&apos;t touched.</source>
        <translation>Importuje przykład albo Twoje PLIKI, ocenia je, ulepsza, sprawdza i zapisuje każdy plik do wgrania, w osobnym folderze i katalogu; Twój katalog pozostaje nietknięty.</translation>
    </message>
</context>
<context>
    <name>EbayCsvWriter</name>
    <message>
        <source>eBay has no place for a GTIN of 14 digits.</source>
        <translation>eBay nie ma miejsca na GTIN o 14 cyfrach.</translation>
    </message>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation>Za dużo różnych atrybutów na jeden plik; nie ma miejsca na „%1”.</translation>
    </message>
    <message>
        <source>eBay&apos;s category number isn&apos;t known; fill in “Category ID” before the upload.</source>
        <translation>Numer kategorii eBay jest nieznany; przed wgraniem należy wypełnić „Category ID”.</translation>
    </message>
    <message>
        <source>eBay has no upload template for the site %1.</source>
        <translation>eBay nie ma szablonu pliku do wgrania dla kraju %1.</translation>
    </message>
</context>
<context>
    <name>EventRoutes</name>
    <message>
        <source>“%1” is no type of events.</source>
        <translation>„%1” nie jest rodzajem zdarzeń.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Standard output is one file; it can&apos;t be divided into several.</source>
        <translation>Standardowe wyjście to jeden plik; nie można go podzielić na kilka.</translation>
    </message>
</context>
<context>
    <name>ExportCommand</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Co to jest</translation>
    </message>
    <message>
        <source>Both are needed: --format, e.g. ebay-csv, and --output, e.g. ebay.csv.</source>
        <translation>Potrzebne są oba: --format, np. ebay-csv, oraz --output, np. ebay.csv.</translation>
    </message>
    <message>
        <source>“%1” is no known format; “listwright export --formats” lists them.</source>
        <translation>Format „%1” jest nieznany; „listwright export --formats” wypisuje dostępne.</translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>%L1 z %L2 produktów</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s); the unfinished file was discarded.</source>
        <translation>Przerwano; zapisane produkty: %L1; niedokończony plik odrzucono.</translation>
    </message>
    <message>
        <source>Which file; --formats lists them.</source>
        <translation>Który plik; --formats wypisuje dostępne.</translation>
    </message>
    <message>
        <source>Where to write it; “-” is standard output.</source>
        <translation>Gdzie go zapisać; „-” to standardowe wyjście.</translation>
    </message>
    <message>
        <source>List the formats.</source>
        <translation>Wypisz formaty.</translation>
    </message>
    <message>
        <source>The marketplace&apos;s country: DE, PL, US …</source>
        <translation>Kraj platformy: DE, PL, US …</translation>
    </message>
    <message>
        <source>Language of the texts, e.g. de-DE.</source>
        <translation>Język tekstów, np. de-DE.</translation>
    </message>
    <message>
        <source>The store&apos;s currency, where a file carries one (Shopify).</source>
        <translation>Waluta sklepu, jeśli plik ją zawiera (Shopify).</translation>
    </message>
    <message>
        <source>Your seller ID (Amazon).</source>
        <translation>Identyfikator sprzedawcy (Amazon).</translation>
    </message>
    <message>
        <source>Beginning of the products&apos; addresses in your shop (Google).</source>
        <translation>Początek adresów produktów we własnym sklepie (Google).</translation>
    </message>
    <message>
        <source>Write products with rule errors as well; over-long texts are cut.</source>
        <translation>Zapisz także produkty z błędami reguł; za długie teksty są skracane.</translation>
    </message>
    <message>
        <source>At most this many products a file: name-1.csv, name-2.csv …</source>
        <translation>Najwyżej tyle produktów w pliku: name-1.csv, name-2.csv …</translation>
    </message>
    <message>
        <source>Save what the file can&apos;t carry as CSV.</source>
        <translation>Zapisz jako CSV to, czego plik nie mieści.</translation>
    </message>
    <message>
        <source>Write a marketplace&apos;s upload file or our own CSV or JSON</source>
        <translation>Zapis pliku do wgrania na platformę albo własnego CSV lub JSON</translation>
    </message>
    <message>
        <source>Products are written as the marketplace will see them. Those that break its rules are left out and named, and so is everything the file can&apos;t carry; the exit code is 3 when products were left out. The file appears only when it is complete.</source>
        <translation>Produkty są zapisywane tak, jak zobaczy je platforma. Te, które łamią jej reguły, są pomijane i wymieniane, podobnie jak wszystko, czego plik nie mieści; kod wyjścia wynosi 3, jeśli pominięto produkty. Plik pojawia się dopiero, gdy jest kompletny.</translation>
    </message>
    <message>
        <source>For eBay&apos;s Seller Hub.</source>
        <translation>Dla Centrum sprzedawcy eBay.</translation>
    </message>
    <message>
        <source>Amazon takes at most 25,000 messages in one feed.</source>
        <translation>Amazon przyjmuje najwyżej 25 000 komunikatów w jednym pliku danych.</translation>
    </message>
    <message>
        <source>To standard output.</source>
        <translation>Na standardowe wyjście.</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>standardowe wyjście</translation>
    </message>
    <message>
        <source>%1: %L2 product(s) written, %L3 left out</source>
        <translation>%1: zapisane produkty: %L2, pominięte: %L3</translation>
    </message>
    <message>
        <source>%L1 product(s)</source>
        <translation>produkty: %L1</translation>
    </message>
    <message>
        <source>whole file</source>
        <translation>cały plik</translation>
    </message>
    <message>
        <source>… and %L1 more; --losses FILE saves them all</source>
        <translation>… i jeszcze %L1; --losses PLIK zapisuje wszystkie</translation>
    </message>
    <message>
        <source>With --json the result takes standard output: name a file for --output.</source>
        <translation>Z --json wynik trafia na standardowe wyjście: podaj plik w --output.</translation>
    </message>
    <message>
        <source>product %1</source>
        <translation>produkt %1</translation>
    </message>
</context>
<context>
    <name>ExportRoutes</name>
    <message>
        <source>Listings cannot be sent to %1 yet. Its upload file is at /api/export/file.</source>
        <translation>Ofert nie można jeszcze wysyłać do %1. Plik do wgrania jest pod /api/export/file.</translation>
    </message>
    <message>
        <source>“%1” is no known format.</source>
        <translation>„%1” nie jest znanym formatem.</translation>
    </message>
    <message>
        <source>It must hold numbers of products only.</source>
        <translation>Dozwolone są tylko numery produktów.</translation>
    </message>
    <message>
        <source>More than %L1 products would be written. Choose fewer, or use `listwright export`.</source>
        <translation>Zapisanych zostałoby więcej niż %L1 produktów. Wybierz mniej albo użyj `listwright export`.</translation>
    </message>
    <message>
        <source>There is no such product.</source>
        <translation>Nie ma takiego produktu.</translation>
    </message>
    <message>
        <source>The file cannot be read again.</source>
        <translation>Nie można ponownie odczytać pliku.</translation>
    </message>
    <message>
        <source>Listings cannot be sent to %1 yet.</source>
        <translation>Ofert nie można jeszcze wysyłać do %1.</translation>
    </message>
    <message>
        <source>There is no upload file for %1; there are some for: %2.</source>
        <translation>Dla %1 nie ma pliku do przesłania; są dla: %2.</translation>
    </message>
    <message>
        <source>It must name a language as “de-DE” does.</source>
        <translation>Musi wskazywać język, tak jak „de-DE”.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Musi to być true albo false.</translation>
    </message>
    <message>
        <source>An Amazon feed needs your seller ID.</source>
        <translation>Plik danych dla Amazona wymaga identyfikatora sprzedawcy.</translation>
    </message>
</context>
<context>
    <name>FactCheck</name>
    <message>
        <source>The record names no colour “%1”.</source>
        <translation>Rekord nie podaje koloru „%1”.</translation>
    </message>
    <message>
        <source>The record names no material “%1”.</source>
        <translation>Rekord nie podaje materiału „%1”.</translation>
    </message>
    <message>
        <source>The record does not say “%1”.</source>
        <translation>Rekord nie zawiera stwierdzenia „%1”.</translation>
    </message>
    <message>
        <source>The record does not name “%1”.</source>
        <translation>Rekord nie wymienia „%1”.</translation>
    </message>
    <message>
        <source>The record does not state “%1”.</source>
        <translation>Rekord nie podaje „%1”.</translation>
    </message>
    <message>
        <source>The record states no size “%1”.</source>
        <translation>Rekord nie podaje rozmiaru „%1”.</translation>
    </message>
    <message>
        <source>The record does not say that it fits “%1”.</source>
        <translation>Rekord nie mówi, że produkt pasuje do „%1”.</translation>
    </message>
</context>
<context>
    <name>FormBody</name>
    <message>
        <source>The form is not valid UTF-8.</source>
        <translation>Formularz nie jest poprawnym tekstem UTF-8.</translation>
    </message>
    <message numerus="yes">
        <source>The form&apos;s names are nested deeper than %Ln level(s).</source>
        <translation>
            <numerusform>Nazwy w formularzu są zagnieżdżone głębiej niż na %Ln poziom.</numerusform>
            <numerusform>Nazwy w formularzu są zagnieżdżone głębiej niż na %Ln poziomy.</numerusform>
            <numerusform>Nazwy w formularzu są zagnieżdżone głębiej niż na %Ln poziomów.</numerusform>
        </translation>
    </message>
    <message>
        <source>The multipart body is cut off or has no parts.</source>
        <translation>Treść multipart jest ucięta lub nie ma części.</translation>
    </message>
    <message>
        <source>The form is empty.</source>
        <translation>Formularz jest pusty.</translation>
    </message>
    <message numerus="yes">
        <source>The form has more than %Ln field(s).</source>
        <translation>
            <numerusform>Formularz ma więcej niż %Ln pole.</numerusform>
            <numerusform>Formularz ma więcej niż %Ln pola.</numerusform>
            <numerusform>Formularz ma więcej niż %Ln pól.</numerusform>
        </translation>
    </message>
    <message>
        <source>The multipart body does not say how its parts are divided.</source>
        <translation>Treść multipart nie podaje, jak rozdzielone są jej części.</translation>
    </message>
    <message>
        <source>The form is not well encoded: after “%” come two hexadecimal digits.</source>
        <translation>Formularz jest źle zakodowany: po „%” następują dwie cyfry szesnastkowe.</translation>
    </message>
    <message>
        <source>The form holds more than one file. Send each in a request of its own.</source>
        <translation>Formularz zawiera więcej niż jeden plik. Wyślij każdy w osobnym żądaniu.</translation>
    </message>
</context>
<context>
    <name>GoogleMerchantWriter</name>
    <message numerus="yes">
        <source>Google takes an id of at most %Ln character(s).</source>
        <translation>
            <numerusform>Google przyjmuje identyfikator o długości najwyżej %Ln znaku.</numerusform>
            <numerusform>Google przyjmuje identyfikator o długości najwyżej %Ln znaków.</numerusform>
            <numerusform>Google przyjmuje identyfikator o długości najwyżej %Ln znaków.</numerusform>
        </translation>
    </message>
    <message>
        <source>Google needs the address of the product in your shop.</source>
        <translation>Google wymaga adresu produktu we własnym sklepie.</translation>
    </message>
    <message>
        <source>Google needs an image.</source>
        <translation>Google wymaga obrazu.</translation>
    </message>
    <message>
        <source>“%1” is written as “used”.</source>
        <translation>„%1” zapisano jako „used”.</translation>
    </message>
    <message>
        <source>The feed has no columns for: %1</source>
        <translation>Plik danych nie ma kolumn na: %1</translation>
    </message>
    <message numerus="yes">
        <source>A variant without a SKU of at most %Ln character(s) is left out.</source>
        <translation>
            <numerusform>Wariant bez SKU o długości najwyżej %Ln znaku jest pomijany.</numerusform>
            <numerusform>Wariant bez SKU o długości najwyżej %Ln znaków jest pomijany.</numerusform>
            <numerusform>Wariant bez SKU o długości najwyżej %Ln znaków jest pomijany.</numerusform>
        </translation>
    </message>
    <message>
        <source>The variant “%1” has no price or quantity and is left out.</source>
        <translation>Wariant „%1” nie ma ceny lub ilości i jest pomijany.</translation>
    </message>
    <message>
        <source>Google needs a price and the availability.</source>
        <translation>Google wymaga ceny i dostępności.</translation>
    </message>
    <message>
        <source>none of its variants can be written.</source>
        <translation>nie można zapisać żadnego z jego wariantów.</translation>
    </message>
    <message>
        <source>The feed says whether there is stock, not how much.</source>
        <translation>Plik mówi, czy towar jest w magazynie, ale nie ile go jest.</translation>
    </message>
</context>
<context>
    <name>Gtin</name>
    <message>
        <source>A GTIN has digits only.</source>
        <translation>GTIN składa się tylko z cyfr.</translation>
    </message>
    <message>
        <source>A GTIN has 8, 12, 13 or 14 digits.</source>
        <translation>GTIN ma 8, 12, 13 lub 14 cyfr.</translation>
    </message>
    <message>
        <source>The check digit of the GTIN is wrong.</source>
        <translation>Cyfra kontrolna GTIN jest błędna.</translation>
    </message>
    <message>
        <source>The GTIN is from a range for use inside one shop.</source>
        <translation>GTIN pochodzi z zakresu do użytku wewnętrznego w jednym sklepie.</translation>
    </message>
    <message>
        <source>The GTIN is all zeros.</source>
        <translation>GTIN składa się z samych zer.</translation>
    </message>
</context>
<context>
    <name>HistoryCommands</name>
    <message>
        <source>“%1” is not “list”.</source>
        <translation>„%1” to nie „list”.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Utworzono</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Zaktualizowano</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Odrzucono</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Co</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (cofnięto)</translation>
    </message>
    <message>
        <source>Which change? “listwright undo --list” shows their numbers.</source>
        <translation>Która zmiana? „listwright undo --list” pokazuje numery.</translation>
    </message>
    <message>
        <source>Change %1 taken back: %L2 product(s) changed, %L3 left alone because they changed since.</source>
        <translation>Cofnięto zmianę %1: zmienione produkty: %L2, pominięte z powodu późniejszych zmian: %L3.</translation>
    </message>
    <message>
        <source>List past imports and how far each got</source>
        <translation>Lista dotychczasowych importów z postępem każdego z nich</translation>
    </message>
    <message>
        <source>How many to list (20).</source>
        <translation>Ile wypisać (20).</translation>
    </message>
    <message>
        <source>The last ones.</source>
        <translation>Ostatnie.</translation>
    </message>
    <message>
        <source>Take back the last change, or the one with this number</source>
        <translation>Cofnięcie ostatniej zmiany lub zmiany o tym numerze</translation>
    </message>
    <message>
        <source>An import, an accepted batch of proposals, an edit or a deletion is one change. Fields somebody changed since are left alone and counted; the exit code is then 3.</source>
        <translation>Import, przyjęta partia propozycji, edycja lub usunięcie to jedna zmiana. Pola zmienione od tego czasu pozostają bez zmian i są liczone; kod wyjścia wynosi wtedy 3.</translation>
    </message>
    <message>
        <source>Show what can be undone.</source>
        <translation>Pokaż, co można cofnąć.</translation>
    </message>
    <message>
        <source>Changes with their numbers.</source>
        <translation>Zmiany z numerami.</translation>
    </message>
    <message>
        <source>Takes the newest one back.</source>
        <translation>Cofa najnowszą.</translation>
    </message>
    <message>
        <source>Change %1 was not taken back: %L2 product(s) changed, %L3 left alone because they changed since.</source>
        <translation>Zmiana %1 nie została cofnięta: zmieniono produktów: %L2, pominięto: %L3, bo zmieniły się od tego czasu.</translation>
    </message>
</context>
<context>
    <name>HttpClient</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Zapytanie zatrzymano.</translation>
    </message>
    <message>
        <source>“%1” holds no certificates in PEM form.</source>
        <translation>„%1” nie zawiera certyfikatów w formacie PEM.</translation>
    </message>
    <message>
        <source>This is not a web address: it has to begin with https:// or http://.</source>
        <translation>To nie jest adres internetowy: musi zaczynać się od https:// lub http://.</translation>
    </message>
    <message>
        <source>The request to %1 holds characters that cannot be sent. Enter the key again.</source>
        <translation>Zapytanie do %1 zawiera znaki, których nie można wysłać. Wpisz klucz ponownie.</translation>
    </message>
    <message>
        <source>This is a fault of Listwright. Please report it.</source>
        <translation>To błąd programu Listwright. Prosimy o jego zgłoszenie.</translation>
    </message>
    <message>
        <source>%1 does not accept the key.</source>
        <translation>%1 nie przyjmuje klucza.</translation>
    </message>
    <message>
        <source>%1 does not allow this with the given key.</source>
        <translation>%1 nie pozwala na to z podanym kluczem.</translation>
    </message>
    <message>
        <source>%1 does not have what was asked for.</source>
        <translation>%1 nie ma tego, o co poproszono.</translation>
    </message>
    <message>
        <source>%1 says that this was changed meanwhile.</source>
        <translation>%1 zgłasza, że w międzyczasie to zmieniono.</translation>
    </message>
    <message>
        <source>%1 points to another address, which is not followed (status %2).</source>
        <translation>%1 wskazuje inny adres, do którego program nie przechodzi (status %2).</translation>
    </message>
    <message>
        <source>%1 does not accept the request (status %2).</source>
        <translation>%1 nie przyjmuje zapytania (status %2).</translation>
    </message>
    <message>
        <source>The proxy&apos;s address has to look like http://name:8080 or socks5://name:1080.</source>
        <translation>Adres serwera proxy musi mieć postać http://name:8080 lub socks5://name:1080.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired or is not valid yet. Is this computer&apos;s clock right?</source>
        <translation>Certyfikat %1 wygasł lub nie jest jeszcze ważny. Czy zegar tego komputera wskazuje właściwy czas?</translation>
    </message>
    <message>
        <source>%1 was not found. Check the address and the network.</source>
        <translation>Nie znaleziono %1. Sprawdź adres i sieć.</translation>
    </message>
    <message>
        <source>%1 took too long to answer. Try again later.</source>
        <translation>Oczekiwanie na odpowiedź od %1 trwało zbyt długo. Spróbuj ponownie później.</translation>
    </message>
    <message>
        <source>The answer of %1 is too large. Check the address, or choose another model.</source>
        <translation>Odpowiedź od %1 jest za duża. Sprawdź adres lub wybierz inny model.</translation>
    </message>
    <message>
        <source>%1 was asked too often. Try again later.</source>
        <translation>Zapytania do %1 były zbyt częste. Spróbuj ponownie później.</translation>
    </message>
    <message>
        <source>%1 has a fault or is being maintained. Try again later.</source>
        <translation>%1 ma awarię lub przerwę techniczną. Spróbuj ponownie później.</translation>
    </message>
    <message>
        <source>The certificate of %1 is made out to another name. Check the address.</source>
        <translation>Certyfikat %1 wystawiono na inną nazwę. Sprawdź adres.</translation>
    </message>
    <message>
        <source>The certificate of %1 comes from an authority that is not trusted here. If it is your company&apos;s own, name its certificates in the settings.</source>
        <translation>Certyfikat %1 pochodzi od urzędu, któremu ten komputer nie ufa. Jeśli to urząd Twojej firmy, podaj jego certyfikaty w ustawieniach.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Check the address and the network.</source>
        <translation>Nie udało się nawiązać bezpiecznego połączenia z %1. Sprawdź adres i sieć.</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 does not answer, or does not let this through. Check its address in the settings.</source>
        <translation>Serwer proxy na drodze do %1 nie odpowiada lub tego nie przepuszcza. Sprawdź jego adres w ustawieniach.</translation>
    </message>
    <message>
        <source>Nothing answers at %1: the connection was refused. Check the address and the network.</source>
        <translation>Pod adresem %1 nic nie odpowiada: połączenie odrzucono. Sprawdź adres i sieć.</translation>
    </message>
    <message>
        <source>The proxy wants a user name and a password. Give them with its address in the settings.</source>
        <translation>Serwer proxy wymaga nazwy użytkownika i hasła. Podaj je razem z jego adresem w ustawieniach.</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP. Check the address.</source>
        <translation>To, co odpowiada pod adresem %1, nie używa protokołu HTTP. Sprawdź adres.</translation>
    </message>
    <message>
        <source>There is no connection to %1. Check the network, and try again later.</source>
        <translation>Brak połączenia z %1. Sprawdź sieć i spróbuj ponownie później.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer was complete. Try again later.</source>
        <translation>Połączenie z %1 zakończyło się przed otrzymaniem pełnej odpowiedzi. Spróbuj ponownie później.</translation>
    </message>
</context>
<context>
    <name>HttpServer</name>
    <message>
        <source>There is no right to listen at %1.</source>
        <translation>Brak uprawnień do nasłuchiwania na %1.</translation>
    </message>
    <message>
        <source>Another program listens at %1 already.</source>
        <translation>Na %1 nasłuchuje już inny program.</translation>
    </message>
    <message>
        <source>Nothing can be received at %1: %2</source>
        <translation>Na %1 nie można nic odebrać: %2</translation>
    </message>
    <message>
        <source>Pages of that address may not ask here.</source>
        <translation>Strony z tego adresu nie mogą tu wysyłać żądań.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Pod tym adresem nic nie ma.</translation>
    </message>
    <message>
        <source>This address is not asked in that way.</source>
        <translation>Pod ten adres nie wysyła się żądań tą metodą.</translation>
    </message>
    <message>
        <source>The request does not say how long its body is.</source>
        <translation>Żądanie nie podaje długości treści.</translation>
    </message>
    <message>
        <source>There were too many wrong keys.</source>
        <translation>Zbyt wiele razy podano błędny klucz.</translation>
    </message>
    <message>
        <source>There are too many requests.</source>
        <translation>Żądań jest zbyt wiele.</translation>
    </message>
    <message>
        <source>Your address has too many streams open.</source>
        <translation>Z Twojego adresu otwarto zbyt wiele strumieni.</translation>
    </message>
    <message>
        <source>There are too many open streams.</source>
        <translation>Otwartych strumieni jest zbyt wiele.</translation>
    </message>
    <message>
        <source>This server is not known by that name. LISTWRIGHT_SERVER_HOSTS lists those by which it may be asked.</source>
        <translation>Ten serwer nie jest znany pod tą nazwą. LISTWRIGHT_SERVER_HOSTS wymienia nazwy, pod którymi można go pytać.</translation>
    </message>
    <message>
        <source>Bodies are taken as they are, not as “%1”.</source>
        <translation>Treść jest przyjmowana bez kodowania, nie jako „%1”.</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>This is not an amount.</source>
        <translation>To nie jest kwota.</translation>
    </message>
    <message>
        <source>The amount has more decimals than its currency. Is the decimal style right?</source>
        <translation>Kwota ma więcej miejsc po przecinku niż jej waluta. Czy zapis dziesiętny jest właściwy?</translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation>Kwota jest za duża.</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>Cena nie może być ujemna.</translation>
    </message>
    <message>
        <source>The currency is not known.</source>
        <translation>Waluta jest nieznana.</translation>
    </message>
    <message>
        <source>No currency is given. Choose a default currency for the import.</source>
        <translation>Nie podano waluty. Należy wybrać domyślną walutę importu.</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Kolumna %1</translation>
    </message>
    <message>
        <source>A quote is opened in this line and never closed.</source>
        <translation>W tym wierszu otwarto cudzysłów, którego nigdzie nie zamknięto.</translation>
    </message>
    <message numerus="yes">
        <source>The record is longer than %Ln megabyte(s).</source>
        <translation>
            <numerusform>Rekord jest dłuższy niż %Ln megabajt.</numerusform>
            <numerusform>Rekord jest dłuższy niż %Ln megabajty.</numerusform>
            <numerusform>Rekord jest dłuższy niż %Ln megabajtów.</numerusform>
        </translation>
    </message>
    <message>
        <source>The record has more than %1 cells.</source>
        <translation>Rekord ma więcej komórek niż %1.</translation>
    </message>
    <message>
        <source>The record holds NUL bytes; the file may be damaged.</source>
        <translation>Rekord zawiera bajty NUL; plik może być uszkodzony.</translation>
    </message>
    <message>
        <source>The record has %1 cells, but the header has %2 columns. Is a quote missing?</source>
        <translation>Liczba komórek w rekordzie: %1, a kolumn w nagłówku: %2. Czy brakuje cudzysłowu?</translation>
    </message>
    <message>
        <source>Bytes that are no valid text were replaced by �.</source>
        <translation>Bajty niebędące poprawnym tekstem zastąpiono znakiem �.</translation>
    </message>
    <message>
        <source>Quotes in this file seem to belong to the texts; they are not taken as quoting.</source>
        <translation>Cudzysłowy w tym pliku wydają się częścią tekstów; nie są traktowane jako ograniczniki.</translation>
    </message>
    <message>
        <source>No header was found: the first line already seems to hold values.</source>
        <translation>Nie znaleziono nagłówka: już pierwszy wiersz wydaje się zawierać wartości.</translation>
    </message>
    <message>
        <source>Some prices have a decimal point, more of them a comma; the comma is assumed.</source>
        <translation>Niektóre ceny mają kropkę dziesiętną, ale więcej z nich przecinek; przyjęto przecinek.</translation>
    </message>
    <message>
        <source>Some prices have a decimal comma, more of them a point; the point is assumed.</source>
        <translation>Niektóre ceny mają przecinek dziesiętny, ale więcej z nich kropkę; przyjęto kropkę.</translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal comma is assumed.</source>
        <translation>Ceny takie jak „%1” można odczytać na dwa sposoby; przyjęto przecinek dziesiętny.</translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal point is assumed.</source>
        <translation>Ceny takie jak „%1” można odczytać na dwa sposoby; przyjęto kropkę dziesiętną.</translation>
    </message>
    <message>
        <source>This field cannot be emptied.</source>
        <translation>Tego pola nie można opróżnić.</translation>
    </message>
    <message>
        <source>The text is longer than %1 bytes.</source>
        <translation>Tekst przekracza dozwoloną długość (w bajtach: %1).</translation>
    </message>
    <message>
        <source>The image is left out: %1</source>
        <translation>Obraz pominięto: %1</translation>
    </message>
    <message>
        <source>The condition is not known and is left out.</source>
        <translation>Stan jest nieznany i został pominięty.</translation>
    </message>
    <message>
        <source>The row ends or deletes a listing; there is nothing to import.</source>
        <translation>Wiersz kończy lub usuwa ofertę; nie ma czego importować.</translation>
    </message>
    <message>
        <source>The record has no source ID, SKU or other key of its own.</source>
        <translation>Rekord nie ma ID źródłowego, SKU ani innego własnego klucza.</translation>
    </message>
    <message>
        <source>The source ID is too long.</source>
        <translation>ID źródłowe jest za długie.</translation>
    </message>
    <message>
        <source>The source platform is too long.</source>
        <translation>Nazwa platformy źródłowej jest za długa.</translation>
    </message>
    <message>
        <source>The SKU is too long.</source>
        <translation>SKU jest za długie.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>The title is missing.</source>
        <translation>Brak tytułu.</translation>
    </message>
    <message>
        <source>The text holds a NUL character.</source>
        <translation>Tekst zawiera znak NUL.</translation>
    </message>
    <message>
        <source>A list or object stands where a text or number is expected.</source>
        <translation>W miejscu tekstu lub liczby znajduje się lista albo obiekt.</translation>
    </message>
    <message>
        <source>Attributes must be an object or a list of names and values.</source>
        <translation>Atrybuty muszą być obiektem albo listą nazw i wartości.</translation>
    </message>
    <message>
        <source>Each variant must be an object.</source>
        <translation>Każdy wariant musi być obiektem.</translation>
    </message>
    <message>
        <source>The product has more than %1 variants.</source>
        <translation>Produkt ma więcej wariantów niż %1.</translation>
    </message>
    <message>
        <source>The leading zero a spreadsheet took away was put back.</source>
        <translation>Przywrócono zero wiodące usunięte przez arkusz kalkulacyjny.</translation>
    </message>
    <message>
        <source>A spreadsheet turned the GTIN into a rounded number; it is left out.</source>
        <translation>Arkusz kalkulacyjny zamienił GTIN na liczbę zaokrągloną; został pominięty.</translation>
    </message>
    <message>
        <source>The GTIN is left out: %1</source>
        <translation>GTIN pominięto: %1</translation>
    </message>
    <message>
        <source>The prices of one product are in different currencies.</source>
        <translation>Ceny jednego produktu są w różnych walutach.</translation>
    </message>
    <message>
        <source>The stock is negative because more was sold; it is taken as 0.</source>
        <translation>Stan magazynowy jest ujemny, bo sprzedano więcej; przyjęto 0.</translation>
    </message>
    <message>
        <source>an Excel workbook or a ZIP archive</source>
        <translation>skoroszyt programu Excel lub archiwum ZIP</translation>
    </message>
    <message>
        <source>an old Excel workbook</source>
        <translation>skoroszyt starszej wersji programu Excel</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>dokument PDF</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>obraz</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>plik skompresowany</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>baza danych</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>program</translation>
    </message>
    <message>
        <source>“%1” is %2, not a text file. Save it as CSV and import that.</source>
        <translation>„%1” to %2, a nie plik tekstowy. Należy zapisać go jako CSV i zaimportować ten plik.</translation>
    </message>
    <message>
        <source>“%1” holds binary data, not text. Save it as CSV or JSON and import that.</source>
        <translation>„%1” zawiera dane binarne, a nie tekst. Należy zapisać plik jako CSV lub JSON i zaimportować go.</translation>
    </message>
    <message>
        <source>The address does not begin with http:// or https://.</source>
        <translation>Adres nie zaczyna się od http:// ani https://.</translation>
    </message>
    <message>
        <source>Only addresses with http:// or https:// are allowed.</source>
        <translation>Dozwolone są tylko adresy z http:// lub https://.</translation>
    </message>
    <message>
        <source>This is not a valid web address.</source>
        <translation>To nie jest poprawny adres internetowy.</translation>
    </message>
    <message>
        <source>This is not a quantity.</source>
        <translation>To nie jest ilość.</translation>
    </message>
    <message>
        <source>A quantity must be a whole number.</source>
        <translation>Ilość musi być liczbą całkowitą.</translation>
    </message>
    <message>
        <source>A quantity cannot be negative.</source>
        <translation>Ilość nie może być ujemna.</translation>
    </message>
    <message>
        <source>The quantity is too large.</source>
        <translation>Ilość jest za duża.</translation>
    </message>
    <message>
        <source>The file “%1” is empty.</source>
        <translation>Plik „%1” jest pusty.</translation>
    </message>
    <message>
        <source>The file does not say its encoding; by its letters %1 is assumed.</source>
        <translation>Plik nie podaje kodowania; na podstawie liter przyjęto %1.</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation>GTIN</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marka</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Cena</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Opis</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Obrazy</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Warianty</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Some letters seem to have been replaced by “?” before this file was written; they cannot be restored.</source>
        <translation>Niektóre litery zastąpiono chyba znakiem „?” jeszcze przed zapisaniem tego pliku; nie można ich odtworzyć.</translation>
    </message>
    <message>
        <source>The record is no JSON object.</source>
        <translation>Rekord nie jest obiektem JSON.</translation>
    </message>
    <message>
        <source>The key occurs twice in one object; the last value counts.</source>
        <translation>Klucz występuje w obiekcie dwukrotnie; liczy się ostatnia wartość.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>„%1”, wiersz %2: %3</translation>
    </message>
    <message>
        <source>This is neither a JSON list nor an object.</source>
        <translation>To nie jest ani lista, ani obiekt JSON.</translation>
    </message>
    <message>
        <source>The data is nested deeper than %1 levels and never closed.</source>
        <translation>Dane mają więcej poziomów zagnieżdżenia niż %1 i nie są zamknięte.</translation>
    </message>
    <message>
        <source>A bracket is closed that was never opened.</source>
        <translation>Zamknięto nawias, którego nie otwarto.</translation>
    </message>
    <message>
        <source>There is text behind the end of the list.</source>
        <translation>Za końcem listy znajduje się tekst.</translation>
    </message>
    <message>
        <source>The record is nested deeper than %1 levels.</source>
        <translation>Rekord ma więcej poziomów zagnieżdżenia niż %1.</translation>
    </message>
    <message>
        <source>This is not valid JSON near “%1”.</source>
        <translation>Niepoprawny JSON w pobliżu „%1”.</translation>
    </message>
    <message>
        <source>No column identifies the products (ID, SKU or GTIN); choose one.</source>
        <translation>Żadna kolumna nie identyfikuje produktów (ID, SKU lub GTIN); należy ją wybrać.</translation>
    </message>
    <message>
        <source>Several columns have the same name: %1. The first one is used.</source>
        <translation>Kilka kolumn ma tę samą nazwę: %1. Używana jest pierwsza.</translation>
    </message>
    <message>
        <source>The layout “%1” is not known.</source>
        <translation>Układ „%1” jest nieznany.</translation>
    </message>
    <message>
        <source>“%1” is no field that column “%2” could be taken into.</source>
        <translation>„%1” nie jest polem, do którego można przenieść kolumnę „%2”.</translation>
    </message>
    <message>
        <source>The file for rejected records, “%1”, cannot be written.</source>
        <translation>Nie można zapisać pliku odrzuconych rekordów „%1”.</translation>
    </message>
    <message>
        <source>The file for rejected records cannot be written in “%1”.</source>
        <translation>Nie można zapisać pliku odrzuconych rekordów w „%1”.</translation>
    </message>
    <message>
        <source>The rejected records cannot be written to “%1”. Is the disk full?</source>
        <translation>Nie można zapisać odrzuconych rekordów w „%1”. Czy dysk jest pełny?</translation>
    </message>
    <message>
        <source>Keep as extra data</source>
        <translation>Zachowaj jako dane dodatkowe</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Pomiń</translation>
    </message>
    <message>
        <source>Source platform</source>
        <translation>Platforma źródłowa</translation>
    </message>
    <message>
        <source>Source ID</source>
        <translation>ID źródłowe</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>Adres źródłowy</translation>
    </message>
    <message>
        <source>GTIN (EAN, UPC)</source>
        <translation>GTIN (EAN, UPC)</translation>
    </message>
    <message>
        <source>GTIN where valid</source>
        <translation>GTIN, jeśli poprawny</translation>
    </message>
    <message>
        <source>GTIN or another number</source>
        <translation>GTIN lub inny numer</translation>
    </message>
    <message>
        <source>MPN</source>
        <translation>MPN</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Tytuł zoptymalizowany</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Opis zoptymalizowany</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Waluta</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Punkty</translation>
    </message>
    <message>
        <source>Attributes (list)</source>
        <translation>Atrybuty (lista)</translation>
    </message>
    <message>
        <source>Attribute with the column’s name</source>
        <translation>Atrybut o nazwie kolumny</translation>
    </message>
    <message>
        <source>Alternative text of the image</source>
        <translation>Tekst alternatywny obrazu</translation>
    </message>
    <message>
        <source>Variants (list)</source>
        <translation>Warianty (lista)</translation>
    </message>
    <message>
        <source>Product of the row (groups variants)</source>
        <translation>Produkt wiersza (grupuje warianty)</translation>
    </message>
    <message>
        <source>Marks variant rows</source>
        <translation>Oznacza wiersze wariantów</translation>
    </message>
    <message>
        <source>Action of an upload file</source>
        <translation>Akcja pliku do wgrania</translation>
    </message>
    <message>
        <source>Options of the variant</source>
        <translation>Opcje wariantu</translation>
    </message>
    <message>
        <source>Name of option 1</source>
        <translation>Nazwa opcji 1</translation>
    </message>
    <message>
        <source>Value of option 1</source>
        <translation>Wartość opcji 1</translation>
    </message>
    <message>
        <source>Name of option 2</source>
        <translation>Nazwa opcji 2</translation>
    </message>
    <message>
        <source>Value of option 2</source>
        <translation>Wartość opcji 2</translation>
    </message>
    <message>
        <source>Name of option 3</source>
        <translation>Nazwa opcji 3</translation>
    </message>
    <message>
        <source>Value of option 3</source>
        <translation>Wartość opcji 3</translation>
    </message>
    <message>
        <source>Image of the variant</source>
        <translation>Obraz wariantu</translation>
    </message>
    <message>
        <source>Reading “%1” failed.</source>
        <translation>Odczyt „%1” nie powiódł się.</translation>
    </message>
    <message>
        <source>Standard input cannot be read.</source>
        <translation>Nie można odczytać standardowego wejścia.</translation>
    </message>
    <message>
        <source>The file “%1” does not exist.</source>
        <translation>Plik „%1” nie istnieje.</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>„%1” to folder, a nie plik.</translation>
    </message>
    <message>
        <source>You have no right to read the file “%1”.</source>
        <translation>Brak uprawnień do odczytu pliku „%1”.</translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened.</source>
        <translation>Nie można otworzyć pliku „%1”.</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>standardowe wejście</translation>
    </message>
    <message>
        <source>The encoding “%1” is not known.</source>
        <translation>Kodowanie „%1” jest nieznane.</translation>
    </message>
    <message>
        <source>Reading “%1” failed at byte %2.</source>
        <translation>Odczyt „%1” nie powiódł się przy bajcie %2.</translation>
    </message>
    <message>
        <source>“%1” became shorter while it was being read.</source>
        <translation>Plik „%1” skrócił się podczas odczytu.</translation>
    </message>
    <message>
        <source>“%1” cannot be converted from its encoding.</source>
        <translation>Nie można przekształcić „%1” z jego kodowania.</translation>
    </message>
    <message>
        <source>“%1” is a pipe or a device, not a file. Give its text to standard input and import “-”.</source>
        <translation>„%1” to potok lub urządzenie, a nie plik. Podaj tekst na standardowe wejście i zaimportuj „-”.</translation>
    </message>
    <message>
        <source>“%1” is an XML or HTML file, not a table. Save it as CSV or JSON and import that.</source>
        <translation>„%1” to plik XML lub HTML, a nie tabela. Zapisz go jako CSV lub JSON i zaimportuj.</translation>
    </message>
    <message>
        <source>The file “%1” has no products.</source>
        <translation>Plik „%1” nie zawiera produktów.</translation>
    </message>
    <message>
        <source>The title is missing: only a product that is in the catalog already is changed.</source>
        <translation>Brak tytułu: zmieniany jest tylko produkt, który już jest w katalogu.</translation>
    </message>
    <message>
        <source>The number “%1” is too large.</source>
        <translation>Liczba „%1” jest za duża.</translation>
    </message>
    <message>
        <source>No column with the title was recognized: only products that are in the catalog already are changed.</source>
        <translation>Nie rozpoznano kolumny z tytułem: zmieniane są tylko produkty, które już są w katalogu.</translation>
    </message>
    <message>
        <source>The title is missing, and the catalog has no such product to update.</source>
        <translation>Brak tytułu, a w katalogu nie ma takiego produktu do zaktualizowania.</translation>
    </message>
    <message>
        <source>Quantities such as “%1” can be read in two ways; whole thousands are assumed.</source>
        <translation>Ilości takie jak „%1” można odczytać na dwa sposoby; przyjęto pełne tysiące.</translation>
    </message>
    <message>
        <source>Prices have no currency in this file; %1 is assumed.</source>
        <translation>Ceny w tym pliku nie mają waluty; przyjęto %1.</translation>
    </message>
    <message numerus="yes">
        <source>The record holds more than %Ln value(s).</source>
        <translation>
            <numerusform>Rekord zawiera więcej niż %Ln wartość.</numerusform>
            <numerusform>Rekord zawiera więcej niż %Ln wartości.</numerusform>
            <numerusform>Rekord zawiera więcej niż %Ln wartości.</numerusform>
        </translation>
    </message>
    <message>
        <source>The record holds NUL bytes; it may be damaged.</source>
        <translation>Rekord zawiera bajty NUL; może być uszkodzony.</translation>
    </message>
    <message>
        <source>The text ends in the middle of the record that begins here.</source>
        <translation>Tekst kończy się w środku rekordu, który zaczyna się tutaj.</translation>
    </message>
    <message>
        <source>The list is not closed; it may be cut off.</source>
        <translation>Lista nie jest zamknięta; może być ucięta.</translation>
    </message>
</context>
<context>
    <name>ImportCommand</name>
    <message>
        <source>line %L1</source>
        <translation>wiersz %L1</translation>
    </message>
    <message>
        <source>guessed columns</source>
        <translation>kolumny odgadnięte</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>układ %1</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulator</translation>
    </message>
    <message>
        <source>delimiter %1</source>
        <translation>separator %1</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolumna</translation>
    </message>
    <message>
        <source>becomes</source>
        <translation>staje się</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>%L1 created, %L2 updated, %L3 unchanged, %L4 rejected of %L5 record(s)</source>
        <translation>utworzone: %L1, zaktualizowane: %L2, bez zmian: %L3, odrzucone: %L4; wszystkie rekordy: %L5</translation>
    </message>
    <message>
        <source>… and %L1 more</source>
        <translation>… i jeszcze %L1</translation>
    </message>
    <message>
        <source>Rejected records with reasons: %1</source>
        <translation>Odrzucone rekordy z powodami: %1</translation>
    </message>
    <message>
        <source>Interrupted. What was read until then is in the catalog; the same file again goes on from there.</source>
        <translation>Przerwano. To, co odczytano do tej pory, jest w katalogu; ponowny import tego samego pliku zacznie się od tego miejsca.</translation>
    </message>
    <message>
        <source>%L1 records, %2 %, %L3 a second</source>
        <translation>rekordy: %L1, %2 %, na sekundę: %L3</translation>
    </message>
    <message>
        <source>Which file? “listwright import FILE”, or “-” for standard input.</source>
        <translation>Który plik? „listwright import PLIK” albo „-” dla standardowego wejścia.</translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation>PLIK…</translation>
    </message>
    <message>
        <source>Bring products of CSV, TSV or JSON files into the catalog</source>
        <translation>Wczytanie produktów z plików CSV, TSV lub JSON do katalogu</translation>
    </message>
    <message>
        <source>Encoding, delimiter, header, decimal style and layout are detected; every option below replaces one detected value. A product is known by its source platform and id: what is there is updated, never doubled, and a blank cell leaves a field as it is. A record with an error is rejected and the rest goes in. “-” is standard input.</source>
        <translation>Kodowanie, separator, nagłówek, zapis dziesiętny i układ są wykrywane; każda z poniższych opcji zastępuje jedną wykrytą wartość. Produkt jest rozpoznawany po platformie źródłowej i ID: istniejący jest aktualizowany, nigdy powielany, a pusta komórka pozostawia pole bez zmian. Rekord z błędem jest odrzucany, a pozostałe są wczytywane. „-” to standardowe wejście.</translation>
    </message>
    <message>
        <source>Shows how the file will be read.</source>
        <translation>Pokazuje, jak plik zostanie odczytany.</translation>
    </message>
    <message>
        <source>Reads it as eBay&apos;s report; rejected records go into this folder.</source>
        <translation>Odczytuje plik jako raport eBay; odrzucone rekordy trafiają do tego folderu.</translation>
    </message>
    <message>
        <source>Corrects what was guessed.</source>
        <translation>Poprawia to, co odgadnięto.</translation>
    </message>
    <message>
        <source>From standard input, for scripts.</source>
        <translation>Ze standardowego wejścia, do skryptów.</translation>
    </message>
    <message>
        <source>The file has no column “%1”. It has: %2.</source>
        <translation>Plik nie ma kolumny „%1”. Ma kolumny: %2.</translation>
    </message>
    <message>
        <source>Read the file by this layout.</source>
        <translation>Odczytaj plik według tego układu.</translation>
    </message>
    <message>
        <source>UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …</source>
        <translation>UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …</translation>
    </message>
    <message>
        <source>The character between cells, or “tab”.</source>
        <translation>Znak między komórkami albo „tab”.</translation>
    </message>
    <message>
        <source>Whether 1.099,00 (comma) or 1,099.00 (point) is meant.</source>
        <translation>Czy chodzi o 1.099,00 (comma), czy o 1,099.00 (point).</translation>
    </message>
    <message>
        <source>For prices without one, e.g. EUR.</source>
        <translation>Dla cen bez waluty, np. EUR.</translation>
    </message>
    <message>
        <source>Source platform of records that name none.</source>
        <translation>Platforma źródłowa rekordów, które żadnej nie podają.</translation>
    </message>
    <message>
        <source>What a column becomes, e.g. “Art.Nr.=sku”; can be repeated.</source>
        <translation>Czym staje się kolumna, np. „Art.Nr.=sku”; można powtarzać.</translation>
    </message>
    <message>
        <source>Only show how the file will be read; nothing is written.</source>
        <translation>Pokaż tylko, jak plik zostanie odczytany; nic nie jest zapisywane.</translation>
    </message>
    <message>
        <source>Where rejected records are saved.</source>
        <translation>Gdzie zapisywać odrzucone rekordy.</translation>
    </message>
    <message>
        <source>--delimiter takes one character or “tab”.</source>
        <translation>--delimiter wymaga jednego znaku albo „tab”.</translation>
    </message>
    <message>
        <source>--decimal takes “comma” or “point”, not “%1”.</source>
        <translation>--decimal wymaga „comma” lub „point”, a nie „%1”.</translation>
    </message>
    <message>
        <source>“%1” is no known layout. Known are: %2.</source>
        <translation>Układ „%1” jest nieznany. Znane: %2.</translation>
    </message>
    <message>
        <source>--map takes COLUMN=TARGET, not “%1”.</source>
        <translation>--map wymaga KOLUMNA=CEL, a nie „%1”.</translation>
    </message>
    <message>
        <source>“%1” is nothing a column can become.</source>
        <translation>Kolumna nie może stać się „%1”.</translation>
    </message>
    <message>
        <source>Standard input can be read only once.</source>
        <translation>Standardowe wejście można odczytać tylko raz.</translation>
    </message>
    <message>
        <source>The character around cells, or “none” where quotes belong to the texts.</source>
        <translation>Znak otaczający komórki albo „none”, gdy cudzysłowy należą do tekstu.</translation>
    </message>
    <message>
        <source>The record that names the columns, from 1; 0 where none does.</source>
        <translation>Rekord z nazwami kolumn, od 1; 0, gdy żaden ich nie podaje.</translation>
    </message>
    <message>
        <source>--quote takes one character or “none”.</source>
        <translation>--quote przyjmuje jeden znak albo „none”.</translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Running</source>
        <translation>W toku</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Zakończony</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nieudany</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulowany</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Przerwany</translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation>Nie ma takiego importu.</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Products are taken as JSON or as a form, not as “%1”.</source>
        <translation>Produkty są przyjmowane jako JSON lub formularz, a nie jako „%1”.</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8.</source>
        <translation>Tekst nie jest poprawnym tekstem UTF-8.</translation>
    </message>
    <message>
        <source>There is no JSON in the request.</source>
        <translation>W żądaniu nie ma danych JSON.</translation>
    </message>
    <message>
        <source>request</source>
        <translation>żądanie</translation>
    </message>
    <message numerus="yes">
        <source>The request holds more than %Ln product(s). Send them in parts.</source>
        <translation>
            <numerusform>Żądanie zawiera więcej niż %Ln produkt. Wyślij je w częściach.</numerusform>
            <numerusform>Żądanie zawiera więcej niż %Ln produkty. Wyślij je w częściach.</numerusform>
            <numerusform>Żądanie zawiera więcej niż %Ln produktów. Wyślij je w częściach.</numerusform>
        </translation>
    </message>
    <message>
        <source>The request holds more than one list of products. Send each in a request of its own.</source>
        <translation>Żądanie zawiera więcej niż jedną listę produktów. Wyślij każdą w osobnym żądaniu.</translation>
    </message>
</context>
<context>
    <name>IntakeAnswer</name>
    <message>
        <source>Product %L1: %2</source>
        <translation>Produkt %L1: %2</translation>
    </message>
    <message>
        <source>Product %L1, %2: %3</source>
        <translation>Produkt %L1, %2: %3</translation>
    </message>
</context>
<context>
    <name>IntakeJob</name>
    <message>
        <source>The job was cancelled.</source>
        <translation>Zadanie zostało anulowane.</translation>
    </message>
</context>
<context>
    <name>JobDispatcher</name>
    <message numerus="yes">
        <source>It took longer than the allowed %Ln second(s).</source>
        <translation>
            <numerusform>Trwało to dłużej niż dozwolona %Ln sekunda.</numerusform>
            <numerusform>Trwało to dłużej niż dozwolone %Ln sekundy.</numerusform>
            <numerusform>Trwało to dłużej niż dozwolone %Ln sekund.</numerusform>
        </translation>
    </message>
    <message>
        <source>It failed without saying why.</source>
        <translation>Niepowodzenie bez podania przyczyny.</translation>
    </message>
</context>
<context>
    <name>JobRepository</name>
    <message>
        <source>There is no job %1.</source>
        <translation>Nie ma zadania %1.</translation>
    </message>
    <message>
        <source>There is no bulk job %1.</source>
        <translation>Nie ma zadania zbiorczego %1.</translation>
    </message>
    <message>
        <source>The program that worked on it ended or lost its connection.</source>
        <translation>Program, który nad tym pracował, zakończył się lub utracił połączenie.</translation>
    </message>
</context>
<context>
    <name>JobRoutes</name>
    <message>
        <source>“%1” is no state of a job.</source>
        <translation>„%1” nie jest stanem zadania.</translation>
    </message>
    <message>
        <source>Only a job that failed or was cancelled can be tried again.</source>
        <translation>Ponowić można tylko zadanie nieudane lub anulowane.</translation>
    </message>
    <message>
        <source>The job has ended already.</source>
        <translation>Zadanie już się zakończyło.</translation>
    </message>
    <message>
        <source>It must be the name of a kind of jobs.</source>
        <translation>Musi to być nazwa rodzaju zadań.</translation>
    </message>
</context>
<context>
    <name>JobState</name>
    <message>
        <source>Waiting</source>
        <translation>Oczekujące</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>W toku</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Zakończone</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nieudane</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulowane</translation>
    </message>
</context>
<context>
    <name>JobValues</name>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Dostawca</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Stronger model</source>
        <translation>Mocniejszy model</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Części</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Wskazówka</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budżet</translation>
    </message>
    <message>
        <source>Budget of a day</source>
        <translation>Budżet dzienny</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Koszt</translation>
    </message>
    <message>
        <source>Tokens sent</source>
        <translation>Wysłane tokeny</translation>
    </message>
    <message>
        <source>Tokens received</source>
        <translation>Odebrane tokeny</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Propozycja</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Propozycje</translation>
    </message>
    <message>
        <source>Questions asked</source>
        <translation>Wysłane zapytania</translation>
    </message>
    <message>
        <source>Past kept answers</source>
        <translation>Z pominięciem zachowanych odpowiedzi</translation>
    </message>
    <message>
        <source>Products looked at</source>
        <translation>Sprawdzone produkty</translation>
    </message>
    <message>
        <source>Good already</source>
        <translation>Już dobre</translation>
    </message>
    <message>
        <source>With AI texts to review</source>
        <translation>Z tekstami AI do przejrzenia</translation>
    </message>
    <message>
        <source>Points gained</source>
        <translation>Zyskane punkty</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwaga</translation>
    </message>
    <message>
        <source>Good enough from</source>
        <translation>Wystarczająca ocena od</translation>
    </message>
    <message>
        <source>Accepted at once from points gained</source>
        <translation>Przyjmowane od razu od zysku punktów</translation>
    </message>
    <message>
        <source>Accepted at once</source>
        <translation>Przyjęto od razu</translation>
    </message>
    <message>
        <source>From the cache</source>
        <translation>Z pamięci podręcznej</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>JobsCommand</name>
    <message>
        <source>“%1” is none of pending, running, completed, failed, cancelled.</source>
        <translation>„%1” nie jest żadnym z: pending, running, completed, failed, cancelled.</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Wstrzymano: %1</translation>
    </message>
    <message>
        <source>Which job? “listwright jobs list” shows their numbers.</source>
        <translation>Które zadanie? „listwright jobs list” pokazuje numery.</translation>
    </message>
    <message>
        <source>Name the jobs by their numbers, or give --failed.</source>
        <translation>Należy podać numery zadań albo --failed.</translation>
    </message>
    <message>
        <source>%1 job(s) wait again.</source>
        <translation>Zadania ponownie oczekujące: %1.</translation>
    </message>
    <message>
        <source>Name the jobs by their numbers, or give --kind, --bulk or --all.</source>
        <translation>Należy podać numery zadań albo --kind, --bulk lub --all.</translation>
    </message>
    <message>
        <source>%1 job(s) cancelled.</source>
        <translation>Anulowane zadania: %1.</translation>
    </message>
    <message>
        <source>Kinds and bulk jobs are named by --kind and --bulk.</source>
        <translation>Rodzaje i zadania zbiorcze podaje się przez --kind i --bulk.</translation>
    </message>
    <message>
        <source>What? Give --kind, --bulk or --all.</source>
        <translation>Co? Należy podać --kind, --bulk lub --all.</translation>
    </message>
    <message>
        <source>Goes on: %1</source>
        <translation>Wznowiono: %1</translation>
    </message>
    <message>
        <source>“%1” is none of list, show, retry, cancel, pause, resume.</source>
        <translation>„%1” nie jest żadnym z: list, show, retry, cancel, pause, resume.</translation>
    </message>
    <message>
        <source>See and steer the queue of background work</source>
        <translation>Podgląd kolejki prac w tle i sterowanie nią</translation>
    </message>
    <message>
        <source>A job that has used up its attempts stays as failed until it is retried. Pausing keeps jobs from beginning; those that run go on.</source>
        <translation>Zadanie, które wyczerpało swoje próby, pozostaje nieudane do czasu ponowienia. Wstrzymanie nie pozwala rozpoczynać zadań; te w toku trwają dalej.</translation>
    </message>
    <message>
        <source>List only these: pending, running, completed, failed, cancelled; may be repeated.</source>
        <translation>Wypisz tylko te: pending, running, completed, failed, cancelled; można powtarzać.</translation>
    </message>
    <message>
        <source>Only jobs of this kind, e.g. optimize.</source>
        <translation>Tylko zadania tego rodzaju, np. optimize.</translation>
    </message>
    <message>
        <source>Only jobs of this bulk job.</source>
        <translation>Tylko zadania tego zadania zbiorczego.</translation>
    </message>
    <message>
        <source>Retry all that failed.</source>
        <translation>Ponów wszystkie nieudane.</translation>
    </message>
    <message>
        <source>Cancel, pause or resume everything.</source>
        <translation>Anuluj, wstrzymaj lub wznów wszystko.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Ile wypisać (50).</translation>
    </message>
    <message>
        <source>What needs a look.</source>
        <translation>Co wymaga uwagi.</translation>
    </message>
    <message>
        <source>All errors of one job.</source>
        <translation>Wszystkie błędy jednego zadania.</translation>
    </message>
    <message>
        <source>The failed ones of a bulk job again.</source>
        <translation>Ponownie nieudane z zadania zbiorczego.</translation>
    </message>
    <message>
        <source>Begins no more of them until “jobs resume”.</source>
        <translation>Nie rozpoczyna kolejnych aż do „jobs resume”.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Rodzaj</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Zadanie zbiorcze</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Dodano</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Job %1 (%2): %3, attempt %4 of %5</source>
        <translation>Zadanie %1 (%2): %3, próba %4 z %5</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nie wcześniej niż</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Proces roboczy</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Zakończono</translation>
    </message>
    <message>
        <source>Attempt %1, %2: %3</source>
        <translation>Próba %1, %2: %3</translation>
    </message>
    <message>
        <source>%L1 waiting, %L2 running, %L3 completed, %L4 failed, %L5 cancelled</source>
        <translation>oczekujące: %L1, w toku: %L2, zakończone: %L3, nieudane: %L4, anulowane: %L5</translation>
    </message>
    <message>
        <source>Bulk job %1, %2: %3</source>
        <translation>Zadanie zbiorcze %1, %2: %3</translation>
    </message>
    <message>
        <source>bulk job %1</source>
        <translation>zadanie zbiorcze %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>wszystko</translation>
    </message>
    <message>
        <source>jobs of the kind %1</source>
        <translation>zadania rodzaju %1</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>Asked for:</source>
        <translation>Zlecenie:</translation>
    </message>
    <message>
        <source>Result:</source>
        <translation>Wynik:</translation>
    </message>
    <message>
        <source>There are no jobs of the kind “%1”. Known are: %2.</source>
        <translation>Nie ma zadań rodzaju „%1”. Znane są: %2.</translation>
    </message>
    <message>
        <source>None of these jobs has failed or was cancelled.</source>
        <translation>Żadne z tych zadań nie zakończyło się błędem ani nie zostało anulowane.</translation>
    </message>
</context>
<context>
    <name>KauflandCsvWriter</name>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation>Za dużo różnych atrybutów na jeden plik; nie ma miejsca na „%1”.</translation>
    </message>
    <message>
        <source>Written under their own names, which Kaufland may not know: %1</source>
        <translation>Zapisano pod własnymi nazwami, których Kaufland może nie znać: %1</translation>
    </message>
    <message>
        <source>The variant “%1” has no EAN and is left out.</source>
        <translation>Wariant „%1” nie ma EAN i jest pomijany.</translation>
    </message>
    <message>
        <source>none of its variants has an EAN.</source>
        <translation>żaden z jego wariantów nie ma EAN.</translation>
    </message>
    <message>
        <source>Kaufland needs an EAN.</source>
        <translation>Kaufland wymaga EAN.</translation>
    </message>
    <message>
        <source>Only the last part of the category path is written.</source>
        <translation>Zapisywana jest tylko ostatnia część ścieżki kategorii.</translation>
    </message>
    <message>
        <source>Kaufland has no marketplace for the site %1.</source>
        <translation>Kaufland nie ma platformy dla kraju %1.</translation>
    </message>
    <message>
        <source>Product data does not carry this; upload the offers in the seller portal.</source>
        <translation>Dane produktów tego nie zawierają; prześlij oferty w portalu sprzedawcy.</translation>
    </message>
    <message>
        <source>These columns are taken by other fields: %1</source>
        <translation>Te kolumny są zajęte przez inne pola: %1</translation>
    </message>
</context>
<context>
    <name>KeptAnswers</name>
    <message numerus="yes">
        <source>The Idempotency-Key is longer than %Ln character(s).</source>
        <translation>
            <numerusform>Idempotency-Key jest dłuższy niż %Ln znak.</numerusform>
            <numerusform>Idempotency-Key jest dłuższy niż %Ln znaki.</numerusform>
            <numerusform>Idempotency-Key jest dłuższy niż %Ln znaków.</numerusform>
        </translation>
    </message>
    <message>
        <source>The Idempotency-Key was used for another request already.</source>
        <translation>Tego Idempotency-Key użyto już w innym żądaniu.</translation>
    </message>
</context>
<context>
    <name>KeyRoutes</name>
    <message>
        <source>It must be a list of read, write, publish and admin.</source>
        <translation>Wymagana jest lista złożona z wartości read, write, publish i admin.</translation>
    </message>
    <message>
        <source>It must be a time like 2027-01-31T12:00:00Z.</source>
        <translation>Wymagana jest data i godzina, np. 2027-01-31T12:00:00Z.</translation>
    </message>
    <message>
        <source>Say either when the key expires or after how many days.</source>
        <translation>Podaj albo termin wygaśnięcia klucza, albo po ilu dniach wygasa.</translation>
    </message>
    <message>
        <source>It must be a whole number from %L1 to %L2.</source>
        <translation>Wymagana jest liczba całkowita od %L1 do %L2.</translation>
    </message>
</context>
<context>
    <name>KeychainSecretStore</name>
    <message>
        <source>A stored password needs a name.</source>
        <translation>Zapisane hasło wymaga nazwy.</translation>
    </message>
    <message>
        <source>Keychain of this computer</source>
        <translation>Pęk kluczy tego komputera</translation>
    </message>
    <message>
        <source>The keychain of this computer does not answer.</source>
        <translation>Pęk kluczy tego komputera nie odpowiada.</translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Nie zapisano hasła dla „%1”.</translation>
    </message>
    <message>
        <source>The keychain of this computer refused access.</source>
        <translation>Pęk kluczy tego komputera odmówił dostępu.</translation>
    </message>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation>Ten komputer nie ma działającego pęku kluczy.</translation>
    </message>
    <message>
        <source>The keychain of this computer reports: %1</source>
        <translation>Pęk kluczy tego komputera zgłasza: %1</translation>
    </message>
</context>
<context>
    <name>KeysCommand</name>
    <message>
        <source>The secret is given by LISTWRIGHT_WEBHOOK_SECRET; another is given there too.</source>
        <translation>Sekret pochodzi z LISTWRIGHT_WEBHOOK_SECRET; zmienia się go również tam.</translation>
    </message>
    <message>
        <source>The one before it is good until %1.</source>
        <translation>Poprzedni sekret jest ważny do %1.</translation>
    </message>
    <message>
        <source>“%1” is not made of read, write, publish and admin.</source>
        <translation>„%1” nie składa się z wartości read, write, publish i admin.</translation>
    </message>
    <message>
        <source>It is shown this once only: nothing but its hash is kept.</source>
        <translation>Klucz jest pokazywany tylko ten jeden raz: zapisywany jest wyłącznie jego skrót.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Klucz</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Uprawnienia</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Utworzono</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Wygasa</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Ostatnie użycie</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Unieważniono</translation>
    </message>
    <message>
        <source>There is no key yet.</source>
        <translation>Nie ma jeszcze kluczy.</translation>
    </message>
    <message>
        <source>Which key? `keys list` shows their numbers.</source>
        <translation>Który klucz? Numery wypisuje `keys list`.</translation>
    </message>
    <message>
        <source>Key %1 is revoked. Programs that run may take it for five seconds more.</source>
        <translation>Klucz %1 został unieważniony. Działające programy mogą go przyjmować jeszcze przez pięć sekund.</translation>
    </message>
    <message>
        <source>“%1” is not one of list, create, revoke and webhook.</source>
        <translation>„%1” nie jest żadnym z: list, create, revoke, webhook.</translation>
    </message>
    <message>
        <source>Keys of the REST API, and the secret of the webhook</source>
        <translation>Klucze REST API i sekret webhooka</translation>
    </message>
    <message>
        <source>What the key allows, divided by commas (read).</source>
        <translation>Uprawnienia klucza, rozdzielone przecinkami (read).</translation>
    </message>
    <message>
        <source>After how many days it expires (never).</source>
        <translation>Po ilu dniach wygasa (nigdy).</translation>
    </message>
    <message>
        <source>Make another secret of the webhook.</source>
        <translation>Utwórz nowy sekret webhooka.</translation>
    </message>
    <message>
        <source>Makes a key and shows it.</source>
        <translation>Tworzy klucz i go pokazuje.</translation>
    </message>
    <message>
        <source>Shows the secret.</source>
        <translation>Pokazuje sekret.</translation>
    </message>
    <message>
        <source>The old one is refused at once.</source>
        <translation>Poprzedni jest od razu odrzucany.</translation>
    </message>
    <message>
        <source>Programs that run take it within five seconds.</source>
        <translation>Działające programy przejmą go w ciągu pięciu sekund.</translation>
    </message>
    <message>
        <source>Meanwhile keys are made and revoked in its window, Settings, API keys, or, where it serves, by POST and DELETE /api/keys with a key that allows admin.</source>
        <translation>Do tego czasu klucze tworzy się i unieważnia w jego oknie, w sekcji Klucze API w Ustawieniach, albo, gdy odpowiada na żądania, przez POST i DELETE /api/keys z kluczem, który daje uprawnienie admin.</translation>
    </message>
    <message>
        <source>An older one is good until %1.</source>
        <translation>Starszy jest ważny do %1.</translation>
    </message>
    <message>
        <source>--grace goes with --rotate: how long the secret so far is good once another takes its place.</source>
        <translation>--grace należy do --rotate: jak długo dotychczasowy sekret jest ważny, gdy zastąpi go nowy.</translation>
    </message>
    <message>
        <source>--grace takes at most %1 hours, which is a year, not “%2”.</source>
        <translation>--grace przyjmuje najwyżej %1 godzin, czyli rok, a nie „%2”.</translation>
    </message>
    <message>
        <source>--%1 goes with `keys %2`, not with `keys %3`.</source>
        <translation>--%1 należy do `keys %2`, a nie do `keys %3`.</translation>
    </message>
    <message>
        <source>A key allows read, write, publish or admin, and is shown once, when it is made. The webhook&apos;s secret is made at the first time and kept in the keychain, or in an encrypted file beside the catalog; senders put it into the header X-Webhook-Secret. With --rotate another takes its place; the one before it is good for a day more, or for as many hours as --grace says, a year at most.</source>
        <translation>Klucz daje uprawnienia read, write, publish lub admin i jest pokazywany tylko raz, przy utworzeniu. Sekret webhooka powstaje przy pierwszym użyciu i jest przechowywany w pęku kluczy albo w zaszyfrowanym pliku obok katalogu; nadawcy umieszczają go w nagłówku X-Webhook-Secret. Z opcją --rotate zastępuje go nowy; poprzedni jest ważny jeszcze przez dobę albo przez liczbę godzin podaną w --grace, najwyżej rok.</translation>
    </message>
    <message>
        <source>How long the one before it is good, at most 8760 (24).</source>
        <translation>Jak długo ważny jest poprzedni sekret, najwyżej 8760 (24).</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>Allegro offers as webhook JSON</source>
        <translation>Oferty Allegro jako JSON z webhooka</translation>
    </message>
    <message>
        <source>Amazon All or Active Listings report</source>
        <translation>Raport Amazon: wszystkie lub aktywne oferty</translation>
    </message>
    <message>
        <source>eBay Seller Hub active listings</source>
        <translation>eBay Centrum sprzedawcy: aktywne oferty</translation>
    </message>
    <message>
        <source>eBay File Exchange</source>
        <translation>eBay File Exchange</translation>
    </message>
    <message>
        <source>eBay File Exchange, revise and end</source>
        <translation>eBay File Exchange: zmiana i zakończenie</translation>
    </message>
    <message>
        <source>eBay Seller Hub category template and drafts</source>
        <translation>eBay Centrum sprzedawcy: szablon kategorii i wersje robocze</translation>
    </message>
    <message>
        <source>Listwright CSV</source>
        <translation>CSV Listwright</translation>
    </message>
    <message>
        <source>Listwright JSON</source>
        <translation>JSON Listwright</translation>
    </message>
    <message>
        <source>Shopify products (columns since 2024)</source>
        <translation>Produkty Shopify (kolumny od 2024)</translation>
    </message>
    <message>
        <source>Shopify products (columns up to 2024)</source>
        <translation>Produkty Shopify (kolumny do 2024)</translation>
    </message>
</context>
<context>
    <name>ListingState</name>
    <message>
        <source>Draft</source>
        <translation>Szkic</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Wysłana</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Przetwarzana</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Aktywna</translation>
    </message>
    <message>
        <source>Has issues</source>
        <translation>Z problemami</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Zakończona</translation>
    </message>
</context>
<context>
    <name>LogFile</name>
    <message>
        <source>The log file “%1” could not be opened: %2.</source>
        <translation>Nie można było otworzyć pliku dziennika „%1”: %2.</translation>
    </message>
</context>
<context>
    <name>LongRequests</name>
    <message>
        <source>The request with this Idempotency-Key is still being worked on.</source>
        <translation>Żądanie z tym Idempotency-Key jest jeszcze przetwarzane.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>A PostgreSQL database is saved and restored with its own tools; use %1.</source>
        <translation>Bazę danych PostgreSQL zapisuje się i przywraca jej własnymi narzędziami; należy użyć %1.</translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation>Nie ma pliku bazy danych „%1”.</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Nie można utworzyć folderu „%1”.</translation>
    </message>
    <message>
        <source>The backup “%1” cannot be written.</source>
        <translation>Nie można zapisać kopii zapasowej „%1”.</translation>
    </message>
    <message>
        <source>The backup “%1” is damaged and was not restored.</source>
        <translation>Kopia zapasowa „%1” jest uszkodzona i nie została przywrócona.</translation>
    </message>
    <message>
        <source>“%1” is not a backup of Listwright.</source>
        <translation>„%1” nie jest kopią zapasową programu Listwright.</translation>
    </message>
    <message>
        <source>The database “%1” is open. Close Listwright first.</source>
        <translation>Baza danych „%1” jest otwarta. Najpierw należy zamknąć program Listwright.</translation>
    </message>
    <message>
        <source>The present database cannot be kept as “%1”.</source>
        <translation>Nie można zachować obecnej bazy danych jako „%1”.</translation>
    </message>
    <message>
        <source>The backup could not take the place of “%1”.</source>
        <translation>Kopia zapasowa nie mogła zastąpić „%1”.</translation>
    </message>
    <message>
        <source>“%1” belongs to the catalog itself.</source>
        <translation>„%1” należy do samego katalogu.</translation>
    </message>
    <message>
        <source>“%1” is a catalog that is in use.</source>
        <translation>„%1” to katalog, który jest właśnie używany.</translation>
    </message>
    <message>
        <source>“%1” is damaged. No backup was made of it; those from before are kept.</source>
        <translation>Baza „%1” jest uszkodzona. Nie utworzono jej kopii zapasowej; wcześniejsze kopie pozostają.</translation>
    </message>
    <message>
        <source>a row of the table %1 refers to one that does not exist</source>
        <translation>wiersz tabeli %1 odwołuje się do wiersza, który nie istnieje</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) without their texts</source>
        <translation>
            <numerusform>%Ln produkt bez swoich tekstów</numerusform>
            <numerusform>%Ln produkty bez swoich tekstów</numerusform>
            <numerusform>%Ln produktów bez swoich tekstów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) without their product</source>
        <translation>
            <numerusform>%Ln tekst bez swojego produktu</numerusform>
            <numerusform>%Ln teksty bez swojego produktu</numerusform>
            <numerusform>%Ln tekstów bez swojego produktu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) wait for a job that does not exist</source>
        <translation>
            <numerusform>%Ln produkt czeka na zadanie, które nie istnieje</numerusform>
            <numerusform>%Ln produkty czekają na zadanie, które nie istnieje</numerusform>
            <numerusform>%Ln produktów czeka na zadanie, które nie istnieje</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) are held by a worker that is gone</source>
        <translation>
            <numerusform>%Ln zadanie jest zajęte przez proces roboczy, którego już nie ma</numerusform>
            <numerusform>%Ln zadania są zajęte przez proces roboczy, którego już nie ma</numerusform>
            <numerusform>%Ln zadań jest zajętych przez proces roboczy, którego już nie ma</numerusform>
        </translation>
    </message>
    <message>
        <source>the search index is damaged; it is built anew when the catalog is opened</source>
        <translation>indeks wyszukiwania jest uszkodzony; zostanie zbudowany od nowa przy otwarciu katalogu</translation>
    </message>
</context>
<context>
    <name>MarketplaceQuery</name>
    <message>
        <source>The marketplace is missing; known are: %1.</source>
        <translation>Brakuje platformy; znane są: %1.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace; known are: %2.</source>
        <translation>„%1” nie jest znaną platformą; znane są: %2.</translation>
    </message>
</context>
<context>
    <name>MarketplaceWriter</name>
    <message>
        <source>HTML was removed; the text stays.</source>
        <translation>Usunięto HTML; tekst pozostaje.</translation>
    </message>
    <message>
        <source>HTML that %1 does not allow was removed or simplified.</source>
        <translation>Usunięto lub uproszczono HTML, na który %1 nie pozwala.</translation>
    </message>
    <message numerus="yes">
        <source>Cut to %Ln character(s).</source>
        <translation>
            <numerusform>Skrócono do %Ln znaku.</numerusform>
            <numerusform>Skrócono do %Ln znaków.</numerusform>
            <numerusform>Skrócono do %Ln znaków.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut to %Ln byte(s).</source>
        <translation>
            <numerusform>Skrócono do %Ln bajtu.</numerusform>
            <numerusform>Skrócono do %Ln bajtów.</numerusform>
            <numerusform>Skrócono do %Ln bajtów.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln image(s) have a place.</source>
        <translation>
            <numerusform>Mieści się tylko %Ln pierwszy obraz.</numerusform>
            <numerusform>Mieszczą się tylko %Ln pierwsze obrazy.</numerusform>
            <numerusform>Mieści się tylko %Ln pierwszych obrazów.</numerusform>
        </translation>
    </message>
    <message>
        <source>The alternative texts of the images have no place.</source>
        <translation>Nie ma miejsca na teksty alternatywne obrazów.</translation>
    </message>
    <message>
        <source>An apostrophe was put before the text so that no spreadsheet runs it as a formula.</source>
        <translation>Przed tekstem wstawiono apostrof, aby żaden arkusz kalkulacyjny nie wykonał go jako formuły.</translation>
    </message>
    <message>
        <source>The format has no place for bullet points.</source>
        <translation>W tym formacie nie ma miejsca na punkty.</translation>
    </message>
    <message>
        <source>the price is %1, the file carries %2; prices are never converted.</source>
        <translation>cena: %1, plik: %2; ceny nigdy nie są przeliczane.</translation>
    </message>
    <message>
        <source>another product of this file already has the key “%1”.</source>
        <translation>inny produkt w tym pliku ma już klucz „%1”.</translation>
    </message>
    <message>
        <source>A product with variants is sold by them; its own value has no place.</source>
        <translation>Produkt z wariantami jest sprzedawany przez nie; na jego własną wartość nie ma miejsca.</translation>
    </message>
    <message>
        <source>it uses the key “%1” twice.</source>
        <translation>klucz „%1” występuje w nim dwa razy.</translation>
    </message>
    <message>
        <source>“%1” says nothing; it is not written.</source>
        <translation>„%1” nic nie mówi o produkcie, więc nie jest zapisywane.</translation>
    </message>
    <message>
        <source>These say nothing and are not written: %1</source>
        <translation>Te wartości nic nie mówią o produkcie, więc nie są zapisywane: %1</translation>
    </message>
    <message>
        <source>Line breaks and tabs became blanks.</source>
        <translation>Podziały wierszy i tabulatory zamieniono na spacje.</translation>
    </message>
    <message>
        <source>two of its variants state no options.</source>
        <translation>dwa z jego wariantów nie podają opcji.</translation>
    </message>
    <message>
        <source>two of its variants have the same options: %1.</source>
        <translation>dwa z jego wariantów mają te same opcje: %1.</translation>
    </message>
</context>
<context>
    <name>Migrations</name>
    <message>
        <source>The database “%1” belongs to another program and is left alone.</source>
        <translation>Baza danych „%1” należy do innego programu i pozostaje nietknięta.</translation>
    </message>
    <message>
        <source>There is no catalog in the database “%1” yet.</source>
        <translation>W bazie danych „%1” nie ma jeszcze katalogu.</translation>
    </message>
    <message>
        <source>The database has schema %1, this program needs %2. Open it once for writing.</source>
        <translation>Baza danych ma schemat %1, a ten program wymaga %2. Otwórz ją raz do zapisu.</translation>
    </message>
    <message>
        <source>“%1” was made by a newer Listwright (schema %2, this program knows %3). It is left alone; please update Listwright.</source>
        <translation>„%1” pochodzi z nowszej wersji Listwright (schemat %2, ten program zna %3). Pozostaje bez zmian; zaktualizuj Listwright.</translation>
    </message>
</context>
<context>
    <name>ModelAnswer</name>
    <message>
        <source>The answer of %1 was cut off because it became too long. Ask for fewer parts, or use a model that allows longer answers.</source>
        <translation>Odpowiedź od %1 została ucięta, ponieważ była za długa. Zleć mniej części lub użyj modelu, który pozwala na dłuższe odpowiedzi.</translation>
    </message>
    <message>
        <source>%1 refused to answer for this product.</source>
        <translation>%1 odmawia odpowiedzi dla tego produktu.</translation>
    </message>
    <message>
        <source>%1 did not answer in the form that was asked for. Try again, or use a stronger model.</source>
        <translation>Odpowiedź od %1 nie ma żądanej postaci. Spróbuj ponownie lub użyj mocniejszego modelu.</translation>
    </message>
    <message>
        <source>%1 gave an answer of an unexpected form. Is it the right kind of service? Check the address in the settings.</source>
        <translation>Odpowiedź od %1 ma nieoczekiwaną postać. Czy to właściwy rodzaj usługi? Sprawdź adres w ustawieniach.</translation>
    </message>
    <message>
        <source>%1 gave an empty answer. Try again later, or choose another model.</source>
        <translation>Odpowiedź od %1 jest pusta. Spróbuj ponownie później lub wybierz inny model.</translation>
    </message>
    <message>
        <source>%1 gave an answer that breaks off or is no JSON. Try again later, or choose another model.</source>
        <translation>Odpowiedź od %1 urywa się lub nie jest poprawnym JSON. Spróbuj ponownie później lub wybierz inny model.</translation>
    </message>
</context>
<context>
    <name>ModelOptimizer</name>
    <message>
        <source>The answer of %1 does not have the form that was asked for. A larger model may do better.</source>
        <translation>Odpowiedź od %1 nie ma żądanej postaci. Większy model może poradzić sobie lepiej.</translation>
    </message>
    <message>
        <source>Written by %1.</source>
        <translation>Autor tekstu: %1.</translation>
    </message>
    <message>
        <source>The record does not state “%1”.</source>
        <translation>Rekord nie podaje „%1”.</translation>
    </message>
    <message>
        <source>A suggestion: check that the marketplace has this category.</source>
        <translation>Sugestia: sprawdź, czy platforma ma tę kategorię.</translation>
    </message>
    <message>
        <source>The text is not in the language that was asked for, %1.</source>
        <translation>Tekst nie jest w żądanym języku: %1.</translation>
    </message>
    <message>
        <source>“%1” stays in another language: the answer has no text for it in %2.</source>
        <translation>„%1” pozostaje w innym języku: odpowiedź nie ma dla tego tekstu w języku %2.</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>“%1” is not an amount in %2.</source>
        <translation>„%1” nie jest kwotą w %2.</translation>
    </message>
    <message>
        <source>“%1” is not an amount with its currency, such as 12.99 EUR.</source>
        <translation>„%1” nie jest kwotą z walutą, taką jak 12.99 EUR.</translation>
    </message>
</context>
<context>
    <name>NewApiKey</name>
    <message>
        <source>What is the key called? Say who is to use it.</source>
        <translation>Jak ma się nazywać klucz? Podaj, kto będzie go używać.</translation>
    </message>
    <message numerus="yes">
        <source>The key’s name is longer than %Ln character(s).</source>
        <translation>
            <numerusform>Nazwa klucza jest dłuższa niż %Ln znak.</numerusform>
            <numerusform>Nazwa klucza jest dłuższa niż %Ln znaki.</numerusform>
            <numerusform>Nazwa klucza jest dłuższa niż %Ln znaków.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key has to allow something.</source>
        <translation>Klucz musi dawać co najmniej jedno uprawnienie.</translation>
    </message>
    <message>
        <source>The key has to expire in the future, within a hundred years, or never.</source>
        <translation>Klucz musi wygasać w przyszłości, w ciągu stu lat, albo nigdy.</translation>
    </message>
</context>
<context>
    <name>Optimization</name>
    <message>
        <source>Choose a model of %1 first.</source>
        <translation>Najpierw wybierz model dostawcy %1.</translation>
    </message>
    <message>
        <source>Choose at least one part of the listings.</source>
        <translation>Wybierz co najmniej jedną część ofert.</translation>
    </message>
    <message>
        <source>Choose at least one marketplace.</source>
        <translation>Wybierz co najmniej jedną platformę.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>Platforma „%1” jest nieznana.</translation>
    </message>
    <message>
        <source>The estimate was interrupted.</source>
        <translation>Szacowanie przerwano.</translation>
    </message>
    <message>
        <source>There is no provider “%1”.</source>
        <translation>Nie ma dostawcy „%1”.</translation>
    </message>
    <message>
        <source>It was interrupted while it was being ordered.</source>
        <translation>Przerwano podczas zlecania.</translation>
    </message>
    <message>
        <source>The order was interrupted; nothing more is asked.</source>
        <translation>Zlecanie przerwano; nie będzie więcej zapytań.</translation>
    </message>
    <message>
        <source>The product does not exist any more.</source>
        <translation>Produkt już nie istnieje.</translation>
    </message>
    <message>
        <source>The model had nothing better to offer.</source>
        <translation>Model nie miał nic lepszego do zaproponowania.</translation>
    </message>
    <message>
        <source>All of this waits or is being worked on already. Let it finish, or cancel it under Jobs first.</source>
        <translation>Wszystko to już czeka albo jest właśnie wykonywane. Poczekaj na koniec albo najpierw anuluj to na stronie Zadania.</translation>
    </message>
    <message numerus="yes">
        <source>Improve %Ln product(s) for %1</source>
        <translation>
            <numerusform>Ulepszanie %Ln produktu dla: %1</numerusform>
            <numerusform>Ulepszanie %Ln produktów dla: %1</numerusform>
            <numerusform>Ulepszanie %Ln produktów dla: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>It was ordered for %1, which is not the address of %2 on this computer, so no key is sent there. Enter it in Settings, AI, and try again.</source>
        <translation>Zlecenie dotyczy adresu %1, który na tym komputerze nie jest adresem dostawcy %2, więc klucz nie jest tam wysyłany. Wpisz go w Ustawieniach, AI, i spróbuj ponownie.</translation>
    </message>
    <message>
        <source>The record’s language</source>
        <translation>Język rekordu</translation>
    </message>
</context>
<context>
    <name>OptimizationSettings</name>
    <message>
        <source>“%1” is no part of a listing. Known are: %2.</source>
        <translation>„%1” nie jest częścią oferty. Znane: %2.</translation>
    </message>
</context>
<context>
    <name>OptimizeCommand</name>
    <message>
        <source>Nothing has changed yet: “listwright proposals list” shows them.</source>
        <translation>Nic się jeszcze nie zmieniło: „listwright proposals list” pokazuje propozycje.</translation>
    </message>
    <message>
        <source>--accept takes “clean” or “all”, not “%1”.</source>
        <translation>--accept wymaga „clean” lub „all”, a nie „%1”.</translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>%L1 z %L2 produktów</translation>
    </message>
    <message>
        <source>Accept the proposals at once.</source>
        <translation>Przyjmij propozycje od razu.</translation>
    </message>
    <message>
        <source>Proposals for all products.</source>
        <translation>Propozycje dla wszystkich produktów.</translation>
    </message>
    <message>
        <source>Improves the weak ones where the result is free of errors.</source>
        <translation>Ulepsza słabe tam, gdzie wynik jest bez błędów.</translation>
    </message>
    <message>
        <source>%L1 product(s), %L2 question(s) to %3: about %L4 tokens in and %L5 out.</source>
        <translation>Produkty: %L1, zapytania do %3: %L2; tokeny wysyłane: około %L4, odbierane: około %L5.</translation>
    </message>
    <message>
        <source>What this model costs is not known.</source>
        <translation>Cena tego modelu nie jest znana.</translation>
    </message>
    <message>
        <source>Cost: about %1, by the prices of %2; %3 spent today.</source>
        <translation>Koszt: około %1, według cen z %2; dzisiaj wydano %3.</translation>
    </message>
    <message>
        <source>Budget of this batch: %1.</source>
        <translation>Budżet tej partii: %1.</translation>
    </message>
    <message>
        <source>Budget of the day: %1.</source>
        <translation>Budżet dzienny: %1.</translation>
    </message>
    <message>
        <source>There is no key for %1. Set LISTWRIGHT_AI_KEY, or enter it in Settings, AI.</source>
        <translation>Brak klucza dla %1. Ustaw LISTWRIGHT_AI_KEY lub podaj klucz w części Ustawienia, AI.</translation>
    </message>
    <message>
        <source>%L1 of %L2 done, %L3 failed</source>
        <translation>Gotowe: %L1 z %L2, nieudane: %L3</translation>
    </message>
    <message>
        <source>%L1 done, %L2 failed, %L3 left out.</source>
        <translation>Gotowe: %L1, nieudane: %L2, pominięte: %L3.</translation>
    </message>
    <message>
        <source>%L1 question(s), %L2 tokens in and %L3 out, %4.</source>
        <translation>Zapytania: %L1, tokeny wysłane: %L2, odebrane: %L3, %4.</translation>
    </message>
    <message>
        <source>%L1 failed: %2</source>
        <translation>Nieudane: %L1; %2</translation>
    </message>
    <message>
        <source>Interrupted: %L1 job(s) wait. “listwright worker --until-done” goes on with them, “listwright jobs cancel --bulk %2” gives them up.</source>
        <translation>Przerwano: zadania oczekujące: %L1. „listwright worker --until-done” kontynuuje pracę nad nimi, „listwright jobs cancel --bulk %2” z nich rezygnuje.</translation>
    </message>
    <message>
        <source>“listwright proposals list” shows what waits for review.</source>
        <translation>„listwright proposals list” pokazuje, co czeka na przejrzenie.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>Platforma „%1” jest nieznana.</translation>
    </message>
    <message>
        <source>--%1 needs a language model: name it by --provider.</source>
        <translation>--%1 wymaga modelu językowego: należy go wskazać przez --provider.</translation>
    </message>
    <message>
        <source>There is no provider “%1”. Known are: %2.</source>
        <translation>Nie ma dostawcy „%1”. Znani: %2.</translation>
    </message>
    <message>
        <source>--budget takes US dollars such as 2.50, not “%1”.</source>
        <translation>--budget wymaga kwoty w dolarach amerykańskich, np. 2.50, a nie „%1”.</translation>
    </message>
    <message>
        <source>Who writes: rules, groq, openai, gemini, ollama …; otherwise the settings&apos; one.</source>
        <translation>Kto pisze: rules, groq, openai, gemini, ollama …; domyślnie według ustawień.</translation>
    </message>
    <message>
        <source>The model; otherwise the settings&apos; or the provider&apos;s usual one.</source>
        <translation>Model; domyślnie z ustawień lub typowy dla dostawcy.</translation>
    </message>
    <message>
        <source>Asked where the first model&apos;s text breaks rules or scores low.</source>
        <translation>Pytany, gdy tekst pierwszego modelu narusza reguły lub ma niską ocenę.</translation>
    </message>
    <message>
        <source>Parts to improve, separated by commas: title, description, bullets, attributes, category.</source>
        <translation>Części do ulepszenia, oddzielone przecinkami: title, description, bullets, attributes, category.</translation>
    </message>
    <message>
        <source>At most so many US dollars; what is not asked by then is left out.</source>
        <translation>Najwyżej tyle dolarów amerykańskich; to, czego do tej chwili nie zlecono, jest pomijane.</translation>
    </message>
    <message>
        <source>Only say what it would take; nothing is sent.</source>
        <translation>Podaj tylko, czego to będzie wymagać; nic nie jest wysyłane.</translation>
    </message>
    <message>
        <source>The same as --search.</source>
        <translation>To samo co --search.</translation>
    </message>
    <message>
        <source>Propose better titles and texts, by the built-in rules or a language model</source>
        <translation>Propozycje lepszych tytułów i tekstów, według wbudowanych reguł lub od modelu językowego</translation>
    </message>
    <message>
        <source>A model writes for two marketplaces, for two dollars and a half at most.</source>
        <translation>Model pisze dla dwóch platform, za najwyżej dwa i pół dolara.</translation>
    </message>
    <message>
        <source>Up to %1 where %2 has to be asked each time.</source>
        <translation>Do %1, jeśli za każdym razem trzeba zapytać model %2.</translation>
    </message>
    <message>
        <source>What %1 costs on top is not known.</source>
        <translation>Nie wiadomo, ile dodatkowo kosztuje %1.</translation>
    </message>
    <message>
        <source>Paused: %L1 job(s) wait. “listwright jobs resume” and “listwright worker --until-done” go on with them, “listwright jobs cancel --bulk %2” gives them up.</source>
        <translation>Wstrzymano: czekające zadania: %L1. „listwright jobs resume” i „listwright worker --until-done” wznawiają je, „listwright jobs cancel --bulk %2” z nich rezygnuje.</translation>
    </message>
    <message>
        <source>%1: %L2 product(s) looked at, %L3 proposal(s) made, nothing to propose for %L4.</source>
        <translation>%1: sprawdzone produkty: %L2, propozycje: %L3, bez propozycji: %L4.</translation>
    </message>
    <message>
        <source>Interrupted after %L1 of %L2 product(s). “listwright worker --until-done”, or the window, goes on with the rest.</source>
        <translation>Przerwano po %L1 z %L2 produktów. „listwright worker --until-done” albo okno programu dokończy resztę.</translation>
    </message>
    <message>
        <source>Jobs are paused. “listwright jobs resume --all”, or “--kind rules”, lets them go on.</source>
        <translation>Zadania są wstrzymane. „listwright jobs resume --all” albo „--kind rules” je wznawia.</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Nie powiodło się.</translation>
    </message>
    <message>
        <source>Ask anew also where an answer to the same question is kept.</source>
        <translation>Pytaj od nowa także tam, gdzie zachowano odpowiedź na to samo pytanie.</translation>
    </message>
    <message>
        <source>Costs nothing: the model runs on your own computer.</source>
        <translation>Bez kosztów: model działa na własnym komputerze.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) made, nothing better for %L2.</source>
        <translation>Utworzono propozycji: %L1, nic lepszego dla: %L2.</translation>
    </message>
    <message>
        <source>%L1 left out: what a model has proposed for them waits for review.</source>
        <translation>Pominięto: %L1, bo propozycje modelu czekają na przejrzenie.</translation>
    </message>
    <message>
        <source>Language of the texts: %1.</source>
        <translation>Język tekstów: %1.</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>language, marketplace</comment>
        <translation>%1 dla %2</translation>
    </message>
    <message>
        <source>%L1 question(s) not ordered: the same waits or is being worked on already. “listwright jobs” shows it.</source>
        <translation>Niezlecone pytania: %L1; to samo już czeka lub jest w toku. „listwright jobs” to pokazuje.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) accepted, %L2 left for review, %L3 in conflict.</source>
        <translation>Przyjęte propozycje: %L1, pozostawione do przejrzenia: %L2, w konflikcie: %L3.</translation>
    </message>
    <message>
        <source>Those left have problems, doubtful facts or a changed record. “listwright proposals list --marked” shows them, --with-marks accepts problems and doubts.</source>
        <translation>Pozostawione mają problemy, wątpliwe fakty lub zmieniony rekord. „listwright proposals list --marked” je pokazuje, --with-marks przyjmuje problemy i wątpliwości.</translation>
    </message>
    <message>
        <source>--with-marks belongs to --accept all.</source>
        <translation>--with-marks należy do --accept all.</translation>
    </message>
    <message>
        <source>Of the listings, e.g. de, instead of each marketplace&apos;s own; texts are translated where needed.</source>
        <translation>Język ofert, np. de, zamiast własnego każdej platformy; teksty są tłumaczone, gdzie trzeba.</translation>
    </message>
    <message>
        <source>The built-in rules need no key and no network, and invent nothing: every word of a proposal stands in the record. With --provider a language model writes: the texts and attributes of the products are sent to it, what it will cost is said first, and statements that the record does not hold are marked. Its key comes from LISTWRIGHT_AI_KEY or from where the window keeps it. The originals are never touched. Proposals wait for review unless --accept is given: “clean” accepts those that break no rule of the marketplace and have no mark. “all” does the same, but says what it left and exits with 3; with --with-marks it accepts every one.</source>
        <translation>Wbudowane reguły nie wymagają klucza ani sieci i niczego nie wymyślają: każde słowo propozycji pochodzi z rekordu. Z --provider pisze model językowy: otrzymuje teksty i atrybuty produktów, koszt jest podawany z góry, a stwierdzenia, których nie ma w rekordzie, są oznaczane. Klucz pochodzi z LISTWRIGHT_AI_KEY lub z miejsca, w którym przechowuje go okno programu. Oryginały nigdy nie są zmieniane. Propozycje czekają na przejrzenie, chyba że podano --accept: „clean” przyjmuje te, które nie naruszają żadnej reguły platformy i nie mają oznaczeń. „all” robi to samo, ale mówi, co pozostało, i kończy się kodem 3; z --with-marks przyjmuje wszystkie.</translation>
    </message>
    <message>
        <source>With --accept all: also those with problems or marks.</source>
        <translation>Z --accept all: także te z problemami lub oznaczeniami.</translation>
    </message>
    <message>
        <source>“%1” is no language such as de, en or pl.</source>
        <translation>„%1” nie jest językiem takim jak de, en lub pl.</translation>
    </message>
</context>
<context>
    <name>OptimizePart</name>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Opis</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Punkty</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Atrybuty</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
</context>
<context>
    <name>OptimizeRoutes</name>
    <message>
        <source>The job failed.</source>
        <translation>Zadanie nie powiodło się.</translation>
    </message>
    <message>
        <source>There is no such product.</source>
        <translation>Nie ma takiego produktu.</translation>
    </message>
    <message>
        <source>The job was cancelled.</source>
        <translation>Zadanie zostało anulowane.</translation>
    </message>
    <message>
        <source>It must be “%1” where it is given.</source>
        <translation>Jeśli jest podany, musi mieć wartość „%1”.</translation>
    </message>
</context>
<context>
    <name>OwnCsvWriter</name>
    <message>
        <source>Only the JSON form carries this.</source>
        <translation>Zawiera to tylko postać JSON.</translation>
    </message>
    <message>
        <source>Source data</source>
        <translation>Dane źródłowe</translation>
    </message>
    <message>
        <source>Texts for marketplaces</source>
        <translation>Teksty dla platform</translation>
    </message>
</context>
<context>
    <name>PageParts</name>
    <message>
        <source>Key: %1</source>
        <translation>Klawisz: %1</translation>
    </message>
</context>
<context>
    <name>PayloadText</name>
    <message>
        <source>… and %1 more.</source>
        <translation>… i jeszcze %1.</translation>
    </message>
</context>
<context>
    <name>PrivateFile</name>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>Nie można było zapisać „%1”: %2.</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>„%1” nie istnieje.</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>Nie można było odczytać „%1”: %2.</translation>
    </message>
    <message>
        <source>“%1” is too large.</source>
        <translation>Plik „%1” jest za duży.</translation>
    </message>
    <message>
        <source>Other accounts can open “%1”. Allow only yourself to read and write it (chmod 600).</source>
        <translation>Inne konta mogą otworzyć „%1”. Odczyt i zapis należy zostawić tylko sobie (chmod 600).</translation>
    </message>
</context>
<context>
    <name>ProductChanges</name>
    <message>
        <source>It must be a text or a number.</source>
        <translation>Wymagany jest tekst lub liczba.</translation>
    </message>
    <message>
        <source>It must be a list.</source>
        <translation>Wymagana jest lista.</translation>
    </message>
    <message>
        <source>It must be an object.</source>
        <translation>Wymagany jest obiekt.</translation>
    </message>
    <message>
        <source>There is no price to go with the currency.</source>
        <translation>Podano walutę, ale brak ceny.</translation>
    </message>
    <message>
        <source>A price needs its currency.</source>
        <translation>Cena wymaga waluty.</translation>
    </message>
    <message>
        <source>There is no such field that can be changed.</source>
        <translation>Nie ma takiego pola, które można zmienić.</translation>
    </message>
    <message>
        <source>The request names no field to change.</source>
        <translation>Żądanie nie podaje żadnego pola do zmiany.</translation>
    </message>
    <message>
        <source>A number of so many digits loses some of them; send it as a text.</source>
        <translation>Liczba o tylu cyfrach traci część z nich; proszę wysłać ją jako tekst.</translation>
    </message>
    <message>
        <source>A product needs a title.</source>
        <translation>Produkt musi mieć tytuł.</translation>
    </message>
    <message>
        <source>The text is longer than %L1 bytes.</source>
        <translation>Tekst przekracza dozwoloną długość (w bajtach: %L1).</translation>
    </message>
    <message>
        <source>“%1” is missing in one of them.</source>
        <translation>W jednym z nich brakuje „%1”.</translation>
    </message>
</context>
<context>
    <name>ProductField</name>
    <message>
        <source>Source address</source>
        <translation>Adres źródłowy</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation>GTIN</translation>
    </message>
    <message>
        <source>MPN</source>
        <translation>MPN</translation>
    </message>
    <message>
        <source>Original title</source>
        <translation>Tytuł oryginalny</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Tytuł zoptymalizowany</translation>
    </message>
    <message>
        <source>Original description</source>
        <translation>Opis oryginalny</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Opis zoptymalizowany</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Punkty</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marka</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Cena</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Ilość</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Atrybuty</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Obrazy</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Warianty</translation>
    </message>
    <message>
        <source>Other optimized data</source>
        <translation>Inne dane zoptymalizowane</translation>
    </message>
    <message>
        <source>Marketplace data</source>
        <translation>Dane platformy</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>This is not a JSON object.</source>
        <translation>To nie jest obiekt JSON.</translation>
    </message>
    <message>
        <source>“%1” is not a web address beginning with http:// or https://.</source>
        <translation>„%1” nie jest adresem internetowym zaczynającym się od http:// lub https://.</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>Cena nie może być ujemna.</translation>
    </message>
    <message>
        <source>“%1” is not a quantity: 0 or a whole number above.</source>
        <translation>„%1” nie jest ilością: 0 lub większą liczbą całkowitą.</translation>
    </message>
    <message>
        <source>“%1” is not a known condition.</source>
        <translation>„%1” nie jest znanym stanem.</translation>
    </message>
    <message>
        <source>“%1” is not a known status.</source>
        <translation>„%1” nie jest znanym statusem.</translation>
    </message>
    <message>
        <source>A product cannot go from “%1” to “%2”.</source>
        <translation>Produkt nie może przejść ze statusu „%1” do „%2”.</translation>
    </message>
</context>
<context>
    <name>ProductJson</name>
    <message>
        <source>“%1” must be a text.</source>
        <translation>„%1” musi być tekstem.</translation>
    </message>
    <message>
        <source>“%1” must be a whole number.</source>
        <translation>„%1” musi być liczbą całkowitą.</translation>
    </message>
    <message>
        <source>“%1” must be an object.</source>
        <translation>„%1” musi być obiektem.</translation>
    </message>
    <message>
        <source>“%1” must be a list.</source>
        <translation>„%1” musi być listą.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1”: %2</translation>
    </message>
    <message>
        <source>“%1” must be a date and time such as 2026-01-31T12:00:00.000Z.</source>
        <translation>„%1” musi być datą i godziną, np. 2026-01-31T12:00:00.000Z.</translation>
    </message>
    <message>
        <source>“%2” is not a known value of “%1”.</source>
        <translation>„%2” nie jest znaną wartością pola „%1”.</translation>
    </message>
    <message>
        <source>Each entry must be an object.</source>
        <translation>Każdy wpis musi być obiektem.</translation>
    </message>
    <message>
        <source>Each entry must be a text.</source>
        <translation>Każdy wpis musi być tekstem.</translation>
    </message>
    <message>
        <source>This is not a JSON list.</source>
        <translation>To nie jest lista JSON.</translation>
    </message>
</context>
<context>
    <name>ProductPages</name>
    <message>
        <source>The cursor does not belong to this list.</source>
        <translation>Kursor nie należy do tej listy.</translation>
    </message>
</context>
<context>
    <name>ProductRepository</name>
    <message>
        <source>The product %1 does not exist any more.</source>
        <translation>Produkt %1 już nie istnieje.</translation>
    </message>
    <message>
        <source>“%1” was changed meanwhile. Look at it again before you change it.</source>
        <translation>Produkt „%1” w międzyczasie zmieniono. Przed zmianą należy obejrzeć go ponownie.</translation>
    </message>
    <message>
        <source>There already is a product %1 from %2.</source>
        <translation>Produkt %1 z %2 już istnieje.</translation>
    </message>
    <message>
        <source>There is no product %1.</source>
        <translation>Nie ma produktu %1.</translation>
    </message>
</context>
<context>
    <name>ProductRoutes</name>
    <message>
        <source>It must be one of %1, with “-” before it for descending order.</source>
        <translation>Dozwolone wartości: %1; „-” na początku oznacza kolejność malejącą.</translation>
    </message>
    <message>
        <source>“%1” is no status of a product.</source>
        <translation>„%1” nie jest statusem produktu.</translation>
    </message>
    <message>
        <source>A product has no field “%1”.</source>
        <translation>Produkt nie ma pola „%1”.</translation>
    </message>
    <message>
        <source>The product was changed since it was read.</source>
        <translation>Produkt zmieniono od czasu jego odczytania.</translation>
    </message>
    <message>
        <source>It must be a list of 1 to %L1 numbers of products.</source>
        <translation>Wymagana jest lista numerów produktów, o długości od 1 do %L1.</translation>
    </message>
    <message>
        <source>It must hold numbers of products only.</source>
        <translation>Dozwolone są tylko numery produktów.</translation>
    </message>
    <message>
        <source>It must be a list of one or more numbers of products.</source>
        <translation>Musi to być lista z co najmniej jednym numerem produktu.</translation>
    </message>
    <message>
        <source>It must be an object that holds the fields to change.</source>
        <translation>Musi to być obiekt z polami do zmiany.</translation>
    </message>
    <message>
        <source>Product %1: %2</source>
        <translation>Produkt %1: %2</translation>
    </message>
</context>
<context>
    <name>ProductStatus</name>
    <message>
        <source>Imported</source>
        <translation>Zaimportowany</translation>
    </message>
    <message>
        <source>Optimizing</source>
        <translation>Optymalizowany</translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation>Zoptymalizowany</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Publikowany</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Opublikowany</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nieudany</translation>
    </message>
</context>
<context>
    <name>ProductsCommand</name>
    <message>
        <source>“%1” can&apos;t be sorted by. Known are: %2.</source>
        <translation>Nie można sortować według „%1”. Znane: %2.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Cena</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Zapas</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>%L1 of %L2 product(s)</source>
        <translation>%L1 z %L2 produktów</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Źródło: %1</translation>
    </message>
    <message>
        <source>Quality score: %1</source>
        <translation>Ocena jakości: %1</translation>
    </message>
    <message>
        <source>Which product? Its number, or platform:id of its source.</source>
        <translation>Który produkt? Jego numer albo platforma:id jego źródła.</translation>
    </message>
    <message>
        <source>“%1” is none of list, show.</source>
        <translation>„%1” nie jest żadnym z: list, show.</translation>
    </message>
    <message>
        <source>List and show products of the catalog</source>
        <translation>Lista produktów katalogu i podgląd produktu</translation>
    </message>
    <message>
        <source>A product is named by its number or by platform:id of its source.</source>
        <translation>Produkt podaje się przez jego numer albo platforma:id jego źródła.</translation>
    </message>
    <message>
        <source>Order by title, price, score, updated …</source>
        <translation>Kolejność według title, price, score, updated …</translation>
    </message>
    <message>
        <source>The largest or latest first.</source>
        <translation>Najpierw największe lub najnowsze.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Ile wypisać (50).</translation>
    </message>
    <message>
        <source>How many to pass over.</source>
        <translation>Ile pominąć.</translation>
    </message>
    <message>
        <source>Cheapest first.</source>
        <translation>Najpierw najtańsze.</translation>
    </message>
    <message>
        <source>Two whole products.</source>
        <translation>Dwa całe produkty.</translation>
    </message>
    <message>
        <source>Quality score: %1, by the texts for %2</source>
        <translation>Ocena jakości: %1, według tekstów dla %2</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>There is no display to show the window on. “listwright help” names the commands that need none.</source>
        <translation>Brak ekranu, na którym można pokazać okno. „listwright help” wymienia polecenia, które go nie potrzebują.</translation>
    </message>
</context>
<context>
    <name>Prompt</name>
    <message>
        <source>The prompt is empty.</source>
        <translation>Prompt jest pusty.</translation>
    </message>
    <message>
        <source>The prompt has %L1 characters; at most %L2 are sent.</source>
        <translation>Długość promptu w znakach: %L1; wysyłane jest najwyżej: %L2.</translation>
    </message>
    <message>
        <source>“{%1}” is no placeholder. Known are: {%2}.</source>
        <translation>„{%1}” nie jest znanym symbolem zastępczym. Znane: {%2}.</translation>
    </message>
</context>
<context>
    <name>PromptRepository</name>
    <message>
        <source>There is no such version of the prompt.</source>
        <translation>Nie ma takiej wersji promptu.</translation>
    </message>
</context>
<context>
    <name>PromptTrial</name>
    <message>
        <source>There is no product to try it on.</source>
        <translation>Nie ma produktu, na którym można by go wypróbować.</translation>
    </message>
    <message>
        <source>No product is found for “%1”.</source>
        <translation>Nie znaleziono produktu dla „%1”.</translation>
    </message>
    <message>
        <source>%1 tokens sent, %2 received, cost %3</source>
        <translation>tokeny wysłane: %1, odebrane: %2, koszt: %3</translation>
    </message>
    <message>
        <source>The model has nothing better for this product.</source>
        <translation>Model nie ma nic lepszego dla tego produktu.</translation>
    </message>
    <message>
        <source>Score %1 → %2</source>
        <translation>Ocena %1 → %2</translation>
    </message>
</context>
<context>
    <name>ProposalMaking</name>
    <message>
        <source>prompt %1</source>
        <translation>prompt %1</translation>
    </message>
    <message>
        <source>%1 + %2 tokens</source>
        <translation>tokeny: %1 + %2</translation>
    </message>
    <message>
        <source>from the cache of %1</source>
        <translation>z pamięci podręcznej (%1)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>ProposalRepository</name>
    <message>
        <source>The proposal does not exist any more.</source>
        <translation>Propozycja już nie istnieje.</translation>
    </message>
</context>
<context>
    <name>ProposalRoutes</name>
    <message>
        <source>The proposal has no field “%1”.</source>
        <translation>Propozycja nie ma pola „%1”.</translation>
    </message>
    <message>
        <source>The proposal was decided already.</source>
        <translation>O tej propozycji już zdecydowano.</translation>
    </message>
    <message>
        <source>It must be a text.</source>
        <translation>Musi to być tekst.</translation>
    </message>
    <message>
        <source>It must be a list of one or more fields.</source>
        <translation>Musi to być lista z co najmniej jednym polem.</translation>
    </message>
    <message>
        <source>Some of it breaks rules or says what the record does not hold; “accept_marked”: true accepts it all the same.</source>
        <translation>Część łamie reguły lub mówi coś, czego nie ma w rekordzie; „accept_marked”: true mimo to przyjmuje.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Musi to być true albo false.</translation>
    </message>
</context>
<context>
    <name>ProposalState</name>
    <message>
        <source>Open</source>
        <translation>Otwarta</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Przyjęta</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Odrzucona</translation>
    </message>
    <message>
        <source>Partly accepted</source>
        <translation>Częściowo przyjęta</translation>
    </message>
</context>
<context>
    <name>ProposalsCommand</name>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Pola</translation>
    </message>
    <message>
        <source>%L1 open proposal(s)</source>
        <translation>otwarte propozycje: %L1</translation>
    </message>
    <message>
        <source>Proposal %1 for product %2, %3, score %4 → %5, %6</source>
        <translation>Propozycja %1 dla produktu %2, %3, ocena %4 → %5, %6</translation>
    </message>
    <message>
        <source>“%1” is no field of a product.</source>
        <translation>„%1” nie jest polem produktu.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) decided: %L2 product(s) changed, %L3 conflict(s), %L4 missing.</source>
        <translation>Rozstrzygnięte propozycje: %L1; zmienione produkty: %L2, konflikty: %L3, brakujące: %L4.</translation>
    </message>
    <message>
        <source>“%1” is none of list, show, accept, reject.</source>
        <translation>„%1” nie jest żadnym z: list, show, accept, reject.</translation>
    </message>
    <message>
        <source>Review what an optimizer proposes</source>
        <translation>Przegląd propozycji optymalizatora</translation>
    </message>
    <message>
        <source>Only proposals for this marketplace.</source>
        <translation>Tylko propozycje dla tej platformy.</translation>
    </message>
    <message>
        <source>Decide on this field alone, e.g. title_optimized.</source>
        <translation>Rozstrzygnij tylko to pole, np. title_optimized.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Ile wypisać (50).</translation>
    </message>
    <message>
        <source>What waits for a decision.</source>
        <translation>Co czeka na decyzję.</translation>
    </message>
    <message>
        <source>Only the titles.</source>
        <translation>Tylko tytuły.</translation>
    </message>
    <message>
        <source>All for eBay.</source>
        <translation>Wszystkie dla eBay.</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Bez zastrzeżeń</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>  By %1 of %2, prompt %3, %L4 tokens in and %L5 out, %6</source>
        <translation>  Autor: %1 (%2), prompt %3, tokeny wysłane: %L4, odebrane: %L5, %6</translation>
    </message>
    <message>
        <source>  From the cache: the answer is of %1</source>
        <translation>  Z pamięci podręcznej: odpowiedź z %1</translation>
    </message>
    <message>
        <source>      Breaks a rule: %1</source>
        <translation>      Narusza regułę: %1</translation>
    </message>
    <message>
        <source>      Doubtful: %1</source>
        <translation>      Wątpliwe: %1</translation>
    </message>
    <message>
        <source>  Asked for: %1</source>
        <translation>  Życzenie: %1</translation>
    </message>
    <message>
        <source>  Rejected because: %1</source>
        <translation>  Powód odrzucenia: %1</translation>
    </message>
    <message>
        <source>--reason belongs to a rejection.</source>
        <translation>--reason dotyczy tylko odrzucenia.</translation>
    </message>
    <message>
        <source>Name the proposals by their numbers, or give --all or --clean.</source>
        <translation>Należy podać numery propozycji albo --all lub --clean.</translation>
    </message>
    <message>
        <source>Accept or reject all open ones without problems and marks.</source>
        <translation>Przyjmij lub odrzuć wszystkie otwarte bez problemów i oznaczeń.</translation>
    </message>
    <message>
        <source>Why they are rejected; kept with them.</source>
        <translation>Powód odrzucenia; zostaje przy propozycjach.</translation>
    </message>
    <message>
        <source>All that need no second look.</source>
        <translation>Wszystkie, które nie wymagają ponownego spojrzenia.</translation>
    </message>
    <message>
        <source>: accepted</source>
        <translation>: przyjęto</translation>
    </message>
    <message>
        <source>: rejected</source>
        <translation>: odrzucono</translation>
    </message>
    <message>
        <source>      Changed since, so it is not accepted by its number: %1</source>
        <translation>      Zmieniono od tego czasu, więc nie można przyjąć po numerze: %1</translation>
    </message>
    <message>
        <source>  The product was changed after this was proposed: check its facts.</source>
        <translation>  Produkt zmieniono po tej propozycji: sprawdź dane.</translation>
    </message>
    <message>
        <source>--with-marks accepts what has problems or marks: not with --clean, nor to reject.</source>
        <translation>--with-marks przyjmuje to, co ma problemy lub oznaczenia: nie z --clean i nie przy odrzucaniu.</translation>
    </message>
    <message>
        <source>    is now: %1</source>
        <translation>    jest teraz: %1</translation>
    </message>
    <message>
        <source>    proposed: %1</source>
        <translation>    proponowane: %1</translation>
    </message>
    <message>
        <source>Conflict: proposal %1 for product %2 (SKU %3), %4, was made before this changed:</source>
        <translation>Konflikt: propozycja %1 dla produktu %2 (SKU %3), %4, powstała, zanim zmieniło się to:</translation>
    </message>
    <message>
        <source>  The product&apos;s own data; --field accepts a text all the same.</source>
        <translation>  Dane samego produktu; --field mimo to przyjmuje tekst.</translation>
    </message>
    <message>
        <source>… and %L1 more; --json has them all.</source>
        <translation>… i jeszcze %L1; --json podaje wszystkie.</translation>
    </message>
    <message>
        <source>%L1 left open: they have problems, doubtful facts or a changed record. “listwright proposals list --marked” shows them, --with-marks accepts problems and doubts.</source>
        <translation>Pozostawione otwarte: %L1; mają problemy, wątpliwe fakty lub zmieniony rekord. „listwright proposals list --marked” je pokazuje, --with-marks przyjmuje problemy i wątpliwości.</translation>
    </message>
    <message>
        <source>Accepting writes the proposed texts to the marketplace&apos;s listing; “listwright undo” takes it back. A field that was changed since stays open as a conflict. What breaks a rule or says what the record does not hold is only accepted with --with-marks; without it such proposals stay open, and the exit code is 3.</source>
        <translation>Przyjęcie zapisuje proponowane teksty w ofercie platformy; „listwright undo” to cofa. Pole zmienione od tego czasu pozostaje otwarte jako konflikt. To, co łamie regułę lub mówi coś, czego nie ma w rekordzie, jest przyjmowane tylko z --with-marks; bez tego takie propozycje pozostają otwarte, a kod wyjścia to 3.</translation>
    </message>
    <message>
        <source>Reject all open ones, or accept them; those with problems or marks only with --with-marks.</source>
        <translation>Odrzuć lub przyjmij wszystkie otwarte; te z problemami lub oznaczeniami tylko z --with-marks.</translation>
    </message>
    <message>
        <source>Accept those with problems or marks as well.</source>
        <translation>Przyjmij także te z problemami lub oznaczeniami.</translation>
    </message>
    <message>
        <source>List only those that are not clean.</source>
        <translation>Wypisz tylko te, które nie są czyste.</translation>
    </message>
    <message>
        <source>What needs one.</source>
        <translation>Co go wymaga.</translation>
    </message>
    <message>
        <source>Proposal %1 for product %2, %3, stays open:</source>
        <translation>Propozycja %1 dla produktu %2, %3, pozostaje otwarta:</translation>
    </message>
    <message>
        <source>--marked belongs to list.</source>
        <translation>Opcja --marked należy do polecenia list.</translation>
    </message>
</context>
<context>
    <name>QIODevice</name>
    <message>
        <source>Unknown error</source>
        <translation>Nieznany błąd</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>There is no title. Write one of 40 to 150 characters.</source>
        <translation>Brak tytułu. Należy wpisać tytuł o długości od 40 do 150 znaków.</translation>
    </message>
    <message numerus="yes">
        <source>The title has only %Ln character(s). Name brand, model, size and colour; 40 to 150 read best.</source>
        <translation>
            <numerusform>Tytuł ma tylko %Ln znak. Należy podać markę, model, rozmiar i kolor; najlepiej czyta się od 40 do 150 znaków.</numerusform>
            <numerusform>Tytuł ma tylko %Ln znaki. Należy podać markę, model, rozmiar i kolor; najlepiej czyta się od 40 do 150 znaków.</numerusform>
            <numerusform>Tytuł ma tylko %Ln znaków. Należy podać markę, model, rozmiar i kolor; najlepiej czyta się od 40 do 150 znaków.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has %Ln character(s). Shorten it; 40 to 150 read best.</source>
        <translation>
            <numerusform>Tytuł ma %Ln znak. Należy go skrócić; najlepiej czyta się od 40 do 150 znaków.</numerusform>
            <numerusform>Tytuł ma %Ln znaki. Należy go skrócić; najlepiej czyta się od 40 do 150 znaków.</numerusform>
            <numerusform>Tytuł ma %Ln znaków. Należy go skrócić; najlepiej czyta się od 40 do 150 znaków.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has only %Ln word(s). Use at least three.</source>
        <translation>
            <numerusform>Tytuł ma tylko %Ln słowo. Należy użyć co najmniej trzech.</numerusform>
            <numerusform>Tytuł ma tylko %Ln słowa. Należy użyć co najmniej trzech.</numerusform>
            <numerusform>Tytuł ma tylko %Ln słów. Należy użyć co najmniej trzech.</numerusform>
        </translation>
    </message>
    <message>
        <source>The title is mostly capital letters. Write it in normal case.</source>
        <translation>Tytuł składa się głównie z wielkich liter. Należy zapisać go zwykłymi literami.</translation>
    </message>
    <message>
        <source>The title says a word more than twice. Remove repetitions.</source>
        <translation>Jedno ze słów występuje w tytule więcej niż dwa razy. Należy usunąć powtórzenia.</translation>
    </message>
    <message>
        <source>The title has exclamation marks, stars or other symbols. Remove them.</source>
        <translation>Tytuł zawiera wykrzykniki, gwiazdki lub inne symbole. Należy je usunąć.</translation>
    </message>
    <message>
        <source>The title does not name the brand. Add it.</source>
        <translation>Tytuł nie zawiera marki. Należy ją dodać.</translation>
    </message>
    <message>
        <source>There is no description. Write at least 300 characters.</source>
        <translation>Brak opisu. Należy napisać co najmniej 300 znaków.</translation>
    </message>
    <message numerus="yes">
        <source>The description has only %Ln character(s). Write at least 300.</source>
        <translation>
            <numerusform>Opis ma tylko %Ln znak. Należy napisać co najmniej 300.</numerusform>
            <numerusform>Opis ma tylko %Ln znaki. Należy napisać co najmniej 300.</numerusform>
            <numerusform>Opis ma tylko %Ln znaków. Należy napisać co najmniej 300.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has more than %Ln character(s). Shorten it.</source>
        <translation>
            <numerusform>Opis ma ponad %Ln znak. Należy go skrócić.</numerusform>
            <numerusform>Opis ma ponad %Ln znaki. Należy go skrócić.</numerusform>
            <numerusform>Opis ma ponad %Ln znaków. Należy go skrócić.</numerusform>
        </translation>
    </message>
    <message>
        <source>The description has no list and there are no bullet points. List the key facts.</source>
        <translation>Opis nie zawiera listy i nie ma punktów. Należy wypisać najważniejsze cechy.</translation>
    </message>
    <message>
        <source>The description is one long block. Divide it into paragraphs.</source>
        <translation>Opis to jeden długi blok. Należy podzielić go na akapity.</translation>
    </message>
    <message>
        <source>The description is mostly capital letters. Write it in normal case.</source>
        <translation>Opis składa się głównie z wielkich liter. Należy zapisać go zwykłymi literami.</translation>
    </message>
    <message>
        <source>The description has a web address. Marketplaces refuse those; remove it.</source>
        <translation>Opis zawiera adres internetowy. Platformy ich nie przyjmują; należy go usunąć.</translation>
    </message>
    <message>
        <source>There is no image. Add at least one, better six.</source>
        <translation>Brak obrazu. Należy dodać co najmniej jeden, a najlepiej sześć.</translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln image(s). Add more, up to six.</source>
        <translation>
            <numerusform>Jest tylko %Ln obraz. Należy dodać więcej, do sześciu.</numerusform>
            <numerusform>Są tylko %Ln obrazy. Należy dodać więcej, do sześciu.</numerusform>
            <numerusform>Jest tylko %Ln obrazów. Należy dodać więcej, do sześciu.</numerusform>
        </translation>
    </message>
    <message>
        <source>An image address does not begin with https://. Marketplaces refuse those.</source>
        <translation>Adres obrazu nie zaczyna się od https://. Platformy takich nie przyjmują.</translation>
    </message>
    <message>
        <source>There is no brand. Add it.</source>
        <translation>Brak marki. Należy ją dodać.</translation>
    </message>
    <message>
        <source>There is no GTIN. Add the number under the bar code.</source>
        <translation>Brak GTIN. Należy dodać numer spod kodu kreskowego.</translation>
    </message>
    <message>
        <source>The GTIN is not valid. Compare it with the number under the bar code.</source>
        <translation>GTIN jest niepoprawny. Należy porównać go z numerem pod kodem kreskowym.</translation>
    </message>
    <message>
        <source>There is no category. Choose one.</source>
        <translation>Brak kategorii. Należy ją wybrać.</translation>
    </message>
    <message>
        <source>The condition is not stated. Choose one.</source>
        <translation>Nie podano stanu. Należy go wybrać.</translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln attribute(s). Add more, such as colour, size and material.</source>
        <translation>
            <numerusform>Jest tylko %Ln atrybut. Należy dodać więcej, np. kolor, rozmiar i materiał.</numerusform>
            <numerusform>Są tylko %Ln atrybuty. Należy dodać więcej, np. kolor, rozmiar i materiał.</numerusform>
            <numerusform>Jest tylko %Ln atrybutów. Należy dodać więcej, np. kolor, rozmiar i materiał.</numerusform>
        </translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Opis</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Obrazy</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Atrybuty</translation>
    </message>
</context>
<context>
    <name>QuestionsUnderWay</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Zapytanie zatrzymano.</translation>
    </message>
</context>
<context>
    <name>RateLimits</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Zapytanie zatrzymano.</translation>
    </message>
    <message>
        <source>%1 may not be asked more often now.</source>
        <translation>Do %1 nie można teraz wysyłać częstszych zapytań.</translation>
    </message>
</context>
<context>
    <name>Receiver</name>
    <message>
        <source>“%1” is no address to listen at, such as 127.0.0.1:8765.</source>
        <translation>„%1” nie jest adresem do nasłuchiwania, takim jak 127.0.0.1:8765.</translation>
    </message>
    <message>
        <source>There is a key, but the certificate is missing.</source>
        <translation>Podano klucz, ale brakuje certyfikatu.</translation>
    </message>
    <message>
        <source>There is a certificate, but its key is missing.</source>
        <translation>Podano certyfikat, ale brakuje jego klucza.</translation>
    </message>
</context>
<context>
    <name>RuleJobs</name>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>„%1” nie jest znaną platformą.</translation>
    </message>
    <message>
        <source>The improvement was interrupted.</source>
        <translation>Ulepszanie zostało przerwane.</translation>
    </message>
    <message>
        <source>The order was interrupted; nothing is done.</source>
        <translation>Zlecenie zostało przerwane; nic nie zrobiono.</translation>
    </message>
    <message numerus="yes">
        <source>Improve %Ln product(s) by rules for %1</source>
        <translation>
            <numerusform>Ulepszanie %Ln produktu według reguł dla: %1</numerusform>
            <numerusform>Ulepszanie %Ln produktów według reguł dla: %1</numerusform>
            <numerusform>Ulepszanie %Ln produktów według reguł dla: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleOptimizer</name>
    <message>
        <source>Written as plain text, as %1 shows it.</source>
        <translation>Zapisano jako zwykły tekst, tak jak pokazuje go %1.</translation>
    </message>
    <message>
        <source>Cleaned to the HTML that %1 allows.</source>
        <translation>Oczyszczono do HTML, na który pozwala %1.</translation>
    </message>
    <message>
        <source>Divided into paragraphs and lists.</source>
        <translation>Podzielono na akapity i listy.</translation>
    </message>
    <message>
        <source>Put together from the title, the bullet points and the attributes.</source>
        <translation>Złożono z tytułu, punktów i atrybutów.</translation>
    </message>
    <message>
        <source>Exclamation marks and symbols removed.</source>
        <translation>Usunięto wykrzykniki i symbole.</translation>
    </message>
    <message>
        <source>Names the brand.</source>
        <translation>Zawiera markę.</translation>
    </message>
    <message>
        <source>Names the model number.</source>
        <translation>Zawiera numer modelu.</translation>
    </message>
    <message>
        <source>Names “%1”.</source>
        <translation>Zawiera „%1”.</translation>
    </message>
    <message>
        <source>Markup removed.</source>
        <translation>Usunięto HTML.</translation>
    </message>
    <message>
        <source>Lists facts of the record that it does not list yet.</source>
        <translation>Wymienia fakty z rekordu, których jeszcze brakuje.</translation>
    </message>
    <message>
        <source>Taken from the description or the attributes.</source>
        <translation>Przejęte z opisu lub atrybutów.</translation>
    </message>
    <message>
        <source>The attributes state it.</source>
        <translation>Podają to atrybuty.</translation>
    </message>
    <message>
        <source>The text states “%1”.</source>
        <translation>Tekst podaje „%1”.</translation>
    </message>
    <message>
        <source>Web and e-mail addresses removed.</source>
        <translation>Usunięto adresy internetowe i e-mail.</translation>
    </message>
    <message>
        <source>Mended: %1</source>
        <translation>Poprawiono: %1</translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message>
        <source>There is no title; the marketplace requires one.</source>
        <translation>Brak tytułu; platforma go wymaga.</translation>
    </message>
    <message>
        <source>There is no description; the marketplace requires one.</source>
        <translation>Brak opisu; platforma go wymaga.</translation>
    </message>
    <message>
        <source>There is no attribute “%1”; the marketplace requires it.</source>
        <translation>Brak atrybutu „%1”; platforma go wymaga.</translation>
    </message>
    <message>
        <source>“%1” is empty; the marketplace requires it.</source>
        <translation>Pole „%1” jest puste; platforma go wymaga.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln bullet point(s); at most %1 are shown.</source>
        <translation>
            <numerusform>Jest %Ln punkt; pokazywane najwyżej: %1.</numerusform>
            <numerusform>Są %Ln punkty; pokazywane najwyżej: %1.</numerusform>
            <numerusform>Jest %Ln punktów; pokazywane najwyżej: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are needed.</source>
        <translation>
            <numerusform>Jest %Ln obraz; wymagane co najmniej: %1.</numerusform>
            <numerusform>Są %Ln obrazy; wymagane co najmniej: %1.</numerusform>
            <numerusform>Jest %Ln obrazów; wymagane co najmniej: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at most %1 are taken.</source>
        <translation>
            <numerusform>Jest %Ln obraz; przyjmowane najwyżej: %1.</numerusform>
            <numerusform>Są %Ln obrazy; przyjmowane najwyżej: %1.</numerusform>
            <numerusform>Jest %Ln obrazów; przyjmowane najwyżej: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is not a web address of an image.</source>
        <translation>„%1” nie jest adresem internetowym obrazu.</translation>
    </message>
    <message>
        <source>“%1” must begin with https://.</source>
        <translation>„%1” musi zaczynać się od https://.</translation>
    </message>
    <message numerus="yes">
        <source>The image address “%1…” has %Ln character(s); at most %2 are allowed.</source>
        <translation>
            <numerusform>Adres obrazu „%1…” ma %Ln znak; dozwolone najwyżej: %2.</numerusform>
            <numerusform>Adres obrazu „%1…” ma %Ln znaki; dozwolone najwyżej: %2.</numerusform>
            <numerusform>Adres obrazu „%1…” ma %Ln znaków; dozwolone najwyżej: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is a %2 image; allowed are %3.</source>
        <translation>„%1” to obraz %2; dozwolone: %3.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln variant(s); at most %1 are allowed.</source>
        <translation>
            <numerusform>Jest %Ln wariant; dozwolone najwyżej: %1.</numerusform>
            <numerusform>Są %Ln warianty; dozwolone najwyżej: %1.</numerusform>
            <numerusform>Jest %Ln wariantów; dozwolone najwyżej: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (as of %2)</source>
        <translation>%1 (stan na %2)</translation>
    </message>
    <message>
        <source>it has no name.</source>
        <translation>nie ma nazwy.</translation>
    </message>
    <message>
        <source>there is no kind “%1”.</source>
        <translation>nie ma rodzaju „%1”.</translation>
    </message>
    <message>
        <source>there is no field “%1”.</source>
        <translation>nie ma pola „%1”.</translation>
    </message>
    <message>
        <source>its severity must be “error” or “warning”.</source>
        <translation>jej ważność musi być „error” lub „warning”.</translation>
    </message>
    <message>
        <source>a value that its kind needs is missing.</source>
        <translation>brakuje wartości wymaganej przez jej rodzaj.</translation>
    </message>
    <message>
        <source>“%1” is not a rule pack: %2</source>
        <translation>„%1” nie jest zestawem reguł: %2</translation>
    </message>
    <message>
        <source>it has no key or no name.</source>
        <translation>nie ma klucza lub nazwy.</translation>
    </message>
    <message>
        <source>it has no date or no version.</source>
        <translation>nie ma daty lub wersji.</translation>
    </message>
    <message>
        <source>it has no rules.</source>
        <translation>nie ma reguł.</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>Nie można odczytać „%1”: %2</translation>
    </message>
    <message>
        <source>“%1” is too large for a rule pack.</source>
        <translation>Plik „%1” jest za duży na zestaw reguł.</translation>
    </message>
    <message>
        <source>title</source>
        <translation>tytuł</translation>
    </message>
    <message>
        <source>description</source>
        <translation>opis</translation>
    </message>
    <message>
        <source>bullet point</source>
        <translation>punkt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln bajt</numerusform>
            <numerusform>%Ln bajty</numerusform>
            <numerusform>%Ln bajtów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln znak</numerusform>
            <numerusform>%Ln znaki</numerusform>
            <numerusform>%Ln znaków</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has %2; it needs at least %3.</source>
        <translation>Pole „%1” ma %2; wymagane jest co najmniej %3.</translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are advised.</source>
        <translation>Pole „%1” ma %2; zalecane jest najwyżej %3.</translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are allowed.</source>
        <translation>Pole „%1” ma %2; dozwolone jest najwyżej %3.</translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); it needs at least %2.</source>
        <translation>
            <numerusform>Pole „%1” ma %Ln słowo; wymagana liczba to co najmniej %2.</numerusform>
            <numerusform>Pole „%1” ma %Ln słowa; wymagana liczba to co najmniej %2.</numerusform>
            <numerusform>Pole „%1” ma %Ln słów; wymagana liczba to co najmniej %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); at most %2 are advised.</source>
        <translation>
            <numerusform>Pole „%1” ma %Ln słowo; zalecana liczba to najwyżej %2.</numerusform>
            <numerusform>Pole „%1” ma %Ln słowa; zalecana liczba to najwyżej %2.</numerusform>
            <numerusform>Pole „%1” ma %Ln słów; zalecana liczba to najwyżej %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1…” has %Ln character(s); a word may have at most %2.</source>
        <translation>
            <numerusform>„%1…” ma %Ln znak; dozwolona długość słowa to najwyżej %2.</numerusform>
            <numerusform>„%1…” ma %Ln znaki; dozwolona długość słowa to najwyżej %2.</numerusform>
            <numerusform>„%1…” ma %Ln znaków; dozwolona długość słowa to najwyżej %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 says “%2” %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>W polu „%1” słowo „%2” występuje %Ln raz; dozwolona liczba to najwyżej %3.</numerusform>
            <numerusform>W polu „%1” słowo „%2” występuje %Ln razy; dozwolona liczba to najwyżej %3.</numerusform>
            <numerusform>W polu „%1” słowo „%2” występuje %Ln razy; dozwolona liczba to najwyżej %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 is mostly capital letters.</source>
        <translation>Pole „%1” składa się głównie z wielkich liter.</translation>
    </message>
    <message>
        <source>“%1” may not be in the %2.</source>
        <translation>Znak „%1” jest niedozwolony w polu „%2”.</translation>
    </message>
    <message>
        <source>“%1” and other symbols or emoji may not be in the %2.</source>
        <translation>„%1” oraz inne symbole i emoji są niedozwolone w polu „%2”.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in the %2 %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>„%1” występuje w polu „%2” %Ln raz; dozwolona liczba to najwyżej %3.</numerusform>
            <numerusform>„%1” występuje w polu „%2” %Ln razy; dozwolona liczba to najwyżej %3.</numerusform>
            <numerusform>„%1” występuje w polu „%2” %Ln razy; dozwolona liczba to najwyżej %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 says “%2”, which the marketplace forbids or advises against.</source>
        <translation>Pole „%1” zawiera „%2”, czego platforma zabrania lub nie zaleca.</translation>
    </message>
    <message>
        <source>The %1 has an address or a telephone number: “%2”.</source>
        <translation>Pole „%1” zawiera adres lub numer telefonu: „%2”.</translation>
    </message>
    <message>
        <source>The %1 has a link.</source>
        <translation>Pole „%1” zawiera odnośnik.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>markup</source>
        <translation>znaczniki</translation>
    </message>
    <message>
        <source>The %1 uses %2; allowed tags: %3.</source>
        <translation>Pole „%1” zawiera %2; dozwolone znaczniki: %3.</translation>
    </message>
    <message>
        <source>The tags of the %1 are not arranged as the marketplace asks: only headings, paragraphs and lists side by side, without attributes.</source>
        <translation>Znaczniki w polu „%1” nie są ułożone tak, jak wymaga platforma: tylko nagłówki, akapity i listy obok siebie, bez atrybutów.</translation>
    </message>
    <message>
        <source>The %1 has active content, which is not allowed: %2.</source>
        <translation>Pole „%1” zawiera niedozwoloną treść aktywną: %2.</translation>
    </message>
    <message>
        <source>The %1 says no more than the field “%2”.</source>
        <translation>Pole „%1” nie mówi nic ponad to, co pole „%2”.</translation>
    </message>
    <message>
        <source>Bullet point %1: %2</source>
        <translation>Punkt %1: %2</translation>
    </message>
    <message>
        <source>“%1” must be a text.</source>
        <translation>„%1” musi być tekstem.</translation>
    </message>
    <message>
        <source>“%1” must be true or false.</source>
        <translation>„%1” musi mieć wartość true lub false.</translation>
    </message>
    <message>
        <source>“%1” must be a whole number from 0 up.</source>
        <translation>„%1” musi być liczbą całkowitą nie mniejszą od 0.</translation>
    </message>
    <message>
        <source>“%1” must be a list of texts.</source>
        <translation>„%1” musi być listą tekstów.</translation>
    </message>
    <message>
        <source>“min” is more than “max”.</source>
        <translation>„min” jest większe niż „max”.</translation>
    </message>
    <message>
        <source>its unit must be “characters” or “bytes”.</source>
        <translation>jednostką może być „characters” lub „bytes”.</translation>
    </message>
    <message>
        <source>there is no source “%1”.</source>
        <translation>nie ma źródła „%1”.</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>wiersz %1, kolumna %2</translation>
    </message>
    <message>
        <source>it is not valid JSON at %1.</source>
        <translation>nieprawidłowy JSON, miejsce: %1.</translation>
    </message>
    <message>
        <source>it is not a JSON object.</source>
        <translation>to nie jest obiekt JSON.</translation>
    </message>
    <message>
        <source>replacement %1 is not a pair of texts.</source>
        <translation>zamiana %1 nie jest parą tekstów.</translation>
    </message>
    <message>
        <source>“replacements” is not a list.</source>
        <translation>„replacements” nie jest listą.</translation>
    </message>
    <message>
        <source>rule %1, “%2”: %3</source>
        <translation>reguła %1, „%2”: %3</translation>
    </message>
    <message>
        <source>it is written for a newer version of Listwright (format %1).</source>
        <translation>jest napisany dla nowszej wersji Listwright (format %1).</translation>
    </message>
    <message>
        <source>“%1” is empty; the marketplace asks for it.</source>
        <translation>„%1” jest puste; serwis o to pyta.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are advised.</source>
        <translation>
            <numerusform>Jest %Ln zdjęcie; zaleca się co najmniej %1.</numerusform>
            <numerusform>Są %Ln zdjęcia; zaleca się co najmniej %1.</numerusform>
            <numerusform>Jest %Ln zdjęć; zaleca się co najmniej %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has line breaks or tabs; it must be one line.</source>
        <translation>Pole „%1” zawiera podziały wierszy lub tabulatory; musi mieć tylko jeden wiersz.</translation>
    </message>
    <message>
        <source>The price is %1; it must be more than nothing.</source>
        <translation>Cena wynosi %1; musi być większa od zera.</translation>
    </message>
    <message>
        <source>a rule of Listwright, with no source on the marketplace&apos;s pages (as of %1)</source>
        <translation>reguła Listwright, bez źródła na stronach platformy (stan na %1)</translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are needed.</source>
        <translation>
            <numerusform>Nie ma zdjęcia; potrzebne jest co najmniej %Ln.</numerusform>
            <numerusform>Nie ma zdjęcia; potrzebne są co najmniej %Ln.</numerusform>
            <numerusform>Nie ma zdjęcia; potrzeba co najmniej %Ln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are advised.</source>
        <translation>
            <numerusform>Nie ma zdjęcia; zalecane jest co najmniej %Ln.</numerusform>
            <numerusform>Nie ma zdjęcia; zalecane są co najmniej %Ln.</numerusform>
            <numerusform>Nie ma zdjęcia; zaleca się co najmniej %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleRule</name>
    <message>
        <source>“%1” is no interval like “every 15m”.</source>
        <translation>„%1” nie jest odstępem czasu takim jak „every 15m”.</translation>
    </message>
    <message>
        <source>“%1” never comes.</source>
        <translation>„%1” nigdy nie nastąpi.</translation>
    </message>
</context>
<context>
    <name>Scheduler</name>
    <message>
        <source>“%1” is no known time zone.</source>
        <translation>Strefa czasowa „%1” jest nieznana.</translation>
    </message>
</context>
<context>
    <name>ScoreCommand</name>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>Produkty: %L1 z %L2</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation>Przerwano; sprawdzone produkty: %L1.</translation>
    </message>
    <message>
        <source>Show how good the listings are, and where points are lost</source>
        <translation>Pokazuje, jak dobre są oferty i gdzie tracą punkty</translation>
    </message>
    <message>
        <source>The quality score is 0 to 100: title 30, description 30, images 20, attributes 20. “listwright products show ID” has each product&apos;s own reasons.</source>
        <translation>Ocena jakości wynosi od 0 do 100: tytuł 30, opis 30, zdjęcia 20, atrybuty 20. Polecenie „listwright products show ID” podaje powody dla pojedynczego produktu.</translation>
    </message>
    <message>
        <source>The whole catalog.</source>
        <translation>Cały katalog.</translation>
    </message>
    <message>
        <source>One source&apos;s, for a script.</source>
        <translation>Jedno źródło, dla skryptu.</translation>
    </message>
    <message>
        <source>%L1 product(s), average score %2: %L3 good (80 and more), %L4 fair, %L5 poor (below 50)</source>
        <translation>Produkty: %L1, średnia ocena %2; dobre (80 i więcej): %L3, średnie: %L4, słabe (poniżej 50): %L5</translation>
    </message>
    <message>
        <source>%1: %2 (%L3 product(s))</source>
        <translation>%1: %2 (produkty: %L3)</translation>
    </message>
</context>
<context>
    <name>SecretStores</name>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation>Na tym komputerze nie ma działającego pęku kluczy.</translation>
    </message>
    <message>
        <source>There is no place to keep passwords: no keychain, and no file was named.</source>
        <translation>Nie ma gdzie przechowywać haseł: brak pęku kluczy i nie wskazano pliku.</translation>
    </message>
</context>
<context>
    <name>ServeCommand</name>
    <message>
        <source>Serving %1 at %2; Ctrl-C ends.</source>
        <translation>Obsługa %1 pod adresem %2; Ctrl-C kończy.</translation>
    </message>
    <message>
        <source>Stopping: what is being answered is finished first.</source>
        <translation>Kończenie: najpierw zostaną dokończone odpowiedzi.</translation>
    </message>
    <message>
        <source>Serve requests over HTTP and work on queued jobs until interrupted</source>
        <translation>Odpowiada na żądania HTTP i wykonuje zadania z kolejki aż do przerwania</translation>
    </message>
    <message>
        <source>Where to listen (127.0.0.1:8765); port 0 takes any that is free.</source>
        <translation>Gdzie nasłuchiwać (127.0.0.1:8765); port 0 oznacza dowolny wolny.</translation>
    </message>
    <message>
        <source>Listen unencrypted where other machines can reach it.</source>
        <translation>Nasłuchuje bez szyfrowania tam, gdzie mają dostęp inne komputery.</translation>
    </message>
    <message>
        <source>At 127.0.0.1:8765, until Ctrl-C.</source>
        <translation>Pod 127.0.0.1:8765, do Ctrl-C.</translation>
    </message>
    <message>
        <source>At a free port, which is printed.</source>
        <translation>Na wolnym porcie, który zostanie wypisany.</translation>
    </message>
    <message>
        <source>Takes products at POST /api/import/webhook from senders that know the secret of `listwright keys webhook`. Answers GET /health, which says whether the database, the queue and the disk are well: 200 while they are, 503 while they are not. Requests from other names than localhost and from web pages are refused unless the settings name them.</source>
        <translation>Przyjmuje produkty pod POST /api/import/webhook od nadawców, którzy znają sekret z `listwright keys webhook`. Odpowiada na GET /health, czy baza danych, kolejka i dysk są w porządku: 200, jeśli tak, 503, jeśli nie. Żądania pod nazwą inną niż localhost oraz ze stron internetowych są odrzucane, chyba że wymieniono je w ustawieniach.</translation>
    </message>
    <message>
        <source>With --without-tls there is no use for a certificate or its key.</source>
        <translation>Z --without-tls certyfikat i jego klucz są zbędne.</translation>
    </message>
    <message>
        <source>%1 can be reached from other machines, and what is sent could be read on the way. Give --certificate and --certificate-key, put a server with TLS in front of 127.0.0.1, or say --without-tls.</source>
        <translation>%1 jest dostępny z innych komputerów, a przesyłane dane można by odczytać po drodze. Podaj --certificate i --certificate-key, umieść przed 127.0.0.1 serwer z TLS albo podaj --without-tls.</translation>
    </message>
    <message>
        <source>What is sent to %1 is not encrypted, and can be read on the way.</source>
        <translation>Dane wysyłane do %1 nie są szyfrowane i można je odczytać po drodze.</translation>
    </message>
    <message>
        <source>The certificate is good until %1 only. A new one is read when the server is started again.</source>
        <translation>Certyfikat jest ważny tylko do %1. Nowy zostanie odczytany przy ponownym uruchomieniu serwera.</translation>
    </message>
    <message>
        <source>Serve over TLS with the certificate of this PEM file, those above it below it.</source>
        <translation>Odpowiada przez TLS, z certyfikatem z tego pliku PEM; certyfikaty nadrzędne są pod nim.</translation>
    </message>
    <message>
        <source>Its key, RSA or EC, in PEM and without a passphrase.</source>
        <translation>Jego klucz, RSA lub EC, w formacie PEM i bez hasła.</translation>
    </message>
    <message>
        <source>For other machines as well, over TLS.</source>
        <translation>Także dla innych komputerów, przez TLS.</translation>
    </message>
</context>
<context>
    <name>ServerAnswer</name>
    <message>
        <source>This is a fault of Listwright. Please report it.</source>
        <translation>To błąd programu Listwright. Prosimy o jego zgłoszenie.</translation>
    </message>
</context>
<context>
    <name>ServerCertificate</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Nie ma pliku %1.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2</source>
        <translation>Nie można odczytać pliku %1: %2</translation>
    </message>
    <message>
        <source>There is no certificate in %1. It has to be a PEM file, which begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>W pliku %1 nie ma certyfikatu. Musi to być plik PEM, który zaczyna się od -----BEGIN CERTIFICATE-----.</translation>
    </message>
    <message>
        <source>The certificate in %1 has expired: it was good until %2.</source>
        <translation>Certyfikat z pliku %1 wygasł: był ważny do %2.</translation>
    </message>
    <message>
        <source>The certificate in %1 is not good before %2.</source>
        <translation>Certyfikat z pliku %1 jest ważny dopiero od %2.</translation>
    </message>
    <message>
        <source>The key in %1 has a passphrase, which nobody can type when the server starts. It has to be kept without one, where only its owner may read it.</source>
        <translation>Klucz z pliku %1 ma hasło, którego przy starcie serwera nikt nie może wpisać. Musi być przechowywany bez hasła, tam gdzie może go czytać tylko właściciel.</translation>
    </message>
    <message>
        <source>There is no key of RSA or EC in %1. It has to be a PEM file, which begins with -----BEGIN PRIVATE KEY----- or the like.</source>
        <translation>W pliku %1 nie ma klucza RSA ani EC. Musi to być plik PEM, który zaczyna się od -----BEGIN PRIVATE KEY----- lub podobnie.</translation>
    </message>
    <message>
        <source>The certificate in %1 cannot be used: %2</source>
        <translation>Nie można użyć certyfikatu z pliku %1: %2</translation>
    </message>
    <message>
        <source>The key in %1 does not belong to the certificate in %2.</source>
        <translation>Klucz z pliku %1 nie pasuje do certyfikatu z pliku %2.</translation>
    </message>
</context>
<context>
    <name>ShopifyCsvWriter</name>
    <message>
        <source>Shopify takes at most three options.</source>
        <translation>Shopify przyjmuje najwyżej trzy opcje.</translation>
    </message>
    <message>
        <source>Shopify takes at most %L1 variants.</source>
        <translation>Największa liczba wariantów w Shopify: %L1.</translation>
    </message>
    <message>
        <source>Shopify&apos;s product file has no columns for: %1</source>
        <translation>W pliku produktów Shopify nie ma kolumn dla: %1</translation>
    </message>
    <message>
        <source>Only the last part of the category path is written, as the product type.</source>
        <translation>Zapisywana jest tylko ostatnia część ścieżki kategorii, jako typ produktu.</translation>
    </message>
    <message>
        <source>“%1” has no counterpart.</source>
        <translation>„%1” nie ma odpowiednika.</translation>
    </message>
    <message>
        <source>Shopify keeps SKUs of variants only.</source>
        <translation>Shopify przechowuje SKU tylko wariantów.</translation>
    </message>
</context>
<context>
    <name>Spending</name>
    <message>
        <source>The budget of this batch, %1, is used up.</source>
        <translation>Budżet tej partii, %1, jest wyczerpany.</translation>
    </message>
    <message>
        <source>The budget of the day, %1, is used up.</source>
        <translation>Budżet dzienny, %1, jest wyczerpany.</translation>
    </message>
    <message>
        <source>cost not known</source>
        <translation>koszt nieznany</translation>
    </message>
    <message>
        <source>The request was stopped.</source>
        <translation>Zapytanie zostało przerwane.</translation>
    </message>
    <message>
        <source>What %1 costs is not known, so a budget cannot be kept.</source>
        <translation>Nie wiadomo, ile kosztuje %1, więc nie można dotrzymać budżetu.</translation>
    </message>
</context>
<context>
    <name>SpooledTable</name>
    <message>
        <source>No temporary file could be made: %1.</source>
        <translation>Nie udało się utworzyć pliku tymczasowego: %1.</translation>
    </message>
    <message>
        <source>The temporary file could not be read again.</source>
        <translation>Nie udało się ponownie odczytać pliku tymczasowego.</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>The database is being closed.</source>
        <translation>Trwa zamykanie bazy danych.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Anulowano.</translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation>Serwer bazy danych jest nieosiągalny.</translation>
    </message>
</context>
<context>
    <name>StorageLocation</name>
    <message>
        <source>The database address cannot be used: %1</source>
        <translation>Nie można użyć adresu bazy danych: %1</translation>
    </message>
    <message>
        <source>it should read sqlite:///path/of/the/file.db.</source>
        <translation>powinien mieć postać sqlite:///path/of/the/file.db.</translation>
    </message>
    <message>
        <source>it should begin with sqlite: or postgresql:.</source>
        <translation>powinien zaczynać się od sqlite: lub postgresql:.</translation>
    </message>
    <message>
        <source>it should read postgresql://user@host:5432/database.</source>
        <translation>powinien mieć postać postgresql://user@host:5432/database.</translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation>nie zawiera nazwy bazy danych.</translation>
    </message>
</context>
<context>
    <name>TakeBack</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Nie ma czego cofnąć.</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>There is no such change to undo.</source>
        <translation>Nie ma takiej zmiany do cofnięcia.</translation>
    </message>
    <message>
        <source>This change was undone already.</source>
        <translation>Tę zmianę już cofnięto.</translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message numerus="yes">
        <source>Undone for %Ln product(s).</source>
        <translation>
            <numerusform>Cofnięto dla %Ln produktu.</numerusform>
            <numerusform>Cofnięto dla %Ln produktów.</numerusform>
            <numerusform>Cofnięto dla %Ln produktów.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln produkt zmienił się od tego czasu i został pominięty.</numerusform>
            <numerusform>%Ln produkty zmieniły się od tego czasu i zostały pominięte.</numerusform>
            <numerusform>%Ln produktów zmieniło się od tego czasu i zostało pominiętych.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadFile</name>
    <message>
        <source>The disk is full; “%1” could not be written.</source>
        <translation>Dysk jest pełny; nie udało się zapisać „%1”.</translation>
    </message>
    <message>
        <source>There is no right to write “%1”.</source>
        <translation>Brak uprawnień do zapisu „%1”.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>Nie udało się zapisać „%1”: %2.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace site. Known are: %2.</source>
        <translation>„%1” nie jest znanym serwisem platformy. Znane: %2.</translation>
    </message>
    <message>
        <source>eBay Seller Hub upload (CSV)</source>
        <translation>Plik do eBay Seller Hub (CSV)</translation>
    </message>
    <message>
        <source>Amazon listings feed (JSON)</source>
        <translation>Plik ofert Amazon (JSON)</translation>
    </message>
    <message>
        <source>Kaufland product data (CSV)</source>
        <translation>Dane produktów Kaufland (CSV)</translation>
    </message>
    <message>
        <source>Shopify products (CSV)</source>
        <translation>Produkty Shopify (CSV)</translation>
    </message>
    <message>
        <source>Google Merchant feed (tab-separated)</source>
        <translation>Plik Google Merchant (rozdzielany tabulatorami)</translation>
    </message>
    <message>
        <source>Listwright (CSV)</source>
        <translation>Listwright (CSV)</translation>
    </message>
    <message>
        <source>Listwright, complete (JSON)</source>
        <translation>Listwright, pełny (JSON)</translation>
    </message>
    <message>
        <source>“%1” is no known upload format. Known are: %2.</source>
        <translation>„%1” nie jest znanym formatem pliku do wgrania. Znane: %2.</translation>
    </message>
    <message>
        <source>The rules of %1 are missing.</source>
        <translation>Brakuje reguł platformy %1.</translation>
    </message>
</context>
<context>
    <name>UploadReport</name>
    <message>
        <source>Left out: %1</source>
        <translation>Pominięto: %1</translation>
    </message>
</context>
<context>
    <name>ValidateCommand</name>
    <message>
        <source>%1 (rules of %2): %L3 product(s), %L4 with errors, %L5 with warnings only</source>
        <translation>%1 (reguły z dnia %2): produkty: %L3, z błędami: %L4, tylko z ostrzeżeniami: %L5</translation>
    </message>
    <message>
        <source>error</source>
        <translation>błąd</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>ostrzeżenie</translation>
    </message>
    <message>
        <source>… and %L1 more; by rule:</source>
        <translation>… i jeszcze %L1; według reguł:</translation>
    </message>
    <message>
        <source>%1: %L2 of %L3 products</source>
        <translation>%1: produkty: %L2 z %L3</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation>Przerwano; sprawdzone produkty: %L1.</translation>
    </message>
    <message>
        <source>Check products against a marketplace&apos;s rules</source>
        <translation>Sprawdza produkty według reguł platformy</translation>
    </message>
    <message>
        <source>How many findings to list (50).</source>
        <translation>Ile uwag wypisać (50).</translation>
    </message>
    <message>
        <source>All products by Allegro&apos;s rules.</source>
        <translation>Wszystkie produkty według reguł Allegro.</translation>
    </message>
    <message>
        <source>Everything for every marketplace, for a script.</source>
        <translation>Wszystko dla każdej platformy, dla skryptu.</translation>
    </message>
    <message>
        <source>Characters %L1 to %L2</source>
        <translation>Znaki od %L1 do %L2</translation>
    </message>
    <message>
        <source>Rule %1: %2</source>
        <translation>Reguła %1: %2</translation>
    </message>
    <message>
        <source>Mended: %1</source>
        <translation>Poprawiono: %1</translation>
    </message>
    <message>
        <source>Reports errors, which keep a product out of an upload file, and warnings, each with the field, the place in its text, the rule with its source, and the mended text where there is one. Changes nothing. The exit code is 3 when products have errors.</source>
        <translation>Zgłasza błędy, które wykluczają produkt z pliku do wgrania, i ostrzeżenia; przy każdym podaje pole, miejsce w tekście, regułę z jej źródłem oraz poprawiony tekst, jeśli istnieje. Niczego nie zmienia. Kod wyjścia wynosi 3, gdy produkty mają błędy.</translation>
    </message>
</context>
<context>
    <name>VaultFile</name>
    <message>
        <source>The vault of passwords is damaged or not a vault.</source>
        <translation>Sejf haseł jest uszkodzony lub nie jest sejfem.</translation>
    </message>
    <message>
        <source>The vault of passwords was made by a newer version of Listwright.</source>
        <translation>Sejf haseł utworzono w nowszej wersji programu Listwright.</translation>
    </message>
    <message>
        <source>The passphrase or key file does not open the vault of passwords.</source>
        <translation>To hasło lub ten plik klucza nie otwiera sejfu haseł.</translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Nie zapisano hasła dla „%1”.</translation>
    </message>
    <message>
        <source>The password stored for “%1” is damaged. Enter it again.</source>
        <translation>Hasło zapisane dla „%1” jest uszkodzone. Należy wpisać je ponownie.</translation>
    </message>
</context>
<context>
    <name>VaultKey</name>
    <message>
        <source>There is not enough memory to open the vault of passwords.</source>
        <translation>Za mało pamięci, aby otworzyć sejf haseł.</translation>
    </message>
</context>
<context>
    <name>VaultSecretStore</name>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Nie zapisano hasła dla „%1”.</translation>
    </message>
    <message>
        <source>A stored password needs a name.</source>
        <translation>Zapisywane hasło musi mieć nazwę.</translation>
    </message>
    <message>
        <source>Encrypted file %1</source>
        <translation>Zaszyfrowany plik %1</translation>
    </message>
    <message>
        <source>The key file “%1” of the vault of passwords is missing.</source>
        <translation>Brakuje pliku klucza „%1” do sejfu haseł.</translation>
    </message>
    <message>
        <source>The key file “%1” is too short.</source>
        <translation>Plik klucza „%1” jest za krótki.</translation>
    </message>
    <message>
        <source>Another program is using the vault of passwords. Try again.</source>
        <translation>Z sejfu haseł korzysta inny program. Proszę spróbować ponownie.</translation>
    </message>
    <message>
        <source>The vault of passwords cannot be written in “%1”.</source>
        <translation>Nie można zapisać sejfu haseł w „%1”.</translation>
    </message>
</context>
<context>
    <name>Webhook</name>
    <message>
        <source>The header X-Webhook-Secret is missing.</source>
        <translation>Brak nagłówka X-Webhook-Secret.</translation>
    </message>
    <message>
        <source>The webhook&apos;s secret is wrong.</source>
        <translation>Sekret webhooka jest błędny.</translation>
    </message>
    <message>
        <source>The signature is too old, or the clocks of both sides differ.</source>
        <translation>Podpis jest zbyt stary albo zegary obu stron się różnią.</translation>
    </message>
    <message>
        <source>This request was received before.</source>
        <translation>To żądanie odebrano już wcześniej.</translation>
    </message>
    <message>
        <source>A signature is needed here, in the headers X-Timestamp and X-Signature.</source>
        <translation>Tutaj potrzebny jest podpis w nagłówkach X-Timestamp i X-Signature.</translation>
    </message>
    <message>
        <source>The header X-Timestamp is missing, or holds no seconds since 1970.</source>
        <translation>Brakuje nagłówka X-Timestamp albo nie zawiera on sekund od 1970 roku.</translation>
    </message>
    <message>
        <source>The signature fits neither the body nor the secret.</source>
        <translation>Podpis nie pasuje do treści albo do sekretu.</translation>
    </message>
</context>
<context>
    <name>WebhookOutcome</name>
    <message>
        <source>Waiting</source>
        <translation>Oczekujące</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Zaimportowano</translation>
    </message>
    <message>
        <source>Partly imported</source>
        <translation>Częściowo zaimportowano</translation>
    </message>
    <message>
        <source>Nothing valid</source>
        <translation>Nic poprawnego</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nieczytelne</translation>
    </message>
    <message>
        <source>Wrong secret</source>
        <translation>Błędny sekret</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nieudane</translation>
    </message>
</context>
<context>
    <name>WebhookRepository</name>
    <message>
        <source>There is no received request %1.</source>
        <translation>Nie ma odebranego żądania %1.</translation>
    </message>
</context>
<context>
    <name>WebhookSecret</name>
    <message>
        <source>There is no secret of the webhook yet.</source>
        <translation>Webhook nie ma jeszcze sekretu.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>You can look at it without changing anything.</source>
        <translation>Można ją przeglądać bez wprowadzania zmian.</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>Otwórz tylko do odczytu</translation>
    </message>
</context>
<context>
    <name>WorkerCommand</name>
    <message>
        <source>%L1 done, %L2 failed, %L3 interrupted</source>
        <translation>gotowe: %L1, nieudane: %L2, przerwane: %L3</translation>
    </message>
    <message numerus="yes">
        <source>Working on the jobs of %1 with %Ln worker(s); Ctrl-C ends.</source>
        <translation>
            <numerusform>Praca nad zadaniami z %1, %Ln wątek roboczy; Ctrl-C kończy.</numerusform>
            <numerusform>Praca nad zadaniami z %1, %Ln wątki robocze; Ctrl-C kończy.</numerusform>
            <numerusform>Praca nad zadaniami z %1, %Ln wątków roboczych; Ctrl-C kończy.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping: what is being worked on goes back to the queue.</source>
        <translation>Zatrzymywanie: rozpoczęte zadania wracają do kolejki.</translation>
    </message>
    <message>
        <source>Work on queued jobs until interrupted</source>
        <translation>Praca nad zadaniami z kolejki aż do przerwania</translation>
    </message>
    <message>
        <source>With PostgreSQL any number of windows and workers on any number of machines share one queue. With SQLite the window works on it by itself, and a worker takes its place while no window is open. Jobs of a worker that was killed are taken over when its lease has run out.</source>
        <translation>W PostgreSQL dowolna liczba okien i procesów roboczych na dowolnej liczbie komputerów dzieli jedną kolejkę. W SQLite okno samo nad nią pracuje, a proces roboczy zastępuje je, gdy żadne okno nie jest otwarte. Zadania zabitego procesu roboczego są przejmowane po upływie czasu jego dzierżawy.</translation>
    </message>
    <message>
        <source>How many jobs at once (4).</source>
        <translation>Ile zadań naraz (4).</translation>
    </message>
    <message>
        <source>After how long without a sign of life others take a job over (60).</source>
        <translation>Po jakim czasie bez oznak życia inni przejmują zadanie (60).</translation>
    </message>
    <message>
        <source>Sixteen jobs at once, until Ctrl-C.</source>
        <translation>Szesnaście zadań naraz, aż do Ctrl-C.</translation>
    </message>
    <message>
        <source>What is queued now, then the end.</source>
        <translation>To, co jest teraz w kolejce, potem koniec.</translation>
    </message>
    <message>
        <source>%L1 job(s) are paused and still wait. “listwright jobs resume” lets them go on.</source>
        <translation>Wstrzymane zadania, które nadal czekają: %L1. „listwright jobs resume” je wznawia.</translation>
    </message>
    <message>
        <source>End when nothing runs or can begin any more.</source>
        <translation>Zakończ, gdy nic już nie działa ani nie może się zacząć.</translation>
    </message>
    <message>
        <source>%1 It is tried again every few seconds; Ctrl-C ends.</source>
        <translation>%1 Próba jest ponawiana co kilka sekund; Ctrl-C kończy.</translation>
    </message>
</context>
<context>
    <name>listwright::AboutDialog</name>
    <message>
        <source>About Listwright</source>
        <translation>O programie Listwright</translation>
    </message>
    <message>
        <source>A seller’s workbench: bring products in, make good listings of them, publish them.</source>
        <translation>Warsztat sprzedawcy: wczytaj produkty, przygotuj z nich dobre oferty i opublikuj je.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiuj</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Wersja</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencja</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>Powszechna Licencja Publiczna GNU (GPL), wersja 3 lub nowsza</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Brak</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dane</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
</context>
<context>
    <name>listwright::ActivityPage</name>
    <message>
        <source>Changes</source>
        <translation>Zmiany</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importy</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Jeszcze nic się nie wydarzyło</translation>
    </message>
    <message>
        <source>Imports, edits, accepted proposals and deletions are listed here, and can be undone.</source>
        <translation>Tu widać importy, edycje, przyjęte propozycje i usunięcia; można je stąd cofnąć.</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>Cofnij import</translation>
    </message>
    <message>
        <source>Open the rejected records</source>
        <translation>Otwórz odrzucone rekordy</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Products that changed since are left alone</source>
        <translation>Produkty zmienione później pozostaną nietknięte</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Cofanie</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktywność</translation>
    </message>
    <message>
        <source>&amp;Undo the last change</source>
        <translation>&amp;Cofnij ostatnią zmianę</translation>
    </message>
</context>
<context>
    <name>listwright::AiSection</name>
    <message>
        <source>There is no key for %1 yet. Get one at %2 and enter it above.</source>
        <translation>Brak jeszcze klucza dla %1. Uzyskaj go na %2 i wpisz powyżej.</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Which language model writes better listings. It is asked only when you order it, and what it writes is a proposal that you review. Without one, the built-in rules do the work.</source>
        <translation>Który model językowy pisze lepsze oferty. Jest pytany tylko na Twoje zlecenie, a to, co napisze, jest propozycją do przejrzenia. Bez modelu pracę wykonują wbudowane reguły.</translation>
    </message>
    <message>
        <source>Built-in rules, no AI</source>
        <translation>Wbudowane reguły, bez AI</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Dostawca</translation>
    </message>
    <message>
        <source>Only texts and facts of the product are sent, never prices, stock or customers.</source>
        <translation>Wysyłane są tylko teksty i fakty o produkcie, nigdy ceny, zapasy ani klienci.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Empty: the provider’s own.</source>
        <translation>Puste: adres dostawcy.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Klucz</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Empty: the one that the provider is known for.</source>
        <translation>Puste: typowy model dostawcy.</translation>
    </message>
    <message>
        <source>Stronger model</source>
        <translation>Mocniejszy model</translation>
    </message>
    <message>
        <source>Asked only where the first one’s text breaks rules or scores too low. Empty: never.</source>
        <translation>Pytany tylko wtedy, gdy tekst pierwszego narusza reguły lub ma za niską ocenę. Puste: nigdy.</translation>
    </message>
    <message>
        <source>Good enough from</source>
        <translation>Wystarczająca ocena od</translation>
    </message>
    <message>
        <source>Quality score below which the stronger model is asked.</source>
        <translation>Ocena jakości, poniżej której pytany jest mocniejszy model.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Sprawdź</translation>
    </message>
    <message>
        <source>Asks the model one short question</source>
        <translation>Zadaje modelowi jedno krótkie pytanie</translation>
    </message>
    <message>
        <source>Fetch models</source>
        <translation>Pobierz modele</translation>
    </message>
    <message>
        <source>Lists the models that your key may use</source>
        <translation>Wypisuje modele dostępne z Twoim kluczem</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Połączenie</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Bez limitu</translation>
    </message>
    <message>
        <source>Budget for a day</source>
        <translation>Budżet dzienny</translation>
    </message>
    <message>
        <source>In US dollars, such as 2.50. When it is used up, the rest of the jobs is cancelled cleanly.</source>
        <translation>W dolarach amerykańskich, np. 2.50. Po jego wyczerpaniu pozostałe zadania są bezpiecznie anulowane.</translation>
    </message>
    <message>
        <source>Budget for a batch</source>
        <translation>Budżet partii</translation>
    </message>
    <message>
        <source>In US dollars. Offered when you order improvements; you can change it there.</source>
        <translation>W dolarach amerykańskich. Proponowany przy zlecaniu ulepszeń; tam można go zmienić.</translation>
    </message>
    <message>
        <source>Keep answers</source>
        <translation>Przechowywanie odpowiedzi</translation>
    </message>
    <message>
        <source>The same question within this time costs once. 0: never kept.</source>
        <translation>To samo zapytanie w tym czasie kosztuje tylko raz. 0: bez przechowywania.</translation>
    </message>
    <message>
        <source> hours</source>
        <translation> godz.</translation>
    </message>
    <message>
        <source>Accept at once</source>
        <translation>Przyjmuj od razu</translation>
    </message>
    <message>
        <source>A proposal without problems and doubtful facts is accepted without you when the quality score gains at least so many points. It can be undone like any other.</source>
        <translation>Propozycja bez problemów i wątpliwych faktów jest przyjmowana bez Twojego udziału, gdy ocena jakości wzrasta co najmniej o tyle punktów. Można to cofnąć tak jak każde inne przyjęcie.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nigdy</translation>
    </message>
    <message>
        <source>from </source>
        <translation>od </translation>
    </message>
    <message>
        <source> points</source>
        <translation> pkt</translation>
    </message>
    <message>
        <source>Questions at once</source>
        <translation>Zapytania naraz</translation>
    </message>
    <message>
        <source>Fewer are asked by themselves while the provider says that it is too many.</source>
        <translation>Liczba zmniejsza się automatycznie, gdy dostawca zgłasza, że zapytań jest za dużo.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Serwer proxy</translation>
    </message>
    <message>
        <source>Such as http://proxy.example:3128. Empty: what the system says.</source>
        <translation>Np. http://proxy.example:3128. Puste: według ustawień systemu.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certyfikaty</translation>
    </message>
    <message>
        <source>A file (PEM) with further authorities to trust, where your company has its own.</source>
        <translation>Plik (PEM) z dodatkowymi zaufanymi urzędami, jeśli firma ma własne.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Brak</translation>
    </message>
    <message>
        <source>None; for example %1</source>
        <translation>Brak; na przykład %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) can be chosen above.</source>
        <translation>
            <numerusform>Powyżej można wybrać %Ln model.</numerusform>
            <numerusform>Powyżej można wybrać %Ln modele.</numerusform>
            <numerusform>Powyżej można wybrać %Ln modeli.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 answers with the model %2.</source>
        <translation>%1 odpowiada; model: %2.</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Zapytanie do dostawcy…</translation>
    </message>
    <message>
        <source>Time for an answer</source>
        <translation>Czas na odpowiedź</translation>
    </message>
    <message>
        <source>A model on your own computer may need longer, above all when several questions are asked at once.</source>
        <translation>Model na własnym komputerze może potrzebować więcej czasu, zwłaszcza przy kilku zapytaniach naraz.</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> s</translation>
    </message>
</context>
<context>
    <name>listwright::ApiKeyModel</name>
    <message>
        <source>Never</source>
        <comment>expires</comment>
        <translation>Nigdy</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>used</comment>
        <translation>Nigdy</translation>
    </message>
    <message>
        <source>%1, ends in %2</source>
        <comment>key</comment>
        <translation>%1, kończy się na %2</translation>
    </message>
    <message>
        <source>Revoked on %1</source>
        <translation>Unieważniono %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Uprawnienia</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Dodano</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Wygasa</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Użyto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
</context>
<context>
    <name>listwright::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>Wygląd</translation>
    </message>
    <message>
        <source>How Listwright looks and speaks.</source>
        <translation>Wygląd i język programu Listwright.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Motyw</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Jak w systemie</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Holds after a new start.</source>
        <translation>Działa po ponownym uruchomieniu.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Uruchom ponownie teraz</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Dziennik</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Tylko błędy</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Błędy i ostrzeżenia</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Wykonywane czynności</translation>
    </message>
    <message>
        <source>Everything, for finding a fault</source>
        <translation>Wszystko, do szukania usterek</translation>
    </message>
</context>
<context>
    <name>listwright::BackupSection</name>
    <message>
        <source>Backups</source>
        <translation>Kopie zapasowe</translation>
    </message>
    <message>
        <source>One is made each day that Listwright is used. A backup is a whole database file; “listwright db restore” brings it back.</source>
        <translation>Kopia powstaje każdego dnia, w którym używa się programu Listwright. Jest to cały plik bazy danych; przywraca ją polecenie „listwright db restore”.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Beside the database file</source>
        <translation>Obok pliku bazy danych</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>Liczba zachowywanych kopii</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Utwórz kopię teraz</translation>
    </message>
    <message>
        <source>A PostgreSQL database is backed up on its server, for example with pg_dump.</source>
        <translation>Kopię bazy PostgreSQL tworzy się na jej serwerze, na przykład programem pg_dump.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Nie można utworzyć folderu %1.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Kopia zapasowa</translation>
    </message>
    <message>
        <source>The catalog was backed up.</source>
        <translation>Utworzono kopię zapasową katalogu.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Otwórz folder</translation>
    </message>
</context>
<context>
    <name>listwright::BulkJobModel</name>
    <message>
        <source>Working</source>
        <translation>W toku</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Wstrzymane</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Zakończone</translation>
    </message>
    <message>
        <source>Finished with errors</source>
        <translation>Zakończone z błędami</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Zatrzymane przedwcześnie</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Zadanie zbiorcze</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Postęp</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nieudane</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
</context>
<context>
    <name>listwright::CatalogDelegate</name>
    <message>
        <source>(no title)</source>
        <translation>(bez tytułu)</translation>
    </message>
</context>
<context>
    <name>listwright::CatalogPage</name>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Bring your products in</source>
        <translation>Wczytaj swoje produkty</translation>
    </message>
    <message>
        <source>No product matches</source>
        <translation>Żaden produkt nie pasuje</translation>
    </message>
    <message>
        <source>Use fewer words, or take filters away.</source>
        <translation>Użyj mniejszej liczby słów lub usuń filtry.</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importuj…</translation>
    </message>
    <message>
        <source>Load the sample</source>
        <translation>Wczytaj przykład</translation>
    </message>
    <message>
        <source>A small catalog of our own making to try everything with</source>
        <translation>Mały, przygotowany przez nas katalog do wypróbowania wszystkiego</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksportuj…</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Wyczyść filtry</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Select all matching</source>
        <translation>Zaznacz wszystkie pasujące</translation>
    </message>
    <message>
        <source>Delete products</source>
        <translation>Usuń produkty</translation>
    </message>
    <message>
        <source>Validate the chosen products</source>
        <translation>Sprawdź wybrane produkty</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Szczegóły</translation>
    </message>
    <message>
        <source>Import products</source>
        <translation>Import produktów</translation>
    </message>
    <message>
        <source>Product files (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)</source>
        <translation>Pliki produktów (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>Open details</source>
        <translation>Otwórz szczegóły</translation>
    </message>
    <message>
        <source>Edit cell</source>
        <translation>Edytuj komórkę</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Kopiuj komórkę</translation>
    </message>
    <message>
        <source>Validate for</source>
        <translation>Sprawdź dla</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected product(s) are too many to follow into another order. Nothing is selected now.</source>
        <translation>
            <numerusform>%Ln zaznaczony produkt to za dużo, by zachować zaznaczenie w innej kolejności. Teraz nic nie jest zaznaczone.</numerusform>
            <numerusform>%Ln zaznaczone produkty to za dużo, by zachować zaznaczenie w innej kolejności. Teraz nic nie jest zaznaczone.</numerusform>
            <numerusform>%Ln zaznaczonych produktów to za dużo, by zachować zaznaczenie w innej kolejności. Teraz nic nie jest zaznaczone.</numerusform>
        </translation>
    </message>
    <message>
        <source>Improve with built-in rules</source>
        <translation>Ulepsz według wbudowanych reguł</translation>
    </message>
    <message>
        <source>Improve with AI…</source>
        <translation>Ulepsz za pomocą AI…</translation>
    </message>
    <message>
        <source>Improve with built-in rules for</source>
        <translation>Ulepsz według wbudowanych reguł dla</translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s) could not be stored so far, as the catalog could not be written.</source>
        <translation>
            <numerusform>%Ln zmiany nie udało się dotąd zapisać, ponieważ katalogu nie dało się zapisać.</numerusform>
            <numerusform>%Ln zmian nie udało się dotąd zapisać, ponieważ katalogu nie dało się zapisać.</numerusform>
            <numerusform>%Ln zmian nie udało się dotąd zapisać, ponieważ katalogu nie dało się zapisać.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a CSV or JSON file here. You see how it will be read before anything is stored. Or let n8n and scripts send products while Listwright runs.</source>
        <translation>Upuść tutaj plik CSV lub JSON. Zanim cokolwiek zostanie zapisane, zobaczysz, jak zostanie odczytany. Produkty mogą też wysyłać n8n i skrypty, gdy Listwright działa.</translation>
    </message>
    <message>
        <source>Receive from n8n</source>
        <translation>Odbieraj z n8n</translation>
    </message>
    <message>
        <source>The inbox, where receiving is switched on</source>
        <translation>Strona Odebrane, na której włącza się odbieranie</translation>
    </message>
</context>
<context>
    <name>listwright::ChangeSetModel</name>
    <message>
        <source>You</source>
        <translation>Ty</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation>Wbudowane reguły</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Edytowano</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Zaimportowano</translation>
    </message>
    <message>
        <source>Proposals accepted</source>
        <translation>Przyjęto propozycje</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Usunięto</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Przywrócono</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Cofnięto</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Co</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
</context>
<context>
    <name>listwright::Chip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Removes this filter</source>
        <translation>Usuwa ten filtr</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtr</translation>
    </message>
</context>
<context>
    <name>listwright::ColumnCommands</name>
    <message>
        <source>Move the column to the left</source>
        <translation>Przesuń kolumnę w lewo</translation>
    </message>
    <message>
        <source>Move the column to the right</source>
        <translation>Przesuń kolumnę w prawo</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>Reset the columns</source>
        <translation>Przywróć domyślne kolumny</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortuj według</translation>
    </message>
    <message>
        <source>Reverse the order</source>
        <translation>Odwróć kolejność</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Sortuj rosnąco</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Sortuj malejąco</translation>
    </message>
</context>
<context>
    <name>listwright::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Polecenia</translation>
    </message>
    <message>
        <source>Type what you want to do…</source>
        <translation>Wpisz, co chcesz zrobić…</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Znajdź polecenie</translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation>Żadne polecenie nie zawiera tych słów.</translation>
    </message>
</context>
<context>
    <name>listwright::DatabaseProblemDialog</name>
    <message>
        <source>The catalog cannot be opened</source>
        <translation>Nie można otworzyć katalogu</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Przywróć kopię zapasową…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Kopia zapasowa</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>Bazy danych (*.db);;Wszystkie pliki (*)</translation>
    </message>
</context>
<context>
    <name>listwright::DatabaseSection</name>
    <message>
        <source>You may not write in the folder %1.</source>
        <translation>Brak uprawnień do zapisu w folderze %1.</translation>
    </message>
    <message>
        <source>There is no such file yet. It will be made with an empty catalog.</source>
        <translation>Takiego pliku jeszcze nie ma. Zostanie utworzony z pustym katalogiem.</translation>
    </message>
    <message>
        <source>The file can be opened.</source>
        <translation>Plik można otworzyć.</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>Połączono z %1.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Where your catalog is kept: in a file on this computer, or on a PostgreSQL server that you share with others.</source>
        <translation>Gdzie przechowywany jest katalog: w pliku na tym komputerze czy na serwerze PostgreSQL, współdzielonym z innymi.</translation>
    </message>
    <message>
        <source>A file on this computer</source>
        <translation>Plik na tym komputerze</translation>
    </message>
    <message>
        <source>A PostgreSQL server</source>
        <translation>Serwer PostgreSQL</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Wybierz plik…</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>Plik bazy danych</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>Bazy danych (*.db);;Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>Not on a network drive: there, two computers can damage it.</source>
        <translation>Nie na dysku sieciowym: tam dwa komputery mogą go uszkodzić.</translation>
    </message>
    <message>
        <source>Leave empty to keep the present one</source>
        <translation>Puste pole zachowuje obecne hasło</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Kept in: %1</source>
        <translation>Miejsce przechowywania: %1</translation>
    </message>
    <message>
        <source>It cannot be kept on this computer. Set LISTWRIGHT_DATABASE_PASSWORD instead.</source>
        <translation>Nie można go przechowywać na tym komputerze. Zamiast tego należy ustawić LISTWRIGHT_DATABASE_PASSWORD.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Sprawdź połączenie</translation>
    </message>
    <message>
        <source>Use this database</source>
        <translation>Użyj tej bazy danych</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Uruchom ponownie teraz</translation>
    </message>
    <message>
        <source>Listwright will use this database from the next start on.</source>
        <translation>Listwright użyje tej bazy danych od następnego uruchomienia.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Łączenie…</translation>
    </message>
    <message>
        <source>%1 is no folder.</source>
        <translation>%1 nie jest folderem.</translation>
    </message>
    <message>
        <source>Enter the whole path of the file.</source>
        <translation>Podaj pełną ścieżkę pliku.</translation>
    </message>
    <message>
        <source>%1 is a folder. Enter a file in it.</source>
        <translation>%1 jest folderem. Podaj plik w nim.</translation>
    </message>
    <message>
        <source>Enter the server’s name or address, for example db.example.com.</source>
        <translation>Podaj nazwę lub adres serwera, na przykład db.example.com.</translation>
    </message>
</context>
<context>
    <name>listwright::DetailPanel</name>
    <message>
        <source>Listing</source>
        <translation>Oferta</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Jakość</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Zdjęcia</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Atrybuty</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>No product chosen</source>
        <translation>Nie wybrano produktu</translation>
    </message>
    <message>
        <source>Choose a row to see its texts, images, attributes and history.</source>
        <translation>Wybierz wiersz, aby zobaczyć teksty, zdjęcia, atrybuty i historię produktu.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Zamknij szczegóły</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Zachowaj moje</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Weź cudze</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Przywróć</translation>
    </message>
    <message>
        <source>Gives the field the value it had before the chosen change</source>
        <translation>Przywraca polu wartość sprzed wybranej zmiany</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(bez tytułu)</translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation>Zdjęcia (%1)</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile to “%2”. You wrote “%3”.</source>
        <translation>Pole „%1” zmieniono w międzyczasie na „%2”. Twój tekst: „%3”.</translation>
    </message>
    <message>
        <source>A status follows from what is done with the product</source>
        <translation>Status wynika z tego, co dzieje się z produktem</translation>
    </message>
    <message>
        <source>No change yet</source>
        <translation>Jeszcze bez zmian</translation>
    </message>
    <message>
        <source>What you, a job or an import changes is listed here, and can be taken back field by field.</source>
        <translation>Tutaj pojawi się to, co zmienisz Ty, zadanie lub import; każde pole można cofnąć osobno.</translation>
    </message>
</context>
<context>
    <name>listwright::DropOverlay</name>
    <message>
        <source>Folders cannot be imported</source>
        <translation>Folderów nie można importować</translation>
    </message>
    <message numerus="yes">
        <source>Drop to import %Ln file(s)</source>
        <translation>
            <numerusform>Upuść, aby zaimportować %Ln plik</numerusform>
            <numerusform>Upuść, aby zaimportować %Ln pliki</numerusform>
            <numerusform>Upuść, aby zaimportować %Ln plików</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop the files themselves: CSV, TSV, JSON or NDJSON.</source>
        <translation>Upuść same pliki: CSV, TSV, JSON lub NDJSON.</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON and NDJSON. You will see a preview before anything is saved.</source>
        <translation>CSV, TSV, JSON i NDJSON. Przed zapisaniem czegokolwiek zobaczysz podgląd.</translation>
    </message>
    <message>
        <source>Only files of this computer can be imported</source>
        <translation>Można importować tylko pliki z tego komputera</translation>
    </message>
    <message>
        <source>Save it as a file first: CSV, TSV, JSON or NDJSON.</source>
        <translation>Najpierw zapisz to jako plik: CSV, TSV, JSON lub NDJSON.</translation>
    </message>
</context>
<context>
    <name>listwright::ExportPanel</name>
    <message numerus="yes">
        <source>%Ln product(s) written</source>
        <translation>
            <numerusform>Zapisano %Ln produkt</numerusform>
            <numerusform>Zapisano %Ln produkty</numerusform>
            <numerusform>Zapisano %Ln produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped because of rule errors</source>
        <translation>
            <numerusform>%Ln pominięty z powodu naruszenia reguł</numerusform>
            <numerusform>%Ln pominięte z powodu naruszenia reguł</numerusform>
            <numerusform>%Ln pominiętych z powodu naruszenia reguł</numerusform>
        </translation>
    </message>
    <message>
        <source>Also write products with rule errors</source>
        <translation>Zapisz też produkty naruszające reguły</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Zapisz plik</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Zapisz jako CSV…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>Close the export</source>
        <translation>Zamknij eksport</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Seller ID</source>
        <translation>ID sprzedawcy</translation>
    </message>
    <message>
        <source>Marketplace site</source>
        <translation>Serwis platformy</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Język tekstów</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Waluta</translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation>Adres sklepu</translation>
    </message>
    <message>
        <source>Otherwise they are left out and listed below</source>
        <translation>W przeciwnym razie zostaną pominięte i wymienione poniżej</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wybierz…</translation>
    </message>
    <message>
        <source>What the file cannot carry</source>
        <translation>Czego plik nie może pomieścić</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln zaznaczony</numerusform>
            <numerusform>%Ln zaznaczone</numerusform>
            <numerusform>%Ln zaznaczonych</numerusform>
        </translation>
    </message>
    <message>
        <source>All %1 matching</source>
        <translation>Wszystkie pasujące (%1)</translation>
    </message>
    <message>
        <source>Write the upload file</source>
        <translation>Zapisywanie pliku do wgrania</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Zapisywanie %1</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was left behind.</source>
        <translation>Eksport anulowano; nic po nim nie pozostało.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) the file cannot carry or had to change:</source>
        <translation>
            <numerusform>%Ln rzecz, której plik nie może pomieścić lub którą trzeba było zmienić:</numerusform>
            <numerusform>%Ln rzeczy, których plik nie może pomieścić lub które trzeba było zmienić:</numerusform>
            <numerusform>%Ln rzeczy, których plik nie może pomieścić lub które trzeba było zmienić:</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything fits into the file.</source>
        <translation>Wszystko mieści się w pliku.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Otwórz folder</translation>
    </message>
    <message>
        <source>Save the loss report</source>
        <translation>Zapisz raport strat</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>Nie udało się zapisać „%1”: %2</translation>
    </message>
    <message>
        <source>There are no products to write</source>
        <translation>Nie ma produktów do zapisania</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Zastąpić plik?</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>„%1” już istnieje.</translation>
    </message>
    <message>
        <source>What is in it now will be lost.</source>
        <translation>Jego obecna zawartość zostanie utracona.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Zastąp</translation>
    </message>
</context>
<context>
    <name>listwright::FactsTab</name>
    <message>
        <source>Attribute</source>
        <translation>Atrybut</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>Dodaj atrybut</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
</context>
<context>
    <name>listwright::FieldCard</name>
    <message>
        <source>Accept</source>
        <translation>Przyjmij</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edytuj</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Odrzuć</translation>
    </message>
    <message>
        <source>Changes of %1</source>
        <translation>Zmiany: %1</translation>
    </message>
    <message>
        <source>Edited text of %1</source>
        <translation>Edytowany tekst: %1</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Przyjęto</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Odrzucono</translation>
    </message>
    <message>
        <source>How the change is shown</source>
        <translation>Sposób pokazania zmiany</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Zmiany</translation>
    </message>
    <message>
        <source>Changes in the source</source>
        <translation>Zmiany w kodzie źródłowym</translation>
    </message>
    <message>
        <source>As it will look</source>
        <translation>Wygląd końcowy</translation>
    </message>
    <message>
        <source>Accept this field (A)</source>
        <translation>Przyjmij to pole (A)</translation>
    </message>
    <message>
        <source>Change the text, then accept it (E)</source>
        <translation>Zmień tekst, a potem go przyjmij (E)</translation>
    </message>
    <message>
        <source>Reject this field (R)</source>
        <translation>Odrzuć to pole (R)</translation>
    </message>
    <message>
        <source>(limit %1)</source>
        <translation>(limit %1)</translation>
    </message>
    <message>
        <source>Accept the edited text</source>
        <translation>Przyjmij edytowany tekst</translation>
    </message>
    <message>
        <source>What was changed meanwhile</source>
        <translation>Co zmieniono w międzyczasie</translation>
    </message>
    <message>
        <source>Use the proposed text</source>
        <translation>Użyj proponowanego tekstu</translation>
    </message>
    <message>
        <source>Breaks a rule</source>
        <translation>Narusza regułę</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Wątpliwe</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Zmieniono w międzyczasie</translation>
    </message>
    <message>
        <source>Changed after this proposal was made:</source>
        <translation>Zmieniono po utworzeniu tej propozycji:</translation>
    </message>
    <message>
        <source>The proposal beside the text as it is now:</source>
        <translation>Propozycja obok obecnego tekstu:</translation>
    </message>
    <message>
        <source>Keep the present text</source>
        <translation>Zachowaj obecny tekst</translation>
    </message>
    <message>
        <source>This replaces what was written meanwhile. Accept once more (A) to do it anyway.</source>
        <translation>To zastąpi tekst napisany w międzyczasie. Przyjmij jeszcze raz (A), aby mimo to go zastąpić.</translation>
    </message>
    <message>
        <source>This says things that the record does not hold. Accept once more (A) if they are true.</source>
        <translation>Tekst zawiera informacje, których nie ma w rekordzie. Przyjmij jeszcze raz (A), jeśli są prawdziwe.</translation>
    </message>
    <message>
        <source>This breaks the marketplace’s rules. Accept once more (A) to take it anyway.</source>
        <translation>To narusza reguły platformy. Przyjmij jeszcze raz (A), aby mimo to zastosować.</translation>
    </message>
    <message>
        <source>Accept anyway</source>
        <translation>Przyjmij mimo to</translation>
    </message>
    <message numerus="yes">
        <source>%1 → %Ln character(s)</source>
        <translation>
            <numerusform>%1 → %Ln znak</numerusform>
            <numerusform>%1 → %Ln znaki</numerusform>
            <numerusform>%1 → %Ln znaków</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FilterBar</name>
    <message>
        <source>Search title, SKU, GTIN, brand, description</source>
        <translation>Szukaj w tytule, SKU, GTIN, marce, opisie</translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation>Przeszukaj katalog</translation>
    </message>
    <message>
        <source>All words must be found, in any order (Ctrl+F)</source>
        <translation>Muszą wystąpić wszystkie słowa, w dowolnej kolejności (Ctrl+F)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marka</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ocena</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtruj według: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Dowolna ocena</translation>
    </message>
    <message>
        <source>Below 50: needs work</source>
        <translation>Poniżej 50: do poprawy</translation>
    </message>
    <message>
        <source>50 to 79: fair</source>
        <translation>Od 50 do 79: średnia</translation>
    </message>
    <message>
        <source>80 and above: good</source>
        <translation>80 i więcej: dobra</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>to</source>
        <translation>do</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(brak)</translation>
    </message>
    <message>
        <source>Nothing to choose from</source>
        <translation>Nie ma z czego wybierać</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Źródło: %1</translation>
    </message>
    <message>
        <source>Brand: %1</source>
        <translation>Marka: %1</translation>
    </message>
    <message>
        <source>Score %1–%2</source>
        <translation>Ocena %1–%2</translation>
    </message>
    <message>
        <source>Find another brand…</source>
        <translation>Znajdź inną markę…</translation>
    </message>
    <message>
        <source>Find another source…</source>
        <translation>Znajdź inne źródło…</translation>
    </message>
</context>
<context>
    <name>listwright::FilterValuesDialog</name>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>The %1 most frequent of %2. Type a part of the name to find another.</source>
        <translation>Najczęstsze: %1 z %2. Wpisz część nazwy, aby znaleźć inne.</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>Nic nie ma takiej nazwy.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>Znaleziono: %Ln</numerusform>
            <numerusform>Znaleziono: %Ln</numerusform>
            <numerusform>Znaleziono: %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FindingsList</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>jeszcze %Ln</numerusform>
            <numerusform>jeszcze %Ln</numerusform>
            <numerusform>jeszcze %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a marketplace to check its rules.</source>
        <translation>Wybierz platformę, aby sprawdzić jej reguły.</translation>
    </message>
    <message>
        <source>Fits all rules of %1</source>
        <translation>Spełnia wszystkie reguły platformy %1</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>marketplace: errors, warnings</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln błąd</numerusform>
            <numerusform>%Ln błędy</numerusform>
            <numerusform>%Ln błędów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln ostrzeżenie</numerusform>
            <numerusform>%Ln ostrzeżenia</numerusform>
            <numerusform>%Ln ostrzeżeń</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules as of %1</source>
        <translation>Reguły z dnia %1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Ostrzeżenie</translation>
    </message>
    <message>
        <source>%1
Rule: %2
Source: %3</source>
        <translation>%1
Reguła: %2
Źródło: %3</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Popraw</translation>
    </message>
    <message>
        <source>Becomes: %1</source>
        <translation>Po zmianie: %1</translation>
    </message>
</context>
<context>
    <name>listwright::GuideDialog</name>
    <message>
        <source>1. Bring products in</source>
        <translation>1. Wczytaj produkty</translation>
    </message>
    <message>
        <source>Drop files on the window, or choose File, Import. Listwright reads CSV, TSV, JSON and NDJSON and knows the exports of Shopify, eBay, Amazon and Allegro. You see the rows as they will be and what is wrong with them before anything is saved. Rows with errors are left out and can be saved to a file; the rest goes in. Importing a file again changes only what is new in it.</source>
        <translation>Upuść pliki na okno lub wybierz Plik, Importuj. Listwright czyta CSV, TSV, JSON i NDJSON oraz zna eksporty z Shopify, eBay, Amazon i Allegro. Przed zapisaniem czegokolwiek zobaczysz wiersze w docelowej postaci i to, co jest w nich nie tak. Wiersze z błędami są pomijane i można je zapisać do pliku; reszta zostaje wczytana. Ponowny import pliku zmienia tylko to, co jest w nim nowe.</translation>
    </message>
    <message>
        <source>2. Look through the catalog</source>
        <translation>2. Przejrzyj katalog</translation>
    </message>
    <message>
        <source>Type in the search field, click a chip to filter, click a column to sort. Select a product to see its texts, attributes, images and history. Every change can be undone or taken back from the history.</source>
        <translation>Pisz w polu wyszukiwania, kliknij etykietę, aby filtrować, kliknij kolumnę, aby sortować. Zaznacz produkt, aby zobaczyć jego teksty, atrybuty, zdjęcia i historię. Każdą zmianę można cofnąć, a z historii przywrócić poprzednią wartość.</translation>
    </message>
    <message>
        <source>3. Improve</source>
        <translation>3. Ulepsz</translation>
    </message>
    <message>
        <source>Select products and choose Improve. Listwright proposes titles and descriptions that fit the marketplace’s rules and uses only facts that are in the record. Your originals are never changed.</source>
        <translation>Zaznacz produkty i wybierz „Ulepsz”. Listwright zaproponuje tytuły i opisy zgodne z regułami platformy, oparte wyłącznie na faktach zawartych w rekordzie. Oryginały nigdy nie są zmieniane.</translation>
    </message>
    <message>
        <source>4. Review</source>
        <translation>4. Przejrzyj propozycje</translation>
    </message>
    <message>
        <source>Each proposal is shown beside the present text with what was added and removed. Accept or reject it field by field, edit it first, or accept all at once.</source>
        <translation>Każda propozycja jest pokazana obok obecnego tekstu, z zaznaczeniem tego, co dodano i usunięto. Można ją przyjąć lub odrzucić pole po polu, najpierw zmienić albo przyjąć wszystko naraz.</translation>
    </message>
    <message>
        <source>5. Write the upload file</source>
        <translation>5. Zapisz plik do wgrania</translation>
    </message>
    <message>
        <source>Choose File, Export and a marketplace. What breaks its rules is left out and named; what its file has no place for is listed. Upload the file in the marketplace’s own seller pages.</source>
        <translation>Wybierz Plik, Eksportuj i platformę. Co narusza jej reguły, zostaje pominięte i wymienione; wypisane jest też to, na co w pliku nie ma miejsca. Plik wgrywa się w panelu sprzedawcy na platformie.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Klawisze</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Twoje dane</translation>
    </message>
    <message>
        <source>The catalog is one file on your computer unless you choose a PostgreSQL server in Settings. A backup is made each day; more can be made in Settings, Backups.</source>
        <translation>Katalog to jeden plik na komputerze, chyba że w Ustawieniach wybrano serwer PostgreSQL. Kopia zapasowa powstaje codziennie; kolejne można utworzyć w części Ustawienia, Kopie zapasowe.</translation>
    </message>
    <message>
        <source>Listwright in five steps</source>
        <translation>Listwright w pięciu krokach</translation>
    </message>
    <message>
        <source>Receive from n8n and scripts</source>
        <translation>Odbieraj z n8n i skryptów</translation>
    </message>
    <message>
        <source>Switch receiving on in Settings, Receiving, and copy its address and its secret. In n8n, an HTTP Request node posts the items to the address, with the secret in the header X-Webhook-Secret. The inbox lists what comes, what became of each product, and can import a request once more.</source>
        <translation>Włącz odbieranie w sekcji Odbieranie w Ustawieniach i skopiuj jego adres oraz sekret. W n8n węzeł HTTP Request wysyła produkty pod ten adres metodą POST, z sekretem w nagłówku X-Webhook-Secret. Strona Odebrane pokazuje, co przyszło i co stało się z każdym produktem; żądanie można też zaimportować ponownie.</translation>
    </message>
    <message>
        <source>Ctrl+K lists everything Listwright can do. F1 shows all shortcuts. Ctrl+1 to Ctrl+6 change the page.</source>
        <translation>Ctrl+K wyświetla wszystko, co potrafi Listwright. F1 pokazuje wszystkie skróty. Ctrl+1 do Ctrl+6 przełączają strony.</translation>
    </message>
</context>
<context>
    <name>listwright::HistoryModel</name>
    <message>
        <source>You</source>
        <translation>Ty</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation>Wbudowane reguły</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Kto</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Przed</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Po</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>field, marketplace</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>listwright::ImagesTab</name>
    <message>
        <source>The first address is the main image. Double-click or press F2 to change one.</source>
        <translation>Pierwszy adres to zdjęcie główne. Adres zmienia się dwukrotnym kliknięciem lub klawiszem F2.</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>Dodaj adres</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Przesuń w górę</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Przesuń w dół</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>“%1” is no address of an image: it has to begin with https:// or http://.</source>
        <translation>„%1” nie jest adresem obrazu: musi zaczynać się od https:// lub http://.</translation>
    </message>
</context>
<context>
    <name>listwright::ImportJobModel</name>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Czas trwania</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Zmienione</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Odrzucone</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
</context>
<context>
    <name>listwright::ImportPanel</name>
    <message>
        <source>This file cannot be read</source>
        <translation>Nie można odczytać tego pliku</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importuj</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Kolumny pliku</translation>
    </message>
    <message>
        <source>Products as they will be</source>
        <translation>Produkty w docelowej postaci</translation>
    </message>
    <message>
        <source>Problems in the first rows</source>
        <translation>Problemy w pierwszych wierszach</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Sprawdzanie pliku…</translation>
    </message>
    <message>
        <source>Back to the catalog</source>
        <translation>Wróć do katalogu</translation>
    </message>
    <message>
        <source>Columns of the file, and the field each one feeds</source>
        <translation>Kolumny pliku i pola, które każda z nich wypełnia</translation>
    </message>
    <message>
        <source>The first products as they will be</source>
        <translation>Pierwsze produkty w docelowej postaci</translation>
    </message>
    <message>
        <source>Nothing is stored before you press Import.</source>
        <translation>Nic nie zostanie zapisane przed naciśnięciem „Importuj”.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · the first %Ln product(s) are shown · nothing is stored before you press Import</source>
        <translation>
            <numerusform>%1 · pokazano pierwszy %Ln produkt · nic nie zostanie zapisane przed naciśnięciem „Importuj”</numerusform>
            <numerusform>%1 · pokazano pierwsze %Ln produkty · nic nie zostanie zapisane przed naciśnięciem „Importuj”</numerusform>
            <numerusform>%1 · pokazano pierwszych %Ln produktów · nic nie zostanie zapisane przed naciśnięciem „Importuj”</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2</source>
        <comment>line, column</comment>
        <translation>Wiersz %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) in the first rows</source>
        <translation>
            <numerusform>%Ln problem w pierwszych wierszach</numerusform>
            <numerusform>%Ln problemy w pierwszych wierszach</numerusform>
            <numerusform>%Ln problemów w pierwszych wierszach</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import all %Ln file(s)</source>
        <translation>
            <numerusform>Importuj %Ln plik</numerusform>
            <numerusform>Importuj wszystkie %Ln pliki</numerusform>
            <numerusform>Importuj wszystkie pliki (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wybierz inny.</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>To chwilę potrwa.</translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation>Pomiń ten plik</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Wiersz %1</translation>
    </message>
    <message>
        <source>Nothing of the files is imported (Esc)</source>
        <translation>Nic z tych plików nie zostanie zaimportowane (Esc)</translation>
    </message>
</context>
<context>
    <name>listwright::ImportPreviewModel</name>
    <message>
        <source>Rejected: %1</source>
        <translation>Odrzucono: %1</translation>
    </message>
</context>
<context>
    <name>listwright::ImportQueue</name>
    <message>
        <source>%1 new</source>
        <translation>nowe: %1</translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation>zmienione: %1</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>bez zmian: %1</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>odrzucone: %1</translation>
    </message>
    <message>
        <source>nothing in it</source>
        <translation>nic nie zawiera</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>Importowanie %1</translation>
    </message>
    <message>
        <source>%1 · %2 rows a second</source>
        <translation>%1 · wiersze na sekundę: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file: error</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The import of %1 was cancelled; what came in stays.</source>
        <translation>Import pliku %1 anulowano; to, co wczytano, pozostaje.</translation>
    </message>
    <message>
        <source>The import of %1 failed: %2</source>
        <translation>Import pliku %1 nie powiódł się: %2</translation>
    </message>
    <message>
        <source>%1 was imported.</source>
        <translation>Zaimportowano plik %1.</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Cofnij import</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) were rejected.</source>
        <translation>
            <numerusform>Odrzucono %Ln rekord.</numerusform>
            <numerusform>Odrzucono %Ln rekordy.</numerusform>
            <numerusform>Odrzucono %Ln rekordów.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <comment>line, column, reason</comment>
        <translation>Wiersz %1, %2: %3</translation>
    </message>
    <message>
        <source>Save rejects…</source>
        <translation>Zapisz odrzucone…</translation>
    </message>
    <message>
        <source>Undoing the import of %1</source>
        <translation>Cofanie importu pliku %1</translation>
    </message>
    <message numerus="yes">
        <source>The import was undone for %Ln product(s).</source>
        <translation>
            <numerusform>Import cofnięto dla %Ln produktu.</numerusform>
            <numerusform>Import cofnięto dla %Ln produktów.</numerusform>
            <numerusform>Import cofnięto dla %Ln produktów.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln produkt zmienił się od tego czasu i został pominięty.</numerusform>
            <numerusform>%Ln produkty zmieniły się od tego czasu i zostały pominięte.</numerusform>
            <numerusform>%Ln produktów zmieniło się od tego czasu i zostało pominiętych.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the rejected records</source>
        <translation>Zapisz odrzucone rekordy</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>Nie udało się zapisać „%1”: %2</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2</source>
        <translation>Nie można odczytać „%1”: %2</translation>
    </message>
    <message>
        <source>Nothing of %1 was imported.</source>
        <translation>Z %1 nic nie zaimportowano.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>line, reason</comment>
        <translation>Wiersz %1: %2</translation>
    </message>
</context>
<context>
    <name>listwright::ImportSection</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>What the import preview starts with. There, each of it can still be changed.</source>
        <translation>Ustawienia początkowe podglądu importu. Każde z nich można tam jeszcze zmienić.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Waluta</translation>
    </message>
    <message>
        <source>For prices that name none.</source>
        <translation>Dla cen bez podanej waluty.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Where products come from when a file does not say. Together with their number it tells them apart.</source>
        <translation>Skąd pochodzą produkty, gdy plik tego nie podaje. Razem z numerem pozwala je odróżnić.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodowanie</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Wykryj</translation>
    </message>
    <message>
        <source>Windows 1250 (Central European)</source>
        <translation>Windows 1250 (środkowoeuropejskie)</translation>
    </message>
    <message>
        <source>Windows 1252 (Western European)</source>
        <translation>Windows 1252 (zachodnioeuropejskie)</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Znak dziesiętny</translation>
    </message>
    <message>
        <source>Point: 1,099.00</source>
        <translation>Kropka: 1,099.00</translation>
    </message>
    <message>
        <source>Comma: 1.099,00</source>
        <translation>Przecinek: 1.099,00</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Odrzucone wiersze</translation>
    </message>
    <message>
        <source>Files with the rows that could not be imported.</source>
        <translation>Pliki z wierszami, których nie udało się zaimportować.</translation>
    </message>
</context>
<context>
    <name>listwright::InboxActions</name>
    <message>
        <source>Nothing of these requests was kept that could be imported.</source>
        <translation>Z tych żądań nie zachowano nic, co można by zaimportować.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are imported once more.</source>
        <translation>
            <numerusform>%Ln żądanie jest importowane ponownie.</numerusform>
            <numerusform>%Ln żądania są importowane ponownie.</numerusform>
            <numerusform>%Ln żądań jest importowanych ponownie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) deleted. Their products stay.</source>
        <translation>
            <numerusform>Usunięto %Ln żądanie. Jego produkty pozostają.</numerusform>
            <numerusform>Usunięto %Ln żądania. Ich produkty pozostają.</numerusform>
            <numerusform>Usunięto %Ln żądań. Ich produkty pozostają.</numerusform>
        </translation>
    </message>
    <message>
        <source>The command is on the clipboard. It reads the secret from LISTWRIGHT_WEBHOOK_SECRET.</source>
        <translation>Polecenie jest w schowku. Odczytuje sekret z LISTWRIGHT_WEBHOOK_SECRET.</translation>
    </message>
</context>
<context>
    <name>listwright::InboxDetails</name>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Zmienione</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Błędne</translation>
    </message>
    <message>
        <source>Product %L1</source>
        <translation>Produkt %L1</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Co wysłano</translation>
    </message>
    <message>
        <source>What was answered</source>
        <translation>Co odpowiedziano</translation>
    </message>
    <message>
        <source>Choose a request to see what came and what became of it.</source>
        <translation>Wybierz żądanie, aby zobaczyć, co przyszło i co się z tym stało.</translation>
    </message>
    <message>
        <source>Products of the request</source>
        <translation>Produkty żądania</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Wysłane dane</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedź</translation>
    </message>
    <message>
        <source>The body was not kept, as the sender did not know the secret.</source>
        <translation>Treści nie zachowano, bo nadawca nie znał sekretu.</translation>
    </message>
    <message>
        <source>There is no answer yet.</source>
        <translation>Nie ma jeszcze odpowiedzi.</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Odebrano</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Nadawca</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Answered with</source>
        <translation>Kod odpowiedzi</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Żądanie</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Ponowienie</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more in the answer.</source>
        <translation>
            <numerusform>i jeszcze %Ln w odpowiedzi.</numerusform>
            <numerusform>i jeszcze %Ln w odpowiedzi.</numerusform>
            <numerusform>i jeszcze %Ln w odpowiedzi.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was answered with 202: a job imports its products. What became of them:</source>
        <translation>Odpowiedzią było 202: produkty importuje zadanie. Co się z nimi stało:</translation>
    </message>
    <message>
        <source>the request %1, which was deleted since</source>
        <translation>żądanie %1, które od tego czasu usunięto</translation>
    </message>
    <message>
        <source>the request %1, received: %2</source>
        <translation>żądanie %1, odebrane: %2</translation>
    </message>
    <message>
        <source>New: %L1, changed: %L2, unchanged: %L3, wrong: %L4</source>
        <translation>Nowe: %L1, zmienione: %L2, bez zmian: %L3, błędne: %L4</translation>
    </message>
    <message>
        <source>These were taken:</source>
        <translation>Przyjęte produkty:</translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln of those that were taken:</source>
        <translation>
            <numerusform>Pierwszy z przyjętych produktów:</numerusform>
            <numerusform>Pierwsze %Ln z przyjętych produktów:</numerusform>
            <numerusform>Pierwszych %Ln z przyjętych produktów:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::InboxPage</name>
    <message>
        <source>Import once more</source>
        <translation>Importuj ponownie</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Kopiuj jako curl</translation>
    </message>
    <message>
        <source>Delete the requests</source>
        <translation>Usuń żądania</translation>
    </message>
    <message>
        <source>Received requests</source>
        <translation>Odebrane żądania</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Wszystkie żądania</translation>
    </message>
    <message>
        <source>No such request</source>
        <translation>Nie ma takich żądań</translation>
    </message>
    <message>
        <source>Choose another outcome above to see the other requests.</source>
        <translation>Wybierz powyżej inny wynik, aby zobaczyć pozostałe żądania.</translation>
    </message>
    <message>
        <source>Nothing was received yet</source>
        <translation>Jeszcze nic nie odebrano</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Odebrane</translation>
    </message>
    <message>
        <source>Send products to %1 with the secret of Settings, Receiving. They are listed here with what became of them.</source>
        <translation>Wysyłaj produkty pod %1 z sekretem z sekcji Odbieranie w Ustawieniach. Tutaj zobaczysz, co się z nimi stało.</translation>
    </message>
    <message>
        <source>Receive products</source>
        <translation>Odbieraj produkty</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Products that n8n, a scraper or a script sends are listed here. Until you switch it on, Listwright takes nothing from other programs.</source>
        <translation>Tutaj pojawiają się produkty, które wysyła n8n, scraper lub skrypt. Dopóki nie włączysz odbierania, Listwright nie przyjmuje niczego od innych programów.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>Użyj %1</translation>
    </message>
    <message>
        <source>Nothing of it was kept that could be sent again, as its sender did not know the secret.</source>
        <translation>Nie zachowano niczego, co można by wysłać ponownie: nadawca nie znał sekretu.</translation>
    </message>
    <message>
        <source>Delete the requests?</source>
        <translation>Usunąć żądania?</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) will be deleted, with what was sent and what was answered.</source>
        <translation>
            <numerusform>%Ln żądanie zostanie usunięte wraz z tym, co wysłano i co odpowiedziano.</numerusform>
            <numerusform>%Ln żądania zostaną usunięte wraz z tym, co wysłano i co odpowiedziano.</numerusform>
            <numerusform>%Ln żądań zostanie usuniętych wraz z tym, co wysłano i co odpowiedziano.</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be undone. Their products stay, and so do requests that wait to be imported.</source>
        <translation>Tego nie można cofnąć. Ich produkty pozostają, podobnie jak żądania czekające na import.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are chosen.</source>
        <translation>
            <numerusform>Wybrano %Ln żądanie.</numerusform>
            <numerusform>Wybrano %Ln żądania.</numerusform>
            <numerusform>Wybrano %Ln żądań.</numerusform>
        </translation>
    </message>
    <message>
        <source>Above, they can be imported once more, or deleted.</source>
        <translation>Przyciskami powyżej można je ponownie zaimportować albo usunąć.</translation>
    </message>
    <message>
        <source>Above, they can be deleted.</source>
        <translation>Przyciskiem powyżej można je usunąć.</translation>
    </message>
</context>
<context>
    <name>listwright::JobActions</name>
    <message numerus="yes">
        <source>%Ln job(s) wait to be tried again.</source>
        <translation>
            <numerusform>%Ln zadanie czeka na ponowną próbę.</numerusform>
            <numerusform>%Ln zadania czekają na ponowną próbę.</numerusform>
            <numerusform>%Ln zadań czeka na ponowną próbę.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) cancelled.</source>
        <translation>
            <numerusform>Anulowano %Ln zadanie.</numerusform>
            <numerusform>Anulowano %Ln zadania.</numerusform>
            <numerusform>Anulowano %Ln zadań.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
</context>
<context>
    <name>listwright::JobDetails</name>
    <message>
        <source>Details of the job</source>
        <translation>Szczegóły zadania</translation>
    </message>
    <message>
        <source>Choose a job to see what it was asked for, its attempts and what came out.</source>
        <translation>Wybierz zadanie, aby zobaczyć jego zlecenie, próby i wynik.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Zadanie zbiorcze</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>W kolejce od</translation>
    </message>
    <message>
        <source>Last begun</source>
        <translation>Ostatnie rozpoczęcie</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Ponowna próba</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Zakończono</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Czas trwania</translation>
    </message>
    <message>
        <source>Worked on by</source>
        <translation>Wykonuje</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>attempts</comment>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>Attempt %1 failed, %2</source>
        <translation>Próba %1 nieudana, %2</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Zlecenie</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Wynik</translation>
    </message>
</context>
<context>
    <name>listwright::JobModel</name>
    <message>
        <source>since %1</source>
        <translation>od %1</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>najwcześniej %1</translation>
    </message>
    <message>
        <source>Being cancelled…</source>
        <translation>Trwa anulowanie…</translation>
    </message>
    <message>
        <source>Improve with AI</source>
        <translation>Ulepszanie za pomocą AI</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>attempts</comment>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>%1, %2 percent</source>
        <translation>%1, procent: %2</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Zadanie</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kiedy</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln produkt</numerusform>
            <numerusform>%Ln produkty</numerusform>
            <numerusform>%Ln produktów</numerusform>
        </translation>
    </message>
    <message>
        <source>Improve by rules</source>
        <translation>Ulepszanie według reguł</translation>
    </message>
    <message>
        <source>Import what was received</source>
        <translation>Zaimportuj odebrane</translation>
    </message>
</context>
<context>
    <name>listwright::JobWorker</name>
    <message>
        <source>The work ended by a fault of the program.</source>
        <translation>Praca zakończyła się z powodu błędu programu.</translation>
    </message>
</context>
<context>
    <name>listwright::JobsPage</name>
    <message>
        <source>All bulk jobs and single jobs</source>
        <translation>Wszystkie zadania zbiorcze i pojedyncze</translation>
    </message>
    <message>
        <source>Bulk job %1</source>
        <translation>Zadanie zbiorcze %1</translation>
    </message>
    <message>
        <source>Resume the bulk job</source>
        <translation>Wznów zadanie zbiorcze</translation>
    </message>
    <message>
        <source>Pause the bulk job</source>
        <translation>Wstrzymaj zadanie zbiorcze</translation>
    </message>
    <message>
        <source>all jobs</source>
        <translation>wszystkie zadania</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1”</translation>
    </message>
    <message>
        <source>bulk job %1</source>
        <translation>zadanie zbiorcze %1</translation>
    </message>
    <message>
        <source>Resume everything</source>
        <translation>Wznów wszystko</translation>
    </message>
    <message>
        <source>Pause everything</source>
        <translation>Wstrzymaj wszystko</translation>
    </message>
    <message>
        <source>All jobs are paused. What runs is finished; nothing new begins before you resume.</source>
        <translation>Wszystkie zadania są wstrzymane. Te w toku zostaną dokończone; nic nowego nie rozpocznie się przed wznowieniem.</translation>
    </message>
    <message>
        <source>Paused: %1. Their jobs wait until you resume.</source>
        <translation>Wstrzymano: %1. Te zadania czekają na wznowienie.</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Nie ma jeszcze zadań</translation>
    </message>
    <message>
        <source>Choose products in the catalog and press “Improve”, then “With AI…”. The work is done here in the background, also after a restart.</source>
        <translation>Wybierz produkty w katalogu i naciśnij „Ulepsz”, a potem „Za pomocą AI…”. Praca odbywa się tutaj w tle, także po ponownym uruchomieniu.</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nic nie jest wykonywane</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nic nie czeka</translation>
    </message>
    <message>
        <source>Nothing is finished</source>
        <translation>Nic nie jest zakończone</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Brak trwale nieudanych zadań</translation>
    </message>
    <message>
        <source>Waiting jobs begin by themselves.</source>
        <translation>Oczekujące zadania rozpoczynają się same.</translation>
    </message>
    <message>
        <source>Jobs that are ordered wait here for their turn.</source>
        <translation>Zlecone zadania czekają tutaj na swoją kolej.</translation>
    </message>
    <message>
        <source>Finished and cancelled jobs are listed here.</source>
        <translation>Tutaj widać zakończone i anulowane zadania.</translation>
    </message>
    <message>
        <source>A job that failed for good stays here with its errors, until you try it again.</source>
        <translation>Trwale nieudane zadanie pozostaje tutaj ze swoimi błędami, dopóki nie ponowisz próby.</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>Wznów: %1</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>Wstrzymaj: %1</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Zadania</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Ponów próbę</translation>
    </message>
    <message>
        <source>Try all dead letters again</source>
        <translation>Ponów wszystkie trwale nieudane</translation>
    </message>
    <message>
        <source>Cancel the chosen jobs</source>
        <translation>Anuluj wybrane zadania</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Otwórz produkt</translation>
    </message>
    <message>
        <source>Show its jobs</source>
        <translation>Pokaż jego zadania</translation>
    </message>
    <message>
        <source>Try its failed jobs again</source>
        <translation>Ponów jego nieudane zadania</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>Anuluj resztę</translation>
    </message>
    <message>
        <source>Bulk jobs</source>
        <translation>Zadania zbiorcze</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Wstrzymaj</translation>
    </message>
    <message>
        <source>Hold up jobs, or let them go on</source>
        <translation>Wstrzymaj zadania lub pozwól im trwać dalej</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Wznów</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>W toku</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Oczekujące</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Zakończone</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Trwale nieudane</translation>
    </message>
    <message>
        <source>Kind of job</source>
        <translation>Rodzaj zadania</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Wszystkie rodzaje</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Zadanie zbiorcze</translation>
    </message>
    <message>
        <source>No bulk jobs yet</source>
        <translation>Nie ma jeszcze zadań zbiorczych</translation>
    </message>
    <message>
        <source>Work on many products at once is listed here with how far it is, what failed and why it stopped.</source>
        <translation>Praca nad wieloma produktami naraz jest tutaj pokazana z postępem, niepowodzeniami i powodem zatrzymania.</translation>
    </message>
</context>
<context>
    <name>listwright::KeyField</name>
    <message>
        <source>Keep</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Klucz</translation>
    </message>
    <message>
        <source>It cannot be kept on this computer. Set LISTWRIGHT_AI_KEY instead.</source>
        <translation>Nie można go przechować na tym komputerze. Zamiast tego ustaw LISTWRIGHT_AI_KEY.</translation>
    </message>
    <message>
        <source>Kept; enter another to replace it</source>
        <translation>Zapisany; wpisz inny, aby go zastąpić</translation>
    </message>
    <message>
        <source>Kept in: %1. It is never shown again.</source>
        <translation>Miejsce przechowywania: %1. Nigdy nie jest ponownie pokazywany.</translation>
    </message>
    <message>
        <source>Get a key at %1.</source>
        <translation>Klucz można uzyskać na %1.</translation>
    </message>
    <message>
        <source>No key is needed.</source>
        <translation>Klucz nie jest potrzebny.</translation>
    </message>
    <message>
        <source>The key is kept. Test it.</source>
        <translation>Klucz zapisano. Sprawdź go.</translation>
    </message>
    <message>
        <source>The key was removed.</source>
        <translation>Klucz usunięto.</translation>
    </message>
</context>
<context>
    <name>listwright::KeysSection</name>
    <message>
        <source>API keys</source>
        <translation>Klucze API</translation>
    </message>
    <message>
        <source>Scripts and other programs show a key in the header “X-API-Key” or “Authorization: Bearer” when they ask the REST API. Give each its own, with no more than it needs.</source>
        <translation>Skrypty i inne programy podają klucz w nagłówku „X-API-Key” lub „Authorization: Bearer”, gdy korzystają z REST API. Daj każdemu własny klucz, tylko z potrzebnymi uprawnieniami.</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Nowy klucz…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Unieważnij…</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Nie ma jeszcze kluczy</translation>
    </message>
    <message>
        <source>Without a key nobody can ask the REST API. The webhook has a secret of its own, which stands under Receiving.</source>
        <translation>Bez klucza nikt nie może korzystać z REST API. Webhook ma własny sekret, który jest w sekcji Odbieranie.</translation>
    </message>
    <message>
        <source>The catalog is open for reading only, so keys can neither be made nor revoked.</source>
        <translation>Katalog jest otwarty tylko do odczytu, więc kluczy nie można tworzyć ani unieważniać.</translation>
    </message>
    <message>
        <source>Revoke the key?</source>
        <translation>Unieważnić klucz?</translation>
    </message>
    <message>
        <source>Programs that use the key “%1” are refused from now on.</source>
        <translation>Programy, które używają klucza „%1”, będą odtąd odrzucane.</translation>
    </message>
    <message>
        <source>It cannot be undone; a new key can be made.</source>
        <translation>Tego nie można cofnąć; można utworzyć nowy klucz.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Unieważnij</translation>
    </message>
    <message>
        <source>The key “%1” is revoked.</source>
        <translation>Klucz „%1” został unieważniony.</translation>
    </message>
</context>
<context>
    <name>listwright::ListingTab</name>
    <message>
        <source>bytes</source>
        <translation>bajtów</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>znaków</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 z %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>Up to %1 are advised</source>
        <translation>Zalecane najwyżej %1</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation>Wszystkie platformy</translation>
    </message>
    <message>
        <source>Original title</source>
        <translation>Oryginalny tytuł</translation>
    </message>
    <message>
        <source>Original description</source>
        <translation>Oryginalny opis</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Zoptymalizowany tytuł</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Zoptymalizowany opis</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Oryginał</translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation>Zoptymalizowane</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tytuł</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Opis</translation>
    </message>
    <message>
        <source>None yet: the original is used</source>
        <translation>Jeszcze brak: używany jest oryginał</translation>
    </message>
    <message>
        <source>Nothing of its own yet: everything is inherited</source>
        <translation>Jeszcze nic własnego: wszystko jest dziedziczone</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Punkty</translation>
    </message>
    <message>
        <source>Bullet points, one a line</source>
        <translation>Punkty, po jednym w wierszu</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Jeszcze brak</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bullet points</comment>
        <translation>%1 z %2</translation>
    </message>
</context>
<context>
    <name>listwright::LossModel</name>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Powód</translation>
    </message>
</context>
<context>
    <name>listwright::MainWindow</name>
    <message>
        <source>%1 – Listwright</source>
        <translation>%1 – Listwright</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Zakończ</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>Po&amp;lecenia…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Plik</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edycja</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Widok</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>P&amp;ełny ekran</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Pomo&amp;c</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation>&amp;Skróty klawiszowe</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>&amp;Dokumentacja</translation>
    </message>
    <message>
        <source>&amp;About Listwright</source>
        <translation>&amp;O programie Listwright</translation>
    </message>
    <message>
        <source>Still working</source>
        <translation>Praca jeszcze trwa</translation>
    </message>
    <message>
        <source>“%1” is still running. What is done so far is kept.</source>
        <translation>„%1” jeszcze trwa. To, co już zrobiono, zostanie zachowane.</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Anuluj i zamknij</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Kontynuuj pracę</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Zadania są w toku</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) are not finished.</source>
        <translation>
            <numerusform>%Ln zadanie nie jest zakończone.</numerusform>
            <numerusform>%Ln zadania nie są zakończone.</numerusform>
            <numerusform>%Ln zadań nie jest zakończonych.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost: they go on when Listwright is started again.</source>
        <translation>Nic nie przepadnie: zadania będą kontynuowane po ponownym uruchomieniu programu Listwright.</translation>
    </message>
    <message>
        <source>Nothing is lost: others who share the catalog go on with them, or this computer does when Listwright is started again.</source>
        <translation>Nic nie przepadnie: zadania będą kontynuować inni, którzy współdzielą katalog, albo ten komputer po ponownym uruchomieniu programu Listwright.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Not stored yet</source>
        <translation>Jeszcze nie zapisano</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Zamknij i utrać</translation>
    </message>
</context>
<context>
    <name>listwright::MappingHeader</name>
    <message>
        <source>Attribute “%1”</source>
        <translation>Atrybut „%1”</translation>
    </message>
    <message>
        <source>Field that the column “%1” feeds</source>
        <translation>Pole, które wypełnia kolumna „%1”</translation>
    </message>
</context>
<context>
    <name>listwright::MarketplaceSection</name>
    <message>
        <source>Marketplaces</source>
        <translation>Platformy</translation>
    </message>
    <message>
        <source>What upload files need to know about you. Nothing here is sent anywhere.</source>
        <translation>Co pliki do wgrania muszą o Tobie wiedzieć. Nic stąd nie jest nigdzie wysyłane.</translation>
    </message>
    <message>
        <source>Default marketplace</source>
        <translation>Domyślna platforma</translation>
    </message>
    <message>
        <source>Its rules are shown first and used by “Improve”.</source>
        <translation>Jej reguły są pokazywane jako pierwsze i stosowane przez „Ulepsz”.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Kraj</translation>
    </message>
    <message>
        <source>Two letters, for example DE, PL or US.</source>
        <translation>Dwie litery, na przykład DE, PL lub US.</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Język tekstów</translation>
    </message>
    <message>
        <source>Amazon seller ID</source>
        <translation>ID sprzedawcy Amazon</translation>
    </message>
    <message>
        <source>In Seller Central under Settings, Account info, “Your merchant token”.</source>
        <translation>W Seller Central: Ustawienia, Informacje o koncie, „Twój token sprzedawcy”.</translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation>Adres sklepu</translation>
    </message>
    <message>
        <source>Google Merchant links go there, for example https://shop.example.com.</source>
        <translation>Tam prowadzą odnośniki Google Merchant, na przykład https://shop.example.com.</translation>
    </message>
    <message>
        <source>Each marketplace’s own</source>
        <translation>Własny każdej platformy</translation>
    </message>
</context>
<context>
    <name>listwright::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>%1, %Ln oczekuje</numerusform>
            <numerusform>%1, %Ln oczekują</numerusform>
            <numerusform>%1, %Ln oczekuje</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Strony</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>listwright::NewKeyDialog</name>
    <message>
        <source>Read products, jobs and proposals</source>
        <translation>Odczyt produktów, zadań i propozycji</translation>
    </message>
    <message>
        <source>Change products, import, order texts and decide on proposals</source>
        <translation>Zmiana produktów, import, zlecanie tekstów i decyzje o propozycjach</translation>
    </message>
    <message>
        <source>Bring listings to marketplaces</source>
        <translation>Wystawianie ofert na platformach</translation>
    </message>
    <message>
        <source>Everything, also making and revoking keys</source>
        <translation>Wszystko, także tworzenie i unieważnianie kluczy</translation>
    </message>
    <message>
        <source>New API key</source>
        <translation>Nowy klucz API</translation>
    </message>
    <message>
        <source>Who uses it, for example: price watcher</source>
        <translation>Kto go używa, na przykład: monitoring cen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Uprawnienia</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Utwórz klucz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>What the key allows</source>
        <translation>Uprawnienia klucza</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nigdy</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln day(s)</source>
        <translation>
            <numerusform>Po %Ln dniu</numerusform>
            <numerusform>Po %Ln dniach</numerusform>
            <numerusform>Po %Ln dniach</numerusform>
        </translation>
    </message>
    <message>
        <source>At the end of a day…</source>
        <translation>Z końcem dnia…</translation>
    </message>
    <message>
        <source>Last day of the key</source>
        <translation>Ostatni dzień ważności klucza</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Wygasa</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>Nowy klucz</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Kopiuj klucz</translation>
    </message>
    <message>
        <source>The key is on the clipboard.</source>
        <translation>Klucz jest w schowku.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Copy the key now and give it to the program that uses it. It is not shown again: only a hash of it is kept here.</source>
        <translation>Skopiuj klucz teraz i podaj go programowi, który ma go używać. Nie będzie pokazany ponownie: zapisywany jest tu wyłącznie jego skrót.</translation>
    </message>
    <message>
        <source>The key “%1”</source>
        <translation>Klucz „%1”</translation>
    </message>
</context>
<context>
    <name>listwright::OrderPanel</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln zaznaczony</numerusform>
            <numerusform>%Ln zaznaczone</numerusform>
            <numerusform>%Ln zaznaczonych</numerusform>
        </translation>
    </message>
    <message>
        <source>All %1 matching</source>
        <translation>Wszystkie pasujące (%1)</translation>
    </message>
    <message>
        <source>No AI provider is chosen yet. Choose one in Settings, AI and enter your key; Groq, for example, gives keys away for free. Models on your own computer need no key.</source>
        <translation>Nie wybrano jeszcze dostawcy AI. Wybierz go w części Ustawienia, AI i wpisz swój klucz; na przykład Groq udostępnia klucze za darmo. Modele na własnym komputerze nie wymagają klucza.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>provider, model</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>There is no key for %1 yet. Get one at %2 and enter it in Settings, AI.</source>
        <translation>Brak jeszcze klucza dla %1. Uzyskaj go na %2 i wpisz w części Ustawienia, AI.</translation>
    </message>
    <message>
        <source>There are no products to improve.</source>
        <translation>Nie ma produktów do ulepszenia.</translation>
    </message>
    <message>
        <source>Choose at least one marketplace.</source>
        <translation>Wybierz co najmniej jedną platformę.</translation>
    </message>
    <message>
        <source>Choose at least one part of the listing.</source>
        <translation>Wybierz co najmniej jedną część oferty.</translation>
    </message>
    <message>
        <source>The budget is not an amount such as 2.50.</source>
        <translation>Budżet nie jest kwotą taką jak 2.50.</translation>
    </message>
    <message>
        <source>The catalog is open read-only.</source>
        <translation>Katalog jest otwarty tylko do odczytu.</translation>
    </message>
    <message>
        <source>Being estimated…</source>
        <translation>Trwa szacowanie…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s), about %1 tokens sent and %2 received</source>
        <translation>
            <numerusform>%Ln zapytanie, tokeny wysyłane: około %1, odbierane: około %2</numerusform>
            <numerusform>%Ln zapytania, tokeny wysyłane: około %1, odbierane: około %2</numerusform>
            <numerusform>%Ln zapytań, tokeny wysyłane: około %1, odbierane: około %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The price of this model is not known; the provider’s own price list says it.</source>
        <translation>Cena tego modelu nie jest znana; podaje ją cennik dostawcy.</translation>
    </message>
    <message>
        <source>Costs nothing: the model runs on your own computer.</source>
        <translation>Bez kosztów: model działa na własnym komputerze.</translation>
    </message>
    <message>
        <source>About %1, by prices of %2</source>
        <translation>Około %1, według cen z %2</translation>
    </message>
    <message>
        <source>Spent today: %1 of %2</source>
        <translation>Wydano dzisiaj: %1 z %2</translation>
    </message>
    <message>
        <source>Spent today: %1. There is no daily budget.</source>
        <translation>Wydano dzisiaj: %1. Nie ma budżetu dziennego.</translation>
    </message>
    <message>
        <source>Today’s budget is used up. Raise it in Settings, AI, or go on tomorrow.</source>
        <translation>Dzisiejszy budżet jest wyczerpany. Zwiększ go w części Ustawienia, AI lub kontynuuj jutro.</translation>
    </message>
    <message numerus="yes">
        <source>More than the budget: it will stop after about %Ln question(s).</source>
        <translation>
            <numerusform>Więcej niż budżet: praca zatrzyma się po około %Ln zapytaniu.</numerusform>
            <numerusform>Więcej niż budżet: praca zatrzyma się po około %Ln zapytaniach.</numerusform>
            <numerusform>Więcej niż budżet: praca zatrzyma się po około %Ln zapytaniach.</numerusform>
        </translation>
    </message>
    <message>
        <source>More than is left of today’s budget: it will stop early.</source>
        <translation>Więcej, niż zostało z dzisiejszego budżetu: praca zatrzyma się przedwcześnie.</translation>
    </message>
    <message>
        <source>Ordering improvements</source>
        <translation>Zlecanie ulepszeń</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>W tle ulepszany jest %Ln produkt.</numerusform>
            <numerusform>W tle ulepszane są %Ln produkty.</numerusform>
            <numerusform>W tle ulepszanych jest %Ln produktów.</numerusform>
        </translation>
    </message>
    <message>
        <source>The proposals wait in Review; nothing changes before you accept.</source>
        <translation>Propozycje czekają w „Przeglądzie”; nic się nie zmieni, dopóki ich nie przyjmiesz.</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Pokaż zadania</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Rozpocznij</translation>
    </message>
    <message>
        <source>Improve with AI</source>
        <translation>Ulepszanie za pomocą AI</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Without AI, the built-in rules make good titles and clean descriptions from what the record says.</source>
        <translation>Bez AI wbudowane reguły tworzą dobre tytuły i uporządkowane opisy z tego, co zawiera rekord.</translation>
    </message>
    <message>
        <source>Set up AI</source>
        <translation>Skonfiguruj AI</translation>
    </message>
    <message>
        <source>Use the built-in rules</source>
        <translation>Użyj wbudowanych reguł</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Marketplaces</source>
        <translation>Platformy</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>Language of the listings; texts are translated where needed</source>
        <translation>Język ofert; teksty są w razie potrzeby tłumaczone</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Części</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Zmień…</translation>
    </message>
    <message>
        <source>Change the provider or model</source>
        <translation>Zmień dostawcę lub model</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Budget in US dollars</source>
        <translation>Budżet w dolarach amerykańskich</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Bez limitu</translation>
    </message>
    <message>
        <source>Budget of this batch, US dollars</source>
        <translation>Budżet tej partii, w dolarach amerykańskich</translation>
    </message>
    <message>
        <source>Before anything is sent</source>
        <translation>Zanim cokolwiek zostanie wysłane</translation>
    </message>
    <message>
        <source>About %1, at most %2 with the stronger model, by prices of %3</source>
        <translation>Około %1, najwyżej %2 z mocniejszym modelem, według cen z %3</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>language, marketplace</comment>
        <translation>%1 dla %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) are being improved in the background.</source>
        <translation>
            <numerusform>W tle ulepszana jest %Ln oferta.</numerusform>
            <numerusform>W tle ulepszane są %Ln oferty.</numerusform>
            <numerusform>W tle ulepszanych jest %Ln ofert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out: the same waits or is being worked on already.</source>
        <translation>
            <numerusform>Pominięto %Ln: to samo już czeka lub jest w toku.</numerusform>
            <numerusform>Pominięto %Ln: to samo już czeka lub jest w toku.</numerusform>
            <numerusform>Pominięto %Ln: to samo już czeka lub jest w toku.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each marketplace’s own</source>
        <translation>Własny każdej platformy</translation>
    </message>
</context>
<context>
    <name>listwright::ProductActions</name>
    <message numerus="yes">
        <source>Deleting %Ln product(s)</source>
        <translation>
            <numerusform>Usuwanie %Ln produktu</numerusform>
            <numerusform>Usuwanie %Ln produktów</numerusform>
            <numerusform>Usuwanie %Ln produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted.</source>
        <translation>
            <numerusform>Usunięto %Ln produkt.</numerusform>
            <numerusform>Usunięto %Ln produkty.</numerusform>
            <numerusform>Usunięto %Ln produktów.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Cofanie</translation>
    </message>
    <message>
        <source>%1 changed.</source>
        <translation>Zmieniono: %1.</translation>
    </message>
    <message>
        <source>Nothing to improve: the built-in rules have no better texts.</source>
        <translation>Nie ma nic do ulepszenia: wbudowane reguły nie mają lepszych tekstów.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) wait for your review.</source>
        <translation>
            <numerusform>%Ln propozycja czeka na przejrzenie.</numerusform>
            <numerusform>%Ln propozycje czekają na przejrzenie.</numerusform>
            <numerusform>%Ln propozycji czeka na przejrzenie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled after %1 of %2 products.</source>
        <translation>Anulowano po sprawdzeniu %1 z %2 produktów.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) need nothing.</source>
        <translation>
            <numerusform>%Ln produkt niczego nie wymaga.</numerusform>
            <numerusform>%Ln produkty niczego nie wymagają.</numerusform>
            <numerusform>%Ln produktów niczego nie wymaga.</numerusform>
        </translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Przejrzyj</translation>
    </message>
    <message numerus="yes">
        <source>Validating %Ln product(s) for %1</source>
        <translation>
            <numerusform>Sprawdzanie %Ln produktu dla platformy %1</numerusform>
            <numerusform>Sprawdzanie %Ln produktów dla platformy %1</numerusform>
            <numerusform>Sprawdzanie %Ln produktów dla platformy %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Improving for %1</source>
        <translation>Ulepszanie dla: %1</translation>
    </message>
    <message>
        <source>Ordering improvements</source>
        <translation>Zlecanie ulepszeń</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln produkt jest ulepszany w tle.</numerusform>
            <numerusform>%Ln produkty są ulepszane w tle.</numerusform>
            <numerusform>%Ln produktów jest ulepszanych w tle.</numerusform>
        </translation>
    </message>
    <message>
        <source>You are told when it is done; nothing changes before you accept.</source>
        <translation>Otrzymasz wiadomość po zakończeniu; nic się nie zmieni, dopóki tego nie przyjmiesz.</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Pokaż zadania</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) failed; the page Jobs says why.</source>
        <translation>
            <numerusform>%Ln zadanie się nie powiodło; powód podaje strona Zadania.</numerusform>
            <numerusform>%Ln zadania się nie powiodły; powody podaje strona Zadania.</numerusform>
            <numerusform>%Ln zadań się nie powiodło; powody podaje strona Zadania.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) left out: their AI texts wait for review.</source>
        <translation>
            <numerusform>Pominięto %Ln produkt: jego teksty AI czekają na przejrzenie.</numerusform>
            <numerusform>Pominięto %Ln produkty: ich teksty AI czekają na przejrzenie.</numerusform>
            <numerusform>Pominięto %Ln produktów: ich teksty AI czekają na przejrzenie.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProductSession</name>
    <message>
        <source>The listing was changed meanwhile.</source>
        <translation>Ofertę zmieniono w międzyczasie.</translation>
    </message>
    <message>
        <source>The product was changed meanwhile.</source>
        <translation>Produkt zmieniono w międzyczasie.</translation>
    </message>
</context>
<context>
    <name>listwright::ProgressCard</name>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Anulowanie…</translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation>Postęp: „%1”</translation>
    </message>
    <message>
        <source>Cancel “%1”</source>
        <translation>Anuluj „%1”</translation>
    </message>
</context>
<context>
    <name>listwright::PromptSection</name>
    <message>
        <source>Prompts</source>
        <translation>Prompty</translation>
    </message>
    <message>
        <source>What the model is told, for each marketplace and language. Every version is kept; each proposal says which one made it.</source>
        <translation>Co otrzymuje model, dla każdej platformy i każdego języka. Wszystkie wersje są zachowywane; każda propozycja podaje, z której powstała.</translation>
    </message>
    <message>
        <source>Any marketplace</source>
        <translation>Dowolna platforma</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>Dowolny język</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>The prompt for exactly this language counts before the one for any language.</source>
        <translation>Prompt dokładnie dla tego języka ma pierwszeństwo przed promptem dla dowolnego języka.</translation>
    </message>
    <message>
        <source>Text of the prompt</source>
        <translation>Tekst promptu</translation>
    </message>
    <message>
        <source>Filled in when it is sent: %1. The product itself is added below, marked as data.</source>
        <translation>Uzupełniane przy wysyłaniu: %1. Sam produkt jest dodawany poniżej i oznaczony jako dane.</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>Zapisz jako nową wersję</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Odrzuć zmiany</translation>
    </message>
    <message>
        <source>Version to compare with</source>
        <translation>Wersja do porównania</translation>
    </message>
    <message>
        <source>Go back to this version</source>
        <translation>Wróć do tej wersji</translation>
    </message>
    <message>
        <source>Saves its text as the newest version</source>
        <translation>Zapisuje jej tekst jako najnowszą wersję</translation>
    </message>
    <message>
        <source>What differs from the text above</source>
        <translation>Różnice względem tekstu powyżej</translation>
    </message>
    <message>
        <source>Compare the text above with</source>
        <translation>Porównaj powyższy tekst z wersją</translation>
    </message>
    <message>
        <source>Product to try the prompt on</source>
        <translation>Produkt do wypróbowania promptu</translation>
    </message>
    <message>
        <source>SKU, GTIN or words of the title; empty: the last changed</source>
        <translation>SKU, GTIN lub słowa z tytułu; puste: ostatnio zmieniony</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Wypróbuj</translation>
    </message>
    <message>
        <source>What the model makes of the product</source>
        <translation>Co model tworzy z produktu</translation>
    </message>
    <message>
        <source>Try the text above on a product; nothing is stored</source>
        <translation>Wypróbuj powyższy tekst na produkcie; nic nie zostanie zapisane</translation>
    </message>
    <message>
        <source>The one that comes with Listwright</source>
        <translation>Wersja dostarczana z programem Listwright</translation>
    </message>
    <message>
        <source>Version %1, %2</source>
        <translation>Wersja %1, %2</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (w użyciu)</translation>
    </message>
    <message>
        <source>Asks the model once; it costs what one question costs</source>
        <translation>Pyta model jeden raz; kosztuje tyle co jedno zapytanie</translation>
    </message>
    <message>
        <source>Choose a provider in the section AI first</source>
        <translation>Najpierw wybierz dostawcę w sekcji AI</translation>
    </message>
    <message>
        <source>Saved as version %1; it counts from the next question on.</source>
        <translation>Zapisano jako wersję %1; obowiązuje od następnego zapytania.</translation>
    </message>
    <message>
        <source>Trying the prompt</source>
        <translation>Wypróbowywanie promptu</translation>
    </message>
    <message>
        <source>%1 · %2: %3</source>
        <comment>marketplace, language, version of a prompt</comment>
        <translation>%1 · %2: %3</translation>
    </message>
</context>
<context>
    <name>listwright::ProposalDelegate</name>
    <message>
        <source>All marketplaces</source>
        <translation>Wszystkie platformy</translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s)</source>
        <translation>
            <numerusform>%Ln pole</numerusform>
            <numerusform>%Ln pola</numerusform>
            <numerusform>%Ln pól</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalModel</name>
    <message numerus="yes">
        <source>%1, score %2 to %3, %Ln field(s) to decide</source>
        <translation>
            <numerusform>%1, ocena z %2 na %3, %Ln pole do decyzji</numerusform>
            <numerusform>%1, ocena z %2 na %3, %Ln pola do decyzji</numerusform>
            <numerusform>%1, ocena z %2 na %3, %Ln pól do decyzji</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::QualityTab</name>
    <message>
        <source>%1: %2 of %3 points</source>
        <translation>%1: punkty: %2 z %3</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 ze 100</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>Niczego nie brakuje.</translation>
    </message>
    <message>
        <source>What would bring the missing points:</source>
        <translation>Co dałoby brakujące punkty:</translation>
    </message>
    <message>
        <source>−%1  %2: %3</source>
        <comment>points, part, reason</comment>
        <translation>−%1  %2: %3</translation>
    </message>
    <message>
        <source>Judged by the texts for %1, the best that this product has.</source>
        <translation>Oceniono teksty dla %1, najlepsze tego produktu.</translation>
    </message>
</context>
<context>
    <name>listwright::QueueWatcher</name>
    <message numerus="yes">
        <source>%Ln job(s) running</source>
        <translation>
            <numerusform>%Ln zadanie w toku</numerusform>
            <numerusform>%Ln zadania w toku</numerusform>
            <numerusform>%Ln zadań w toku</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln oczekuje</numerusform>
            <numerusform>%Ln oczekują</numerusform>
            <numerusform>%Ln oczekuje</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dead letter(s)</source>
        <translation>
            <numerusform>%Ln trwale nieudane</numerusform>
            <numerusform>%Ln trwale nieudane</numerusform>
            <numerusform>%Ln trwale nieudanych</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobs are paused</source>
        <translation>Zadania są wstrzymane</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>wstrzymane</translation>
    </message>
    <message>
        <source>Some jobs are paused</source>
        <translation>Niektóre zadania są wstrzymane</translation>
    </message>
    <message>
        <source>partly paused</source>
        <translation>częściowo wstrzymane</translation>
    </message>
</context>
<context>
    <name>listwright::ReadOptionsForm</name>
    <message>
        <source>Layout</source>
        <translation>Układ</translation>
    </message>
    <message>
        <source>Guessed from the columns</source>
        <translation>Rozpoznany po kolumnach</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Kodowanie znaków</translation>
    </message>
    <message>
        <source>Columns end with</source>
        <translation>Kolumny kończy</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Przecinek</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Średnik</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>Kreska pionowa |</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>Cudzysłów</translation>
    </message>
    <message>
        <source>Double &quot;</source>
        <translation>Podwójny &quot;</translation>
    </message>
    <message>
        <source>Single &apos;</source>
        <translation>Pojedynczy &apos;</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Brak</translation>
    </message>
    <message>
        <source>No header</source>
        <translation>Bez nagłówka</translation>
    </message>
    <message>
        <source>Header in row</source>
        <translation>Nagłówek w wierszu</translation>
    </message>
    <message>
        <source>Prices look like</source>
        <translation>Zapis cen</translation>
    </message>
    <message>
        <source>Currency where none is given</source>
        <translation>Waluta, gdy jej nie podano</translation>
    </message>
    <message>
        <source>Kept with each product; together with its number it tells products apart</source>
        <translation>Zapisywana przy każdym produkcie; razem z numerem pozwala odróżnić produkty</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>Nazwa źródła</translation>
    </message>
</context>
<context>
    <name>listwright::ReceiverControl</name>
    <message>
        <source>%1 can be reached from other machines, and what is sent could be read on the way. Give a certificate and its key, or choose 127.0.0.1.</source>
        <translation>Adres %1 jest dostępny z innych komputerów, a przesyłane dane można by odczytać po drodze. Podaj certyfikat i jego klucz albo wybierz 127.0.0.1.</translation>
    </message>
</context>
<context>
    <name>listwright::ReceivingSection</name>
    <message>
        <source>The catalog is open for reading only, so nothing can be received.</source>
        <translation>Katalog jest otwarty tylko do odczytu, więc nie można nic odebrać.</translation>
    </message>
    <message>
        <source>Off.</source>
        <translation>Wyłączone.</translation>
    </message>
    <message>
        <source>Being switched on…</source>
        <translation>Włączanie…</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Odbieranie</translation>
    </message>
    <message>
        <source>Receive products</source>
        <translation>Odbieranie produktów</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Yes, while Listwright runs</source>
        <translation>Tak, gdy Listwright działa</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Of this computer, with a port: 127.0.0.1:8765.</source>
        <translation>Adres tego komputera z portem: 127.0.0.1:8765.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Sekret</translation>
    </message>
    <message>
        <source>Senders put it into the header X-Webhook-Secret. Another one takes its place when you make it; the one before it is good for a day.</source>
        <translation>Nadawcy umieszczają go w nagłówku X-Webhook-Secret. Po utworzeniu nowego poprzedni jest ważny jeszcze przez dobę.</translation>
    </message>
    <message>
        <source>Senders show</source>
        <translation>Nadawcy podają</translation>
    </message>
    <message>
        <source>The secret, or a signature made with it</source>
        <translation>Sekret lub utworzony nim podpis</translation>
    </message>
    <message>
        <source>A signature only</source>
        <translation>Tylko podpis</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Where products come from that do not say it. Together with their number it tells them apart.</source>
        <translation>Źródło produktów, które same go nie podają. Razem z numerem pozwala je odróżnić.</translation>
    </message>
    <message>
        <source>Further names</source>
        <translation>Dodatkowe nazwy</translation>
    </message>
    <message>
        <source>Under which programs ask, for example host.docker.internal for n8n in Docker.</source>
        <translation>Nazwy, pod którymi łączą się programy, na przykład host.docker.internal dla n8n w Dockerze.</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>Strony internetowe</translation>
    </message>
    <message>
        <source>That may ask from a browser, for example https://tools.example.</source>
        <translation>Strony, które mogą wysyłać żądania z przeglądarki, na przykład https://tools.example.</translation>
    </message>
    <message>
        <source>Largest request</source>
        <translation>Największe żądanie</translation>
    </message>
    <message>
        <source>Keep requests</source>
        <translation>Przechowywanie żądań</translation>
    </message>
    <message>
        <source>Days until they leave the inbox.</source>
        <translation>Po ilu dniach znikają ze strony Odebrane.</translation>
    </message>
    <message>
        <source>Whether products are received</source>
        <translation>Czy produkty są odbierane</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopiuj adres</translation>
    </message>
    <message>
        <source>The address is on the clipboard.</source>
        <translation>Adres jest w schowku.</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Sekret webhooka</translation>
    </message>
    <message>
        <source>Made when receiving is switched on</source>
        <translation>Powstaje przy włączeniu odbierania</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiuj</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>Utwórz nowy</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ukryj</translation>
    </message>
    <message>
        <source>The secret is on the clipboard.</source>
        <translation>Sekret jest w schowku.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>Użyj %1</translation>
    </message>
    <message>
        <source>Products are received at %1.</source>
        <translation>Produkty są odbierane pod adresem %1.</translation>
    </message>
    <message>
        <source>Copy n8n workflow</source>
        <translation>Kopiuj przepływ n8n</translation>
    </message>
    <message>
        <source>Paste it into n8n’s editor; it says what to fill in.</source>
        <translation>Wklej go w edytorze n8n; podaje, co uzupełnić.</translation>
    </message>
    <message>
        <source>The workflow is on the clipboard. Paste it into n8n.</source>
        <translation>Przepływ jest w schowku. Wklej go do n8n.</translation>
    </message>
    <message>
        <source>Products are received at %1, also from other machines, and not encrypted: what is sent can be read on the way.</source>
        <translation>Produkty są odbierane pod adresem %1, także z innych komputerów i bez szyfrowania: przesyłane dane można odczytać po drodze.</translation>
    </message>
    <message>
        <source>n8n, scrapers and scripts send products to the webhook, and ask the REST API with the keys of the next section. What they send is listed in the inbox.</source>
        <translation>n8n, scrapery i skrypty wysyłają produkty do webhooka i korzystają z REST API za pomocą kluczy z następnej sekcji. To, co wysyłają, widać na stronie Odebrane.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certyfikat</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>Klucz certyfikatu</translation>
    </message>
    <message>
        <source>A PEM file with a key of RSA or EC, without a passphrase.</source>
        <translation>Plik PEM z kluczem RSA lub EC, bez hasła.</translation>
    </message>
    <message>
        <source>From other machines</source>
        <translation>Z innych komputerów</translation>
    </message>
    <message>
        <source>Only with a certificate</source>
        <translation>Tylko z certyfikatem</translation>
    </message>
    <message>
        <source>Unencrypted as well</source>
        <translation>Także bez szyfrowania</translation>
    </message>
    <message>
        <source>Unencrypted, secret and products can be read on the way to an address that other machines reach.</source>
        <translation>Bez szyfrowania sekret i produkty można odczytać w drodze do adresu dostępnego z innych komputerów.</translation>
    </message>
    <message>
        <source>The key is still missing. Both are taken over once it is there.</source>
        <translation>Brakuje jeszcze klucza. Oba zostaną przyjęte, gdy się pojawi.</translation>
    </message>
    <message>
        <source>The certificate is still missing. Both are taken over once it is there.</source>
        <translation>Brakuje jeszcze certyfikatu. Oba zostaną przyjęte, gdy się pojawi.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limity</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>A longer one is refused.</source>
        <translation>Dłuższe jest odrzucane.</translation>
    </message>
    <message>
        <source>Other machines</source>
        <translation>Inne komputery</translation>
    </message>
    <message>
        <source> requests a second</source>
        <translation> żądań na sekundę</translation>
    </message>
    <message>
        <source>Of each of them, and with each key. Who sends more is told to wait.</source>
        <translation>Z każdego z nich i z każdym kluczem. Kto wysyła więcej, musi poczekać.</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>Of all of its programs together.</source>
        <translation>Ze wszystkich jego programów łącznie.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Naraz</translation>
    </message>
    <message>
        <source> requests</source>
        <translation> żądań</translation>
    </message>
    <message>
        <source>So many may come in a moment, by whom a limit is set above, before it holds.</source>
        <translation>Tyle może nadejść w jednej chwili, zanim zadziałają limity powyżej.</translation>
    </message>
    <message>
        <source>Wrong keys</source>
        <translation>Błędne klucze</translation>
    </message>
    <message>
        <source> a minute</source>
        <translation> na minutę</translation>
    </message>
    <message>
        <source>Of one machine, wrong secrets as well; then it has to wait. This machine may send five times as many.</source>
        <translation>Z jednego komputera, także błędne sekrety; potem musi poczekać. Ten komputer może wysłać pięć razy tyle.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Klienci</translation>
    </message>
    <message>
        <source> at once</source>
        <translation> naraz</translation>
    </message>
    <message>
        <source>Connections that are open at the same time.</source>
        <translation>Połączenia otwarte w tym samym czasie.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Bez limitu</translation>
    </message>
    <message>
        <source>The secret before this one is good until %1. Give your senders the new one by then.</source>
        <translation>Poprzedni sekret jest ważny do %1. Do tego czasu podaj nadawcom nowy.</translation>
    </message>
    <message>
        <source>With one, what is sent is encrypted (TLS). A PEM file: its own certificate, then those above it. Renewed ones are taken over by themselves.</source>
        <translation>Z certyfikatem przesyłane dane są szyfrowane (TLS). Plik PEM: najpierw własny certyfikat, potem nadrzędne. Odnowione są przejmowane automatycznie.</translation>
    </message>
</context>
<context>
    <name>listwright::Regeneration</name>
    <message>
        <source>The catalog is open read-only.</source>
        <translation>Katalog jest otwarty tylko do odczytu.</translation>
    </message>
    <message>
        <source>Choose an AI provider in Settings first; the built-in rules would only say the same again.</source>
        <translation>Najpierw wybierz dostawcę AI w Ustawieniach; wbudowane reguły powtórzyłyby tylko to samo.</translation>
    </message>
    <message>
        <source>Ordering a new proposal</source>
        <translation>Zlecanie nowej propozycji</translation>
    </message>
    <message>
        <source>A new proposal is being made; it takes the place of this one.</source>
        <translation>Powstaje nowa propozycja; zastąpi ona obecną.</translation>
    </message>
</context>
<context>
    <name>listwright::ReviewActions</name>
    <message>
        <source>The product was changed since this proposal was made. Reject it, or improve the product again.</source>
        <translation>Produkt zmieniono po utworzeniu tej propozycji. Należy ją odrzucić lub ponownie ulepszyć produkt.</translation>
    </message>
    <message>
        <source>Accepting all proposals</source>
        <translation>Przyjmowanie wszystkich propozycji</translation>
    </message>
    <message>
        <source>Rejecting all proposals</source>
        <translation>Odrzucanie wszystkich propozycji</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted.</source>
        <translation>
            <numerusform>Przyjęto %Ln propozycję.</numerusform>
            <numerusform>Przyjęto %Ln propozycje.</numerusform>
            <numerusform>Przyjęto %Ln propozycji.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected.</source>
        <translation>
            <numerusform>Odrzucono %Ln propozycję.</numerusform>
            <numerusform>Odrzucono %Ln propozycje.</numerusform>
            <numerusform>Odrzucono %Ln propozycji.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay open: their products changed meanwhile.</source>
        <translation>
            <numerusform>%Ln pozostaje otwarta: jej produkt zmienił się w międzyczasie.</numerusform>
            <numerusform>%Ln pozostają otwarte: ich produkty zmieniły się w międzyczasie.</numerusform>
            <numerusform>%Ln pozostaje otwartych: ich produkty zmieniły się w międzyczasie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Cofanie</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) with problems or doubtful facts stay open.</source>
        <translation>
            <numerusform>%Ln propozycja z problemami lub wątpliwymi faktami pozostaje otwarta.</numerusform>
            <numerusform>%Ln propozycje z problemami lub wątpliwymi faktami pozostają otwarte.</numerusform>
            <numerusform>%Ln propozycji z problemami lub wątpliwymi faktami pozostaje otwartych.</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept them too</source>
        <translation>Przyjmij również te</translation>
    </message>
    <message>
        <source>The proposal is not open any more.</source>
        <translation>Propozycja nie jest już otwarta.</translation>
    </message>
    <message>
        <source>Nothing was stored: a newer proposal took the place of this one, or it was decided elsewhere.</source>
        <translation>Nic nie zapisano: jej miejsce zajęła nowsza propozycja albo zdecydowano o niej gdzie indziej.</translation>
    </message>
    <message>
        <source>The product was changed after this was proposed: check its facts.</source>
        <translation>Produkt zmieniono po tej propozycji: sprawdź dane.</translation>
    </message>
    <message>
        <source>%1: rejected.</source>
        <translation>%1: odrzucono.</translation>
    </message>
    <message>
        <source>The proposal was rejected.</source>
        <translation>Propozycję odrzucono.</translation>
    </message>
    <message>
        <source>There is no decision of this page left to undo.</source>
        <translation>Na tej stronie nie ma już decyzji do cofnięcia.</translation>
    </message>
    <message>
        <source>The last one before this start: %1.</source>
        <translation>Ostatnia sprzed tego uruchomienia: %1.</translation>
    </message>
</context>
<context>
    <name>listwright::ReviewPage</name>
    <message>
        <source>Next field</source>
        <translation>Następne pole</translation>
    </message>
    <message>
        <source>Previous field</source>
        <translation>Poprzednie pole</translation>
    </message>
    <message>
        <source>Accept the field</source>
        <translation>Przyjmij pole</translation>
    </message>
    <message>
        <source>Reject the field</source>
        <translation>Odrzuć pole</translation>
    </message>
    <message>
        <source>Edit the field</source>
        <translation>Edytuj pole</translation>
    </message>
    <message>
        <source>Accept all fields of the proposal</source>
        <translation>Przyjmij wszystkie pola propozycji</translation>
    </message>
    <message>
        <source>Reject all fields of the proposal</source>
        <translation>Odrzuć wszystkie pola propozycji</translation>
    </message>
    <message>
        <source>Accept all proposals</source>
        <translation>Przyjmij wszystkie propozycje</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nie ma nic do przejrzenia</translation>
    </message>
    <message>
        <source>Go to the catalog</source>
        <translation>Przejdź do katalogu</translation>
    </message>
    <message>
        <source>Open proposals</source>
        <translation>Otwarte propozycje</translation>
    </message>
    <message>
        <source>Decide all open proposals at once</source>
        <translation>Zdecyduj o wszystkich otwartych propozycjach naraz</translation>
    </message>
    <message>
        <source>Reject all fields</source>
        <translation>Odrzuć wszystkie pola</translation>
    </message>
    <message>
        <source>Accept all fields</source>
        <translation>Przyjmij wszystkie pola</translation>
    </message>
    <message>
        <source>%1 to review</source>
        <translation>Do przejrzenia: %1</translation>
    </message>
    <message>
        <source>%1 · made by %2 · score</source>
        <comment>marketplace, origin</comment>
        <translation>%1 · autor: %2 · ocena</translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation>Wszystkie platformy</translation>
    </message>
    <message>
        <source>built-in rules</source>
        <translation>wbudowane reguły</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Przegląd</translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</source>
        <translation>
            <numerusform>%Ln pole narusza reguły lub zawiera informacje, których nie ma w rekordzie. Przyjmij jeszcze raz (Shift+A), aby mimo to je zastosować.</numerusform>
            <numerusform>%Ln pola naruszają reguły lub zawierają informacje, których nie ma w rekordzie. Przyjmij jeszcze raz (Shift+A), aby mimo to je zastosować.</numerusform>
            <numerusform>%Ln pól narusza reguły lub zawiera informacje, których nie ma w rekordzie. Przyjmij jeszcze raz (Shift+A), aby mimo to je zastosować.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make the proposal anew, with a hint</source>
        <translation>Utwórz propozycję na nowo, ze wskazówką</translation>
    </message>
    <message>
        <source>Say why it is rejected</source>
        <translation>Podaj powód odrzucenia</translation>
    </message>
    <message>
        <source>Accept all without problems</source>
        <translation>Przyjmij wszystkie bez problemów</translation>
    </message>
    <message>
        <source>You are asked once more for those with problems or doubtful facts</source>
        <translation>Propozycje z problemami lub wątpliwymi faktami wymagają ponownego potwierdzenia</translation>
    </message>
    <message>
        <source>Choose products in the catalog and press “Improve”. The proposals wait here; nothing changes before you accept it.</source>
        <translation>Wybierz produkty w katalogu i naciśnij „Ulepsz”. Propozycje pojawią się tutaj; nic się nie zmieni, dopóki ich nie przyjmiesz.</translation>
    </message>
    <message>
        <source>J and K: next and previous field · A: accept · E: edit · R: reject · W: why rejected · G: make anew · U: undo</source>
        <translation>J i K: następne i poprzednie pole · A: przyjmij · E: edytuj · R: odrzuć · W: powód odrzucenia · G: utwórz na nowo · U: cofnij</translation>
    </message>
    <message>
        <source>Reason for rejecting</source>
        <translation>Powód odrzucenia</translation>
    </message>
    <message>
        <source>Why it is rejected (optional, is kept)</source>
        <translation>Dlaczego odrzucono (opcjonalnie, zostaje zachowane)</translation>
    </message>
    <message>
        <source>What should be different</source>
        <translation>Co ma być inaczej</translation>
    </message>
    <message>
        <source>What should be different, e.g. shorter, name the size</source>
        <translation>Co ma być inaczej, np. krócej, podać rozmiar</translation>
    </message>
    <message>
        <source>Make anew</source>
        <translation>Utwórz na nowo</translation>
    </message>
    <message>
        <source>Asks the model once more; the new proposal takes the place of this one (G, Enter)</source>
        <translation>Pyta model jeszcze raz; nowa propozycja zastępuje obecną (G, Enter)</translation>
    </message>
    <message>
        <source>Reject all proposals?</source>
        <translation>Odrzucić wszystkie propozycje?</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open proposal(s) will be rejected.</source>
        <translation>
            <numerusform>%Ln otwarta propozycja zostanie odrzucona.</numerusform>
            <numerusform>%Ln otwarte propozycje zostaną odrzucone.</numerusform>
            <numerusform>%Ln otwartych propozycji zostanie odrzuconych.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject all</source>
        <translation>Odrzuć wszystkie</translation>
    </message>
    <message>
        <source>Reject all proposals…</source>
        <translation>Odrzuć wszystkie propozycje…</translation>
    </message>
    <message>
        <source>Decide all</source>
        <translation>Zdecyduj o wszystkich</translation>
    </message>
    <message>
        <source>You can undo it until newer proposals take their place.</source>
        <translation>Można to cofnąć, dopóki nie zastąpią ich nowsze propozycje.</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Cofnij ostatnią decyzję</translation>
    </message>
</context>
<context>
    <name>listwright::RulePackSection</name>
    <message>
        <source>Rule packs</source>
        <translation>Zestawy reguł</translation>
    </message>
    <message>
        <source>The limits and forbidden content of each marketplace, as of the date when its rules were read. A newer file in your folder replaces the one that came with Listwright.</source>
        <translation>Limity i zakazane treści każdej platformy, według stanu z dnia odczytania jej reguł. Nowszy plik w Twoim folderze zastępuje ten dostarczony z programem Listwright.</translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation>Twój folder</translation>
    </message>
    <message>
        <source>Read at the start.</source>
        <translation>Odczytywany przy uruchomieniu.</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Platforma</translation>
    </message>
    <message>
        <source>Rules as of</source>
        <translation>Reguły z dnia</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Wersja</translation>
    </message>
</context>
<context>
    <name>listwright::SelectionBar</name>
    <message>
        <source>Check against a marketplace’s rules</source>
        <translation>Sprawdź według reguł platformy</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksportuj…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Wyczyść zaznaczenie</translation>
    </message>
    <message>
        <source>Clear the selection (Esc)</source>
        <translation>Wyczyść zaznaczenie (Esc)</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>Zaznaczono: %1</translation>
    </message>
    <message>
        <source>Improve</source>
        <translation>Ulepsz</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Sprawdź</translation>
    </message>
    <message>
        <source>Select all %1</source>
        <translation>Zaznacz wszystkie %1</translation>
    </message>
    <message>
        <source>Make proposals with AI or by built-in rules; nothing changes before you accept</source>
        <translation>Utwórz propozycje za pomocą AI lub według wbudowanych reguł; nic się nie zmieni przed przyjęciem</translation>
    </message>
    <message>
        <source>With AI…</source>
        <translation>Za pomocą AI…</translation>
    </message>
    <message>
        <source>With built-in rules, for</source>
        <translation>Według wbudowanych reguł, dla</translation>
    </message>
</context>
<context>
    <name>listwright::Settings</name>
    <message>
        <source>“%1” is not one of %2.</source>
        <translation>„%1” nie należy do dozwolonych wartości: %2.</translation>
    </message>
    <message>
        <source>“%1” is not a number from %2 to %3.</source>
        <translation>„%1” nie jest liczbą od %2 do %3.</translation>
    </message>
    <message>
        <source>“%1” is not a complete path.</source>
        <translation>„%1” nie jest pełną ścieżką.</translation>
    </message>
    <message>
        <source>“%1” is not a currency code of three letters.</source>
        <translation>„%1” nie jest trzyliterowym kodem waluty.</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read; the defaults are used.</source>
        <translation>Nie można odczytać pliku ustawień %1; używane są wartości domyślne.</translation>
    </message>
    <message>
        <source>The settings file %1 is damaged; the defaults are used. Changes are not kept until it is mended or removed.</source>
        <translation>Plik ustawień %1 jest uszkodzony; używane są wartości domyślne. Zmiany nie będą zachowywane, dopóki plik nie zostanie naprawiony lub usunięty.</translation>
    </message>
    <message>
        <source>In the settings file, %1 is not used: %2</source>
        <translation>W pliku ustawień pominięto %1: %2</translation>
    </message>
    <message>
        <source>The settings file holds a password in %1. Enter it in Settings, Database instead, and remove it from the file.</source>
        <translation>Plik ustawień zawiera hasło w %1. Należy je wpisać w części Ustawienia, Baza danych i usunąć z pliku.</translation>
    </message>
    <message>
        <source>The environment variable %1 is not used: %2</source>
        <translation>Zmienną środowiskową %1 pominięto: %2</translation>
    </message>
    <message>
        <source>This is set by the environment variable %1.</source>
        <translation>Ustawia to zmienna środowiskowa %1.</translation>
    </message>
    <message>
        <source>A password is not written to the settings file.</source>
        <translation>Hasła nie zapisuje się w pliku ustawień.</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be written. The change holds until the program ends.</source>
        <translation>Nie można zapisać pliku ustawień %1. Zmiana obowiązuje do zakończenia programu.</translation>
    </message>
    <message>
        <source>“%1” is not a country code of two letters.</source>
        <translation>„%1” nie jest dwuliterowym kodem kraju.</translation>
    </message>
    <message>
        <source>“%1” is not an address such as https://shop.example.com.</source>
        <translation>„%1” nie jest adresem takim jak https://shop.example.com.</translation>
    </message>
    <message>
        <source>“%1” is not an address such as http://localhost:11434/v1.</source>
        <translation>„%1” nie jest adresem takim jak http://localhost:11434/v1.</translation>
    </message>
    <message>
        <source>“%1” is not an amount in US dollars such as 2.50.</source>
        <translation>„%1” nie jest kwotą w dolarach amerykańskich taką jak 2.50.</translation>
    </message>
    <message>
        <source>The settings file holds a key in %1. Enter it in Settings, AI instead, and remove it from the file.</source>
        <translation>Plik ustawień zawiera klucz w %1. Należy go wpisać w części Ustawienia, AI i usunąć z pliku.</translation>
    </message>
    <message>
        <source>The settings file holds a password in %1, which is not used. Give the whole address in the environment variable %2 instead, and remove it from the file.</source>
        <translation>Plik ustawień zawiera w %1 hasło, które nie jest używane. Podaj cały adres w zmiennej środowiskowej %2 i usuń hasło z pliku.</translation>
    </message>
    <message>
        <source>A proxy’s password is not written to the settings file. Give the whole address in the environment variable %1 instead.</source>
        <translation>Hasło serwera proxy nie jest zapisywane w pliku ustawień. Podaj cały adres w zmiennej środowiskowej %1.</translation>
    </message>
</context>
<context>
    <name>listwright::SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation>Sekcje</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
</context>
<context>
    <name>listwright::SettingsSection</name>
    <message>
        <source>Set by the environment variable %1.</source>
        <translation>Ustawione przez zmienną środowiskową %1.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Wybierz folder…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Wybierz plik…</translation>
    </message>
</context>
<context>
    <name>listwright::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Skróty klawiszowe</translation>
    </message>
</context>
<context>
    <name>listwright::StatusPanel</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 na %2</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>No database is open.</source>
        <translation>Żadna baza danych nie jest otwarta.</translation>
    </message>
    <message>
        <source>Cancel what is running</source>
        <translation>Anuluj to, co trwa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Recent messages</source>
        <translation>Ostatnie komunikaty</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>Baza danych: %1</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Połączono</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Tylko do odczytu</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Ponowne łączenie…</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Zamknięta</translation>
    </message>
    <message>
        <source>%1: cancelling…</source>
        <translation>%1: anulowanie…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %Ln more)</source>
        <translation>
            <numerusform>%1 (i jeszcze %Ln)</numerusform>
            <numerusform>%1 (i jeszcze %Ln)</numerusform>
            <numerusform>%1 (i jeszcze %Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation>Postęp: „%1”</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Brak komunikatów</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>Pokaż zadania</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>Zadania: %1</translation>
    </message>
    <message>
        <source>Show the inbox</source>
        <translation>Pokaż Odebrane</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopiuj adres</translation>
    </message>
    <message>
        <source>The address is on the clipboard.</source>
        <translation>Adres jest w schowku.</translation>
    </message>
    <message>
        <source>What other programs send</source>
        <translation>Co wysyłają inne programy</translation>
    </message>
    <message>
        <source>Receiving is off</source>
        <translation>Odbieranie wyłączone</translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation>Odbieranie…</translation>
    </message>
    <message>
        <source>Not receiving</source>
        <translation>Brak odbierania</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln request(s)</source>
        <translation>
            <numerusform>%1: %Ln żądanie</numerusform>
            <numerusform>%1: %Ln żądania</numerusform>
            <numerusform>%1: %Ln żądań</numerusform>
        </translation>
    </message>
    <message>
        <source>Receiving: %1</source>
        <translation>Odbieranie: %1</translation>
    </message>
    <message>
        <source>What other programs send, also from other machines, and not encrypted</source>
        <translation>Co wysyłają inne programy, także z innych komputerów i bez szyfrowania</translation>
    </message>
</context>
<context>
    <name>listwright::Storage</name>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Nie można utworzyć folderu „%1”.</translation>
    </message>
    <message>
        <source>There is no right to write into the folder of the database “%1”.</source>
        <translation>Brak uprawnień do zapisu w folderze bazy danych „%1”.</translation>
    </message>
    <message>
        <source>The database “%1” is open in another Listwright (process %2). Close that one, or open the database read-only.</source>
        <translation>Baza danych „%1” jest otwarta w innym programie Listwright (proces %2). Należy go zamknąć lub otworzyć bazę tylko do odczytu.</translation>
    </message>
</context>
<context>
    <name>listwright::ThemeMenu</name>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Motyw</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>Jak w &amp;systemie</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Jasny</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Ciemny</translation>
    </message>
</context>
<context>
    <name>listwright::Toast</name>
    <message>
        <source>Information</source>
        <translation>Informacja</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Ostrzeżenie</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Zamknij ten komunikat</translation>
    </message>
</context>
<context>
    <name>listwright::ToastStack</name>
    <message>
        <source>Messages</source>
        <translation>Komunikaty</translation>
    </message>
</context>
<context>
    <name>listwright::UnstoredEdits</name>
    <message>
        <source>(no title)</source>
        <translation>(bez tytułu)</translation>
    </message>
    <message>
        <source>%1 of “%2” is not stored yet.</source>
        <translation>%1 („%2”): jeszcze nie zapisano.</translation>
    </message>
    <message>
        <source>“%1” is kept and stored when that is over.</source>
        <translation>Tekst „%1” został zachowany i zostanie zapisany, gdy przeszkoda minie.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Ponów próbę</translation>
    </message>
    <message>
        <source>%1 of “%2” was changed by somebody else before your edit could be stored.</source>
        <translation>%1 („%2”): ktoś inny zmienił tę wartość, zanim udało się zapisać Twoją edycję.</translation>
    </message>
    <message>
        <source>You wrote “%1”.</source>
        <translation>Twój tekst: „%1”.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Zachowaj moje</translation>
    </message>
</context>
<context>
    <name>listwright::ValidationPanel</name>
    <message>
        <source>%1
Source: %2</source>
        <translation>%1
Źródło: %2</translation>
    </message>
    <message>
        <source>Close the findings</source>
        <translation>Zamknij uwagi</translation>
    </message>
    <message>
        <source>Findings by product</source>
        <translation>Uwagi według produktów</translation>
    </message>
    <message>
        <source>Rules of %1</source>
        <translation>Reguły platformy %1</translation>
    </message>
    <message>
        <source>%1 checked: %2 would be refused, %3 with warnings, %4 fit all rules.</source>
        <translation>Sprawdzono: %1; do odrzucenia: %2, z ostrzeżeniami: %3, zgodne ze wszystkimi regułami: %4.</translation>
    </message>
    <message>
        <source>Cancelled before the end.</source>
        <translation>Anulowano przed końcem.</translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation>Liczba wypisanych (pierwszych) pozycji: %1.</translation>
    </message>
    <message>
        <source>%1
SKU %2</source>
        <translation>%1
SKU %2</translation>
    </message>
</context>
<context>
    <name>listwright::WebhookModel</name>
    <message>
        <source>Received</source>
        <translation>Odebrano</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Błędne</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Od</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Rozmiar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Uwaga</translation>
    </message>
    <message>
        <source>Once more: request %1</source>
        <translation>Ponownie: żądanie %1</translation>
    </message>
    <message>
        <source>Once more (request %1): %2</source>
        <translation>Ponownie (żądanie %1): %2</translation>
    </message>
</context>
</TS>
