<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>ActivityTime</name>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Gestern, %1</translation>
    </message>
</context>
<context>
    <name>AmazonJsonWriter</name>
    <message>
        <source>Amazon needs a SKU.</source>
        <translation>Amazon braucht eine SKU.</translation>
    </message>
    <message>
        <source>a feed holds at most %L1 messages; write the rest into another file.</source>
        <translation>ein Feed fasst höchstens %L1 Nachrichten; schreiben Sie den Rest in eine weitere Datei.</translation>
    </message>
    <message>
        <source>Amazon needs a SKU for each variant.</source>
        <translation>Amazon braucht für jede Variante eine SKU.</translation>
    </message>
    <message>
        <source>Amazon&apos;s product type isn&apos;t known; “PRODUCT” was written. Amazon may ask for a closer one.</source>
        <translation>Der Produkttyp bei Amazon ist nicht bekannt; „PRODUCT“ wurde geschrieben. Amazon verlangt womöglich einen genaueren.</translation>
    </message>
    <message>
        <source>Amazon names these differently for each product type, so they have no place: %1</source>
        <translation>Amazon benennt diese je nach Produkttyp anders, daher ist für sie kein Platz: %1</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln bullet point(s) have a place.</source>
        <translation>
            <numerusform>Nur für %Ln Stichpunkt ist Platz.</numerusform>
            <numerusform>Nur für die ersten %Ln Stichpunkte ist Platz.</numerusform>
        </translation>
    </message>
    <message>
        <source>Amazon takes no goods for parts.</source>
        <translation>Amazon nimmt keine Ware an, die nur als Ersatzteil dient.</translation>
    </message>
    <message>
        <source>Amazon takes only its own category numbers.</source>
        <translation>Amazon nimmt nur die eigenen Kategorienummern an.</translation>
    </message>
    <message>
        <source>Amazon&apos;s variation themes have no place for: %1</source>
        <translation>Die Variantenthemen von Amazon haben keinen Platz für: %1</translation>
    </message>
    <message>
        <source>Amazon has no marketplace for the site %1.</source>
        <translation>Amazon hat keinen Marktplatz für das Land %1.</translation>
    </message>
    <message>
        <source>An Amazon feed needs your seller ID.</source>
        <translation>Ein Amazon-Feed braucht Ihre Verkäufer-ID.</translation>
    </message>
    <message>
        <source>Amazon knows none of the options that its variants have.</source>
        <translation>Amazon kennt keine der Eigenschaften, in denen sich die Varianten unterscheiden.</translation>
    </message>
</context>
<context>
    <name>AnswerCleaning</name>
    <message>
        <source>Links and contact data removed.</source>
        <translation>Links und Kontaktdaten entfernt.</translation>
    </message>
    <message>
        <source>Prices and promises of the shop removed.</source>
        <translation>Preise und Versprechen des Shops entfernt.</translation>
    </message>
</context>
<context>
    <name>ApiGuard</name>
    <message>
        <source>A key is needed: Authorization: Bearer …</source>
        <translation>Es wird ein Schlüssel gebraucht: Authorization: Bearer …</translation>
    </message>
    <message>
        <source>The key is not known.</source>
        <translation>Der Schlüssel ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The key was revoked.</source>
        <translation>Der Schlüssel wurde widerrufen.</translation>
    </message>
    <message>
        <source>The key has expired.</source>
        <translation>Der Schlüssel ist abgelaufen.</translation>
    </message>
    <message>
        <source>There are too many requests with this key.</source>
        <translation>Mit diesem Schlüssel kommen zu viele Anfragen.</translation>
    </message>
</context>
<context>
    <name>ApiKeyRepository</name>
    <message>
        <source>There is no key %1 that could be revoked.</source>
        <translation>Es gibt keinen Schlüssel %1, der widerrufen werden könnte.</translation>
    </message>
    <message>
        <source>There is no key %1.</source>
        <translation>Es gibt keinen Schlüssel %1.</translation>
    </message>
</context>
<context>
    <name>ApiKeyState</name>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
</context>
<context>
    <name>ApiRequest</name>
    <message>
        <source>There is nothing of that number.</source>
        <translation>Unter dieser Nummer gibt es nichts.</translation>
    </message>
    <message>
        <source>It must be a whole number from %L1 to %L2.</source>
        <translation>Es muss eine ganze Zahl von %L1 bis %L2 sein.</translation>
    </message>
    <message>
        <source>The body is no valid JSON: %1 at byte %L2.</source>
        <translation>Der Inhalt ist kein gültiges JSON: %1 bei Byte %L2.</translation>
    </message>
    <message>
        <source>The body must be a JSON object.</source>
        <translation>Der Inhalt muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>There is no such member; known are: %1.</source>
        <translation>Ein solches Element gibt es nicht; bekannt sind: %1.</translation>
    </message>
    <message>
        <source>It holds the character U+0000, which cannot be kept.</source>
        <translation>Es enthält das Zeichen U+0000, das nicht gespeichert werden kann.</translation>
    </message>
    <message>
        <source>Nothing is taken from the query here.</source>
        <translation>Hier wird nichts aus der Abfrage übernommen.</translation>
    </message>
    <message>
        <source>There is no such parameter; known are: %1.</source>
        <translation>Diesen Parameter gibt es nicht; bekannt sind: %1.</translation>
    </message>
    <message>
        <source>The body is taken as JSON, not as “%1”.</source>
        <translation>Der Inhalt wird als JSON angenommen, nicht als „%1“.</translation>
    </message>
    <message>
        <source>It is given more than once.</source>
        <translation>Er ist mehr als einmal angegeben.</translation>
    </message>
    <message>
        <source>It holds half of a surrogate pair, which is no character.</source>
        <translation>Es enthält ein halbes Surrogatpaar, das kein Zeichen ist.</translation>
    </message>
    <message>
        <source>No body is taken here.</source>
        <translation>Hier wird kein Inhalt (Body) angenommen.</translation>
    </message>
    <message>
        <source>No body is taken here; these go into the query of the address: %1.</source>
        <translation>Hier wird kein Inhalt (Body) angenommen; diese Angaben gehören als Parameter in die Adresse: %1.</translation>
    </message>
</context>
<context>
    <name>ApiRoutes</name>
    <message>
        <source>The key does not allow this; it needs “%1”.</source>
        <translation>Der Schlüssel erlaubt das nicht; nötig ist „%1“.</translation>
    </message>
</context>
<context>
    <name>ApiScope</name>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation>Der Katalogordner %1 lässt sich nicht anlegen.</translation>
    </message>
</context>
<context>
    <name>BulkImport</name>
    <message>
        <source>The import was given up.</source>
        <translation>Der Import wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The database server broke down and lost the products it had taken in last. Please import the file again; what is there stays as it is.</source>
        <translation>Der Datenbankserver ist ausgefallen und hat die zuletzt übernommenen Produkte verloren. Bitte importieren Sie die Datei noch einmal; was da ist, bleibt, wie es ist.</translation>
    </message>
</context>
<context>
    <name>CatalogCell</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>The optimized title, or the original one where there is none yet</source>
        <translation>Der optimierte Titel oder, solange es keinen gibt, der ursprüngliche</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Your own number of the article</source>
        <translation>Ihre eigene Artikelnummer</translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation>GTIN</translation>
    </message>
    <message>
        <source>EAN, UPC or another global trade item number</source>
        <translation>EAN, UPC oder eine andere globale Artikelnummer</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Who makes it</source>
        <translation>Wer es herstellt</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Where it stands in the shop</source>
        <translation>Wo es im Shop eingeordnet ist</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Price of one piece</source>
        <translation>Preis pro Stück</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Pieces in stock</source>
        <translation>Stück auf Lager</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Qualitätswert</translation>
    </message>
    <message>
        <source>Quality of the listing from 0 to 100: title 30, description 30, images 20, attributes 20</source>
        <translation>Qualität des Angebots von 0 bis 100: Titel 30, Beschreibung 30, Bilder 20, Merkmale 20</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>How far the product has come</source>
        <translation>Wie weit das Produkt ist</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where it was brought in from</source>
        <translation>Woher es importiert wurde</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>When it was last changed</source>
        <translation>Wann es zuletzt geändert wurde</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is not a price.</source>
        <translation>„%1“ ist kein Preis.</translation>
    </message>
    <message>
        <source>Add the currency, for example “12.99 EUR”.</source>
        <translation>Geben Sie die Währung an, zum Beispiel „12.99 EUR“.</translation>
    </message>
    <message>
        <source>“%1” can be read in two ways. Write it without a mark for thousands and with decimals.</source>
        <translation>„%1“ lässt sich auf zwei Arten lesen. Schreiben Sie es ohne Tausendertrennzeichen und mit Nachkommastellen.</translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>%1 taken back</source>
        <translation>%1 zurückgenommen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted</source>
        <translation>
            <numerusform>%Ln Vorschlag angenommen</numerusform>
            <numerusform>%Ln Vorschläge angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted</source>
        <translation>
            <numerusform>%Ln Produkt gelöscht</numerusform>
            <numerusform>%Ln Produkte gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected</source>
        <translation>
            <numerusform>%Ln Vorschlag abgelehnt</numerusform>
            <numerusform>%Ln Vorschläge abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatError</name>
    <message>
        <source>%1 has no model “%2”, or does not offer it any more. Choose another one in the settings.</source>
        <translation>%1 hat kein Modell „%2“ oder bietet es nicht mehr an. Wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
        <source>The model “%2” is not there in %1. Download it there, or choose another one in the settings.</source>
        <translation>Das Modell „%2“ ist in %1 nicht vorhanden. Laden Sie es dort herunter oder wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
        <source>%1 does not accept the key. Check it in the settings, or get a new one.</source>
        <translation>%1 akzeptiert den Schlüssel nicht. Prüfen Sie ihn in den Einstellungen oder holen Sie sich einen neuen.</translation>
    </message>
    <message>
        <source>What was paid for at %1 is used up, or the model is not part of the plan. Look at the billing page there, or choose another model.</source>
        <translation>Das Guthaben bei %1 ist aufgebraucht, oder das Modell ist im Tarif nicht enthalten. Sehen Sie dort auf der Abrechnungsseite nach oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Today&apos;s share of requests to “%2” at %1 is used up. Try again tomorrow, or choose another model.</source>
        <translation>Das heutige Kontingent an Anfragen an „%2“ bei %1 ist aufgebraucht. Versuchen Sie es morgen wieder oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>“%1” cannot answer in the form that is needed. Choose another model.</source>
        <translation>„%1“ kann nicht in der benötigten Form antworten. Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>%1 did not answer in the form that was asked for. Try again, or use a stronger model.</source>
        <translation>%1 hat nicht in der verlangten Form geantwortet. Versuchen Sie es erneut oder verwenden Sie ein stärkeres Modell.</translation>
    </message>
    <message>
        <source>%1 was not found at %2. Check the address in the settings.</source>
        <translation>%1 wurde unter %2 nicht gefunden. Prüfen Sie die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 does not accept the request: %2</source>
        <translation>%1 nimmt die Anfrage nicht an: %2</translation>
    </message>
    <message>
        <source>The product&apos;s texts are too long for “%1” at %2. Choose a model that takes longer texts.</source>
        <translation>Die Texte des Produkts sind zu lang für „%1“ bei %2. Wählen Sie ein Modell, das längere Texte annimmt.</translation>
    </message>
    <message>
        <source>%1 does not let this key use “%2”. Choose another model, or use another key.</source>
        <translation>%1 erlaubt mit diesem Schlüssel die Verwendung von „%2“ nicht. Wählen Sie ein anderes Modell, oder verwenden Sie einen anderen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>ChatTransport</name>
    <message>
        <source>Choose a model first.</source>
        <translation>Wählen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>There is no key for %1. Enter one in the settings.</source>
        <translation>Für %1 fehlt der Schlüssel. Geben Sie ihn in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>The key for %1 holds characters that no key has. Copy it again.</source>
        <translation>Der Schlüssel für %1 enthält Zeichen, die in keinem Schlüssel vorkommen. Kopieren Sie ihn erneut.</translation>
    </message>
    <message>
        <source>%1 took too long to answer.</source>
        <translation>%1 hat zu lange für die Antwort gebraucht.</translation>
    </message>
    <message>
        <source>%1 is not running at %2. Start it, or check the address in the settings.</source>
        <translation>%1 läuft unter %2 nicht. Starten Sie es oder prüfen Sie die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 may not be asked more often now. It can be asked again at %2.</source>
        <translation>%1 darf jetzt nicht öfter gefragt werden. Ab %2 geht es wieder.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>--%1 takes a whole number of at least %2, not “%3”.</source>
        <translation>--%1 verlangt eine ganze Zahl ab %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation>Der Katalogordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>There is no catalog at %1 yet. Import a file first.</source>
        <translation>Unter %1 gibt es noch keinen Katalog. Importieren Sie zuerst eine Datei.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace. Known are: %2.</source>
        <translation>„%1“ ist kein bekannter Marktplatz. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>The catalog: sqlite:///path, a path, or postgresql://user@host:port/name. Otherwise LISTWRIGHT_DATABASE_URL or the settings&apos; one.</source>
        <translation>Der Katalog: sqlite:///path, ein Pfad oder postgresql://user@host:port/name. Sonst LISTWRIGHT_DATABASE_URL oder der aus den Einstellungen.</translation>
    </message>
    <message>
        <source>Settings file to read instead of the usual one.</source>
        <translation>Einstellungsdatei, die statt der üblichen gelesen wird.</translation>
    </message>
    <message>
        <source>Write the result as one JSON object.</source>
        <translation>Das Ergebnis als ein JSON-Objekt ausgeben.</translation>
    </message>
    <message>
        <source>Show no progress.</source>
        <translation>Keinen Fortschritt anzeigen.</translation>
    </message>
    <message>
        <source>Show warnings of the log on standard error.</source>
        <translation>Warnungen des Protokolls auf der Standardfehlerausgabe anzeigen.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe anzeigen.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected records.</source>
        <translation>Exit-Codes: 0 erledigt, 1 fehlgeschlagen, 2 falscher Aufruf, 3 erledigt mit abgelehnten Datensätzen.</translation>
    </message>
    <message>
        <source>“%1” is neither a command nor a file.</source>
        <translation>„%1“ ist weder ein Befehl noch eine Datei.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Den Befehl „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no settings file %1.</source>
        <translation>Es gibt keine Einstellungsdatei %1.</translation>
    </message>
    <message>
        <source>“listwright help %1” shows what it understands.</source>
        <translation>„listwright help %1“ zeigt, was der Befehl versteht.</translation>
    </message>
    <message>
        <source>Listwright – a seller&apos;s workbench: products in, good listings out.</source>
        <translation>Listwright – die Werkbank für Verkäufer: Produkte hinein, gute Angebote heraus.</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>Aufruf:</translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation>DATEI…</translation>
    </message>
    <message>
        <source>open the window, with the import preview on the files</source>
        <translation>das Fenster mit der Importvorschau für die Dateien öffnen</translation>
    </message>
    <message>
        <source>COMMAND [OPTIONS] …</source>
        <translation>BEFEHL [OPTIONEN] …</translation>
    </message>
    <message>
        <source>work without a window</source>
        <translation>ohne Fenster arbeiten</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Optionen aller Befehle:</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Die Version anzeigen.</translation>
    </message>
    <message>
        <source>“listwright help COMMAND” shows a command&apos;s options and examples.</source>
        <translation>„listwright help BEFEHL“ zeigt Optionen und Beispiele eines Befehls.</translation>
    </message>
    <message>
        <source>[OPTIONS]</source>
        <translation>[OPTIONEN]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Beispiele:</translation>
    </message>
    <message>
        <source>Products with all these words in title, SKU, GTIN, brand or description.</source>
        <translation>Produkte mit all diesen Wörtern in Titel, SKU, GTIN, Marke oder Beschreibung.</translation>
    </message>
    <message>
        <source>Products in this state, e.g. imported, optimized, published; can be repeated.</source>
        <translation>Produkte mit diesem Status, z. B. imported, optimized, published; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Products from this source platform; can be repeated.</source>
        <translation>Produkte von dieser Quellplattform; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Products of this brand; can be repeated.</source>
        <translation>Produkte dieser Marke; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Products with at least this quality score.</source>
        <translation>Produkte mit mindestens diesem Qualitätswert.</translation>
    </message>
    <message>
        <source>Products with at most this quality score.</source>
        <translation>Produkte mit höchstens diesem Qualitätswert.</translation>
    </message>
    <message>
        <source>The marketplace, e.g. amazon, ebay, kaufland; otherwise the settings&apos; one.</source>
        <translation>Der Marktplatz, z. B. amazon, ebay, kaufland; sonst der aus den Einstellungen.</translation>
    </message>
    <message>
        <source>“%1” is no state. Known are: %2.</source>
        <translation>„%1“ ist kein Status. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>There is no product “%1”.</source>
        <translation>Es gibt kein Produkt „%1“.</translation>
    </message>
    <message>
        <source>“%1” is one word too many; options begin with --.</source>
        <translation>„%1“ ist ein Wort zu viel; Optionen beginnen mit --.</translation>
    </message>
    <message>
        <source>The result cannot be written: %1.</source>
        <translation>Das Ergebnis kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>--%1 takes a score from 0 to 100, not “%2”.</source>
        <translation>--%1 braucht einen Wert von 0 bis 100, nicht „%2“.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Not stated</source>
        <translation>Keine Angabe</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Open box</source>
        <translation>Verpackung geöffnet</translation>
    </message>
    <message>
        <source>Refurbished</source>
        <translation>Generalüberholt</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Gebraucht</translation>
    </message>
    <message>
        <source>For parts or not working</source>
        <translation>Als Ersatzteil oder defekt</translation>
    </message>
</context>
<context>
    <name>CronExpression</name>
    <message>
        <source>“%1” is no cron expression: it takes five fields (minute, hour, day, month, weekday).</source>
        <translation>„%1“ ist kein Cron-Ausdruck: Er verlangt fünf Felder (Minute, Stunde, Tag, Monat, Wochentag).</translation>
    </message>
    <message>
        <source>“%1” cannot be understood in the cron expression “%2”.</source>
        <translation>„%1“ im Cron-Ausdruck „%2“ ist nicht verständlich.</translation>
    </message>
</context>
<context>
    <name>Currency</name>
    <message>
        <source>“%1” is not a currency code such as EUR or PLN.</source>
        <translation>„%1“ ist kein Währungscode wie EUR oder PLN.</translation>
    </message>
</context>
<context>
    <name>DataSize</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Byte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>“%1” is a folder, not a database file.</source>
        <translation>„%1“ ist ein Ordner, keine Datenbankdatei.</translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation>Es gibt keine Datenbankdatei „%1“.</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Der Ordner „%1“ lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>There is no right to read the database “%1”.</source>
        <translation>Das Recht, die Datenbank „%1“ zu lesen, fehlt.</translation>
    </message>
    <message>
        <source>The database “%1” is write-protected.</source>
        <translation>Die Datenbank „%1“ ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The database driver is not installed.</source>
        <translation>Der Datenbanktreiber ist nicht installiert.</translation>
    </message>
    <message>
        <source>The database is locked by another program.</source>
        <translation>Die Datenbank ist durch ein anderes Programm gesperrt.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The database is write-protected.</source>
        <translation>Die Datenbank ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The file is not a database.</source>
        <translation>Die Datei ist keine Datenbank.</translation>
    </message>
    <message>
        <source>The database file is damaged. Restore a backup.</source>
        <translation>Die Datenbankdatei ist beschädigt. Stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The database refused the values because they contradict others.</source>
        <translation>Die Datenbank hat die Werte zurückgewiesen, weil sie anderen widersprechen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The database file cannot be opened.</source>
        <translation>Die Datenbankdatei lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Reading or writing the database file failed.</source>
        <translation>Das Lesen oder Schreiben der Datenbankdatei ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus.</translation>
    </message>
    <message>
        <source>The database reported an error.</source>
        <translation>Die Datenbank hat einen Fehler gemeldet.</translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation>Der Datenbankserver ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The database server refused user name or password.</source>
        <translation>Der Datenbankserver hat Benutzername oder Passwort zurückgewiesen.</translation>
    </message>
    <message>
        <source>There is no such database on the server.</source>
        <translation>Auf dem Server gibt es keine solche Datenbank.</translation>
    </message>
    <message>
        <source>The disk of the database server is full.</source>
        <translation>Der Datenträger des Datenbankservers ist voll.</translation>
    </message>
    <message>
        <source>The database is busy with other work.</source>
        <translation>Die Datenbank ist mit anderer Arbeit beschäftigt.</translation>
    </message>
    <message>
        <source>There is no right to change the database.</source>
        <translation>Das Recht, die Datenbank zu ändern, fehlt.</translation>
    </message>
    <message>
        <source>The database server refused the connection: user name, password or the database&apos;s name are not right.</source>
        <translation>Der Datenbankserver hat die Verbindung abgelehnt: Benutzername, Passwort oder Name der Datenbank stimmen nicht.</translation>
    </message>
    <message>
        <source>The search index “%1” is damaged. It is made anew when the catalog is opened for writing.</source>
        <translation>Der Suchindex „%1“ ist beschädigt. Er wird neu angelegt, sobald der Katalog zum Schreiben geöffnet wird.</translation>
    </message>
    <message>
        <source>The database file may not grow any larger here.</source>
        <translation>Die Datenbankdatei darf hier nicht größer werden.</translation>
    </message>
</context>
<context>
    <name>DatabaseCommand</name>
    <message>
        <source>schema version %1, %L2 product(s): %3</source>
        <translation>Schemaversion %1, %L2 Produkt(e): %3</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>%1 is there already; --force replaces it.</source>
        <translation>%1 ist bereits vorhanden; --force ersetzt es.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Backup written: %1</source>
        <translation>Sicherung geschrieben: %1</translation>
    </message>
    <message>
        <source>This replaces %1 by the backup; say --yes to do it.</source>
        <translation>Damit wird %1 durch die Sicherung ersetzt; bestätigen Sie mit --yes.</translation>
    </message>
    <message>
        <source>Restored from %1; the catalog of before is kept beside it.</source>
        <translation>Aus %1 wiederhergestellt; der vorherige Katalog bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>Up to date already: schema version %1.</source>
        <translation>Bereits auf dem neuesten Stand: Schemaversion %1.</translation>
    </message>
    <message>
        <source>Brought from schema version %1 to %2.</source>
        <translation>Von Schemaversion %1 auf %2 gebracht.</translation>
    </message>
    <message>
        <source>What to do? One of check, backup, restore, migrate.</source>
        <translation>Was ist zu tun? Eines von check, backup, restore, migrate.</translation>
    </message>
    <message>
        <source>“%1” is none of check, backup, restore, migrate.</source>
        <translation>„%1“ ist keines von check, backup, restore, migrate.</translation>
    </message>
    <message>
        <source>“db %1” takes one file.</source>
        <translation>„db %1“ verlangt eine Datei.</translation>
    </message>
    <message>
        <source>“db %1” takes no file.</source>
        <translation>„db %1“ verlangt keine Datei.</translation>
    </message>
    <message>
        <source>Check, back up, restore or bring the catalog&apos;s database up to date</source>
        <translation>Die Datenbank des Katalogs prüfen, sichern, wiederherstellen oder auf den neuesten Stand bringen</translation>
    </message>
    <message>
        <source>A backup is consistent while the program runs. PostgreSQL is backed up by pg_dump.</source>
        <translation>Eine Sicherung ist auch bei laufendem Programm in sich stimmig. PostgreSQL wird mit pg_dump gesichert.</translation>
    </message>
    <message>
        <source>Let “backup” replace a file that is there.</source>
        <translation>„backup“ darf eine vorhandene Datei ersetzen.</translation>
    </message>
    <message>
        <source>Confirm “restore”.</source>
        <translation>„restore“ bestätigen.</translation>
    </message>
    <message>
        <source>Whether everything is in order.</source>
        <translation>Ob alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>A copy of the whole catalog.</source>
        <translation>Eine Kopie des ganzen Katalogs.</translation>
    </message>
    <message>
        <source>Back to the copy.</source>
        <translation>Zurück zur Kopie.</translation>
    </message>
    <message>
        <source>“migrate” brings the schema up to date, as opening the catalog does, and makes a backup beside an SQLite file first.</source>
        <translation>„migrate“ bringt das Schema auf den neuesten Stand, wie es auch das Öffnen des Katalogs tut, und legt bei einer SQLite-Datei vorher eine Sicherung daneben an.</translation>
    </message>
</context>
<context>
    <name>DemoCommand</name>
    <message>
        <source>Interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The sample can&apos;t be written to %1.</source>
        <translation>Das Beispiel lässt sich nicht nach %1 schreiben.</translation>
    </message>
    <message>
        <source>1. Import %1</source>
        <translation>1. %1 importieren</translation>
    </message>
    <message>
        <source>%L1 record(s): %L2 created, %L3 rejected</source>
        <translation>%L1 Datensätze: %L2 angelegt, %L3 abgelehnt</translation>
    </message>
    <message>
        <source>line %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
    </message>
    <message>
        <source>rejected records: %1</source>
        <translation>abgelehnte Datensätze: %1</translation>
    </message>
    <message>
        <source>2. Score</source>
        <translation>2. Bewerten</translation>
    </message>
    <message>
        <source>3. Improve by the built-in rules and accept what is free of errors</source>
        <translation>3. Mit den eingebauten Regeln verbessern und annehmen, was fehlerfrei ist</translation>
    </message>
    <message>
        <source>%1: %L2 proposal(s), %L3 accepted, %L4 left for review</source>
        <translation>%1: %L2 Vorschläge, %L3 angenommen, %L4 zur Prüfung offen</translation>
    </message>
    <message>
        <source>4. Validate and write the upload files</source>
        <translation>4. Prüfen und die Upload-Dateien schreiben</translation>
    </message>
    <message>
        <source>The seller ID and shop address in these files are examples; set yours in the settings.</source>
        <translation>Verkäufer-ID und Shop-Adresse in diesen Dateien sind Beispiele; tragen Sie Ihre eigenen in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>Catalog: %1</source>
        <translation>Katalog: %1</translation>
    </message>
    <message>
        <source>Open it in the window: %1</source>
        <translation>Im Fenster öffnen: %1</translation>
    </message>
    <message>
        <source>Run the whole job once on bundled example products</source>
        <translation>Den ganzen Ablauf einmal mit mitgelieferten Beispielprodukten durchführen</translation>
    </message>
    <message>
        <source>Where to put it; otherwise “demo” in the data folder.</source>
        <translation>Wohin damit; sonst „demo“ im Datenordner.</translation>
    </message>
    <message>
        <source>Everything into one folder.</source>
        <translation>Alles in einen Ordner.</translation>
    </message>
    <message>
        <source>[FILE…]</source>
        <translation>[DATEI…]</translation>
    </message>
    <message>
        <source>Imports the example, or your FILEs, scores it, improves it, checks it and writes every upload file, in a folder and a catalog of its own; your catalog isn&apos;t touched.</source>
        <translation>Importiert das Beispiel oder Ihre DATEIEN, bewertet, verbessert und prüft sie und schreibt jede Upload-Datei, in einem eigenen Ordner und Katalog; Ihr Katalog bleibt unberührt.</translation>
    </message>
</context>
<context>
    <name>EbayCsvWriter</name>
    <message>
        <source>eBay has no place for a GTIN of 14 digits.</source>
        <translation>eBay hat keinen Platz für eine GTIN mit 14 Ziffern.</translation>
    </message>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation>Es gibt zu viele verschiedene Merkmale für eine Datei; für „%1“ ist kein Platz.</translation>
    </message>
    <message>
        <source>eBay&apos;s category number isn&apos;t known; fill in “Category ID” before the upload.</source>
        <translation>Die eBay-Kategorienummer ist nicht bekannt; füllen Sie vor dem Hochladen „Category ID“ aus.</translation>
    </message>
    <message>
        <source>eBay has no upload template for the site %1.</source>
        <translation>eBay hat keine Upload-Vorlage für das Land %1.</translation>
    </message>
</context>
<context>
    <name>EventRoutes</name>
    <message>
        <source>“%1” is no type of events.</source>
        <translation>„%1“ ist keine Art von Ereignissen.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Standard output is one file; it can&apos;t be divided into several.</source>
        <translation>Die Standardausgabe ist eine einzige Datei; sie lässt sich nicht auf mehrere aufteilen.</translation>
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
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Both are needed: --format, e.g. ebay-csv, and --output, e.g. ebay.csv.</source>
        <translation>Beides ist nötig: --format, z. B. ebay-csv, und --output, z. B. ebay.csv.</translation>
    </message>
    <message>
        <source>“%1” is no known format; “listwright export --formats” lists them.</source>
        <translation>„%1“ ist kein bekanntes Format; „listwright export --formats“ listet die Formate auf.</translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>%L1 von %L2 Produkten</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s); the unfinished file was discarded.</source>
        <translation>Nach %L1 Produkt(en) unterbrochen; die unfertige Datei wurde verworfen.</translation>
    </message>
    <message>
        <source>Which file; --formats lists them.</source>
        <translation>Welche Datei; --formats listet die Formate auf.</translation>
    </message>
    <message>
        <source>Where to write it; “-” is standard output.</source>
        <translation>Wohin geschrieben wird; „-“ ist die Standardausgabe.</translation>
    </message>
    <message>
        <source>List the formats.</source>
        <translation>Die Formate auflisten.</translation>
    </message>
    <message>
        <source>The marketplace&apos;s country: DE, PL, US …</source>
        <translation>Das Land des Marktplatzes: DE, PL, US …</translation>
    </message>
    <message>
        <source>Language of the texts, e.g. de-DE.</source>
        <translation>Sprache der Texte, z. B. de-DE.</translation>
    </message>
    <message>
        <source>The store&apos;s currency, where a file carries one (Shopify).</source>
        <translation>Die Währung des Shops, wo eine Datei eine enthält (Shopify).</translation>
    </message>
    <message>
        <source>Your seller ID (Amazon).</source>
        <translation>Ihre Verkäufer-ID (Amazon).</translation>
    </message>
    <message>
        <source>Beginning of the products&apos; addresses in your shop (Google).</source>
        <translation>Anfang der Produktadressen in Ihrem Shop (Google).</translation>
    </message>
    <message>
        <source>Write products with rule errors as well; over-long texts are cut.</source>
        <translation>Auch Produkte mit Regelfehlern schreiben; zu lange Texte werden gekürzt.</translation>
    </message>
    <message>
        <source>At most this many products a file: name-1.csv, name-2.csv …</source>
        <translation>Höchstens so viele Produkte pro Datei: name-1.csv, name-2.csv …</translation>
    </message>
    <message>
        <source>Save what the file can&apos;t carry as CSV.</source>
        <translation>Was die Datei nicht aufnehmen kann, als CSV speichern.</translation>
    </message>
    <message>
        <source>Write a marketplace&apos;s upload file or our own CSV or JSON</source>
        <translation>Die Upload-Datei eines Marktplatzes oder unser eigenes CSV oder JSON schreiben</translation>
    </message>
    <message>
        <source>Products are written as the marketplace will see them. Those that break its rules are left out and named, and so is everything the file can&apos;t carry; the exit code is 3 when products were left out. The file appears only when it is complete.</source>
        <translation>Die Produkte werden so geschrieben, wie der Marktplatz sie sehen wird. Produkte, die gegen seine Regeln verstoßen, werden weggelassen und genannt, ebenso alles, was die Datei nicht aufnehmen kann; wurden Produkte weggelassen, ist der Exit-Code 3. Die Datei erscheint erst, wenn sie vollständig ist.</translation>
    </message>
    <message>
        <source>For eBay&apos;s Seller Hub.</source>
        <translation>Für den Seller Hub von eBay.</translation>
    </message>
    <message>
        <source>Amazon takes at most 25,000 messages in one feed.</source>
        <translation>Amazon nimmt höchstens 25.000 Nachrichten pro Feed an.</translation>
    </message>
    <message>
        <source>To standard output.</source>
        <translation>Auf die Standardausgabe.</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>Standardausgabe</translation>
    </message>
    <message>
        <source>%1: %L2 product(s) written, %L3 left out</source>
        <translation>%1: %L2 Produkt(e) geschrieben, %L3 weggelassen</translation>
    </message>
    <message>
        <source>%L1 product(s)</source>
        <translation>%L1 Produkt(e)</translation>
    </message>
    <message>
        <source>whole file</source>
        <translation>ganze Datei</translation>
    </message>
    <message>
        <source>… and %L1 more; --losses FILE saves them all</source>
        <translation>… und %L1 weitere; --losses DATEI speichert alle</translation>
    </message>
    <message>
        <source>With --json the result takes standard output: name a file for --output.</source>
        <translation>Mit --json geht das Ergebnis auf die Standardausgabe: Nennen Sie bei --output eine Datei.</translation>
    </message>
    <message>
        <source>product %1</source>
        <translation>Produkt %1</translation>
    </message>
</context>
<context>
    <name>ExportRoutes</name>
    <message>
        <source>Listings cannot be sent to %1 yet. Its upload file is at /api/export/file.</source>
        <translation>Angebote können noch nicht an %1 gesendet werden. Die Upload-Datei gibt es unter /api/export/file.</translation>
    </message>
    <message>
        <source>“%1” is no known format.</source>
        <translation>„%1“ ist kein bekanntes Format.</translation>
    </message>
    <message>
        <source>It must hold numbers of products only.</source>
        <translation>Es darf nur Produktnummern enthalten.</translation>
    </message>
    <message>
        <source>More than %L1 products would be written. Choose fewer, or use `listwright export`.</source>
        <translation>Es würden mehr als %L1 Produkte geschrieben. Wählen Sie weniger, oder verwenden Sie `listwright export`.</translation>
    </message>
    <message>
        <source>There is no such product.</source>
        <translation>Ein solches Produkt gibt es nicht.</translation>
    </message>
    <message>
        <source>The file cannot be read again.</source>
        <translation>Die Datei kann nicht wieder gelesen werden.</translation>
    </message>
    <message>
        <source>Listings cannot be sent to %1 yet.</source>
        <translation>Angebote können noch nicht an %1 gesendet werden.</translation>
    </message>
    <message>
        <source>There is no upload file for %1; there are some for: %2.</source>
        <translation>Für %1 gibt es keine Upload-Datei; es gibt welche für: %2.</translation>
    </message>
    <message>
        <source>It must name a language as “de-DE” does.</source>
        <translation>Es muss eine Sprache nennen, wie „de-DE“ es tut.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Es muss true oder false sein.</translation>
    </message>
    <message>
        <source>An Amazon feed needs your seller ID.</source>
        <translation>Ein Amazon-Feed braucht Ihre Verkäufer-ID.</translation>
    </message>
</context>
<context>
    <name>FactCheck</name>
    <message>
        <source>The record names no colour “%1”.</source>
        <translation>Der Datensatz nennt keine Farbe „%1“.</translation>
    </message>
    <message>
        <source>The record names no material “%1”.</source>
        <translation>Der Datensatz nennt kein Material „%1“.</translation>
    </message>
    <message>
        <source>The record does not say “%1”.</source>
        <translation>Im Datensatz steht nichts von „%1“.</translation>
    </message>
    <message>
        <source>The record does not name “%1”.</source>
        <translation>Der Datensatz nennt „%1“ nicht.</translation>
    </message>
    <message>
        <source>The record does not state “%1”.</source>
        <translation>Der Datensatz enthält die Angabe „%1“ nicht.</translation>
    </message>
    <message>
        <source>The record states no size “%1”.</source>
        <translation>Der Datensatz nennt keine Größe „%1“.</translation>
    </message>
    <message>
        <source>The record does not say that it fits “%1”.</source>
        <translation>Im Datensatz steht nicht, dass es zu „%1“ passt.</translation>
    </message>
</context>
<context>
    <name>FormBody</name>
    <message>
        <source>The form is not valid UTF-8.</source>
        <translation>Das Formular ist kein gültiges UTF-8.</translation>
    </message>
    <message numerus="yes">
        <source>The form&apos;s names are nested deeper than %Ln level(s).</source>
        <translation>
            <numerusform>Die Namen des Formulars sind tiefer als %Ln Ebene verschachtelt.</numerusform>
            <numerusform>Die Namen des Formulars sind tiefer als %Ln Ebenen verschachtelt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The multipart body is cut off or has no parts.</source>
        <translation>Der Multipart-Inhalt ist abgeschnitten oder hat keine Teile.</translation>
    </message>
    <message>
        <source>The form is empty.</source>
        <translation>Das Formular ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>The form has more than %Ln field(s).</source>
        <translation>
            <numerusform>Das Formular hat mehr als %Ln Feld.</numerusform>
            <numerusform>Das Formular hat mehr als %Ln Felder.</numerusform>
        </translation>
    </message>
    <message>
        <source>The multipart body does not say how its parts are divided.</source>
        <translation>Der Multipart-Inhalt gibt nicht an, wie seine Teile getrennt sind.</translation>
    </message>
    <message>
        <source>The form is not well encoded: after “%” come two hexadecimal digits.</source>
        <translation>Das Formular ist nicht richtig kodiert: Auf „%“ folgen zwei hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>The form holds more than one file. Send each in a request of its own.</source>
        <translation>Das Formular enthält mehr als eine Datei. Senden Sie jede in einer eigenen Anfrage.</translation>
    </message>
</context>
<context>
    <name>GoogleMerchantWriter</name>
    <message numerus="yes">
        <source>Google takes an id of at most %Ln character(s).</source>
        <translation>
            <numerusform>Google nimmt eine ID von höchstens %Ln Zeichen an.</numerusform>
            <numerusform>Google nimmt eine ID von höchstens %Ln Zeichen an.</numerusform>
        </translation>
    </message>
    <message>
        <source>Google needs the address of the product in your shop.</source>
        <translation>Google braucht die Adresse des Produkts in Ihrem Shop.</translation>
    </message>
    <message>
        <source>Google needs an image.</source>
        <translation>Google braucht ein Bild.</translation>
    </message>
    <message>
        <source>“%1” is written as “used”.</source>
        <translation>„%1“ wird als „used“ geschrieben.</translation>
    </message>
    <message>
        <source>The feed has no columns for: %1</source>
        <translation>Der Feed hat keine Spalten für: %1</translation>
    </message>
    <message numerus="yes">
        <source>A variant without a SKU of at most %Ln character(s) is left out.</source>
        <translation>
            <numerusform>Eine Variante ohne SKU von höchstens %Ln Zeichen wird weggelassen.</numerusform>
            <numerusform>Eine Variante ohne SKU von höchstens %Ln Zeichen wird weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The variant “%1” has no price or quantity and is left out.</source>
        <translation>Die Variante „%1“ hat keinen Preis oder keine Menge und wird weggelassen.</translation>
    </message>
    <message>
        <source>Google needs a price and the availability.</source>
        <translation>Google braucht einen Preis und die Verfügbarkeit.</translation>
    </message>
    <message>
        <source>none of its variants can be written.</source>
        <translation>keine seiner Varianten lässt sich schreiben.</translation>
    </message>
    <message>
        <source>The feed says whether there is stock, not how much.</source>
        <translation>Der Feed sagt, ob etwas auf Lager ist, nicht wie viel.</translation>
    </message>
</context>
<context>
    <name>Gtin</name>
    <message>
        <source>A GTIN has digits only.</source>
        <translation>Eine GTIN besteht nur aus Ziffern.</translation>
    </message>
    <message>
        <source>A GTIN has 8, 12, 13 or 14 digits.</source>
        <translation>Eine GTIN hat 8, 12, 13 oder 14 Ziffern.</translation>
    </message>
    <message>
        <source>The check digit of the GTIN is wrong.</source>
        <translation>Die Prüfziffer der GTIN ist falsch.</translation>
    </message>
    <message>
        <source>The GTIN is from a range for use inside one shop.</source>
        <translation>Die GTIN stammt aus einem Bereich für den Gebrauch innerhalb eines Geschäfts.</translation>
    </message>
    <message>
        <source>The GTIN is all zeros.</source>
        <translation>Die GTIN besteht nur aus Nullen.</translation>
    </message>
</context>
<context>
    <name>HistoryCommands</name>
    <message>
        <source>“%1” is not “list”.</source>
        <translation>„%1“ ist nicht „list“.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (rückgängig gemacht)</translation>
    </message>
    <message>
        <source>Which change? “listwright undo --list” shows their numbers.</source>
        <translation>Welche Änderung? „listwright undo --list“ zeigt die Nummern.</translation>
    </message>
    <message>
        <source>Change %1 taken back: %L2 product(s) changed, %L3 left alone because they changed since.</source>
        <translation>Änderung %1 rückgängig gemacht: %L2 Produkt(e) geändert, %L3 unberührt gelassen, weil seither geändert.</translation>
    </message>
    <message>
        <source>List past imports and how far each got</source>
        <translation>Frühere Importe auflisten und wie weit sie gekommen sind</translation>
    </message>
    <message>
        <source>How many to list (20).</source>
        <translation>Wie viele aufgelistet werden (20).</translation>
    </message>
    <message>
        <source>The last ones.</source>
        <translation>Die letzten.</translation>
    </message>
    <message>
        <source>Take back the last change, or the one with this number</source>
        <translation>Die letzte Änderung oder die mit dieser Nummer rückgängig machen</translation>
    </message>
    <message>
        <source>An import, an accepted batch of proposals, an edit or a deletion is one change. Fields somebody changed since are left alone and counted; the exit code is then 3.</source>
        <translation>Ein Import, ein angenommener Stapel Vorschläge, eine Bearbeitung oder eine Löschung ist eine Änderung. Felder, die seither jemand geändert hat, bleiben unberührt und werden gezählt; der Exit-Code ist dann 3.</translation>
    </message>
    <message>
        <source>Show what can be undone.</source>
        <translation>Zeigen, was sich rückgängig machen lässt.</translation>
    </message>
    <message>
        <source>Changes with their numbers.</source>
        <translation>Änderungen mit ihren Nummern.</translation>
    </message>
    <message>
        <source>Takes the newest one back.</source>
        <translation>Macht die neueste rückgängig.</translation>
    </message>
    <message>
        <source>Change %1 was not taken back: %L2 product(s) changed, %L3 left alone because they changed since.</source>
        <translation>Änderung %1 wurde nicht zurückgenommen: %L2 Produkt(e) geändert, %L3 blieben unberührt, weil sie seither geändert wurden.</translation>
    </message>
</context>
<context>
    <name>HttpClient</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>“%1” holds no certificates in PEM form.</source>
        <translation>„%1“ enthält keine Zertifikate im PEM-Format.</translation>
    </message>
    <message>
        <source>This is not a web address: it has to begin with https:// or http://.</source>
        <translation>Das ist keine Webadresse: Sie muss mit https:// oder http:// beginnen.</translation>
    </message>
    <message>
        <source>The request to %1 holds characters that cannot be sent. Enter the key again.</source>
        <translation>Die Anfrage an %1 enthält Zeichen, die nicht gesendet werden können. Geben Sie den Schlüssel erneut ein.</translation>
    </message>
    <message>
        <source>This is a fault of Listwright. Please report it.</source>
        <translation>Das ist ein Fehler von Listwright. Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>%1 does not accept the key.</source>
        <translation>%1 akzeptiert den Schlüssel nicht.</translation>
    </message>
    <message>
        <source>%1 does not allow this with the given key.</source>
        <translation>%1 erlaubt dies mit dem angegebenen Schlüssel nicht.</translation>
    </message>
    <message>
        <source>%1 does not have what was asked for.</source>
        <translation>Das Angefragte ist bei %1 nicht vorhanden.</translation>
    </message>
    <message>
        <source>%1 says that this was changed meanwhile.</source>
        <translation>%1 meldet, dass dies inzwischen geändert wurde.</translation>
    </message>
    <message>
        <source>%1 points to another address, which is not followed (status %2).</source>
        <translation>%1 verweist auf eine andere Adresse, der nicht gefolgt wird (Status %2).</translation>
    </message>
    <message>
        <source>%1 does not accept the request (status %2).</source>
        <translation>%1 nimmt die Anfrage nicht an (Status %2).</translation>
    </message>
    <message>
        <source>The proxy&apos;s address has to look like http://name:8080 or socks5://name:1080.</source>
        <translation>Die Adresse des Proxys muss so aussehen: http://name:8080 oder socks5://name:1080.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired or is not valid yet. Is this computer&apos;s clock right?</source>
        <translation>Das Zertifikat von %1 ist abgelaufen oder noch nicht gültig. Geht die Uhr dieses Computers richtig?</translation>
    </message>
    <message>
        <source>%1 was not found. Check the address and the network.</source>
        <translation>%1 wurde nicht gefunden. Prüfen Sie die Adresse und das Netzwerk.</translation>
    </message>
    <message>
        <source>%1 took too long to answer. Try again later.</source>
        <translation>%1 hat zu lange für die Antwort gebraucht. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The answer of %1 is too large. Check the address, or choose another model.</source>
        <translation>Die Antwort von %1 ist zu groß. Prüfen Sie die Adresse, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>%1 was asked too often. Try again later.</source>
        <translation>%1 wurde zu oft angefragt. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 has a fault or is being maintained. Try again later.</source>
        <translation>%1 ist gestört oder wird gerade gewartet. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The certificate of %1 is made out to another name. Check the address.</source>
        <translation>Das Zertifikat von %1 ist auf einen anderen Namen ausgestellt. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The certificate of %1 comes from an authority that is not trusted here. If it is your company&apos;s own, name its certificates in the settings.</source>
        <translation>Das Zertifikat von %1 stammt von einer Zertifizierungsstelle, der hier nicht vertraut wird. Ist es die Ihres Unternehmens, geben Sie deren Zertifikate in den Einstellungen an.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Check the address and the network.</source>
        <translation>Es konnte keine sichere Verbindung zu %1 hergestellt werden. Prüfen Sie die Adresse und das Netzwerk.</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 does not answer, or does not let this through. Check its address in the settings.</source>
        <translation>Der Proxy auf dem Weg zu %1 antwortet nicht oder lässt dies nicht durch. Prüfen Sie seine Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>Nothing answers at %1: the connection was refused. Check the address and the network.</source>
        <translation>Unter %1 antwortet nichts: Die Verbindung wurde abgelehnt. Prüfen Sie die Adresse und das Netzwerk.</translation>
    </message>
    <message>
        <source>The proxy wants a user name and a password. Give them with its address in the settings.</source>
        <translation>Der Proxy verlangt einen Benutzernamen und ein Passwort. Geben Sie sie mit seiner Adresse in den Einstellungen an.</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP. Check the address.</source>
        <translation>Was unter %1 antwortet, spricht kein HTTP. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>There is no connection to %1. Check the network, and try again later.</source>
        <translation>Es besteht keine Verbindung zu %1. Prüfen Sie das Netzwerk, und versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer was complete. Try again later.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Antwort vollständig war. Versuchen Sie es später noch einmal.</translation>
    </message>
</context>
<context>
    <name>HttpServer</name>
    <message>
        <source>There is no right to listen at %1.</source>
        <translation>Es fehlt das Recht, an %1 zu lauschen.</translation>
    </message>
    <message>
        <source>Another program listens at %1 already.</source>
        <translation>An %1 lauscht bereits ein anderes Programm.</translation>
    </message>
    <message>
        <source>Nothing can be received at %1: %2</source>
        <translation>An %1 kann nichts empfangen werden: %2</translation>
    </message>
    <message>
        <source>Pages of that address may not ask here.</source>
        <translation>Seiten dieser Adresse dürfen hier nicht anfragen.</translation>
    </message>
    <message>
        <source>There is nothing at this address.</source>
        <translation>Unter dieser Adresse gibt es nichts.</translation>
    </message>
    <message>
        <source>This address is not asked in that way.</source>
        <translation>Diese Adresse wird nicht auf diese Weise angefragt.</translation>
    </message>
    <message>
        <source>The request does not say how long its body is.</source>
        <translation>Die Anfrage sagt nicht, wie lang ihr Inhalt ist.</translation>
    </message>
    <message>
        <source>There were too many wrong keys.</source>
        <translation>Es wurden zu viele falsche Schlüssel gesendet.</translation>
    </message>
    <message>
        <source>There are too many requests.</source>
        <translation>Es sind zu viele Anfragen.</translation>
    </message>
    <message>
        <source>Your address has too many streams open.</source>
        <translation>Von Ihrer Adresse sind zu viele Streams geöffnet.</translation>
    </message>
    <message>
        <source>There are too many open streams.</source>
        <translation>Es sind zu viele Streams geöffnet.</translation>
    </message>
    <message>
        <source>This server is not known by that name. LISTWRIGHT_SERVER_HOSTS lists those by which it may be asked.</source>
        <translation>Dieser Server ist unter diesem Namen nicht bekannt. LISTWRIGHT_SERVER_HOSTS nennt die, unter denen er gefragt werden darf.</translation>
    </message>
    <message>
        <source>Bodies are taken as they are, not as “%1”.</source>
        <translation>Inhalte werden unkomprimiert angenommen, nicht als „%1“.</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>This is not an amount.</source>
        <translation>Das ist kein Betrag.</translation>
    </message>
    <message>
        <source>The amount has more decimals than its currency. Is the decimal style right?</source>
        <translation>Der Betrag hat mehr Nachkommastellen als seine Währung. Stimmt das Dezimalzeichen?</translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation>Der Betrag ist zu groß.</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>Ein Preis kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>The currency is not known.</source>
        <translation>Die Währung ist nicht bekannt.</translation>
    </message>
    <message>
        <source>No currency is given. Choose a default currency for the import.</source>
        <translation>Es ist keine Währung angegeben. Wählen Sie eine Standardwährung für den Import.</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>A quote is opened in this line and never closed.</source>
        <translation>Ein Anführungszeichen wird in dieser Zeile geöffnet und nie geschlossen.</translation>
    </message>
    <message numerus="yes">
        <source>The record is longer than %Ln megabyte(s).</source>
        <translation>
            <numerusform>Der Datensatz ist länger als %Ln Megabyte.</numerusform>
            <numerusform>Der Datensatz ist länger als %Ln Megabyte.</numerusform>
        </translation>
    </message>
    <message>
        <source>The record has more than %1 cells.</source>
        <translation>Der Datensatz hat mehr als %1 Zellen.</translation>
    </message>
    <message>
        <source>The record holds NUL bytes; the file may be damaged.</source>
        <translation>Der Datensatz enthält NUL-Bytes; die Datei ist womöglich beschädigt.</translation>
    </message>
    <message>
        <source>The record has %1 cells, but the header has %2 columns. Is a quote missing?</source>
        <translation>Der Datensatz hat %1 Zellen, die Kopfzeile aber %2 Spalten. Fehlt ein Anführungszeichen?</translation>
    </message>
    <message>
        <source>Bytes that are no valid text were replaced by �.</source>
        <translation>Bytes, die kein gültiger Text sind, wurden durch � ersetzt.</translation>
    </message>
    <message>
        <source>Quotes in this file seem to belong to the texts; they are not taken as quoting.</source>
        <translation>Anführungszeichen scheinen in dieser Datei zu den Texten zu gehören; sie gelten nicht als Begrenzer.</translation>
    </message>
    <message>
        <source>No header was found: the first line already seems to hold values.</source>
        <translation>Es wurde keine Kopfzeile gefunden: Schon die erste Zeile scheint Werte zu enthalten.</translation>
    </message>
    <message>
        <source>Some prices have a decimal point, more of them a comma; the comma is assumed.</source>
        <translation>Einige Preise haben einen Dezimalpunkt, mehr haben ein Komma; das Komma wird angenommen.</translation>
    </message>
    <message>
        <source>Some prices have a decimal comma, more of them a point; the point is assumed.</source>
        <translation>Einige Preise haben ein Dezimalkomma, mehr haben einen Punkt; der Punkt wird angenommen.</translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal comma is assumed.</source>
        <translation>Preise wie „%1“ lassen sich auf zwei Arten lesen; ein Dezimalkomma wird angenommen.</translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal point is assumed.</source>
        <translation>Preise wie „%1“ lassen sich auf zwei Arten lesen; ein Dezimalpunkt wird angenommen.</translation>
    </message>
    <message>
        <source>This field cannot be emptied.</source>
        <translation>Dieses Feld lässt sich nicht leeren.</translation>
    </message>
    <message>
        <source>The text is longer than %1 bytes.</source>
        <translation>Der Text ist länger als %1 Bytes.</translation>
    </message>
    <message>
        <source>The image is left out: %1</source>
        <translation>Das Bild wird weggelassen: %1</translation>
    </message>
    <message>
        <source>The condition is not known and is left out.</source>
        <translation>Der Zustand ist nicht bekannt und wird weggelassen.</translation>
    </message>
    <message>
        <source>The row ends or deletes a listing; there is nothing to import.</source>
        <translation>Die Zeile beendet oder löscht ein Angebot; es gibt nichts zu importieren.</translation>
    </message>
    <message>
        <source>The record has no source ID, SKU or other key of its own.</source>
        <translation>Der Datensatz hat keine Quell-ID, SKU oder einen anderen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>The source ID is too long.</source>
        <translation>Die Quell-ID ist zu lang.</translation>
    </message>
    <message>
        <source>The source platform is too long.</source>
        <translation>Die Quellplattform ist zu lang.</translation>
    </message>
    <message>
        <source>The SKU is too long.</source>
        <translation>Die SKU ist zu lang.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>The title is missing.</source>
        <translation>Der Titel fehlt.</translation>
    </message>
    <message>
        <source>The text holds a NUL character.</source>
        <translation>Der Text enthält ein NUL-Zeichen.</translation>
    </message>
    <message>
        <source>A list or object stands where a text or number is expected.</source>
        <translation>Eine Liste oder ein Objekt steht, wo Text oder eine Zahl erwartet wird.</translation>
    </message>
    <message>
        <source>Attributes must be an object or a list of names and values.</source>
        <translation>Merkmale müssen ein Objekt oder eine Liste von Namen und Werten sein.</translation>
    </message>
    <message>
        <source>Each variant must be an object.</source>
        <translation>Jede Variante muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>The product has more than %1 variants.</source>
        <translation>Das Produkt hat mehr als %1 Varianten.</translation>
    </message>
    <message>
        <source>The leading zero a spreadsheet took away was put back.</source>
        <translation>Die führende Null, die eine Tabellenkalkulation entfernt hat, wurde wieder ergänzt.</translation>
    </message>
    <message>
        <source>A spreadsheet turned the GTIN into a rounded number; it is left out.</source>
        <translation>Eine Tabellenkalkulation hat die GTIN in eine gerundete Zahl verwandelt; sie wird weggelassen.</translation>
    </message>
    <message>
        <source>The GTIN is left out: %1</source>
        <translation>Die GTIN wird weggelassen: %1</translation>
    </message>
    <message>
        <source>The prices of one product are in different currencies.</source>
        <translation>Die Preise eines Produkts haben verschiedene Währungen.</translation>
    </message>
    <message>
        <source>The stock is negative because more was sold; it is taken as 0.</source>
        <translation>Der Bestand ist negativ, weil mehr verkauft wurde; er gilt als 0.</translation>
    </message>
    <message>
        <source>an Excel workbook or a ZIP archive</source>
        <translation>eine Excel-Arbeitsmappe oder ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>an old Excel workbook</source>
        <translation>eine alte Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>eine komprimierte Datei</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>“%1” is %2, not a text file. Save it as CSV and import that.</source>
        <translation>„%1“ ist %2, keine Textdatei. Speichern Sie sie als CSV und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>“%1” holds binary data, not text. Save it as CSV or JSON and import that.</source>
        <translation>„%1“ enthält Binärdaten, keinen Text. Speichern Sie die Datei als CSV oder JSON und importieren Sie diese.</translation>
    </message>
    <message>
        <source>The address does not begin with http:// or https://.</source>
        <translation>Die Adresse beginnt nicht mit http:// oder https://.</translation>
    </message>
    <message>
        <source>Only addresses with http:// or https:// are allowed.</source>
        <translation>Nur Adressen mit http:// oder https:// sind erlaubt.</translation>
    </message>
    <message>
        <source>This is not a valid web address.</source>
        <translation>Das ist keine gültige Webadresse.</translation>
    </message>
    <message>
        <source>This is not a quantity.</source>
        <translation>Das ist keine Menge.</translation>
    </message>
    <message>
        <source>A quantity must be a whole number.</source>
        <translation>Eine Menge muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>A quantity cannot be negative.</source>
        <translation>Eine Menge kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>The quantity is too large.</source>
        <translation>Die Menge ist zu groß.</translation>
    </message>
    <message>
        <source>The file “%1” is empty.</source>
        <translation>Die Datei „%1“ ist leer.</translation>
    </message>
    <message>
        <source>The file does not say its encoding; by its letters %1 is assumed.</source>
        <translation>Die Datei nennt ihre Zeichenkodierung nicht; nach ihren Buchstaben wird %1 angenommen.</translation>
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
        <translation>Marke</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Qualitätswert</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Some letters seem to have been replaced by “?” before this file was written; they cannot be restored.</source>
        <translation>Einige Buchstaben wurden anscheinend schon vor dem Schreiben dieser Datei durch „?“ ersetzt; sie lassen sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>The record is no JSON object.</source>
        <translation>Der Datensatz ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The key occurs twice in one object; the last value counts.</source>
        <translation>Der Schlüssel kommt in einem Objekt zweimal vor; der letzte Wert gilt.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>„%1“, Zeile %2: %3</translation>
    </message>
    <message>
        <source>This is neither a JSON list nor an object.</source>
        <translation>Das ist weder eine JSON-Liste noch ein Objekt.</translation>
    </message>
    <message>
        <source>The data is nested deeper than %1 levels and never closed.</source>
        <translation>Die Daten sind tiefer als %1 Ebenen verschachtelt und werden nie geschlossen.</translation>
    </message>
    <message>
        <source>A bracket is closed that was never opened.</source>
        <translation>Eine Klammer wird geschlossen, die nie geöffnet wurde.</translation>
    </message>
    <message>
        <source>There is text behind the end of the list.</source>
        <translation>Hinter dem Ende der Liste steht noch Text.</translation>
    </message>
    <message>
        <source>The record is nested deeper than %1 levels.</source>
        <translation>Der Datensatz ist tiefer als %1 Ebenen verschachtelt.</translation>
    </message>
    <message>
        <source>This is not valid JSON near “%1”.</source>
        <translation>In der Nähe von „%1“ ist das kein gültiges JSON.</translation>
    </message>
    <message>
        <source>No column identifies the products (ID, SKU or GTIN); choose one.</source>
        <translation>Keine Spalte kennzeichnet die Produkte eindeutig (ID, SKU oder GTIN); wählen Sie eine.</translation>
    </message>
    <message>
        <source>Several columns have the same name: %1. The first one is used.</source>
        <translation>Mehrere Spalten heißen gleich: %1. Die erste wird verwendet.</translation>
    </message>
    <message>
        <source>The layout “%1” is not known.</source>
        <translation>Das Layout „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>“%1” is no field that column “%2” could be taken into.</source>
        <translation>„%1“ ist kein Feld, in das die Spalte „%2“ übernommen werden könnte.</translation>
    </message>
    <message>
        <source>The file for rejected records, “%1”, cannot be written.</source>
        <translation>Die Datei für abgelehnte Datensätze „%1“ lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The file for rejected records cannot be written in “%1”.</source>
        <translation>Die Datei für abgelehnte Datensätze lässt sich in „%1“ nicht schreiben.</translation>
    </message>
    <message>
        <source>The rejected records cannot be written to “%1”. Is the disk full?</source>
        <translation>Die abgelehnten Datensätze lassen sich nicht in „%1“ schreiben. Ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>Keep as extra data</source>
        <translation>Als Zusatzdaten behalten</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Source platform</source>
        <translation>Quellplattform</translation>
    </message>
    <message>
        <source>Source ID</source>
        <translation>Quell-ID</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>Quelladresse</translation>
    </message>
    <message>
        <source>GTIN (EAN, UPC)</source>
        <translation>GTIN (EAN, UPC)</translation>
    </message>
    <message>
        <source>GTIN where valid</source>
        <translation>GTIN, wenn gültig</translation>
    </message>
    <message>
        <source>GTIN or another number</source>
        <translation>GTIN oder eine andere Nummer</translation>
    </message>
    <message>
        <source>MPN</source>
        <translation>MPN</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Optimierter Titel</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Optimierte Beschreibung</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Stichpunkte</translation>
    </message>
    <message>
        <source>Attributes (list)</source>
        <translation>Merkmale (Liste)</translation>
    </message>
    <message>
        <source>Attribute with the column’s name</source>
        <translation>Merkmal mit dem Namen der Spalte</translation>
    </message>
    <message>
        <source>Alternative text of the image</source>
        <translation>Alternativtext des Bildes</translation>
    </message>
    <message>
        <source>Variants (list)</source>
        <translation>Varianten (Liste)</translation>
    </message>
    <message>
        <source>Product of the row (groups variants)</source>
        <translation>Produkt der Zeile (fasst Varianten zusammen)</translation>
    </message>
    <message>
        <source>Marks variant rows</source>
        <translation>Kennzeichnet Variantenzeilen</translation>
    </message>
    <message>
        <source>Action of an upload file</source>
        <translation>Aktion einer Upload-Datei</translation>
    </message>
    <message>
        <source>Options of the variant</source>
        <translation>Optionen der Variante</translation>
    </message>
    <message>
        <source>Name of option 1</source>
        <translation>Name der Option 1</translation>
    </message>
    <message>
        <source>Value of option 1</source>
        <translation>Wert der Option 1</translation>
    </message>
    <message>
        <source>Name of option 2</source>
        <translation>Name der Option 2</translation>
    </message>
    <message>
        <source>Value of option 2</source>
        <translation>Wert der Option 2</translation>
    </message>
    <message>
        <source>Name of option 3</source>
        <translation>Name der Option 3</translation>
    </message>
    <message>
        <source>Value of option 3</source>
        <translation>Wert der Option 3</translation>
    </message>
    <message>
        <source>Image of the variant</source>
        <translation>Bild der Variante</translation>
    </message>
    <message>
        <source>Reading “%1” failed.</source>
        <translation>Das Lesen von „%1“ ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Standard input cannot be read.</source>
        <translation>Die Standardeingabe lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The file “%1” does not exist.</source>
        <translation>Die Datei „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>„%1“ ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>You have no right to read the file “%1”.</source>
        <translation>Sie haben nicht das Recht, die Datei „%1“ zu lesen.</translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened.</source>
        <translation>Die Datei „%1“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>The encoding “%1” is not known.</source>
        <translation>Die Zeichenkodierung „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Reading “%1” failed at byte %2.</source>
        <translation>Das Lesen von „%1“ ist bei Byte %2 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>“%1” became shorter while it was being read.</source>
        <translation>„%1“ wurde während des Lesens kürzer.</translation>
    </message>
    <message>
        <source>“%1” cannot be converted from its encoding.</source>
        <translation>„%1“ lässt sich nicht aus der Zeichenkodierung umwandeln.</translation>
    </message>
    <message>
        <source>“%1” is a pipe or a device, not a file. Give its text to standard input and import “-”.</source>
        <translation>„%1“ ist eine Pipe oder ein Gerät und keine Datei. Geben Sie den Text an die Standardeingabe und importieren Sie „-“.</translation>
    </message>
    <message>
        <source>“%1” is an XML or HTML file, not a table. Save it as CSV or JSON and import that.</source>
        <translation>„%1“ ist eine XML- oder HTML-Datei, keine Tabelle. Speichern Sie sie als CSV oder JSON und importieren Sie diese.</translation>
    </message>
    <message>
        <source>The file “%1” has no products.</source>
        <translation>Die Datei „%1“ enthält keine Produkte.</translation>
    </message>
    <message>
        <source>The title is missing: only a product that is in the catalog already is changed.</source>
        <translation>Der Titel fehlt: Geändert wird nur ein Produkt, das schon im Katalog steht.</translation>
    </message>
    <message>
        <source>The number “%1” is too large.</source>
        <translation>Die Zahl „%1“ ist zu groß.</translation>
    </message>
    <message>
        <source>No column with the title was recognized: only products that are in the catalog already are changed.</source>
        <translation>Es wurde keine Spalte mit dem Titel erkannt: Geändert werden nur Produkte, die schon im Katalog stehen.</translation>
    </message>
    <message>
        <source>The title is missing, and the catalog has no such product to update.</source>
        <translation>Der Titel fehlt, und der Katalog hat kein solches Produkt zum Aktualisieren.</translation>
    </message>
    <message>
        <source>Quantities such as “%1” can be read in two ways; whole thousands are assumed.</source>
        <translation>Mengen wie „%1“ lassen sich auf zwei Arten lesen; angenommen werden ganze Tausender.</translation>
    </message>
    <message>
        <source>Prices have no currency in this file; %1 is assumed.</source>
        <translation>Die Preise in dieser Datei haben keine Währung; angenommen wird %1.</translation>
    </message>
    <message numerus="yes">
        <source>The record holds more than %Ln value(s).</source>
        <translation>
            <numerusform>Der Datensatz enthält mehr als %Ln Wert.</numerusform>
            <numerusform>Der Datensatz enthält mehr als %Ln Werte.</numerusform>
        </translation>
    </message>
    <message>
        <source>The record holds NUL bytes; it may be damaged.</source>
        <translation>Der Datensatz enthält NUL-Bytes; er ist möglicherweise beschädigt.</translation>
    </message>
    <message>
        <source>The text ends in the middle of the record that begins here.</source>
        <translation>Der Text endet mitten in dem Datensatz, der hier beginnt.</translation>
    </message>
    <message>
        <source>The list is not closed; it may be cut off.</source>
        <translation>Die Liste ist nicht geschlossen; sie ist möglicherweise abgeschnitten.</translation>
    </message>
</context>
<context>
    <name>ImportCommand</name>
    <message>
        <source>line %L1</source>
        <translation>Zeile %L1</translation>
    </message>
    <message>
        <source>guessed columns</source>
        <translation>erratene Spalten</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>Layout %1</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>delimiter %1</source>
        <translation>Trennzeichen %1</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>becomes</source>
        <translation>wird zu</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>%L1 created, %L2 updated, %L3 unchanged, %L4 rejected of %L5 record(s)</source>
        <translation>%L1 angelegt, %L2 aktualisiert, %L3 unverändert, %L4 abgelehnt von %L5 Datensätzen</translation>
    </message>
    <message>
        <source>… and %L1 more</source>
        <translation>… und %L1 weitere</translation>
    </message>
    <message>
        <source>Rejected records with reasons: %1</source>
        <translation>Abgelehnte Datensätze mit Gründen: %1</translation>
    </message>
    <message>
        <source>Interrupted. What was read until then is in the catalog; the same file again goes on from there.</source>
        <translation>Unterbrochen. Was bis dahin gelesen wurde, ist im Katalog; dieselbe Datei wird beim nächsten Mal von dort fortgesetzt.</translation>
    </message>
    <message>
        <source>%L1 records, %2 %, %L3 a second</source>
        <translation>%L1 Datensätze, %2 %, %L3 pro Sekunde</translation>
    </message>
    <message>
        <source>Which file? “listwright import FILE”, or “-” for standard input.</source>
        <translation>Welche Datei? „listwright import DATEI“ oder „-“ für die Standardeingabe.</translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation>DATEI…</translation>
    </message>
    <message>
        <source>Bring products of CSV, TSV or JSON files into the catalog</source>
        <translation>Produkte aus CSV-, TSV- oder JSON-Dateien in den Katalog importieren</translation>
    </message>
    <message>
        <source>Encoding, delimiter, header, decimal style and layout are detected; every option below replaces one detected value. A product is known by its source platform and id: what is there is updated, never doubled, and a blank cell leaves a field as it is. A record with an error is rejected and the rest goes in. “-” is standard input.</source>
        <translation>Zeichenkodierung, Trennzeichen, Kopfzeile, Dezimalzeichen und Layout werden erkannt; jede der folgenden Optionen ersetzt einen erkannten Wert. Ein Produkt wird an Quellplattform und ID erkannt: Vorhandenes wird aktualisiert, nie verdoppelt, und eine leere Zelle lässt ein Feld, wie es ist. Ein Datensatz mit einem Fehler wird abgelehnt, der Rest wird übernommen. „-“ ist die Standardeingabe.</translation>
    </message>
    <message>
        <source>Shows how the file will be read.</source>
        <translation>Zeigt, wie die Datei gelesen wird.</translation>
    </message>
    <message>
        <source>Reads it as eBay&apos;s report; rejected records go into this folder.</source>
        <translation>Liest sie als eBay-Bericht; abgelehnte Datensätze kommen in diesen Ordner.</translation>
    </message>
    <message>
        <source>Corrects what was guessed.</source>
        <translation>Berichtigt, was erraten wurde.</translation>
    </message>
    <message>
        <source>From standard input, for scripts.</source>
        <translation>Von der Standardeingabe, für Skripte.</translation>
    </message>
    <message>
        <source>The file has no column “%1”. It has: %2.</source>
        <translation>Die Datei hat keine Spalte „%1“. Sie hat: %2.</translation>
    </message>
    <message>
        <source>Read the file by this layout.</source>
        <translation>Die Datei nach diesem Layout lesen.</translation>
    </message>
    <message>
        <source>UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …</source>
        <translation>UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …</translation>
    </message>
    <message>
        <source>The character between cells, or “tab”.</source>
        <translation>Das Zeichen zwischen den Zellen oder „tab“.</translation>
    </message>
    <message>
        <source>Whether 1.099,00 (comma) or 1,099.00 (point) is meant.</source>
        <translation>Ob 1.099,00 (comma) oder 1,099.00 (point) gemeint ist.</translation>
    </message>
    <message>
        <source>For prices without one, e.g. EUR.</source>
        <translation>Für Preise ohne Währung, z. B. EUR.</translation>
    </message>
    <message>
        <source>Source platform of records that name none.</source>
        <translation>Quellplattform für Datensätze, die keine nennen.</translation>
    </message>
    <message>
        <source>What a column becomes, e.g. “Art.Nr.=sku”; can be repeated.</source>
        <translation>Was aus einer Spalte wird, z. B. „Art.Nr.=sku“; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Only show how the file will be read; nothing is written.</source>
        <translation>Nur zeigen, wie die Datei gelesen wird; nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>Where rejected records are saved.</source>
        <translation>Wo abgelehnte Datensätze gespeichert werden.</translation>
    </message>
    <message>
        <source>--delimiter takes one character or “tab”.</source>
        <translation>--delimiter verlangt ein einzelnes Zeichen oder „tab“.</translation>
    </message>
    <message>
        <source>--decimal takes “comma” or “point”, not “%1”.</source>
        <translation>--decimal verlangt „comma“ oder „point“, nicht „%1“.</translation>
    </message>
    <message>
        <source>“%1” is no known layout. Known are: %2.</source>
        <translation>„%1“ ist kein bekanntes Layout. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>--map takes COLUMN=TARGET, not “%1”.</source>
        <translation>--map verlangt SPALTE=ZIEL, nicht „%1“.</translation>
    </message>
    <message>
        <source>“%1” is nothing a column can become.</source>
        <translation>„%1“ ist nichts, was aus einer Spalte werden kann.</translation>
    </message>
    <message>
        <source>Standard input can be read only once.</source>
        <translation>Die Standardeingabe kann nur einmal gelesen werden.</translation>
    </message>
    <message>
        <source>The character around cells, or “none” where quotes belong to the texts.</source>
        <translation>Das Zeichen um Zellen, oder „none“, wenn Anführungszeichen zum Text gehören.</translation>
    </message>
    <message>
        <source>The record that names the columns, from 1; 0 where none does.</source>
        <translation>Der Datensatz mit den Spaltennamen, ab 1; 0, wenn keiner sie nennt.</translation>
    </message>
    <message>
        <source>--quote takes one character or “none”.</source>
        <translation>--quote braucht ein einzelnes Zeichen oder „none“.</translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation>Diesen Import gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Products are taken as JSON or as a form, not as “%1”.</source>
        <translation>Produkte werden als JSON oder als Formular angenommen, nicht als „%1“.</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8.</source>
        <translation>Der Text ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>There is no JSON in the request.</source>
        <translation>Die Anfrage enthält kein JSON.</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>The request holds more than %Ln product(s). Send them in parts.</source>
        <translation>
            <numerusform>Die Anfrage enthält mehr als %Ln Produkt. Senden Sie sie in Teilen.</numerusform>
            <numerusform>Die Anfrage enthält mehr als %Ln Produkte. Senden Sie sie in Teilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The request holds more than one list of products. Send each in a request of its own.</source>
        <translation>Die Anfrage enthält mehr als eine Produktliste. Senden Sie jede in einer eigenen Anfrage.</translation>
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
        <translation>Der Job wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>JobDispatcher</name>
    <message numerus="yes">
        <source>It took longer than the allowed %Ln second(s).</source>
        <translation>
            <numerusform>Es hat länger gedauert als die erlaubte %Ln Sekunde.</numerusform>
            <numerusform>Es hat länger gedauert als die erlaubten %Ln Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>It failed without saying why.</source>
        <translation>Es ist ohne Angabe von Gründen fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>JobRepository</name>
    <message>
        <source>There is no job %1.</source>
        <translation>Es gibt keinen Job %1.</translation>
    </message>
    <message>
        <source>There is no bulk job %1.</source>
        <translation>Es gibt keinen Sammeljob %1.</translation>
    </message>
    <message>
        <source>The program that worked on it ended or lost its connection.</source>
        <translation>Das Programm, das ihn bearbeitete, wurde beendet oder hat die Verbindung verloren.</translation>
    </message>
</context>
<context>
    <name>JobRoutes</name>
    <message>
        <source>“%1” is no state of a job.</source>
        <translation>„%1“ ist kein Zustand eines Jobs.</translation>
    </message>
    <message>
        <source>Only a job that failed or was cancelled can be tried again.</source>
        <translation>Nur ein fehlgeschlagener oder abgebrochener Job kann erneut versucht werden.</translation>
    </message>
    <message>
        <source>The job has ended already.</source>
        <translation>Der Job ist schon beendet.</translation>
    </message>
    <message>
        <source>It must be the name of a kind of jobs.</source>
        <translation>Es muss der Name einer Art von Jobs sein.</translation>
    </message>
</context>
<context>
    <name>JobState</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>JobValues</name>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Stronger model</source>
        <translation>Stärkeres Modell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Budget of a day</source>
        <translation>Tagesbudget</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens sent</source>
        <translation>Token gesendet</translation>
    </message>
    <message>
        <source>Tokens received</source>
        <translation>Token empfangen</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Questions asked</source>
        <translation>Gestellte Anfragen</translation>
    </message>
    <message>
        <source>Past kept answers</source>
        <translation>Ohne aufbewahrte Antworten</translation>
    </message>
    <message>
        <source>Products looked at</source>
        <translation>Angesehene Produkte</translation>
    </message>
    <message>
        <source>Good already</source>
        <translation>Schon gut</translation>
    </message>
    <message>
        <source>With AI texts to review</source>
        <translation>Mit KI-Texten zur Prüfung</translation>
    </message>
    <message>
        <source>Points gained</source>
        <translation>Gewonnene Punkte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Good enough from</source>
        <translation>Gut genug ab</translation>
    </message>
    <message>
        <source>Accepted at once from points gained</source>
        <translation>Sofort angenommen ab Punktgewinn</translation>
    </message>
    <message>
        <source>Accepted at once</source>
        <translation>Sofort angenommen</translation>
    </message>
    <message>
        <source>From the cache</source>
        <translation>Aus dem Cache</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>JobsCommand</name>
    <message>
        <source>“%1” is none of pending, running, completed, failed, cancelled.</source>
        <translation>„%1“ ist keines von pending, running, completed, failed, cancelled.</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Pausiert: %1</translation>
    </message>
    <message>
        <source>Which job? “listwright jobs list” shows their numbers.</source>
        <translation>Welcher Job? „listwright jobs list“ zeigt die Nummern.</translation>
    </message>
    <message>
        <source>Name the jobs by their numbers, or give --failed.</source>
        <translation>Nennen Sie die Nummern der Jobs oder geben Sie --failed an.</translation>
    </message>
    <message>
        <source>%1 job(s) wait again.</source>
        <translation>%1 Job(s) warten wieder.</translation>
    </message>
    <message>
        <source>Name the jobs by their numbers, or give --kind, --bulk or --all.</source>
        <translation>Nennen Sie die Nummern der Jobs oder geben Sie --kind, --bulk oder --all an.</translation>
    </message>
    <message>
        <source>%1 job(s) cancelled.</source>
        <translation>%1 Job(s) abgebrochen.</translation>
    </message>
    <message>
        <source>Kinds and bulk jobs are named by --kind and --bulk.</source>
        <translation>Arten und Sammeljobs werden mit --kind und --bulk angegeben.</translation>
    </message>
    <message>
        <source>What? Give --kind, --bulk or --all.</source>
        <translation>Was? Geben Sie --kind, --bulk oder --all an.</translation>
    </message>
    <message>
        <source>Goes on: %1</source>
        <translation>Läuft weiter: %1</translation>
    </message>
    <message>
        <source>“%1” is none of list, show, retry, cancel, pause, resume.</source>
        <translation>„%1“ ist keines von list, show, retry, cancel, pause, resume.</translation>
    </message>
    <message>
        <source>See and steer the queue of background work</source>
        <translation>Die Warteschlange der Hintergrundarbeit ansehen und steuern</translation>
    </message>
    <message>
        <source>A job that has used up its attempts stays as failed until it is retried. Pausing keeps jobs from beginning; those that run go on.</source>
        <translation>Ein Job, der seine Versuche aufgebraucht hat, bleibt als fehlgeschlagen stehen, bis er erneut versucht wird. Pausieren hält Jobs davon ab, zu beginnen; laufende laufen weiter.</translation>
    </message>
    <message>
        <source>List only these: pending, running, completed, failed, cancelled; may be repeated.</source>
        <translation>Nur diese auflisten: pending, running, completed, failed, cancelled; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Only jobs of this kind, e.g. optimize.</source>
        <translation>Nur Jobs dieser Art, z. B. optimize.</translation>
    </message>
    <message>
        <source>Only jobs of this bulk job.</source>
        <translation>Nur Jobs dieses Sammeljobs.</translation>
    </message>
    <message>
        <source>Retry all that failed.</source>
        <translation>Alle fehlgeschlagenen erneut versuchen.</translation>
    </message>
    <message>
        <source>Cancel, pause or resume everything.</source>
        <translation>Alles abbrechen, pausieren oder fortsetzen.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Wie viele aufgelistet werden (50).</translation>
    </message>
    <message>
        <source>What needs a look.</source>
        <translation>Was angesehen werden sollte.</translation>
    </message>
    <message>
        <source>All errors of one job.</source>
        <translation>Alle Fehler eines Jobs.</translation>
    </message>
    <message>
        <source>The failed ones of a bulk job again.</source>
        <translation>Die fehlgeschlagenen eines Sammeljobs noch einmal.</translation>
    </message>
    <message>
        <source>Begins no more of them until “jobs resume”.</source>
        <translation>Beginnt keine weiteren davon bis „jobs resume“.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Sammeljob</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Job %1 (%2): %3, attempt %4 of %5</source>
        <translation>Job %1 (%2): %3, Versuch %4 von %5</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Attempt %1, %2: %3</source>
        <translation>Versuch %1, %2: %3</translation>
    </message>
    <message>
        <source>%L1 waiting, %L2 running, %L3 completed, %L4 failed, %L5 cancelled</source>
        <translation>%L1 wartend, %L2 laufend, %L3 abgeschlossen, %L4 fehlgeschlagen, %L5 abgebrochen</translation>
    </message>
    <message>
        <source>Bulk job %1, %2: %3</source>
        <translation>Sammeljob %1, %2: %3</translation>
    </message>
    <message>
        <source>bulk job %1</source>
        <translation>Sammeljob %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>jobs of the kind %1</source>
        <translation>Jobs der Art %1</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Asked for:</source>
        <translation>Auftrag:</translation>
    </message>
    <message>
        <source>Result:</source>
        <translation>Ergebnis:</translation>
    </message>
    <message>
        <source>There are no jobs of the kind “%1”. Known are: %2.</source>
        <translation>Es gibt keine Aufträge der Art „%1“. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>None of these jobs has failed or was cancelled.</source>
        <translation>Keiner dieser Aufträge ist fehlgeschlagen oder wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>KauflandCsvWriter</name>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation>Es gibt zu viele verschiedene Merkmale für eine Datei; für „%1“ ist kein Platz.</translation>
    </message>
    <message>
        <source>Written under their own names, which Kaufland may not know: %1</source>
        <translation>Unter ihren eigenen Namen geschrieben, die Kaufland womöglich nicht kennt: %1</translation>
    </message>
    <message>
        <source>The variant “%1” has no EAN and is left out.</source>
        <translation>Die Variante „%1“ hat keine EAN und wird weggelassen.</translation>
    </message>
    <message>
        <source>none of its variants has an EAN.</source>
        <translation>keine seiner Varianten hat eine EAN.</translation>
    </message>
    <message>
        <source>Kaufland needs an EAN.</source>
        <translation>Kaufland braucht eine EAN.</translation>
    </message>
    <message>
        <source>Only the last part of the category path is written.</source>
        <translation>Nur der letzte Teil des Kategoriepfads wird geschrieben.</translation>
    </message>
    <message>
        <source>Kaufland has no marketplace for the site %1.</source>
        <translation>Kaufland hat keinen Marktplatz für das Land %1.</translation>
    </message>
    <message>
        <source>Product data does not carry this; upload the offers in the seller portal.</source>
        <translation>Produktdaten enthalten das nicht; laden Sie die Angebote im Seller-Portal hoch.</translation>
    </message>
    <message>
        <source>These columns are taken by other fields: %1</source>
        <translation>Diese Spalten sind von anderen Feldern belegt: %1</translation>
    </message>
</context>
<context>
    <name>KeptAnswers</name>
    <message numerus="yes">
        <source>The Idempotency-Key is longer than %Ln character(s).</source>
        <translation>
            <numerusform>Der Idempotency-Key ist länger als %Ln Zeichen.</numerusform>
            <numerusform>Der Idempotency-Key ist länger als %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The Idempotency-Key was used for another request already.</source>
        <translation>Der Idempotency-Key wurde bereits für eine andere Anfrage verwendet.</translation>
    </message>
</context>
<context>
    <name>KeyRoutes</name>
    <message>
        <source>It must be a list of read, write, publish and admin.</source>
        <translation>Es muss eine Liste aus read, write, publish und admin sein.</translation>
    </message>
    <message>
        <source>It must be a time like 2027-01-31T12:00:00Z.</source>
        <translation>Es muss ein Zeitpunkt wie 2027-01-31T12:00:00Z sein.</translation>
    </message>
    <message>
        <source>Say either when the key expires or after how many days.</source>
        <translation>Geben Sie entweder an, wann der Schlüssel abläuft, oder nach wie vielen Tagen.</translation>
    </message>
    <message>
        <source>It must be a whole number from %L1 to %L2.</source>
        <translation>Es muss eine ganze Zahl von %L1 bis %L2 sein.</translation>
    </message>
</context>
<context>
    <name>KeychainSecretStore</name>
    <message>
        <source>A stored password needs a name.</source>
        <translation>Ein gespeichertes Passwort braucht einen Namen.</translation>
    </message>
    <message>
        <source>Keychain of this computer</source>
        <translation>Schlüsselbund dieses Computers</translation>
    </message>
    <message>
        <source>The keychain of this computer does not answer.</source>
        <translation>Der Schlüsselbund dieses Computers antwortet nicht.</translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Für „%1“ ist kein Passwort gespeichert.</translation>
    </message>
    <message>
        <source>The keychain of this computer refused access.</source>
        <translation>Der Schlüsselbund dieses Computers hat den Zugriff verweigert.</translation>
    </message>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation>Dieser Computer hat keinen funktionierenden Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain of this computer reports: %1</source>
        <translation>Der Schlüsselbund dieses Computers meldet: %1</translation>
    </message>
</context>
<context>
    <name>KeysCommand</name>
    <message>
        <source>The secret is given by LISTWRIGHT_WEBHOOK_SECRET; another is given there too.</source>
        <translation>Das Geheimnis ist durch LISTWRIGHT_WEBHOOK_SECRET festgelegt; auch ein neues wird dort angegeben.</translation>
    </message>
    <message>
        <source>The one before it is good until %1.</source>
        <translation>Das vorherige gilt noch bis %1.</translation>
    </message>
    <message>
        <source>“%1” is not made of read, write, publish and admin.</source>
        <translation>„%1“ besteht nicht aus read, write, publish und admin.</translation>
    </message>
    <message>
        <source>It is shown this once only: nothing but its hash is kept.</source>
        <translation>Er wird nur dieses eine Mal angezeigt: Gespeichert wird nur sein Hash.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>There is no key yet.</source>
        <translation>Es gibt noch keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Which key? `keys list` shows their numbers.</source>
        <translation>Welcher Schlüssel? `keys list` zeigt die Nummern.</translation>
    </message>
    <message>
        <source>Key %1 is revoked. Programs that run may take it for five seconds more.</source>
        <translation>Schlüssel %1 ist widerrufen. Laufende Programme nehmen ihn eventuell noch fünf Sekunden lang an.</translation>
    </message>
    <message>
        <source>“%1” is not one of list, create, revoke and webhook.</source>
        <translation>„%1“ ist keines von list, create, revoke und webhook.</translation>
    </message>
    <message>
        <source>Keys of the REST API, and the secret of the webhook</source>
        <translation>Schlüssel der REST-API und das Geheimnis des Webhooks</translation>
    </message>
    <message>
        <source>What the key allows, divided by commas (read).</source>
        <translation>Was der Schlüssel erlaubt, durch Kommas getrennt (read).</translation>
    </message>
    <message>
        <source>After how many days it expires (never).</source>
        <translation>Nach wie vielen Tagen er abläuft (nie).</translation>
    </message>
    <message>
        <source>Make another secret of the webhook.</source>
        <translation>Ein neues Geheimnis für den Webhook erstellen.</translation>
    </message>
    <message>
        <source>Makes a key and shows it.</source>
        <translation>Erstellt einen Schlüssel und zeigt ihn an.</translation>
    </message>
    <message>
        <source>Shows the secret.</source>
        <translation>Zeigt das Geheimnis an.</translation>
    </message>
    <message>
        <source>The old one is refused at once.</source>
        <translation>Das alte wird sofort abgelehnt.</translation>
    </message>
    <message>
        <source>Programs that run take it within five seconds.</source>
        <translation>Laufende Programme übernehmen es innerhalb von fünf Sekunden.</translation>
    </message>
    <message>
        <source>Meanwhile keys are made and revoked in its window, Settings, API keys, or, where it serves, by POST and DELETE /api/keys with a key that allows admin.</source>
        <translation>Bis dahin werden Schlüssel in seinem Fenster unter Einstellungen, API-Schlüssel erstellt und widerrufen oder, wo es Anfragen beantwortet, mit POST und DELETE /api/keys und einem Schlüssel, der admin erlaubt.</translation>
    </message>
    <message>
        <source>An older one is good until %1.</source>
        <translation>Ein älteres gilt bis %1.</translation>
    </message>
    <message>
        <source>--grace goes with --rotate: how long the secret so far is good once another takes its place.</source>
        <translation>--grace gehört zu --rotate: wie lange das bisherige Geheimnis noch gilt, wenn ein anderes an seine Stelle tritt.</translation>
    </message>
    <message>
        <source>--grace takes at most %1 hours, which is a year, not “%2”.</source>
        <translation>--grace nimmt höchstens %1 Stunden, das ist ein Jahr, nicht „%2“.</translation>
    </message>
    <message>
        <source>--%1 goes with `keys %2`, not with `keys %3`.</source>
        <translation>--%1 gehört zu `keys %2`, nicht zu `keys %3`.</translation>
    </message>
    <message>
        <source>A key allows read, write, publish or admin, and is shown once, when it is made. The webhook&apos;s secret is made at the first time and kept in the keychain, or in an encrypted file beside the catalog; senders put it into the header X-Webhook-Secret. With --rotate another takes its place; the one before it is good for a day more, or for as many hours as --grace says, a year at most.</source>
        <translation>Ein Schlüssel erlaubt read, write, publish oder admin und wird nur einmal angezeigt, wenn er erstellt wird. Das Geheimnis des Webhooks wird beim ersten Mal erstellt und im Schlüsselbund oder in einer verschlüsselten Datei neben dem Katalog gespeichert; Absender tragen es in den Header X-Webhook-Secret ein. Mit --rotate tritt ein neues an seine Stelle; das vorherige gilt noch einen Tag oder so viele Stunden, wie --grace angibt, höchstens ein Jahr.</translation>
    </message>
    <message>
        <source>How long the one before it is good, at most 8760 (24).</source>
        <translation>Wie lange das vorherige noch gilt, höchstens 8760 (24).</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>Allegro offers as webhook JSON</source>
        <translation>Allegro-Angebote als Webhook-JSON</translation>
    </message>
    <message>
        <source>Amazon All or Active Listings report</source>
        <translation>Amazon-Bericht über alle oder aktive Angebote</translation>
    </message>
    <message>
        <source>eBay Seller Hub active listings</source>
        <translation>eBay Verkäufer-Cockpit: aktive Angebote</translation>
    </message>
    <message>
        <source>eBay File Exchange</source>
        <translation>eBay File Exchange</translation>
    </message>
    <message>
        <source>eBay File Exchange, revise and end</source>
        <translation>eBay File Exchange: ändern und beenden</translation>
    </message>
    <message>
        <source>eBay Seller Hub category template and drafts</source>
        <translation>eBay Verkäufer-Cockpit: Kategorievorlage und Entwürfe</translation>
    </message>
    <message>
        <source>Listwright CSV</source>
        <translation>Listwright-CSV</translation>
    </message>
    <message>
        <source>Listwright JSON</source>
        <translation>Listwright-JSON</translation>
    </message>
    <message>
        <source>Shopify products (columns since 2024)</source>
        <translation>Shopify-Produkte (Spalten seit 2024)</translation>
    </message>
    <message>
        <source>Shopify products (columns up to 2024)</source>
        <translation>Shopify-Produkte (Spalten bis 2024)</translation>
    </message>
</context>
<context>
    <name>ListingState</name>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>In Bearbeitung</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Has issues</source>
        <translation>Mit Problemen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
</context>
<context>
    <name>LogFile</name>
    <message>
        <source>The log file “%1” could not be opened: %2.</source>
        <translation>Die Protokolldatei „%1“ ließ sich nicht öffnen: %2.</translation>
    </message>
</context>
<context>
    <name>LongRequests</name>
    <message>
        <source>The request with this Idempotency-Key is still being worked on.</source>
        <translation>Die Anfrage mit diesem Idempotency-Key wird noch bearbeitet.</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>A PostgreSQL database is saved and restored with its own tools; use %1.</source>
        <translation>Eine PostgreSQL-Datenbank wird mit ihren eigenen Werkzeugen gesichert und wiederhergestellt; verwenden Sie %1.</translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation>Es gibt keine Datenbankdatei „%1“.</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Der Ordner „%1“ lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The backup “%1” cannot be written.</source>
        <translation>Die Sicherung „%1“ lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The backup “%1” is damaged and was not restored.</source>
        <translation>Die Sicherung „%1“ ist beschädigt und wurde nicht wiederhergestellt.</translation>
    </message>
    <message>
        <source>“%1” is not a backup of Listwright.</source>
        <translation>„%1“ ist keine Sicherung von Listwright.</translation>
    </message>
    <message>
        <source>The database “%1” is open. Close Listwright first.</source>
        <translation>Die Datenbank „%1“ ist geöffnet. Schließen Sie zuerst Listwright.</translation>
    </message>
    <message>
        <source>The present database cannot be kept as “%1”.</source>
        <translation>Die jetzige Datenbank lässt sich nicht als „%1“ aufbewahren.</translation>
    </message>
    <message>
        <source>The backup could not take the place of “%1”.</source>
        <translation>Die Sicherung konnte nicht an die Stelle von „%1“ treten.</translation>
    </message>
    <message>
        <source>“%1” belongs to the catalog itself.</source>
        <translation>„%1“ gehört zum Katalog selbst.</translation>
    </message>
    <message>
        <source>“%1” is a catalog that is in use.</source>
        <translation>„%1“ ist ein Katalog, der gerade benutzt wird.</translation>
    </message>
    <message>
        <source>“%1” is damaged. No backup was made of it; those from before are kept.</source>
        <translation>„%1“ ist beschädigt. Davon wurde keine Sicherung erstellt; die früheren bleiben erhalten.</translation>
    </message>
    <message>
        <source>a row of the table %1 refers to one that does not exist</source>
        <translation>eine Zeile der Tabelle %1 verweist auf eine, die es nicht gibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) without their texts</source>
        <translation>
            <numerusform>%Ln Produkt ohne seine Texte</numerusform>
            <numerusform>%Ln Produkte ohne ihre Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) without their product</source>
        <translation>
            <numerusform>%Ln Text ohne sein Produkt</numerusform>
            <numerusform>%Ln Texte ohne ihr Produkt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) wait for a job that does not exist</source>
        <translation>
            <numerusform>%Ln Produkt wartet auf einen Job, den es nicht gibt</numerusform>
            <numerusform>%Ln Produkte warten auf einen Job, den es nicht gibt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) are held by a worker that is gone</source>
        <translation>
            <numerusform>%Ln Job wird von einem Worker gehalten, den es nicht mehr gibt</numerusform>
            <numerusform>%Ln Jobs werden von einem Worker gehalten, den es nicht mehr gibt</numerusform>
        </translation>
    </message>
    <message>
        <source>the search index is damaged; it is built anew when the catalog is opened</source>
        <translation>der Suchindex ist beschädigt; er wird beim Öffnen des Katalogs neu aufgebaut</translation>
    </message>
</context>
<context>
    <name>MarketplaceQuery</name>
    <message>
        <source>The marketplace is missing; known are: %1.</source>
        <translation>Der Marktplatz fehlt; bekannt sind: %1.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace; known are: %2.</source>
        <translation>„%1“ ist kein bekannter Marktplatz; bekannt sind: %2.</translation>
    </message>
</context>
<context>
    <name>MarketplaceWriter</name>
    <message>
        <source>HTML was removed; the text stays.</source>
        <translation>HTML wurde entfernt; der Text bleibt.</translation>
    </message>
    <message>
        <source>HTML that %1 does not allow was removed or simplified.</source>
        <translation>HTML, das %1 nicht erlaubt, wurde entfernt oder vereinfacht.</translation>
    </message>
    <message numerus="yes">
        <source>Cut to %Ln character(s).</source>
        <translation>
            <numerusform>Auf %Ln Zeichen gekürzt.</numerusform>
            <numerusform>Auf %Ln Zeichen gekürzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut to %Ln byte(s).</source>
        <translation>
            <numerusform>Auf %Ln Byte gekürzt.</numerusform>
            <numerusform>Auf %Ln Bytes gekürzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln image(s) have a place.</source>
        <translation>
            <numerusform>Nur für %Ln Bild ist Platz.</numerusform>
            <numerusform>Nur für die ersten %Ln Bilder ist Platz.</numerusform>
        </translation>
    </message>
    <message>
        <source>The alternative texts of the images have no place.</source>
        <translation>Für die Alternativtexte der Bilder ist kein Platz.</translation>
    </message>
    <message>
        <source>An apostrophe was put before the text so that no spreadsheet runs it as a formula.</source>
        <translation>Vor den Text wurde ein Apostroph gesetzt, damit keine Tabellenkalkulation ihn als Formel ausführt.</translation>
    </message>
    <message>
        <source>The format has no place for bullet points.</source>
        <translation>Das Format hat keinen Platz für Stichpunkte.</translation>
    </message>
    <message>
        <source>the price is %1, the file carries %2; prices are never converted.</source>
        <translation>der Preis ist %1, die Datei enthält %2; Preise werden nie umgerechnet.</translation>
    </message>
    <message>
        <source>another product of this file already has the key “%1”.</source>
        <translation>ein anderes Produkt dieser Datei hat bereits den Schlüssel „%1“.</translation>
    </message>
    <message>
        <source>A product with variants is sold by them; its own value has no place.</source>
        <translation>Ein Produkt mit Varianten wird über diese verkauft; für seinen eigenen Wert ist kein Platz.</translation>
    </message>
    <message>
        <source>it uses the key “%1” twice.</source>
        <translation>der Schlüssel „%1“ kommt darin zweimal vor.</translation>
    </message>
    <message>
        <source>“%1” says nothing; it is not written.</source>
        <translation>„%1“ enthält keine Angabe und wird nicht geschrieben.</translation>
    </message>
    <message>
        <source>These say nothing and are not written: %1</source>
        <translation>Ohne Angabe und deshalb nicht geschrieben: %1</translation>
    </message>
    <message>
        <source>Line breaks and tabs became blanks.</source>
        <translation>Zeilenumbrüche und Tabulatoren wurden zu Leerzeichen.</translation>
    </message>
    <message>
        <source>two of its variants state no options.</source>
        <translation>zwei seiner Varianten nennen keine Optionen.</translation>
    </message>
    <message>
        <source>two of its variants have the same options: %1.</source>
        <translation>zwei seiner Varianten haben dieselben Optionen: %1.</translation>
    </message>
</context>
<context>
    <name>Migrations</name>
    <message>
        <source>The database “%1” belongs to another program and is left alone.</source>
        <translation>Die Datenbank „%1“ gehört einem anderen Programm und bleibt unverändert.</translation>
    </message>
    <message>
        <source>There is no catalog in the database “%1” yet.</source>
        <translation>In der Datenbank „%1“ gibt es noch keinen Katalog.</translation>
    </message>
    <message>
        <source>The database has schema %1, this program needs %2. Open it once for writing.</source>
        <translation>Die Datenbank hat Schema %1, dieses Programm braucht %2. Öffnen Sie sie einmal zum Schreiben.</translation>
    </message>
    <message>
        <source>“%1” was made by a newer Listwright (schema %2, this program knows %3). It is left alone; please update Listwright.</source>
        <translation>„%1“ stammt von einem neueren Listwright (Schema %2, dieses Programm kennt %3). Es bleibt unberührt; bitte aktualisieren Sie Listwright.</translation>
    </message>
</context>
<context>
    <name>ModelAnswer</name>
    <message>
        <source>The answer of %1 was cut off because it became too long. Ask for fewer parts, or use a model that allows longer answers.</source>
        <translation>Die Antwort von %1 wurde abgeschnitten, weil sie zu lang wurde. Verlangen Sie weniger Teile oder verwenden Sie ein Modell, das längere Antworten erlaubt.</translation>
    </message>
    <message>
        <source>%1 refused to answer for this product.</source>
        <translation>%1 hat für dieses Produkt die Antwort verweigert.</translation>
    </message>
    <message>
        <source>%1 did not answer in the form that was asked for. Try again, or use a stronger model.</source>
        <translation>%1 hat nicht in der verlangten Form geantwortet. Versuchen Sie es erneut oder verwenden Sie ein stärkeres Modell.</translation>
    </message>
    <message>
        <source>%1 gave an answer of an unexpected form. Is it the right kind of service? Check the address in the settings.</source>
        <translation>%1 hat eine Antwort in unerwarteter Form gegeben. Ist es die richtige Art von Dienst? Prüfen Sie die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 gave an empty answer. Try again later, or choose another model.</source>
        <translation>%1 hat eine leere Antwort gegeben. Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>%1 gave an answer that breaks off or is no JSON. Try again later, or choose another model.</source>
        <translation>%1 hat eine Antwort gegeben, die abbricht oder kein JSON ist. Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.</translation>
    </message>
</context>
<context>
    <name>ModelOptimizer</name>
    <message>
        <source>The answer of %1 does not have the form that was asked for. A larger model may do better.</source>
        <translation>Die Antwort von %1 hat nicht die verlangte Form. Einem größeren Modell gelingt es vielleicht besser.</translation>
    </message>
    <message>
        <source>Written by %1.</source>
        <translation>Geschrieben von %1.</translation>
    </message>
    <message>
        <source>The record does not state “%1”.</source>
        <translation>Der Datensatz enthält die Angabe „%1“ nicht.</translation>
    </message>
    <message>
        <source>A suggestion: check that the marketplace has this category.</source>
        <translation>Ein Vorschlag: Prüfen Sie, ob es diese Kategorie auf dem Marktplatz gibt.</translation>
    </message>
    <message>
        <source>The text is not in the language that was asked for, %1.</source>
        <translation>Der Text ist nicht in der verlangten Sprache, %1.</translation>
    </message>
    <message>
        <source>“%1” stays in another language: the answer has no text for it in %2.</source>
        <translation>„%1“ bleibt in einer anderen Sprache: Die Antwort hat dafür keinen Text auf %2.</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>“%1” is not an amount in %2.</source>
        <translation>„%1“ ist kein Betrag in %2.</translation>
    </message>
    <message>
        <source>“%1” is not an amount with its currency, such as 12.99 EUR.</source>
        <translation>„%1“ ist kein Betrag mit Währung wie 12.99 EUR.</translation>
    </message>
</context>
<context>
    <name>NewApiKey</name>
    <message>
        <source>What is the key called? Say who is to use it.</source>
        <translation>Wie heißt der Schlüssel? Geben Sie an, wer ihn verwenden soll.</translation>
    </message>
    <message numerus="yes">
        <source>The key’s name is longer than %Ln character(s).</source>
        <translation>
            <numerusform>Der Name des Schlüssels ist länger als %Ln Zeichen.</numerusform>
            <numerusform>Der Name des Schlüssels ist länger als %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key has to allow something.</source>
        <translation>Der Schlüssel muss etwas erlauben.</translation>
    </message>
    <message>
        <source>The key has to expire in the future, within a hundred years, or never.</source>
        <translation>Der Schlüssel muss in der Zukunft ablaufen, innerhalb von hundert Jahren, oder nie.</translation>
    </message>
</context>
<context>
    <name>Optimization</name>
    <message>
        <source>Choose a model of %1 first.</source>
        <translation>Wählen Sie zuerst ein Modell von %1.</translation>
    </message>
    <message>
        <source>Choose at least one part of the listings.</source>
        <translation>Wählen Sie mindestens einen Teil der Angebote.</translation>
    </message>
    <message>
        <source>Choose at least one marketplace.</source>
        <translation>Wählen Sie mindestens einen Marktplatz.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>„%1“ ist kein bekannter Marktplatz.</translation>
    </message>
    <message>
        <source>The estimate was interrupted.</source>
        <translation>Die Schätzung wurde unterbrochen.</translation>
    </message>
    <message>
        <source>There is no provider “%1”.</source>
        <translation>Es gibt keinen Anbieter „%1“.</translation>
    </message>
    <message>
        <source>It was interrupted while it was being ordered.</source>
        <translation>Beim Erteilen des Auftrags wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The order was interrupted; nothing more is asked.</source>
        <translation>Der Auftrag wurde unterbrochen; es werden keine weiteren Anfragen gestellt.</translation>
    </message>
    <message>
        <source>The product does not exist any more.</source>
        <translation>Das Produkt gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The model had nothing better to offer.</source>
        <translation>Das Modell hatte nichts Besseres vorzuschlagen.</translation>
    </message>
    <message>
        <source>All of this waits or is being worked on already. Let it finish, or cancel it under Jobs first.</source>
        <translation>All das wartet bereits oder wird gerade bearbeitet. Lassen Sie es fertig werden, oder brechen Sie es erst unter „Jobs“ ab.</translation>
    </message>
    <message numerus="yes">
        <source>Improve %Ln product(s) for %1</source>
        <translation>
            <numerusform>%Ln Produkt für %1 verbessern</numerusform>
            <numerusform>%Ln Produkte für %1 verbessern</numerusform>
        </translation>
    </message>
    <message>
        <source>It was ordered for %1, which is not the address of %2 on this computer, so no key is sent there. Enter it in Settings, AI, and try again.</source>
        <translation>Der Auftrag nennt %1, auf diesem Computer ist das nicht die Adresse von %2. Deshalb wird kein Schlüssel dorthin gesendet. Tragen Sie sie unter Einstellungen, KI ein und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The record’s language</source>
        <translation>Die Sprache des Datensatzes</translation>
    </message>
</context>
<context>
    <name>OptimizationSettings</name>
    <message>
        <source>“%1” is no part of a listing. Known are: %2.</source>
        <translation>„%1“ ist kein Teil eines Angebots. Bekannt sind: %2.</translation>
    </message>
</context>
<context>
    <name>OptimizeCommand</name>
    <message>
        <source>Nothing has changed yet: “listwright proposals list” shows them.</source>
        <translation>Noch ist nichts geändert: „listwright proposals list“ zeigt die Vorschläge.</translation>
    </message>
    <message>
        <source>--accept takes “clean” or “all”, not “%1”.</source>
        <translation>--accept verlangt „clean“ oder „all“, nicht „%1“.</translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>%L1 von %L2 Produkten</translation>
    </message>
    <message>
        <source>Accept the proposals at once.</source>
        <translation>Die Vorschläge sofort annehmen.</translation>
    </message>
    <message>
        <source>Proposals for all products.</source>
        <translation>Vorschläge für alle Produkte.</translation>
    </message>
    <message>
        <source>Improves the weak ones where the result is free of errors.</source>
        <translation>Verbessert die schwachen, wo das Ergebnis fehlerfrei ist.</translation>
    </message>
    <message>
        <source>%L1 product(s), %L2 question(s) to %3: about %L4 tokens in and %L5 out.</source>
        <translation>%L1 Produkt(e), %L2 Anfrage(n) an %3: etwa %L4 Token gesendet und %L5 empfangen.</translation>
    </message>
    <message>
        <source>What this model costs is not known.</source>
        <translation>Was dieses Modell kostet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Cost: about %1, by the prices of %2; %3 spent today.</source>
        <translation>Kosten: etwa %1 nach den Preisen vom %2; heute %3 ausgegeben.</translation>
    </message>
    <message>
        <source>Budget of this batch: %1.</source>
        <translation>Budget dieses Sammeljobs: %1.</translation>
    </message>
    <message>
        <source>Budget of the day: %1.</source>
        <translation>Tagesbudget: %1.</translation>
    </message>
    <message>
        <source>There is no key for %1. Set LISTWRIGHT_AI_KEY, or enter it in Settings, AI.</source>
        <translation>Für %1 fehlt der Schlüssel. Setzen Sie LISTWRIGHT_AI_KEY oder geben Sie ihn unter „Einstellungen“, „KI“ ein.</translation>
    </message>
    <message>
        <source>%L1 of %L2 done, %L3 failed</source>
        <translation>%L1 von %L2 erledigt, %L3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%L1 done, %L2 failed, %L3 left out.</source>
        <translation>%L1 erledigt, %L2 fehlgeschlagen, %L3 ausgelassen.</translation>
    </message>
    <message>
        <source>%L1 question(s), %L2 tokens in and %L3 out, %4.</source>
        <translation>%L1 Anfrage(n), %L2 Token gesendet und %L3 empfangen, %4.</translation>
    </message>
    <message>
        <source>%L1 failed: %2</source>
        <translation>%L1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>Interrupted: %L1 job(s) wait. “listwright worker --until-done” goes on with them, “listwright jobs cancel --bulk %2” gives them up.</source>
        <translation>Unterbrochen: %L1 Job(s) warten. „listwright worker --until-done“ setzt sie fort, „listwright jobs cancel --bulk %2“ bricht sie ab.</translation>
    </message>
    <message>
        <source>“listwright proposals list” shows what waits for review.</source>
        <translation>„listwright proposals list“ zeigt, was auf Prüfung wartet.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>„%1“ ist kein bekannter Marktplatz.</translation>
    </message>
    <message>
        <source>--%1 needs a language model: name it by --provider.</source>
        <translation>--%1 braucht ein Sprachmodell: Geben Sie es mit --provider an.</translation>
    </message>
    <message>
        <source>There is no provider “%1”. Known are: %2.</source>
        <translation>Es gibt keinen Anbieter „%1“. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>--budget takes US dollars such as 2.50, not “%1”.</source>
        <translation>--budget verlangt einen Betrag in US-Dollar wie 2.50, nicht „%1“.</translation>
    </message>
    <message>
        <source>Who writes: rules, groq, openai, gemini, ollama …; otherwise the settings&apos; one.</source>
        <translation>Wer schreibt: rules, groq, openai, gemini, ollama …; sonst der Anbieter aus den Einstellungen.</translation>
    </message>
    <message>
        <source>The model; otherwise the settings&apos; or the provider&apos;s usual one.</source>
        <translation>Das Modell; sonst das aus den Einstellungen oder das übliche des Anbieters.</translation>
    </message>
    <message>
        <source>Asked where the first model&apos;s text breaks rules or scores low.</source>
        <translation>Wird angefragt, wo der Text des ersten Modells Regeln verletzt oder schlecht bewertet wird.</translation>
    </message>
    <message>
        <source>Parts to improve, separated by commas: title, description, bullets, attributes, category.</source>
        <translation>Zu verbessernde Teile, durch Kommas getrennt: title, description, bullets, attributes, category.</translation>
    </message>
    <message>
        <source>At most so many US dollars; what is not asked by then is left out.</source>
        <translation>Höchstens so viele US-Dollar; was bis dahin nicht angefragt ist, wird ausgelassen.</translation>
    </message>
    <message>
        <source>Only say what it would take; nothing is sent.</source>
        <translation>Nur angeben, was es erfordern würde; es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The same as --search.</source>
        <translation>Dasselbe wie --search.</translation>
    </message>
    <message>
        <source>Propose better titles and texts, by the built-in rules or a language model</source>
        <translation>Bessere Titel und Texte vorschlagen, nach den eingebauten Regeln oder mit einem Sprachmodell</translation>
    </message>
    <message>
        <source>A model writes for two marketplaces, for two dollars and a half at most.</source>
        <translation>Ein Modell schreibt für zwei Marktplätze, für höchstens zweieinhalb Dollar.</translation>
    </message>
    <message>
        <source>Up to %1 where %2 has to be asked each time.</source>
        <translation>Bis zu %1, wenn %2 jedes Mal gefragt werden muss.</translation>
    </message>
    <message>
        <source>What %1 costs on top is not known.</source>
        <translation>Was %1 zusätzlich kostet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Paused: %L1 job(s) wait. “listwright jobs resume” and “listwright worker --until-done” go on with them, “listwright jobs cancel --bulk %2” gives them up.</source>
        <translation>Angehalten: %L1 Job(s) warten. „listwright jobs resume“ und „listwright worker --until-done“ machen damit weiter, „listwright jobs cancel --bulk %2“ gibt sie auf.</translation>
    </message>
    <message>
        <source>%1: %L2 product(s) looked at, %L3 proposal(s) made, nothing to propose for %L4.</source>
        <translation>%1: %L2 Produkt(e) angesehen, %L3 Vorschläge gemacht, für %L4 nichts vorzuschlagen.</translation>
    </message>
    <message>
        <source>Interrupted after %L1 of %L2 product(s). “listwright worker --until-done”, or the window, goes on with the rest.</source>
        <translation>Unterbrochen nach %L1 von %L2 Produkt(en). „listwright worker --until-done“ oder das Fenster macht mit dem Rest weiter.</translation>
    </message>
    <message>
        <source>Jobs are paused. “listwright jobs resume --all”, or “--kind rules”, lets them go on.</source>
        <translation>Jobs sind angehalten. „listwright jobs resume --all“ oder „--kind rules“ lässt sie weiterlaufen.</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Es ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Ask anew also where an answer to the same question is kept.</source>
        <translation>Auch dort neu fragen, wo eine Antwort auf dieselbe Frage aufbewahrt ist.</translation>
    </message>
    <message>
        <source>Costs nothing: the model runs on your own computer.</source>
        <translation>Kostet nichts: Das Modell läuft auf Ihrem eigenen Computer.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) made, nothing better for %L2.</source>
        <translation>%L1 Vorschläge gemacht, nichts Besseres für %L2.</translation>
    </message>
    <message>
        <source>%L1 left out: what a model has proposed for them waits for review.</source>
        <translation>%L1 ausgelassen: Was ein Modell für sie vorgeschlagen hat, wartet auf die Prüfung.</translation>
    </message>
    <message>
        <source>Language of the texts: %1.</source>
        <translation>Sprache der Texte: %1.</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>language, marketplace</comment>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>%L1 question(s) not ordered: the same waits or is being worked on already. “listwright jobs” shows it.</source>
        <translation>%L1 Frage(n) nicht bestellt: Dasselbe wartet oder wird schon bearbeitet. „listwright jobs“ zeigt es.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) accepted, %L2 left for review, %L3 in conflict.</source>
        <translation>%L1 Vorschläge angenommen, %L2 zur Prüfung offen, %L3 mit Konflikt.</translation>
    </message>
    <message>
        <source>Those left have problems, doubtful facts or a changed record. “listwright proposals list --marked” shows them, --with-marks accepts problems and doubts.</source>
        <translation>Die offenen haben Probleme, zweifelhafte Angaben oder einen geänderten Datensatz. „listwright proposals list --marked“ zeigt sie, --with-marks nimmt Probleme und Zweifelhaftes an.</translation>
    </message>
    <message>
        <source>--with-marks belongs to --accept all.</source>
        <translation>--with-marks gehört zu --accept all.</translation>
    </message>
    <message>
        <source>Of the listings, e.g. de, instead of each marketplace&apos;s own; texts are translated where needed.</source>
        <translation>Der Angebote, z. B. de, statt der eigenen jedes Marktplatzes; Texte werden übersetzt, wo es nötig ist.</translation>
    </message>
    <message>
        <source>The built-in rules need no key and no network, and invent nothing: every word of a proposal stands in the record. With --provider a language model writes: the texts and attributes of the products are sent to it, what it will cost is said first, and statements that the record does not hold are marked. Its key comes from LISTWRIGHT_AI_KEY or from where the window keeps it. The originals are never touched. Proposals wait for review unless --accept is given: “clean” accepts those that break no rule of the marketplace and have no mark. “all” does the same, but says what it left and exits with 3; with --with-marks it accepts every one.</source>
        <translation>Die eingebauten Regeln brauchen weder Schlüssel noch Netzwerk und erfinden nichts: Jedes Wort eines Vorschlags steht im Datensatz. Mit --provider schreibt ein Sprachmodell: Texte und Merkmale der Produkte werden an das Modell gesendet, die voraussichtlichen Kosten werden vorher genannt, und Aussagen, die nicht im Datensatz stehen, werden markiert. Der Schlüssel kommt aus LISTWRIGHT_AI_KEY oder von dort, wo das Fenster ihn speichert. Die Originale werden nie angerührt. Vorschläge warten auf Prüfung, außer mit --accept: „clean“ nimmt die an, die keine Regel des Marktplatzes verletzen und keine Markierung haben. „all“ tut dasselbe, nennt aber, was offen blieb, und endet mit 3; mit --with-marks nimmt es alle an.</translation>
    </message>
    <message>
        <source>With --accept all: also those with problems or marks.</source>
        <translation>Mit --accept all: auch die mit Problemen oder Markierungen.</translation>
    </message>
    <message>
        <source>“%1” is no language such as de, en or pl.</source>
        <translation>„%1“ ist keine Sprache wie de, en oder pl.</translation>
    </message>
</context>
<context>
    <name>OptimizePart</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Stichpunkte</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
</context>
<context>
    <name>OptimizeRoutes</name>
    <message>
        <source>The job failed.</source>
        <translation>Der Job ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>There is no such product.</source>
        <translation>Ein solches Produkt gibt es nicht.</translation>
    </message>
    <message>
        <source>The job was cancelled.</source>
        <translation>Der Job wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It must be “%1” where it is given.</source>
        <translation>Wenn er angegeben wird, muss er „%1“ sein.</translation>
    </message>
</context>
<context>
    <name>OwnCsvWriter</name>
    <message>
        <source>Only the JSON form carries this.</source>
        <translation>Nur die JSON-Form enthält dies.</translation>
    </message>
    <message>
        <source>Source data</source>
        <translation>Quelldaten</translation>
    </message>
    <message>
        <source>Texts for marketplaces</source>
        <translation>Texte für Marktplätze</translation>
    </message>
</context>
<context>
    <name>PageParts</name>
    <message>
        <source>Key: %1</source>
        <translation>Taste: %1</translation>
    </message>
</context>
<context>
    <name>PayloadText</name>
    <message>
        <source>… and %1 more.</source>
        <translation>… und %1 weitere.</translation>
    </message>
</context>
<context>
    <name>PrivateFile</name>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>„%1“ ließ sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>„%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>„%1“ ließ sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>“%1” is too large.</source>
        <translation>„%1“ ist zu groß.</translation>
    </message>
    <message>
        <source>Other accounts can open “%1”. Allow only yourself to read and write it (chmod 600).</source>
        <translation>Andere Konten können „%1“ öffnen. Erlauben Sie nur sich selbst das Lesen und Schreiben (chmod 600).</translation>
    </message>
</context>
<context>
    <name>ProductChanges</name>
    <message>
        <source>It must be a text or a number.</source>
        <translation>Es muss ein Text oder eine Zahl sein.</translation>
    </message>
    <message>
        <source>It must be a list.</source>
        <translation>Es muss eine Liste sein.</translation>
    </message>
    <message>
        <source>It must be an object.</source>
        <translation>Es muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>There is no price to go with the currency.</source>
        <translation>Zu der Währung fehlt der Preis.</translation>
    </message>
    <message>
        <source>A price needs its currency.</source>
        <translation>Zu einem Preis gehört seine Währung.</translation>
    </message>
    <message>
        <source>There is no such field that can be changed.</source>
        <translation>Ein solches Feld, das sich ändern ließe, gibt es nicht.</translation>
    </message>
    <message>
        <source>The request names no field to change.</source>
        <translation>Die Anfrage nennt kein Feld, das geändert werden soll.</translation>
    </message>
    <message>
        <source>A number of so many digits loses some of them; send it as a text.</source>
        <translation>Eine Zahl mit so vielen Stellen verliert einige davon; senden Sie sie als Text.</translation>
    </message>
    <message>
        <source>A product needs a title.</source>
        <translation>Ein Produkt braucht einen Titel.</translation>
    </message>
    <message>
        <source>The text is longer than %L1 bytes.</source>
        <translation>Der Text ist länger als %L1 Bytes.</translation>
    </message>
    <message>
        <source>“%1” is missing in one of them.</source>
        <translation>In einem davon fehlt „%1“.</translation>
    </message>
</context>
<context>
    <name>ProductField</name>
    <message>
        <source>Source address</source>
        <translation>Quelladresse</translation>
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
        <translation>Ursprünglicher Titel</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Optimierter Titel</translation>
    </message>
    <message>
        <source>Original description</source>
        <translation>Ursprüngliche Beschreibung</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Optimierte Beschreibung</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Stichpunkte</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Other optimized data</source>
        <translation>Weitere optimierte Daten</translation>
    </message>
    <message>
        <source>Marketplace data</source>
        <translation>Marktplatzdaten</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>This is not a JSON object.</source>
        <translation>Das ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>“%1” is not a web address beginning with http:// or https://.</source>
        <translation>„%1“ ist keine Webadresse, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>Ein Preis kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>“%1” is not a quantity: 0 or a whole number above.</source>
        <translation>„%1“ ist keine Menge: 0 oder eine ganze Zahl darüber.</translation>
    </message>
    <message>
        <source>“%1” is not a known condition.</source>
        <translation>„%1“ ist kein bekannter Zustand.</translation>
    </message>
    <message>
        <source>“%1” is not a known status.</source>
        <translation>„%1“ ist kein bekannter Status.</translation>
    </message>
    <message>
        <source>A product cannot go from “%1” to “%2”.</source>
        <translation>Ein Produkt kann nicht von „%1“ zu „%2“ wechseln.</translation>
    </message>
</context>
<context>
    <name>ProductJson</name>
    <message>
        <source>“%1” must be a text.</source>
        <translation>„%1“ muss ein Text sein.</translation>
    </message>
    <message>
        <source>“%1” must be a whole number.</source>
        <translation>„%1“ muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>“%1” must be an object.</source>
        <translation>„%1“ muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>“%1” must be a list.</source>
        <translation>„%1“ muss eine Liste sein.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>“%1” must be a date and time such as 2026-01-31T12:00:00.000Z.</source>
        <translation>„%1“ muss Datum und Uhrzeit sein, etwa 2026-01-31T12:00:00.000Z.</translation>
    </message>
    <message>
        <source>“%2” is not a known value of “%1”.</source>
        <translation>„%2“ ist kein bekannter Wert von „%1“.</translation>
    </message>
    <message>
        <source>Each entry must be an object.</source>
        <translation>Jeder Eintrag muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>Each entry must be a text.</source>
        <translation>Jeder Eintrag muss ein Text sein.</translation>
    </message>
    <message>
        <source>This is not a JSON list.</source>
        <translation>Das ist keine JSON-Liste.</translation>
    </message>
</context>
<context>
    <name>ProductPages</name>
    <message>
        <source>The cursor does not belong to this list.</source>
        <translation>Der Cursor gehört nicht zu dieser Liste.</translation>
    </message>
</context>
<context>
    <name>ProductRepository</name>
    <message>
        <source>The product %1 does not exist any more.</source>
        <translation>Das Produkt %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>“%1” was changed meanwhile. Look at it again before you change it.</source>
        <translation>„%1“ wurde inzwischen geändert. Sehen Sie es sich noch einmal an, bevor Sie es ändern.</translation>
    </message>
    <message>
        <source>There already is a product %1 from %2.</source>
        <translation>Es gibt bereits ein Produkt %1 von %2.</translation>
    </message>
    <message>
        <source>There is no product %1.</source>
        <translation>Es gibt kein Produkt %1.</translation>
    </message>
</context>
<context>
    <name>ProductRoutes</name>
    <message>
        <source>It must be one of %1, with “-” before it for descending order.</source>
        <translation>Zulässig ist eines von %1, mit „-“ davor für absteigende Reihenfolge.</translation>
    </message>
    <message>
        <source>“%1” is no status of a product.</source>
        <translation>„%1“ ist kein Status eines Produkts.</translation>
    </message>
    <message>
        <source>A product has no field “%1”.</source>
        <translation>Ein Produkt hat kein Feld „%1“.</translation>
    </message>
    <message>
        <source>The product was changed since it was read.</source>
        <translation>Das Produkt wurde geändert, seit es gelesen wurde.</translation>
    </message>
    <message>
        <source>It must be a list of 1 to %L1 numbers of products.</source>
        <translation>Es muss eine Liste von 1 bis %L1 Produktnummern sein.</translation>
    </message>
    <message>
        <source>It must hold numbers of products only.</source>
        <translation>Es darf nur Produktnummern enthalten.</translation>
    </message>
    <message>
        <source>It must be a list of one or more numbers of products.</source>
        <translation>Es muss eine Liste mit mindestens einer Nummer von Produkten sein.</translation>
    </message>
    <message>
        <source>It must be an object that holds the fields to change.</source>
        <translation>Es muss ein Objekt mit den zu ändernden Feldern sein.</translation>
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
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Optimizing</source>
        <translation>Wird optimiert</translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation>Optimiert</translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation>Wird veröffentlicht</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>ProductsCommand</name>
    <message>
        <source>“%1” can&apos;t be sorted by. Known are: %2.</source>
        <translation>Nach „%1“ lässt sich nicht sortieren. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Qualitätswert</translation>
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
        <translation>Preis</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>%L1 of %L2 product(s)</source>
        <translation>%L1 von %L2 Produkt(en)</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>Quality score: %1</source>
        <translation>Qualitätswert: %1</translation>
    </message>
    <message>
        <source>Which product? Its number, or platform:id of its source.</source>
        <translation>Welches Produkt? Seine Nummer oder Plattform:ID seiner Quelle.</translation>
    </message>
    <message>
        <source>“%1” is none of list, show.</source>
        <translation>„%1“ ist keines von list, show.</translation>
    </message>
    <message>
        <source>List and show products of the catalog</source>
        <translation>Produkte des Katalogs auflisten und anzeigen</translation>
    </message>
    <message>
        <source>A product is named by its number or by platform:id of its source.</source>
        <translation>Ein Produkt wird mit seiner Nummer oder mit Plattform:ID seiner Quelle benannt.</translation>
    </message>
    <message>
        <source>Order by title, price, score, updated …</source>
        <translation>Sortieren nach title, price, score, updated …</translation>
    </message>
    <message>
        <source>The largest or latest first.</source>
        <translation>Die größten oder neuesten zuerst.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Wie viele aufgelistet werden (50).</translation>
    </message>
    <message>
        <source>How many to pass over.</source>
        <translation>Wie viele übersprungen werden.</translation>
    </message>
    <message>
        <source>Cheapest first.</source>
        <translation>Die günstigsten zuerst.</translation>
    </message>
    <message>
        <source>Two whole products.</source>
        <translation>Zwei vollständige Produkte.</translation>
    </message>
    <message>
        <source>Quality score: %1, by the texts for %2</source>
        <translation>Qualitätswert: %1, nach den Texten für %2</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>There is no display to show the window on. “listwright help” names the commands that need none.</source>
        <translation>Es gibt keine Anzeige für das Fenster. „listwright help“ nennt die Befehle, die keine brauchen.</translation>
    </message>
</context>
<context>
    <name>Prompt</name>
    <message>
        <source>The prompt is empty.</source>
        <translation>Der Prompt ist leer.</translation>
    </message>
    <message>
        <source>The prompt has %L1 characters; at most %L2 are sent.</source>
        <translation>Der Prompt hat %L1 Zeichen; höchstens %L2 werden gesendet.</translation>
    </message>
    <message>
        <source>“{%1}” is no placeholder. Known are: {%2}.</source>
        <translation>„{%1}“ ist kein Platzhalter. Bekannt sind: {%2}.</translation>
    </message>
</context>
<context>
    <name>PromptRepository</name>
    <message>
        <source>There is no such version of the prompt.</source>
        <translation>Diese Version des Prompts gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>PromptTrial</name>
    <message>
        <source>There is no product to try it on.</source>
        <translation>Es gibt kein Produkt, an dem er sich ausprobieren ließe.</translation>
    </message>
    <message>
        <source>No product is found for “%1”.</source>
        <translation>Für „%1“ wird kein Produkt gefunden.</translation>
    </message>
    <message>
        <source>%1 tokens sent, %2 received, cost %3</source>
        <translation>%1 Token gesendet, %2 empfangen, Kosten %3</translation>
    </message>
    <message>
        <source>The model has nothing better for this product.</source>
        <translation>Das Modell hat für dieses Produkt nichts Besseres.</translation>
    </message>
    <message>
        <source>Score %1 → %2</source>
        <translation>Qualitätswert %1 → %2</translation>
    </message>
</context>
<context>
    <name>ProposalMaking</name>
    <message>
        <source>prompt %1</source>
        <translation>Prompt %1</translation>
    </message>
    <message>
        <source>%1 + %2 tokens</source>
        <translation>%1 + %2 Token</translation>
    </message>
    <message>
        <source>from the cache of %1</source>
        <translation>aus dem Cache (%1)</translation>
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
        <translation>Den Vorschlag gibt es nicht mehr.</translation>
    </message>
</context>
<context>
    <name>ProposalRoutes</name>
    <message>
        <source>The proposal has no field “%1”.</source>
        <translation>Der Vorschlag hat kein Feld „%1“.</translation>
    </message>
    <message>
        <source>The proposal was decided already.</source>
        <translation>Über den Vorschlag wurde bereits entschieden.</translation>
    </message>
    <message>
        <source>It must be a text.</source>
        <translation>Es muss ein Text sein.</translation>
    </message>
    <message>
        <source>It must be a list of one or more fields.</source>
        <translation>Es muss eine Liste mit mindestens einem Feld sein.</translation>
    </message>
    <message>
        <source>Some of it breaks rules or says what the record does not hold; “accept_marked”: true accepts it all the same.</source>
        <translation>Einiges davon verletzt Regeln oder sagt, was nicht im Datensatz steht; „accept_marked“: true nimmt es trotzdem an.</translation>
    </message>
    <message>
        <source>It must be true or false.</source>
        <translation>Es muss true oder false sein.</translation>
    </message>
</context>
<context>
    <name>ProposalState</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Partly accepted</source>
        <translation>Teilweise angenommen</translation>
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
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Qualitätswert</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>%L1 open proposal(s)</source>
        <translation>%L1 offene Vorschläge</translation>
    </message>
    <message>
        <source>Proposal %1 for product %2, %3, score %4 → %5, %6</source>
        <translation>Vorschlag %1 für Produkt %2, %3, Qualitätswert %4 → %5, %6</translation>
    </message>
    <message>
        <source>“%1” is no field of a product.</source>
        <translation>„%1“ ist kein Feld eines Produkts.</translation>
    </message>
    <message>
        <source>%L1 proposal(s) decided: %L2 product(s) changed, %L3 conflict(s), %L4 missing.</source>
        <translation>%L1 Vorschläge entschieden: %L2 Produkt(e) geändert, %L3 Konflikt(e), %L4 nicht vorhanden.</translation>
    </message>
    <message>
        <source>“%1” is none of list, show, accept, reject.</source>
        <translation>„%1“ ist keines von list, show, accept, reject.</translation>
    </message>
    <message>
        <source>Review what an optimizer proposes</source>
        <translation>Prüfen, was ein Optimierer vorschlägt</translation>
    </message>
    <message>
        <source>Only proposals for this marketplace.</source>
        <translation>Nur Vorschläge für diesen Marktplatz.</translation>
    </message>
    <message>
        <source>Decide on this field alone, e.g. title_optimized.</source>
        <translation>Nur über dieses Feld entscheiden, z. B. title_optimized.</translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation>Wie viele aufgelistet werden (50).</translation>
    </message>
    <message>
        <source>What waits for a decision.</source>
        <translation>Was auf eine Entscheidung wartet.</translation>
    </message>
    <message>
        <source>Only the titles.</source>
        <translation>Nur die Titel.</translation>
    </message>
    <message>
        <source>All for eBay.</source>
        <translation>Alle für eBay.</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Einwandfrei</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>  By %1 of %2, prompt %3, %L4 tokens in and %L5 out, %6</source>
        <translation>  Von %1 bei %2, Prompt %3, %L4 Token gesendet und %L5 empfangen, %6</translation>
    </message>
    <message>
        <source>  From the cache: the answer is of %1</source>
        <translation>  Aus dem Cache: Die Antwort ist vom %1</translation>
    </message>
    <message>
        <source>      Breaks a rule: %1</source>
        <translation>      Verletzt eine Regel: %1</translation>
    </message>
    <message>
        <source>      Doubtful: %1</source>
        <translation>      Zweifelhaft: %1</translation>
    </message>
    <message>
        <source>  Asked for: %1</source>
        <translation>  Gewünscht: %1</translation>
    </message>
    <message>
        <source>  Rejected because: %1</source>
        <translation>  Abgelehnt, weil: %1</translation>
    </message>
    <message>
        <source>--reason belongs to a rejection.</source>
        <translation>--reason gehört zu einer Ablehnung.</translation>
    </message>
    <message>
        <source>Name the proposals by their numbers, or give --all or --clean.</source>
        <translation>Nennen Sie die Nummern der Vorschläge oder geben Sie --all oder --clean an.</translation>
    </message>
    <message>
        <source>Accept or reject all open ones without problems and marks.</source>
        <translation>Alle offenen ohne Probleme und Markierungen annehmen oder ablehnen.</translation>
    </message>
    <message>
        <source>Why they are rejected; kept with them.</source>
        <translation>Warum sie abgelehnt werden; wird mit ihnen gespeichert.</translation>
    </message>
    <message>
        <source>All that need no second look.</source>
        <translation>Alle, die keinen zweiten Blick brauchen.</translation>
    </message>
    <message>
        <source>: accepted</source>
        <translation>: angenommen</translation>
    </message>
    <message>
        <source>: rejected</source>
        <translation>: abgelehnt</translation>
    </message>
    <message>
        <source>      Changed since, so it is not accepted by its number: %1</source>
        <translation>      Seither geändert, daher nicht über die Nummer anzunehmen: %1</translation>
    </message>
    <message>
        <source>  The product was changed after this was proposed: check its facts.</source>
        <translation>  Das Produkt wurde nach diesem Vorschlag geändert: Prüfen Sie die Angaben.</translation>
    </message>
    <message>
        <source>--with-marks accepts what has problems or marks: not with --clean, nor to reject.</source>
        <translation>--with-marks nimmt an, was Probleme oder Markierungen hat: nicht mit --clean und nicht zum Ablehnen.</translation>
    </message>
    <message>
        <source>    is now: %1</source>
        <translation>    ist jetzt: %1</translation>
    </message>
    <message>
        <source>    proposed: %1</source>
        <translation>    vorgeschlagen: %1</translation>
    </message>
    <message>
        <source>Conflict: proposal %1 for product %2 (SKU %3), %4, was made before this changed:</source>
        <translation>Konflikt: Vorschlag %1 für Produkt %2 (SKU %3), %4, wurde gemacht, bevor sich das änderte:</translation>
    </message>
    <message>
        <source>  The product&apos;s own data; --field accepts a text all the same.</source>
        <translation>  Die Daten des Produkts selbst; --field nimmt einen Text trotzdem an.</translation>
    </message>
    <message>
        <source>… and %L1 more; --json has them all.</source>
        <translation>… und %L1 weitere; --json nennt alle.</translation>
    </message>
    <message>
        <source>%L1 left open: they have problems, doubtful facts or a changed record. “listwright proposals list --marked” shows them, --with-marks accepts problems and doubts.</source>
        <translation>%L1 bleiben offen: Sie haben Probleme, zweifelhafte Angaben oder einen geänderten Datensatz. „listwright proposals list --marked“ zeigt sie, --with-marks nimmt Probleme und Zweifelhaftes an.</translation>
    </message>
    <message>
        <source>Accepting writes the proposed texts to the marketplace&apos;s listing; “listwright undo” takes it back. A field that was changed since stays open as a conflict. What breaks a rule or says what the record does not hold is only accepted with --with-marks; without it such proposals stay open, and the exit code is 3.</source>
        <translation>Beim Annehmen werden die vorgeschlagenen Texte in das Angebot des Marktplatzes geschrieben; „listwright undo“ macht das rückgängig. Ein seither geändertes Feld bleibt als Konflikt offen. Was eine Regel verletzt oder sagt, was nicht im Datensatz steht, wird nur mit --with-marks angenommen; sonst bleiben solche Vorschläge offen, und der Exit-Code ist 3.</translation>
    </message>
    <message>
        <source>Reject all open ones, or accept them; those with problems or marks only with --with-marks.</source>
        <translation>Alle offenen ablehnen oder annehmen; die mit Problemen oder Markierungen nur mit --with-marks.</translation>
    </message>
    <message>
        <source>Accept those with problems or marks as well.</source>
        <translation>Auch die mit Problemen oder Markierungen annehmen.</translation>
    </message>
    <message>
        <source>List only those that are not clean.</source>
        <translation>Nur die nicht fehlerfreien auflisten.</translation>
    </message>
    <message>
        <source>What needs one.</source>
        <translation>Was einen braucht.</translation>
    </message>
    <message>
        <source>Proposal %1 for product %2, %3, stays open:</source>
        <translation>Vorschlag %1 für Produkt %2, %3, bleibt offen:</translation>
    </message>
    <message>
        <source>--marked belongs to list.</source>
        <translation>--marked gehört zu list.</translation>
    </message>
</context>
<context>
    <name>QIODevice</name>
    <message>
        <source>Unknown error</source>
        <translation>Unbekannter Fehler</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>There is no title. Write one of 40 to 150 characters.</source>
        <translation>Der Titel fehlt. Schreiben Sie einen mit 40 bis 150 Zeichen.</translation>
    </message>
    <message numerus="yes">
        <source>The title has only %Ln character(s). Name brand, model, size and colour; 40 to 150 read best.</source>
        <translation>
            <numerusform>Der Titel hat nur %Ln Zeichen. Nennen Sie Marke, Modell, Größe und Farbe; 40 bis 150 lesen sich am besten.</numerusform>
            <numerusform>Der Titel hat nur %Ln Zeichen. Nennen Sie Marke, Modell, Größe und Farbe; 40 bis 150 lesen sich am besten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has %Ln character(s). Shorten it; 40 to 150 read best.</source>
        <translation>
            <numerusform>Der Titel hat %Ln Zeichen. Kürzen Sie ihn; 40 bis 150 lesen sich am besten.</numerusform>
            <numerusform>Der Titel hat %Ln Zeichen. Kürzen Sie ihn; 40 bis 150 lesen sich am besten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has only %Ln word(s). Use at least three.</source>
        <translation>
            <numerusform>Der Titel hat nur %Ln Wort. Verwenden Sie mindestens drei.</numerusform>
            <numerusform>Der Titel hat nur %Ln Wörter. Verwenden Sie mindestens drei.</numerusform>
        </translation>
    </message>
    <message>
        <source>The title is mostly capital letters. Write it in normal case.</source>
        <translation>Der Titel besteht überwiegend aus Großbuchstaben. Schreiben Sie ihn in normaler Groß- und Kleinschreibung.</translation>
    </message>
    <message>
        <source>The title says a word more than twice. Remove repetitions.</source>
        <translation>Ein Wort kommt im Titel mehr als zweimal vor. Entfernen Sie Wiederholungen.</translation>
    </message>
    <message>
        <source>The title has exclamation marks, stars or other symbols. Remove them.</source>
        <translation>Der Titel enthält Ausrufezeichen, Sterne oder andere Symbole. Entfernen Sie sie.</translation>
    </message>
    <message>
        <source>The title does not name the brand. Add it.</source>
        <translation>Der Titel nennt die Marke nicht. Ergänzen Sie sie.</translation>
    </message>
    <message>
        <source>There is no description. Write at least 300 characters.</source>
        <translation>Die Beschreibung fehlt. Schreiben Sie mindestens 300 Zeichen.</translation>
    </message>
    <message numerus="yes">
        <source>The description has only %Ln character(s). Write at least 300.</source>
        <translation>
            <numerusform>Die Beschreibung hat nur %Ln Zeichen. Schreiben Sie mindestens 300.</numerusform>
            <numerusform>Die Beschreibung hat nur %Ln Zeichen. Schreiben Sie mindestens 300.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has more than %Ln character(s). Shorten it.</source>
        <translation>
            <numerusform>Die Beschreibung hat mehr als %Ln Zeichen. Kürzen Sie sie.</numerusform>
            <numerusform>Die Beschreibung hat mehr als %Ln Zeichen. Kürzen Sie sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>The description has no list and there are no bullet points. List the key facts.</source>
        <translation>Die Beschreibung enthält keine Liste und es gibt keine Stichpunkte. Listen Sie die wichtigsten Angaben auf.</translation>
    </message>
    <message>
        <source>The description is one long block. Divide it into paragraphs.</source>
        <translation>Die Beschreibung ist ein einziger langer Block. Gliedern Sie sie in Absätze.</translation>
    </message>
    <message>
        <source>The description is mostly capital letters. Write it in normal case.</source>
        <translation>Die Beschreibung besteht überwiegend aus Großbuchstaben. Schreiben Sie sie in normaler Groß- und Kleinschreibung.</translation>
    </message>
    <message>
        <source>The description has a web address. Marketplaces refuse those; remove it.</source>
        <translation>Die Beschreibung enthält eine Webadresse. Marktplätze lassen das nicht zu; entfernen Sie sie.</translation>
    </message>
    <message>
        <source>There is no image. Add at least one, better six.</source>
        <translation>Es gibt kein Bild. Fügen Sie mindestens eines hinzu, besser sechs.</translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln image(s). Add more, up to six.</source>
        <translation>
            <numerusform>Es gibt nur %Ln Bild. Fügen Sie weitere hinzu, bis zu sechs.</numerusform>
            <numerusform>Es gibt nur %Ln Bilder. Fügen Sie weitere hinzu, bis zu sechs.</numerusform>
        </translation>
    </message>
    <message>
        <source>An image address does not begin with https://. Marketplaces refuse those.</source>
        <translation>Eine Bildadresse beginnt nicht mit https://. Marktplätze lassen das nicht zu.</translation>
    </message>
    <message>
        <source>There is no brand. Add it.</source>
        <translation>Die Marke fehlt. Ergänzen Sie sie.</translation>
    </message>
    <message>
        <source>There is no GTIN. Add the number under the bar code.</source>
        <translation>Die GTIN fehlt. Ergänzen Sie die Nummer unter dem Strichcode.</translation>
    </message>
    <message>
        <source>The GTIN is not valid. Compare it with the number under the bar code.</source>
        <translation>Die GTIN ist nicht gültig. Vergleichen Sie sie mit der Nummer unter dem Strichcode.</translation>
    </message>
    <message>
        <source>There is no category. Choose one.</source>
        <translation>Die Kategorie fehlt. Wählen Sie eine.</translation>
    </message>
    <message>
        <source>The condition is not stated. Choose one.</source>
        <translation>Der Zustand ist nicht angegeben. Wählen Sie einen.</translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln attribute(s). Add more, such as colour, size and material.</source>
        <translation>
            <numerusform>Es gibt nur %Ln Merkmal. Ergänzen Sie weitere, etwa Farbe, Größe und Material.</numerusform>
            <numerusform>Es gibt nur %Ln Merkmale. Ergänzen Sie weitere, etwa Farbe, Größe und Material.</numerusform>
        </translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
</context>
<context>
    <name>QuestionsUnderWay</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>RateLimits</name>
    <message>
        <source>The request was stopped.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 may not be asked more often now.</source>
        <translation>%1 lässt im Moment keine weiteren Anfragen zu.</translation>
    </message>
</context>
<context>
    <name>Receiver</name>
    <message>
        <source>“%1” is no address to listen at, such as 127.0.0.1:8765.</source>
        <translation>„%1“ ist keine Adresse zum Lauschen wie 127.0.0.1:8765.</translation>
    </message>
    <message>
        <source>There is a key, but the certificate is missing.</source>
        <translation>Ein Schlüssel ist angegeben, aber das Zertifikat fehlt.</translation>
    </message>
    <message>
        <source>There is a certificate, but its key is missing.</source>
        <translation>Ein Zertifikat ist angegeben, aber sein Schlüssel fehlt.</translation>
    </message>
</context>
<context>
    <name>RuleJobs</name>
    <message>
        <source>“%1” is no known marketplace.</source>
        <translation>„%1“ ist kein bekannter Marktplatz.</translation>
    </message>
    <message>
        <source>The improvement was interrupted.</source>
        <translation>Die Verbesserung wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The order was interrupted; nothing is done.</source>
        <translation>Der Auftrag wurde unterbrochen; nichts ist geschehen.</translation>
    </message>
    <message numerus="yes">
        <source>Improve %Ln product(s) by rules for %1</source>
        <translation>
            <numerusform>%Ln Produkt nach Regeln für %1 verbessern</numerusform>
            <numerusform>%Ln Produkte nach Regeln für %1 verbessern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleOptimizer</name>
    <message>
        <source>Written as plain text, as %1 shows it.</source>
        <translation>Als reiner Text geschrieben, wie %1 ihn anzeigt.</translation>
    </message>
    <message>
        <source>Cleaned to the HTML that %1 allows.</source>
        <translation>Auf das HTML bereinigt, das %1 erlaubt.</translation>
    </message>
    <message>
        <source>Divided into paragraphs and lists.</source>
        <translation>In Absätze und Listen gegliedert.</translation>
    </message>
    <message>
        <source>Put together from the title, the bullet points and the attributes.</source>
        <translation>Aus Titel, Stichpunkten und Merkmalen zusammengestellt.</translation>
    </message>
    <message>
        <source>Exclamation marks and symbols removed.</source>
        <translation>Ausrufezeichen und Symbole entfernt.</translation>
    </message>
    <message>
        <source>Names the brand.</source>
        <translation>Nennt die Marke.</translation>
    </message>
    <message>
        <source>Names the model number.</source>
        <translation>Nennt die Modellnummer.</translation>
    </message>
    <message>
        <source>Names “%1”.</source>
        <translation>Nennt „%1“.</translation>
    </message>
    <message>
        <source>Markup removed.</source>
        <translation>HTML entfernt.</translation>
    </message>
    <message>
        <source>Lists facts of the record that it does not list yet.</source>
        <translation>Führt Angaben des Datensatzes auf, die noch fehlen.</translation>
    </message>
    <message>
        <source>Taken from the description or the attributes.</source>
        <translation>Aus der Beschreibung oder den Merkmalen übernommen.</translation>
    </message>
    <message>
        <source>The attributes state it.</source>
        <translation>Die Merkmale nennen es.</translation>
    </message>
    <message>
        <source>The text states “%1”.</source>
        <translation>Der Text nennt „%1“.</translation>
    </message>
    <message>
        <source>Web and e-mail addresses removed.</source>
        <translation>Web- und E-Mail-Adressen entfernt.</translation>
    </message>
    <message>
        <source>Mended: %1</source>
        <translation>Behoben: %1</translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message>
        <source>There is no title; the marketplace requires one.</source>
        <translation>Der Titel fehlt; der Marktplatz verlangt einen.</translation>
    </message>
    <message>
        <source>There is no description; the marketplace requires one.</source>
        <translation>Die Beschreibung fehlt; der Marktplatz verlangt eine.</translation>
    </message>
    <message>
        <source>There is no attribute “%1”; the marketplace requires it.</source>
        <translation>Das Merkmal „%1“ fehlt; der Marktplatz verlangt es.</translation>
    </message>
    <message>
        <source>“%1” is empty; the marketplace requires it.</source>
        <translation>„%1“ ist leer; der Marktplatz verlangt eine Angabe.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln bullet point(s); at most %1 are shown.</source>
        <translation>
            <numerusform>Es gibt %Ln Stichpunkt; höchstens %1 werden angezeigt.</numerusform>
            <numerusform>Es gibt %Ln Stichpunkte; höchstens %1 werden angezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are needed.</source>
        <translation>
            <numerusform>Es gibt %Ln Bild; mindestens %1 sind nötig.</numerusform>
            <numerusform>Es gibt %Ln Bilder; mindestens %1 sind nötig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at most %1 are taken.</source>
        <translation>
            <numerusform>Es gibt %Ln Bild; höchstens %1 werden angenommen.</numerusform>
            <numerusform>Es gibt %Ln Bilder; höchstens %1 werden angenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is not a web address of an image.</source>
        <translation>„%1“ ist keine Webadresse eines Bildes.</translation>
    </message>
    <message>
        <source>“%1” must begin with https://.</source>
        <translation>„%1“ muss mit https:// beginnen.</translation>
    </message>
    <message numerus="yes">
        <source>The image address “%1…” has %Ln character(s); at most %2 are allowed.</source>
        <translation>
            <numerusform>Die Bildadresse „%1…“ hat %Ln Zeichen; höchstens %2 sind erlaubt.</numerusform>
            <numerusform>Die Bildadresse „%1…“ hat %Ln Zeichen; höchstens %2 sind erlaubt.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is a %2 image; allowed are %3.</source>
        <translation>„%1“ ist ein Bild vom Typ %2; erlaubt sind %3.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln variant(s); at most %1 are allowed.</source>
        <translation>
            <numerusform>Es gibt %Ln Variante; höchstens %1 sind erlaubt.</numerusform>
            <numerusform>Es gibt %Ln Varianten; höchstens %1 sind erlaubt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (as of %2)</source>
        <translation>%1 (Stand: %2)</translation>
    </message>
    <message>
        <source>it has no name.</source>
        <translation>sie hat keinen Namen.</translation>
    </message>
    <message>
        <source>there is no kind “%1”.</source>
        <translation>es gibt keine Art „%1“.</translation>
    </message>
    <message>
        <source>there is no field “%1”.</source>
        <translation>es gibt kein Feld „%1“.</translation>
    </message>
    <message>
        <source>its severity must be “error” or “warning”.</source>
        <translation>ihr Schweregrad muss „error“ oder „warning“ sein.</translation>
    </message>
    <message>
        <source>a value that its kind needs is missing.</source>
        <translation>ein Wert, den ihre Art braucht, fehlt.</translation>
    </message>
    <message>
        <source>“%1” is not a rule pack: %2</source>
        <translation>„%1“ ist kein Regelpaket: %2</translation>
    </message>
    <message>
        <source>it has no key or no name.</source>
        <translation>es hat keinen Schlüssel oder keinen Namen.</translation>
    </message>
    <message>
        <source>it has no date or no version.</source>
        <translation>es hat kein Datum oder keine Version.</translation>
    </message>
    <message>
        <source>it has no rules.</source>
        <translation>es hat keine Regeln.</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation>„%1“ lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>“%1” is too large for a rule pack.</source>
        <translation>„%1“ ist zu groß für ein Regelpaket.</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>bullet point</source>
        <translation>Stichpunkt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln Zeichen</numerusform>
            <numerusform>%Ln Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has %2; it needs at least %3.</source>
        <translation>%1 hat %2; erforderlich sind mindestens %3.</translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are advised.</source>
        <translation>%1 hat %2; empfohlen sind höchstens %3.</translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are allowed.</source>
        <translation>%1 hat %2; erlaubt sind höchstens %3.</translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); it needs at least %2.</source>
        <translation>
            <numerusform>%1 hat %Ln Wort; erforderlich sind mindestens %2.</numerusform>
            <numerusform>%1 hat %Ln Wörter; erforderlich sind mindestens %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); at most %2 are advised.</source>
        <translation>
            <numerusform>%1 hat %Ln Wort; empfohlen sind höchstens %2.</numerusform>
            <numerusform>%1 hat %Ln Wörter; empfohlen sind höchstens %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1…” has %Ln character(s); a word may have at most %2.</source>
        <translation>
            <numerusform>„%1…“ hat %Ln Zeichen; ein Wort darf höchstens %2 haben.</numerusform>
            <numerusform>„%1…“ hat %Ln Zeichen; ein Wort darf höchstens %2 haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 says “%2” %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>%1 enthält „%2“ %Ln-mal; erlaubt ist es höchstens %3-mal.</numerusform>
            <numerusform>%1 enthält „%2“ %Ln-mal; erlaubt ist es höchstens %3-mal.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 is mostly capital letters.</source>
        <translation>%1 besteht überwiegend aus Großbuchstaben.</translation>
    </message>
    <message>
        <source>“%1” may not be in the %2.</source>
        <translation>%2 enthält „%1“; das ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>“%1” and other symbols or emoji may not be in the %2.</source>
        <translation>%2 enthält „%1“; solche und andere Symbole oder Emojis sind nicht erlaubt.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in the %2 %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>„%1“ kommt %Ln-mal vor (%2); erlaubt ist es höchstens %3-mal.</numerusform>
            <numerusform>„%1“ kommt %Ln-mal vor (%2); erlaubt ist es höchstens %3-mal.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 says “%2”, which the marketplace forbids or advises against.</source>
        <translation>%1 enthält „%2“; davon rät der Marktplatz ab oder verbietet es.</translation>
    </message>
    <message>
        <source>The %1 has an address or a telephone number: “%2”.</source>
        <translation>%1 enthält eine Adresse oder Telefonnummer: „%2“.</translation>
    </message>
    <message>
        <source>The %1 has a link.</source>
        <translation>%1 enthält einen Link.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>markup</source>
        <translation>Auszeichnungen</translation>
    </message>
    <message>
        <source>The %1 uses %2; allowed tags: %3.</source>
        <translation>%1 verwendet %2; erlaubte Tags: %3.</translation>
    </message>
    <message>
        <source>The tags of the %1 are not arranged as the marketplace asks: only headings, paragraphs and lists side by side, without attributes.</source>
        <translation>Tags nicht so angeordnet, wie der Marktplatz es verlangt (%1): nur Überschriften, Absätze und Listen nebeneinander, ohne Attribute.</translation>
    </message>
    <message>
        <source>The %1 has active content, which is not allowed: %2.</source>
        <translation>%1 enthält aktive Inhalte, die nicht erlaubt sind: %2.</translation>
    </message>
    <message>
        <source>The %1 says no more than the field “%2”.</source>
        <translation>%1 sagt nicht mehr aus als das Feld „%2“.</translation>
    </message>
    <message>
        <source>Bullet point %1: %2</source>
        <translation>Stichpunkt %1: %2</translation>
    </message>
    <message>
        <source>“%1” must be a text.</source>
        <translation>„%1“ muss ein Text sein.</translation>
    </message>
    <message>
        <source>“%1” must be true or false.</source>
        <translation>„%1“ muss true oder false sein.</translation>
    </message>
    <message>
        <source>“%1” must be a whole number from 0 up.</source>
        <translation>„%1“ muss eine ganze Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>“%1” must be a list of texts.</source>
        <translation>„%1“ muss eine Liste von Texten sein.</translation>
    </message>
    <message>
        <source>“min” is more than “max”.</source>
        <translation>„min“ ist größer als „max“.</translation>
    </message>
    <message>
        <source>its unit must be “characters” or “bytes”.</source>
        <translation>als Einheit sind „characters“ und „bytes“ möglich.</translation>
    </message>
    <message>
        <source>there is no source “%1”.</source>
        <translation>die Quelle „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>it is not valid JSON at %1.</source>
        <translation>es ist kein gültiges JSON (%1).</translation>
    </message>
    <message>
        <source>it is not a JSON object.</source>
        <translation>es ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>replacement %1 is not a pair of texts.</source>
        <translation>Ersetzung %1 ist kein Paar von Texten.</translation>
    </message>
    <message>
        <source>“replacements” is not a list.</source>
        <translation>„replacements“ ist keine Liste.</translation>
    </message>
    <message>
        <source>rule %1, “%2”: %3</source>
        <translation>Regel %1, „%2“: %3</translation>
    </message>
    <message>
        <source>it is written for a newer version of Listwright (format %1).</source>
        <translation>es ist für eine neuere Version von Listwright geschrieben (Format %1).</translation>
    </message>
    <message>
        <source>“%1” is empty; the marketplace asks for it.</source>
        <translation>„%1“ ist leer; der Marktplatz fragt danach.</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are advised.</source>
        <translation>
            <numerusform>Es gibt %Ln Bild; mindestens %1 werden empfohlen.</numerusform>
            <numerusform>Es gibt %Ln Bilder; mindestens %1 werden empfohlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has line breaks or tabs; it must be one line.</source>
        <translation>%1 enthält Zeilenumbrüche oder Tabulatoren; erlaubt ist nur eine einzige Zeile.</translation>
    </message>
    <message>
        <source>The price is %1; it must be more than nothing.</source>
        <translation>Der Preis ist %1; er muss größer als null sein.</translation>
    </message>
    <message>
        <source>a rule of Listwright, with no source on the marketplace&apos;s pages (as of %1)</source>
        <translation>eine Regel von Listwright, ohne Quelle auf den Seiten des Marktplatzes (Stand: %1)</translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are needed.</source>
        <translation>
            <numerusform>Es gibt kein Bild; mindestens %Ln wird gebraucht.</numerusform>
            <numerusform>Es gibt kein Bild; mindestens %Ln werden gebraucht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are advised.</source>
        <translation>
            <numerusform>Es gibt kein Bild; mindestens %Ln wird empfohlen.</numerusform>
            <numerusform>Es gibt kein Bild; mindestens %Ln werden empfohlen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleRule</name>
    <message>
        <source>“%1” is no interval like “every 15m”.</source>
        <translation>„%1“ ist kein Intervall wie „every 15m“.</translation>
    </message>
    <message>
        <source>“%1” never comes.</source>
        <translation>„%1“ tritt nie ein.</translation>
    </message>
</context>
<context>
    <name>Scheduler</name>
    <message>
        <source>“%1” is no known time zone.</source>
        <translation>„%1“ ist keine bekannte Zeitzone.</translation>
    </message>
</context>
<context>
    <name>ScoreCommand</name>
    <message>
        <source>%L1 of %L2 products</source>
        <translation>%L1 von %L2 Produkten</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation>Nach %L1 Produkt(en) unterbrochen.</translation>
    </message>
    <message>
        <source>Show how good the listings are, and where points are lost</source>
        <translation>Zeigen, wie gut die Angebote sind und wo Punkte verloren gehen</translation>
    </message>
    <message>
        <source>The quality score is 0 to 100: title 30, description 30, images 20, attributes 20. “listwright products show ID” has each product&apos;s own reasons.</source>
        <translation>Der Qualitätswert reicht von 0 bis 100: Titel 30, Beschreibung 30, Bilder 20, Merkmale 20. „listwright products show ID“ nennt die Gründe für jedes einzelne Produkt.</translation>
    </message>
    <message>
        <source>The whole catalog.</source>
        <translation>Der ganze Katalog.</translation>
    </message>
    <message>
        <source>One source&apos;s, for a script.</source>
        <translation>Nur eine Quelle, für ein Skript.</translation>
    </message>
    <message>
        <source>%L1 product(s), average score %2: %L3 good (80 and more), %L4 fair, %L5 poor (below 50)</source>
        <translation>%L1 Produkt(e), Qualitätswert im Mittel %2: %L3 gut (ab 80), %L4 mittel, %L5 schlecht (unter 50)</translation>
    </message>
    <message>
        <source>%1: %2 (%L3 product(s))</source>
        <translation>%1: %2 (%L3 Produkt(e))</translation>
    </message>
</context>
<context>
    <name>SecretStores</name>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation>Dieser Computer hat keinen funktionierenden Schlüsselbund.</translation>
    </message>
    <message>
        <source>There is no place to keep passwords: no keychain, and no file was named.</source>
        <translation>Es gibt keinen Ort für Passwörter: keinen Schlüsselbund, und es wurde keine Datei angegeben.</translation>
    </message>
</context>
<context>
    <name>ServeCommand</name>
    <message>
        <source>Serving %1 at %2; Ctrl-C ends.</source>
        <translation>Bedient %1 unter %2; Strg+C beendet.</translation>
    </message>
    <message>
        <source>Stopping: what is being answered is finished first.</source>
        <translation>Wird beendet: Was gerade beantwortet wird, wird erst fertig.</translation>
    </message>
    <message>
        <source>Serve requests over HTTP and work on queued jobs until interrupted</source>
        <translation>Anfragen über HTTP beantworten und anstehende Aufträge bearbeiten, bis unterbrochen wird</translation>
    </message>
    <message>
        <source>Where to listen (127.0.0.1:8765); port 0 takes any that is free.</source>
        <translation>Wo gelauscht wird (127.0.0.1:8765); Port 0 nimmt einen freien.</translation>
    </message>
    <message>
        <source>Listen unencrypted where other machines can reach it.</source>
        <translation>Unverschlüsselt lauschen, wo andere Rechner es erreichen.</translation>
    </message>
    <message>
        <source>At 127.0.0.1:8765, until Ctrl-C.</source>
        <translation>Unter 127.0.0.1:8765, bis Strg+C.</translation>
    </message>
    <message>
        <source>At a free port, which is printed.</source>
        <translation>An einem freien Port, der ausgegeben wird.</translation>
    </message>
    <message>
        <source>Takes products at POST /api/import/webhook from senders that know the secret of `listwright keys webhook`. Answers GET /health, which says whether the database, the queue and the disk are well: 200 while they are, 503 while they are not. Requests from other names than localhost and from web pages are refused unless the settings name them.</source>
        <translation>Nimmt unter POST /api/import/webhook Produkte von Absendern an, die das Geheimnis von `listwright keys webhook` kennen. Beantwortet GET /health mit der Auskunft, ob Datenbank, Warteschlange und Datenträger in Ordnung sind: 200, solange sie es sind, sonst 503. Anfragen unter anderen Namen als localhost und von Webseiten werden abgelehnt, sofern die Einstellungen sie nicht nennen.</translation>
    </message>
    <message>
        <source>With --without-tls there is no use for a certificate or its key.</source>
        <translation>Mit --without-tls werden weder Zertifikat noch Schlüssel gebraucht.</translation>
    </message>
    <message>
        <source>%1 can be reached from other machines, and what is sent could be read on the way. Give --certificate and --certificate-key, put a server with TLS in front of 127.0.0.1, or say --without-tls.</source>
        <translation>%1 ist von anderen Rechnern erreichbar, und was gesendet wird, könnte unterwegs mitgelesen werden. Geben Sie --certificate und --certificate-key an, stellen Sie einen Server mit TLS vor 127.0.0.1, oder geben Sie --without-tls an.</translation>
    </message>
    <message>
        <source>What is sent to %1 is not encrypted, and can be read on the way.</source>
        <translation>Was an %1 gesendet wird, ist nicht verschlüsselt und kann unterwegs mitgelesen werden.</translation>
    </message>
    <message>
        <source>The certificate is good until %1 only. A new one is read when the server is started again.</source>
        <translation>Das Zertifikat gilt nur bis %1. Ein neues wird gelesen, wenn der Server neu gestartet wird.</translation>
    </message>
    <message>
        <source>Serve over TLS with the certificate of this PEM file, those above it below it.</source>
        <translation>Anfragen über TLS beantworten, mit dem Zertifikat dieser PEM-Datei; die übergeordneten stehen darunter.</translation>
    </message>
    <message>
        <source>Its key, RSA or EC, in PEM and without a passphrase.</source>
        <translation>Sein Schlüssel, RSA oder EC, als PEM und ohne Passphrase.</translation>
    </message>
    <message>
        <source>For other machines as well, over TLS.</source>
        <translation>Auch für andere Rechner, über TLS.</translation>
    </message>
</context>
<context>
    <name>ServerAnswer</name>
    <message>
        <source>This is a fault of Listwright. Please report it.</source>
        <translation>Das ist ein Fehler von Listwright. Bitte melden Sie ihn.</translation>
    </message>
</context>
<context>
    <name>ServerCertificate</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2</source>
        <translation>Die Datei %1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>There is no certificate in %1. It has to be a PEM file, which begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>In %1 steht kein Zertifikat. Es muss eine PEM-Datei sein, die mit -----BEGIN CERTIFICATE----- beginnt.</translation>
    </message>
    <message>
        <source>The certificate in %1 has expired: it was good until %2.</source>
        <translation>Das Zertifikat in %1 ist abgelaufen: Es galt bis %2.</translation>
    </message>
    <message>
        <source>The certificate in %1 is not good before %2.</source>
        <translation>Das Zertifikat in %1 gilt erst ab %2.</translation>
    </message>
    <message>
        <source>The key in %1 has a passphrase, which nobody can type when the server starts. It has to be kept without one, where only its owner may read it.</source>
        <translation>Der Schlüssel in %1 hat eine Passphrase, die beim Start des Servers niemand eingeben kann. Er muss ohne Passphrase aufbewahrt werden, wo nur sein Besitzer ihn lesen darf.</translation>
    </message>
    <message>
        <source>There is no key of RSA or EC in %1. It has to be a PEM file, which begins with -----BEGIN PRIVATE KEY----- or the like.</source>
        <translation>In %1 steht kein RSA- oder EC-Schlüssel. Es muss eine PEM-Datei sein, die mit -----BEGIN PRIVATE KEY----- oder ähnlich beginnt.</translation>
    </message>
    <message>
        <source>The certificate in %1 cannot be used: %2</source>
        <translation>Das Zertifikat in %1 kann nicht verwendet werden: %2</translation>
    </message>
    <message>
        <source>The key in %1 does not belong to the certificate in %2.</source>
        <translation>Der Schlüssel in %1 gehört nicht zum Zertifikat in %2.</translation>
    </message>
</context>
<context>
    <name>ShopifyCsvWriter</name>
    <message>
        <source>Shopify takes at most three options.</source>
        <translation>Shopify nimmt höchstens drei Optionen an.</translation>
    </message>
    <message>
        <source>Shopify takes at most %L1 variants.</source>
        <translation>Shopify nimmt höchstens %L1 Varianten an.</translation>
    </message>
    <message>
        <source>Shopify&apos;s product file has no columns for: %1</source>
        <translation>Die Produktdatei von Shopify hat keine Spalten für: %1</translation>
    </message>
    <message>
        <source>Only the last part of the category path is written, as the product type.</source>
        <translation>Nur der letzte Teil des Kategoriepfads wird geschrieben, als Produkttyp.</translation>
    </message>
    <message>
        <source>“%1” has no counterpart.</source>
        <translation>„%1“ hat keine Entsprechung.</translation>
    </message>
    <message>
        <source>Shopify keeps SKUs of variants only.</source>
        <translation>Shopify führt SKUs nur bei Varianten.</translation>
    </message>
</context>
<context>
    <name>Spending</name>
    <message>
        <source>The budget of this batch, %1, is used up.</source>
        <translation>Das Budget dieses Sammeljobs, %1, ist aufgebraucht.</translation>
    </message>
    <message>
        <source>The budget of the day, %1, is used up.</source>
        <translation>Das Tagesbudget, %1, ist aufgebraucht.</translation>
    </message>
    <message>
        <source>cost not known</source>
        <translation>Kosten nicht bekannt</translation>
    </message>
    <message>
        <source>The request was stopped.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>What %1 costs is not known, so a budget cannot be kept.</source>
        <translation>Was %1 kostet, ist nicht bekannt; deshalb lässt sich kein Budget einhalten.</translation>
    </message>
</context>
<context>
    <name>SpooledTable</name>
    <message>
        <source>No temporary file could be made: %1.</source>
        <translation>Es konnte keine temporäre Datei angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The temporary file could not be read again.</source>
        <translation>Die temporäre Datei konnte nicht wieder gelesen werden.</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>The database is being closed.</source>
        <translation>Die Datenbank wird gerade geschlossen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation>Der Datenbankserver ist nicht erreichbar.</translation>
    </message>
</context>
<context>
    <name>StorageLocation</name>
    <message>
        <source>The database address cannot be used: %1</source>
        <translation>Die Datenbankadresse ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>it should read sqlite:///path/of/the/file.db.</source>
        <translation>sie muss die Form sqlite:///pfad/zur/datei.db haben.</translation>
    </message>
    <message>
        <source>it should begin with sqlite: or postgresql:.</source>
        <translation>sie muss mit sqlite: oder postgresql: beginnen.</translation>
    </message>
    <message>
        <source>it should read postgresql://user@host:5432/database.</source>
        <translation>sie muss die Form postgresql://benutzer@host:5432/datenbank haben.</translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation>sie nennt keine Datenbank.</translation>
    </message>
</context>
<context>
    <name>TakeBack</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>There is no such change to undo.</source>
        <translation>Es gibt keine solche Änderung, die rückgängig gemacht werden könnte.</translation>
    </message>
    <message>
        <source>This change was undone already.</source>
        <translation>Diese Änderung wurde bereits rückgängig gemacht.</translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message numerus="yes">
        <source>Undone for %Ln product(s).</source>
        <translation>
            <numerusform>Für %Ln Produkt rückgängig gemacht.</numerusform>
            <numerusform>Für %Ln Produkte rückgängig gemacht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln Produkt wurde seither geändert und blieb unberührt.</numerusform>
            <numerusform>%Ln Produkte wurden seither geändert und blieben unberührt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadFile</name>
    <message>
        <source>The disk is full; “%1” could not be written.</source>
        <translation>Der Datenträger ist voll; „%1“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>There is no right to write “%1”.</source>
        <translation>Es fehlt das Recht, „%1“ zu schreiben.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>„%1“ konnte nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>“%1” is no known marketplace site. Known are: %2.</source>
        <translation>„%1“ ist keine bekannte Marktplatz-Website. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>eBay Seller Hub upload (CSV)</source>
        <translation>eBay-Verkäufer-Cockpit-Upload (CSV)</translation>
    </message>
    <message>
        <source>Amazon listings feed (JSON)</source>
        <translation>Amazon-Angebotsfeed (JSON)</translation>
    </message>
    <message>
        <source>Kaufland product data (CSV)</source>
        <translation>Kaufland-Produktdaten (CSV)</translation>
    </message>
    <message>
        <source>Shopify products (CSV)</source>
        <translation>Shopify-Produkte (CSV)</translation>
    </message>
    <message>
        <source>Google Merchant feed (tab-separated)</source>
        <translation>Google-Merchant-Feed (tabulatorgetrennt)</translation>
    </message>
    <message>
        <source>Listwright (CSV)</source>
        <translation>Listwright (CSV)</translation>
    </message>
    <message>
        <source>Listwright, complete (JSON)</source>
        <translation>Listwright, vollständig (JSON)</translation>
    </message>
    <message>
        <source>“%1” is no known upload format. Known are: %2.</source>
        <translation>„%1“ ist kein bekanntes Upload-Format. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>The rules of %1 are missing.</source>
        <translation>Die Regeln von %1 fehlen.</translation>
    </message>
</context>
<context>
    <name>UploadReport</name>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
</context>
<context>
    <name>ValidateCommand</name>
    <message>
        <source>%1 (rules of %2): %L3 product(s), %L4 with errors, %L5 with warnings only</source>
        <translation>%1 (Regeln vom %2): %L3 Produkt(e), %L4 mit Fehlern, %L5 nur mit Warnungen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>… and %L1 more; by rule:</source>
        <translation>… und %L1 weitere; nach Regel:</translation>
    </message>
    <message>
        <source>%1: %L2 of %L3 products</source>
        <translation>%1: %L2 von %L3 Produkten</translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation>Nach %L1 Produkt(en) unterbrochen.</translation>
    </message>
    <message>
        <source>Check products against a marketplace&apos;s rules</source>
        <translation>Produkte anhand der Regeln eines Marktplatzes prüfen</translation>
    </message>
    <message>
        <source>How many findings to list (50).</source>
        <translation>Wie viele Befunde aufgelistet werden (50).</translation>
    </message>
    <message>
        <source>All products by Allegro&apos;s rules.</source>
        <translation>Alle Produkte nach den Regeln von Allegro.</translation>
    </message>
    <message>
        <source>Everything for every marketplace, for a script.</source>
        <translation>Alles für jeden Marktplatz, für ein Skript.</translation>
    </message>
    <message>
        <source>Characters %L1 to %L2</source>
        <translation>Zeichen %L1 bis %L2</translation>
    </message>
    <message>
        <source>Rule %1: %2</source>
        <translation>Regel %1: %2</translation>
    </message>
    <message>
        <source>Mended: %1</source>
        <translation>Behoben: %1</translation>
    </message>
    <message>
        <source>Reports errors, which keep a product out of an upload file, and warnings, each with the field, the place in its text, the rule with its source, and the mended text where there is one. Changes nothing. The exit code is 3 when products have errors.</source>
        <translation>Meldet Fehler, die ein Produkt von einer Upload-Datei ausschließen, und Warnungen, jeweils mit dem Feld, der Stelle im Text, der Regel samt Quelle und, falls vorhanden, dem berichtigten Text. Ändert nichts. Der Exit-Code ist 3, wenn Produkte Fehler haben.</translation>
    </message>
</context>
<context>
    <name>VaultFile</name>
    <message>
        <source>The vault of passwords is damaged or not a vault.</source>
        <translation>Der Passwortspeicher ist beschädigt oder kein Passwortspeicher.</translation>
    </message>
    <message>
        <source>The vault of passwords was made by a newer version of Listwright.</source>
        <translation>Der Passwortspeicher wurde von einer neueren Version von Listwright angelegt.</translation>
    </message>
    <message>
        <source>The passphrase or key file does not open the vault of passwords.</source>
        <translation>Die Passphrase oder Schlüsseldatei öffnet den Passwortspeicher nicht.</translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Für „%1“ ist kein Passwort gespeichert.</translation>
    </message>
    <message>
        <source>The password stored for “%1” is damaged. Enter it again.</source>
        <translation>Das für „%1“ gespeicherte Passwort ist beschädigt. Geben Sie es erneut ein.</translation>
    </message>
</context>
<context>
    <name>VaultKey</name>
    <message>
        <source>There is not enough memory to open the vault of passwords.</source>
        <translation>Der Arbeitsspeicher reicht nicht aus, um den Passwortspeicher zu öffnen.</translation>
    </message>
</context>
<context>
    <name>VaultSecretStore</name>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation>Für „%1“ ist kein Passwort gespeichert.</translation>
    </message>
    <message>
        <source>A stored password needs a name.</source>
        <translation>Ein gespeichertes Passwort braucht einen Namen.</translation>
    </message>
    <message>
        <source>Encrypted file %1</source>
        <translation>Verschlüsselte Datei %1</translation>
    </message>
    <message>
        <source>The key file “%1” of the vault of passwords is missing.</source>
        <translation>Die Schlüsseldatei „%1“ des Passwortspeichers fehlt.</translation>
    </message>
    <message>
        <source>The key file “%1” is too short.</source>
        <translation>Die Schlüsseldatei „%1“ ist zu kurz.</translation>
    </message>
    <message>
        <source>Another program is using the vault of passwords. Try again.</source>
        <translation>Ein anderes Programm verwendet gerade den Passwortspeicher. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The vault of passwords cannot be written in “%1”.</source>
        <translation>Der Passwortspeicher kann in „%1“ nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>Webhook</name>
    <message>
        <source>The header X-Webhook-Secret is missing.</source>
        <translation>Der Header X-Webhook-Secret fehlt.</translation>
    </message>
    <message>
        <source>The webhook&apos;s secret is wrong.</source>
        <translation>Das Geheimnis des Webhooks ist falsch.</translation>
    </message>
    <message>
        <source>The signature is too old, or the clocks of both sides differ.</source>
        <translation>Die Signatur ist zu alt, oder die Uhren beider Seiten gehen unterschiedlich.</translation>
    </message>
    <message>
        <source>This request was received before.</source>
        <translation>Diese Anfrage wurde bereits empfangen.</translation>
    </message>
    <message>
        <source>A signature is needed here, in the headers X-Timestamp and X-Signature.</source>
        <translation>Hier ist eine Signatur nötig, in den Headern X-Timestamp und X-Signature.</translation>
    </message>
    <message>
        <source>The header X-Timestamp is missing, or holds no seconds since 1970.</source>
        <translation>Der Header X-Timestamp fehlt oder enthält keine Sekunden seit 1970.</translation>
    </message>
    <message>
        <source>The signature fits neither the body nor the secret.</source>
        <translation>Die Signatur passt nicht zum Inhalt oder nicht zum Geheimnis.</translation>
    </message>
</context>
<context>
    <name>WebhookOutcome</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Partly imported</source>
        <translation>Teilweise importiert</translation>
    </message>
    <message>
        <source>Nothing valid</source>
        <translation>Nichts Gültiges</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Wrong secret</source>
        <translation>Falsches Geheimnis</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>WebhookRepository</name>
    <message>
        <source>There is no received request %1.</source>
        <translation>Es gibt keine empfangene Anfrage %1.</translation>
    </message>
</context>
<context>
    <name>WebhookSecret</name>
    <message>
        <source>There is no secret of the webhook yet.</source>
        <translation>Der Webhook hat noch kein Geheimnis.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>You can look at it without changing anything.</source>
        <translation>Sie können sich alles ansehen, ohne etwas zu ändern.</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>Schreibgeschützt öffnen</translation>
    </message>
</context>
<context>
    <name>WorkerCommand</name>
    <message>
        <source>%L1 done, %L2 failed, %L3 interrupted</source>
        <translation>%L1 erledigt, %L2 fehlgeschlagen, %L3 unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>Working on the jobs of %1 with %Ln worker(s); Ctrl-C ends.</source>
        <translation>
            <numerusform>Die Jobs von %1 werden mit %Ln Worker bearbeitet; Strg-C beendet.</numerusform>
            <numerusform>Die Jobs von %1 werden mit %Ln Workern bearbeitet; Strg-C beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping: what is being worked on goes back to the queue.</source>
        <translation>Wird beendet: Was gerade bearbeitet wird, kommt zurück in die Warteschlange.</translation>
    </message>
    <message>
        <source>Work on queued jobs until interrupted</source>
        <translation>Jobs der Warteschlange bearbeiten, bis unterbrochen wird</translation>
    </message>
    <message>
        <source>With PostgreSQL any number of windows and workers on any number of machines share one queue. With SQLite the window works on it by itself, and a worker takes its place while no window is open. Jobs of a worker that was killed are taken over when its lease has run out.</source>
        <translation>Mit PostgreSQL teilen sich beliebig viele Fenster und Worker auf beliebig vielen Rechnern eine Warteschlange. Mit SQLite bearbeitet das Fenster sie selbst, und ein Worker tritt an seine Stelle, solange kein Fenster geöffnet ist. Jobs eines gewaltsam beendeten Workers werden übernommen, sobald dessen Reservierung abgelaufen ist.</translation>
    </message>
    <message>
        <source>How many jobs at once (4).</source>
        <translation>Wie viele Jobs gleichzeitig (4).</translation>
    </message>
    <message>
        <source>After how long without a sign of life others take a job over (60).</source>
        <translation>Nach wie vielen Sekunden ohne Lebenszeichen andere einen Job übernehmen (60).</translation>
    </message>
    <message>
        <source>Sixteen jobs at once, until Ctrl-C.</source>
        <translation>Sechzehn Jobs gleichzeitig, bis Strg-C.</translation>
    </message>
    <message>
        <source>What is queued now, then the end.</source>
        <translation>Was jetzt ansteht, dann Schluss.</translation>
    </message>
    <message>
        <source>%L1 job(s) are paused and still wait. “listwright jobs resume” lets them go on.</source>
        <translation>%L1 Job(s) sind angehalten und warten noch. „listwright jobs resume“ lässt sie weiterlaufen.</translation>
    </message>
    <message>
        <source>End when nothing runs or can begin any more.</source>
        <translation>Enden, wenn nichts mehr läuft oder beginnen kann.</translation>
    </message>
    <message>
        <source>%1 It is tried again every few seconds; Ctrl-C ends.</source>
        <translation>%1 Es wird alle paar Sekunden erneut versucht; Strg+C beendet.</translation>
    </message>
</context>
<context>
    <name>listwright::AboutDialog</name>
    <message>
        <source>About Listwright</source>
        <translation>Über Listwright</translation>
    </message>
    <message>
        <source>A seller’s workbench: bring products in, make good listings of them, publish them.</source>
        <translation>Eine Werkbank für Verkäufer: Produkte hereinholen, gute Angebote daraus machen, sie veröffentlichen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>GNU General Public License, Version 3 oder neuer</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
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
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Imports, edits, accepted proposals and deletions are listed here, and can be undone.</source>
        <translation>Importe, Bearbeitungen, angenommene Vorschläge und Löschungen werden hier aufgelistet und können rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>Import rückgängig machen</translation>
    </message>
    <message>
        <source>Open the rejected records</source>
        <translation>Abgelehnte Datensätze öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Products that changed since are left alone</source>
        <translation>Seither geänderte Produkte bleiben unberührt</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>&amp;Undo the last change</source>
        <translation>Letzte Änderung &amp;rückgängig machen</translation>
    </message>
</context>
<context>
    <name>listwright::AiSection</name>
    <message>
        <source>There is no key for %1 yet. Get one at %2 and enter it above.</source>
        <translation>Für %1 fehlt noch der Schlüssel. Holen Sie sich unter %2 einen und geben Sie ihn oben ein.</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>KI</translation>
    </message>
    <message>
        <source>Which language model writes better listings. It is asked only when you order it, and what it writes is a proposal that you review. Without one, the built-in rules do the work.</source>
        <translation>Welches Sprachmodell bessere Angebote schreibt. Es wird nur angefragt, wenn Sie es beauftragen, und was es schreibt, ist ein Vorschlag, den Sie prüfen. Ohne Sprachmodell übernehmen die eingebauten Regeln die Arbeit.</translation>
    </message>
    <message>
        <source>Built-in rules, no AI</source>
        <translation>Eingebaute Regeln, keine KI</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Only texts and facts of the product are sent, never prices, stock or customers.</source>
        <translation>Nur Texte und Angaben des Produkts werden gesendet, niemals Preise, Bestände oder Kundendaten.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Empty: the provider’s own.</source>
        <translation>Leer: die eigene des Anbieters.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Empty: the one that the provider is known for.</source>
        <translation>Leer: das Modell, für das der Anbieter bekannt ist.</translation>
    </message>
    <message>
        <source>Stronger model</source>
        <translation>Stärkeres Modell</translation>
    </message>
    <message>
        <source>Asked only where the first one’s text breaks rules or scores too low. Empty: never.</source>
        <translation>Wird nur angefragt, wo der Text des ersten Regeln verletzt oder zu niedrig bewertet wird. Leer: nie.</translation>
    </message>
    <message>
        <source>Good enough from</source>
        <translation>Gut genug ab</translation>
    </message>
    <message>
        <source>Quality score below which the stronger model is asked.</source>
        <translation>Qualitätswert, unter dem das stärkere Modell angefragt wird.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Asks the model one short question</source>
        <translation>Stellt dem Modell eine kurze Frage</translation>
    </message>
    <message>
        <source>Fetch models</source>
        <translation>Modelle abrufen</translation>
    </message>
    <message>
        <source>Lists the models that your key may use</source>
        <translation>Listet die Modelle auf, die Ihr Schlüssel verwenden darf</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Budget for a day</source>
        <translation>Budget pro Tag</translation>
    </message>
    <message>
        <source>In US dollars, such as 2.50. When it is used up, the rest of the jobs is cancelled cleanly.</source>
        <translation>In US-Dollar, zum Beispiel 2.50. Ist es aufgebraucht, werden die übrigen Jobs sauber abgebrochen.</translation>
    </message>
    <message>
        <source>Budget for a batch</source>
        <translation>Budget pro Sammeljob</translation>
    </message>
    <message>
        <source>In US dollars. Offered when you order improvements; you can change it there.</source>
        <translation>In US-Dollar. Wird vorgeschlagen, wenn Sie Verbesserungen beauftragen; Sie können es dort ändern.</translation>
    </message>
    <message>
        <source>Keep answers</source>
        <translation>Antworten aufbewahren</translation>
    </message>
    <message>
        <source>The same question within this time costs once. 0: never kept.</source>
        <translation>Dieselbe Anfrage kostet innerhalb dieser Zeit nur einmal. 0: nie aufbewahrt.</translation>
    </message>
    <message>
        <source> hours</source>
        <translation> Stunden</translation>
    </message>
    <message>
        <source>Accept at once</source>
        <translation>Sofort annehmen</translation>
    </message>
    <message>
        <source>A proposal without problems and doubtful facts is accepted without you when the quality score gains at least so many points. It can be undone like any other.</source>
        <translation>Ein Vorschlag ohne Probleme und zweifelhafte Angaben wird ohne Sie angenommen, wenn der Qualitätswert um mindestens so viele Punkte steigt. Das lässt sich rückgängig machen wie jede andere Annahme.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>from </source>
        <translation>ab </translation>
    </message>
    <message>
        <source> points</source>
        <translation> Punkten</translation>
    </message>
    <message>
        <source>Questions at once</source>
        <translation>Gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>Fewer are asked by themselves while the provider says that it is too many.</source>
        <translation>Es werden von selbst weniger gestellt, solange der Anbieter meldet, dass es zu viele sind.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Such as http://proxy.example:3128. Empty: what the system says.</source>
        <translation>Zum Beispiel http://proxy.example:3128. Leer: was das System vorgibt.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>A file (PEM) with further authorities to trust, where your company has its own.</source>
        <translation>Eine Datei (PEM) mit weiteren vertrauenswürdigen Zertifizierungsstellen, falls Ihre Firma eine eigene hat.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>None; for example %1</source>
        <translation>Keines; zum Beispiel %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) can be chosen above.</source>
        <translation>
            <numerusform>%Ln Modell kann oben gewählt werden.</numerusform>
            <numerusform>%Ln Modelle können oben gewählt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 answers with the model %2.</source>
        <translation>%1 antwortet mit dem Modell %2.</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Der Anbieter wird angefragt…</translation>
    </message>
    <message>
        <source>Time for an answer</source>
        <translation>Zeit für eine Antwort</translation>
    </message>
    <message>
        <source>A model on your own computer may need longer, above all when several questions are asked at once.</source>
        <translation>Ein Modell auf dem eigenen Computer kann länger brauchen, vor allem bei mehreren gleichzeitigen Anfragen.</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> Sekunden</translation>
    </message>
</context>
<context>
    <name>listwright::ApiKeyModel</name>
    <message>
        <source>Never</source>
        <comment>expires</comment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>used</comment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>%1, ends in %2</source>
        <comment>key</comment>
        <translation>%1, endet auf %2</translation>
    </message>
    <message>
        <source>Revoked on %1</source>
        <translation>Widerrufen am %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>listwright::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>How Listwright looks and speaks.</source>
        <translation>Wie Listwright aussieht und spricht.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Holds after a new start.</source>
        <translation>Gilt nach einem Neustart.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Fehler und Warnungen</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Everything, for finding a fault</source>
        <translation>Alles, zur Fehlersuche</translation>
    </message>
</context>
<context>
    <name>listwright::BackupSection</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>One is made each day that Listwright is used. A backup is a whole database file; “listwright db restore” brings it back.</source>
        <translation>An jedem Tag, an dem Listwright verwendet wird, wird eine Sicherung angelegt. Eine Sicherung ist eine vollständige Datenbankdatei; „listwright db restore“ stellt sie wieder her.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Beside the database file</source>
        <translation>Neben der Datenbankdatei</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>Die letzten behalten</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>A PostgreSQL database is backed up on its server, for example with pg_dump.</source>
        <translation>Eine PostgreSQL-Datenbank wird auf ihrem Server gesichert, zum Beispiel mit pg_dump.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>The catalog was backed up.</source>
        <translation>Der Katalog wurde gesichert.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>listwright::BulkJobModel</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Finished with errors</source>
        <translation>Mit Fehlern abgeschlossen</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>Vorzeitig beendet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Sammeljob</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>listwright::CatalogDelegate</name>
    <message>
        <source>(no title)</source>
        <translation>(kein Titel)</translation>
    </message>
</context>
<context>
    <name>listwright::CatalogPage</name>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Bring your products in</source>
        <translation>Holen Sie Ihre Produkte herein</translation>
    </message>
    <message>
        <source>No product matches</source>
        <translation>Kein Produkt passt</translation>
    </message>
    <message>
        <source>Use fewer words, or take filters away.</source>
        <translation>Verwenden Sie weniger Wörter oder entfernen Sie Filter.</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Load the sample</source>
        <translation>Beispiel laden</translation>
    </message>
    <message>
        <source>A small catalog of our own making to try everything with</source>
        <translation>Ein kleiner, von uns erstellter Katalog, um alles auszuprobieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Select all matching</source>
        <translation>Alle Treffer auswählen</translation>
    </message>
    <message>
        <source>Delete products</source>
        <translation>Produkte löschen</translation>
    </message>
    <message>
        <source>Validate the chosen products</source>
        <translation>Ausgewählte Produkte prüfen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Import products</source>
        <translation>Produkte importieren</translation>
    </message>
    <message>
        <source>Product files (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)</source>
        <translation>Produktdateien (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open details</source>
        <translation>Details öffnen</translation>
    </message>
    <message>
        <source>Edit cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Validate for</source>
        <translation>Prüfen für</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected product(s) are too many to follow into another order. Nothing is selected now.</source>
        <translation>
            <numerusform>%Ln ausgewähltes Produkt ist zu viel, um ihm in eine andere Reihenfolge zu folgen. Jetzt ist nichts ausgewählt.</numerusform>
            <numerusform>%Ln ausgewählte Produkte sind zu viele, um ihnen in eine andere Reihenfolge zu folgen. Jetzt ist nichts ausgewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Improve with built-in rules</source>
        <translation>Mit eingebauten Regeln verbessern</translation>
    </message>
    <message>
        <source>Improve with AI…</source>
        <translation>Mit KI verbessern…</translation>
    </message>
    <message>
        <source>Improve with built-in rules for</source>
        <translation>Mit eingebauten Regeln verbessern für</translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s) could not be stored so far, as the catalog could not be written.</source>
        <translation>
            <numerusform>%Ln Änderung konnte bisher nicht gespeichert werden, weil sich der Katalog nicht schreiben ließ.</numerusform>
            <numerusform>%Ln Änderungen konnten bisher nicht gespeichert werden, weil sich der Katalog nicht schreiben ließ.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a CSV or JSON file here. You see how it will be read before anything is stored. Or let n8n and scripts send products while Listwright runs.</source>
        <translation>Ziehen Sie eine CSV- oder JSON-Datei hierher. Sie sehen, wie sie gelesen wird, bevor etwas gespeichert wird. Oder lassen Sie n8n und Skripte Produkte senden, solange Listwright läuft.</translation>
    </message>
    <message>
        <source>Receive from n8n</source>
        <translation>Von n8n empfangen</translation>
    </message>
    <message>
        <source>The inbox, where receiving is switched on</source>
        <translation>Der Posteingang, in dem der Empfang eingeschaltet wird</translation>
    </message>
</context>
<context>
    <name>listwright::ChangeSetModel</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation>Eingebaute Regeln</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Proposals accepted</source>
        <translation>Vorschläge angenommen</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
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
        <translation>Entfernt diesen Filter</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>listwright::ColumnCommands</name>
    <message>
        <source>Move the column to the left</source>
        <translation>Spalte nach links verschieben</translation>
    </message>
    <message>
        <source>Move the column to the right</source>
        <translation>Spalte nach rechts verschieben</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Reset the columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Reverse the order</source>
        <translation>Reihenfolge umkehren</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
</context>
<context>
    <name>listwright::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do…</source>
        <translation>Geben Sie ein, was Sie tun möchten…</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation>Kein Befehl enthält diese Wörter.</translation>
    </message>
</context>
<context>
    <name>listwright::DatabaseProblemDialog</name>
    <message>
        <source>The catalog cannot be opened</source>
        <translation>Der Katalog lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>Datenbanken (*.db);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>listwright::DatabaseSection</name>
    <message>
        <source>You may not write in the folder %1.</source>
        <translation>Sie dürfen im Ordner %1 nicht schreiben.</translation>
    </message>
    <message>
        <source>There is no such file yet. It will be made with an empty catalog.</source>
        <translation>Diese Datei gibt es noch nicht. Sie wird mit einem leeren Katalog angelegt.</translation>
    </message>
    <message>
        <source>The file can be opened.</source>
        <translation>Die Datei lässt sich öffnen.</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>Mit %1 verbunden.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Where your catalog is kept: in a file on this computer, or on a PostgreSQL server that you share with others.</source>
        <translation>Wo Ihr Katalog aufbewahrt wird: in einer Datei auf diesem Computer oder auf einem PostgreSQL-Server, den Sie mit anderen teilen.</translation>
    </message>
    <message>
        <source>A file on this computer</source>
        <translation>Eine Datei auf diesem Computer</translation>
    </message>
    <message>
        <source>A PostgreSQL server</source>
        <translation>Ein PostgreSQL-Server</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei auswählen…</translation>
    </message>
    <message>
        <source>Database file</source>
        <translation>Datenbankdatei</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>Datenbanken (*.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Not on a network drive: there, two computers can damage it.</source>
        <translation>Nicht auf einem Netzlaufwerk: Dort können zwei Computer sie beschädigen.</translation>
    </message>
    <message>
        <source>Leave empty to keep the present one</source>
        <translation>Leer lassen, um das bisherige zu behalten</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Kept in: %1</source>
        <translation>Gespeichert in: %1</translation>
    </message>
    <message>
        <source>It cannot be kept on this computer. Set LISTWRIGHT_DATABASE_PASSWORD instead.</source>
        <translation>Es kann auf diesem Computer nicht gespeichert werden. Setzen Sie stattdessen LISTWRIGHT_DATABASE_PASSWORD.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Use this database</source>
        <translation>Diese Datenbank verwenden</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Listwright will use this database from the next start on.</source>
        <translation>Listwright verwendet diese Datenbank ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>%1 is no folder.</source>
        <translation>%1 ist kein Ordner.</translation>
    </message>
    <message>
        <source>Enter the whole path of the file.</source>
        <translation>Geben Sie den vollständigen Pfad der Datei ein.</translation>
    </message>
    <message>
        <source>%1 is a folder. Enter a file in it.</source>
        <translation>%1 ist ein Ordner. Geben Sie eine Datei darin an.</translation>
    </message>
    <message>
        <source>Enter the server’s name or address, for example db.example.com.</source>
        <translation>Geben Sie den Namen oder die Adresse des Servers ein, zum Beispiel db.example.com.</translation>
    </message>
</context>
<context>
    <name>listwright::DetailPanel</name>
    <message>
        <source>Listing</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No product chosen</source>
        <translation>Kein Produkt ausgewählt</translation>
    </message>
    <message>
        <source>Choose a row to see its texts, images, attributes and history.</source>
        <translation>Wählen Sie eine Zeile aus, um Texte, Bilder, Merkmale und Verlauf zu sehen.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meinen Text behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Anderen Text übernehmen</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Gives the field the value it had before the chosen change</source>
        <translation>Gibt dem Feld den Wert, den es vor der ausgewählten Änderung hatte</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(kein Titel)</translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile to “%2”. You wrote “%3”.</source>
        <translation>%1 wurde inzwischen in „%2“ geändert. Sie haben „%3“ geschrieben.</translation>
    </message>
    <message>
        <source>A status follows from what is done with the product</source>
        <translation>Der Status ergibt sich daraus, was mit dem Produkt geschieht</translation>
    </message>
    <message>
        <source>No change yet</source>
        <translation>Noch keine Änderung</translation>
    </message>
    <message>
        <source>What you, a job or an import changes is listed here, and can be taken back field by field.</source>
        <translation>Was Sie, ein Auftrag oder ein Import ändern, steht dann hier und lässt sich Feld für Feld zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>listwright::DropOverlay</name>
    <message>
        <source>Folders cannot be imported</source>
        <translation>Ordner können nicht importiert werden</translation>
    </message>
    <message numerus="yes">
        <source>Drop to import %Ln file(s)</source>
        <translation>
            <numerusform>Ablegen, um %Ln Datei zu importieren</numerusform>
            <numerusform>Ablegen, um %Ln Dateien zu importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop the files themselves: CSV, TSV, JSON or NDJSON.</source>
        <translation>Legen Sie die Dateien selbst ab: CSV, TSV, JSON oder NDJSON.</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON and NDJSON. You will see a preview before anything is saved.</source>
        <translation>CSV, TSV, JSON und NDJSON. Sie sehen eine Vorschau, bevor etwas gespeichert wird.</translation>
    </message>
    <message>
        <source>Only files of this computer can be imported</source>
        <translation>Nur Dateien dieses Computers können importiert werden</translation>
    </message>
    <message>
        <source>Save it as a file first: CSV, TSV, JSON or NDJSON.</source>
        <translation>Speichern Sie es zuerst als Datei: CSV, TSV, JSON oder NDJSON.</translation>
    </message>
</context>
<context>
    <name>listwright::ExportPanel</name>
    <message numerus="yes">
        <source>%Ln product(s) written</source>
        <translation>
            <numerusform>%Ln Produkt geschrieben</numerusform>
            <numerusform>%Ln Produkte geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped because of rule errors</source>
        <translation>
            <numerusform>%Ln wegen Regelfehlern übersprungen</numerusform>
            <numerusform>%Ln wegen Regelfehlern übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Also write products with rule errors</source>
        <translation>Auch Produkte mit Regelfehlern schreiben</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Close the export</source>
        <translation>Export schließen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Seller ID</source>
        <translation>Verkäufer-ID</translation>
    </message>
    <message>
        <source>Marketplace site</source>
        <translation>Marktplatz-Website</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Sprache der Texte</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation>Adresse Ihres Shops</translation>
    </message>
    <message>
        <source>Otherwise they are left out and listed below</source>
        <translation>Andernfalls werden sie ausgelassen und unten aufgelistet</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>What the file cannot carry</source>
        <translation>Was die Datei nicht aufnehmen kann</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>All %1 matching</source>
        <translation>Alle %1 Treffer</translation>
    </message>
    <message>
        <source>Write the upload file</source>
        <translation>Upload-Datei schreiben</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was left behind.</source>
        <translation>Der Export wurde abgebrochen; es blieb nichts zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) the file cannot carry or had to change:</source>
        <translation>
            <numerusform>%Ln Angabe, die die Datei nicht aufnehmen kann oder ändern musste:</numerusform>
            <numerusform>%Ln Angaben, die die Datei nicht aufnehmen kann oder ändern musste:</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything fits into the file.</source>
        <translation>Alles passt in die Datei.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Save the loss report</source>
        <translation>Verlustbericht speichern</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>„%1“ konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>There are no products to write</source>
        <translation>Es gibt keine Produkte zu schreiben</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>„%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>What is in it now will be lost.</source>
        <translation>Was jetzt darin steht, geht verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>listwright::FactsTab</name>
    <message>
        <source>Attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>Merkmal hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>listwright::FieldCard</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Changes of %1</source>
        <translation>Änderungen: %1</translation>
    </message>
    <message>
        <source>Edited text of %1</source>
        <translation>Bearbeiteter Text: %1</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>How the change is shown</source>
        <translation>Wie die Änderung gezeigt wird</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Changes in the source</source>
        <translation>Änderungen im Quelltext</translation>
    </message>
    <message>
        <source>As it will look</source>
        <translation>Wie es aussehen wird</translation>
    </message>
    <message>
        <source>Accept this field (A)</source>
        <translation>Dieses Feld annehmen (A)</translation>
    </message>
    <message>
        <source>Change the text, then accept it (E)</source>
        <translation>Den Text ändern, dann annehmen (E)</translation>
    </message>
    <message>
        <source>Reject this field (R)</source>
        <translation>Dieses Feld ablehnen (R)</translation>
    </message>
    <message>
        <source>(limit %1)</source>
        <translation>(Grenze %1)</translation>
    </message>
    <message>
        <source>Accept the edited text</source>
        <translation>Bearbeiteten Text annehmen</translation>
    </message>
    <message>
        <source>What was changed meanwhile</source>
        <translation>Was inzwischen geändert wurde</translation>
    </message>
    <message>
        <source>Use the proposed text</source>
        <translation>Vorgeschlagenen Text verwenden</translation>
    </message>
    <message>
        <source>Breaks a rule</source>
        <translation>Verletzt eine Regel</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Zweifelhaft</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Changed after this proposal was made:</source>
        <translation>Geändert, nachdem dieser Vorschlag erstellt wurde:</translation>
    </message>
    <message>
        <source>The proposal beside the text as it is now:</source>
        <translation>Der Vorschlag neben dem Text, wie er jetzt ist:</translation>
    </message>
    <message>
        <source>Keep the present text</source>
        <translation>Jetzigen Text behalten</translation>
    </message>
    <message>
        <source>This replaces what was written meanwhile. Accept once more (A) to do it anyway.</source>
        <translation>Das ersetzt, was inzwischen geschrieben wurde. Nehmen Sie es noch einmal an (A), um es trotzdem zu tun.</translation>
    </message>
    <message>
        <source>This says things that the record does not hold. Accept once more (A) if they are true.</source>
        <translation>Hier stehen Aussagen, die der Datensatz nicht enthält. Nehmen Sie es noch einmal an (A), wenn sie stimmen.</translation>
    </message>
    <message>
        <source>This breaks the marketplace’s rules. Accept once more (A) to take it anyway.</source>
        <translation>Das verstößt gegen die Regeln des Marktplatzes. Nehmen Sie es noch einmal an (A), um es trotzdem zu übernehmen.</translation>
    </message>
    <message>
        <source>Accept anyway</source>
        <translation>Trotzdem annehmen</translation>
    </message>
    <message numerus="yes">
        <source>%1 → %Ln character(s)</source>
        <translation>
            <numerusform>%1 → %Ln Zeichen</numerusform>
            <numerusform>%1 → %Ln Zeichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FilterBar</name>
    <message>
        <source>Search title, SKU, GTIN, brand, description</source>
        <translation>Titel, SKU, GTIN, Marke, Beschreibung durchsuchen</translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation>Katalog durchsuchen</translation>
    </message>
    <message>
        <source>All words must be found, in any order (Ctrl+F)</source>
        <translation>Alle Wörter müssen vorkommen, in beliebiger Reihenfolge (Strg+F)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Qualitätswert</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtern nach: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Beliebiger Qualitätswert</translation>
    </message>
    <message>
        <source>Below 50: needs work</source>
        <translation>Unter 50: überarbeiten</translation>
    </message>
    <message>
        <source>50 to 79: fair</source>
        <translation>50 bis 79: mittel</translation>
    </message>
    <message>
        <source>80 and above: good</source>
        <translation>Ab 80: gut</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(ohne)</translation>
    </message>
    <message>
        <source>Nothing to choose from</source>
        <translation>Nichts auszuwählen</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>Brand: %1</source>
        <translation>Marke: %1</translation>
    </message>
    <message>
        <source>Score %1–%2</source>
        <translation>Qualitätswert %1–%2</translation>
    </message>
    <message>
        <source>Find another brand…</source>
        <translation>Andere Marke suchen…</translation>
    </message>
    <message>
        <source>Find another source…</source>
        <translation>Andere Quelle suchen…</translation>
    </message>
</context>
<context>
    <name>listwright::FilterValuesDialog</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>The %1 most frequent of %2. Type a part of the name to find another.</source>
        <translation>Die %1 häufigsten von %2. Geben Sie einen Teil des Namens ein, um andere zu finden.</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>Nichts trägt einen solchen Namen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln gefunden</numerusform>
            <numerusform>%Ln gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FindingsList</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weiterer</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a marketplace to check its rules.</source>
        <translation>Wählen Sie einen Marktplatz, um dessen Regeln zu prüfen.</translation>
    </message>
    <message>
        <source>Fits all rules of %1</source>
        <translation>Entspricht allen Regeln von %1</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>marketplace: errors, warnings</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln Warnung</numerusform>
            <numerusform>%Ln Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules as of %1</source>
        <translation>Regeln, Stand %1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1
Rule: %2
Source: %3</source>
        <translation>%1
Regel: %2
Quelle: %3</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Becomes: %1</source>
        <translation>Wird zu: %1</translation>
    </message>
</context>
<context>
    <name>listwright::GuideDialog</name>
    <message>
        <source>1. Bring products in</source>
        <translation>1. Produkte hereinholen</translation>
    </message>
    <message>
        <source>Drop files on the window, or choose File, Import. Listwright reads CSV, TSV, JSON and NDJSON and knows the exports of Shopify, eBay, Amazon and Allegro. You see the rows as they will be and what is wrong with them before anything is saved. Rows with errors are left out and can be saved to a file; the rest goes in. Importing a file again changes only what is new in it.</source>
        <translation>Ziehen Sie Dateien auf das Fenster oder wählen Sie „Datei“, „Importieren“. Listwright liest CSV, TSV, JSON und NDJSON und kennt die Exporte von Shopify, eBay, Amazon und Allegro. Sie sehen die Zeilen, wie sie sein werden, und was an ihnen nicht stimmt, bevor etwas gespeichert wird. Zeilen mit Fehlern werden ausgelassen und können in einer Datei gespeichert werden; der Rest wird übernommen. Wird eine Datei erneut importiert, ändert sich nur, was darin neu ist.</translation>
    </message>
    <message>
        <source>2. Look through the catalog</source>
        <translation>2. Den Katalog durchsehen</translation>
    </message>
    <message>
        <source>Type in the search field, click a chip to filter, click a column to sort. Select a product to see its texts, attributes, images and history. Every change can be undone or taken back from the history.</source>
        <translation>Tippen Sie in das Suchfeld, klicken Sie zum Filtern auf eine Filterschaltfläche und zum Sortieren auf eine Spalte. Wählen Sie ein Produkt aus, um Texte, Merkmale, Bilder und Verlauf zu sehen. Jede Änderung kann rückgängig gemacht oder im Verlauf zurückgenommen werden.</translation>
    </message>
    <message>
        <source>3. Improve</source>
        <translation>3. Verbessern</translation>
    </message>
    <message>
        <source>Select products and choose Improve. Listwright proposes titles and descriptions that fit the marketplace’s rules and uses only facts that are in the record. Your originals are never changed.</source>
        <translation>Wählen Sie Produkte aus und dann „Verbessern“. Listwright schlägt Titel und Beschreibungen vor, die den Regeln des Marktplatzes entsprechen, und verwendet nur Angaben, die im Datensatz stehen. Ihre Originale werden nie geändert.</translation>
    </message>
    <message>
        <source>4. Review</source>
        <translation>4. Durchsehen</translation>
    </message>
    <message>
        <source>Each proposal is shown beside the present text with what was added and removed. Accept or reject it field by field, edit it first, or accept all at once.</source>
        <translation>Jeder Vorschlag wird neben dem bisherigen Text gezeigt, mit allem, was hinzukam und wegfiel. Nehmen Sie ihn Feld für Feld an oder lehnen Sie ihn ab, bearbeiten Sie ihn vorher oder nehmen Sie alles auf einmal an.</translation>
    </message>
    <message>
        <source>5. Write the upload file</source>
        <translation>5. Die Upload-Datei schreiben</translation>
    </message>
    <message>
        <source>Choose File, Export and a marketplace. What breaks its rules is left out and named; what its file has no place for is listed. Upload the file in the marketplace’s own seller pages.</source>
        <translation>Wählen Sie „Datei“, „Exportieren“ und einen Marktplatz. Was gegen dessen Regeln verstößt, wird ausgelassen und genannt; wofür die Datei keinen Platz hat, wird aufgelistet. Laden Sie die Datei auf den Verkäuferseiten des Marktplatzes hoch.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
    <message>
        <source>The catalog is one file on your computer unless you choose a PostgreSQL server in Settings. A backup is made each day; more can be made in Settings, Backups.</source>
        <translation>Der Katalog ist eine Datei auf Ihrem Computer, sofern Sie in den Einstellungen keinen PostgreSQL-Server wählen. Jeden Tag wird eine Sicherung angelegt; weitere können Sie unter „Einstellungen“, „Sicherungen“ anlegen.</translation>
    </message>
    <message>
        <source>Listwright in five steps</source>
        <translation>Listwright in fünf Schritten</translation>
    </message>
    <message>
        <source>Receive from n8n and scripts</source>
        <translation>Von n8n und Skripten empfangen</translation>
    </message>
    <message>
        <source>Switch receiving on in Settings, Receiving, and copy its address and its secret. In n8n, an HTTP Request node posts the items to the address, with the secret in the header X-Webhook-Secret. The inbox lists what comes, what became of each product, and can import a request once more.</source>
        <translation>Schalten Sie den Empfang unter Einstellungen, Empfang ein und kopieren Sie dort Adresse und Geheimnis. In n8n sendet ein HTTP-Request-Node die Elemente per POST an die Adresse, mit dem Geheimnis im Header X-Webhook-Secret. Der Posteingang zeigt, was ankommt und was aus jedem Produkt wurde, und kann eine Anfrage erneut importieren.</translation>
    </message>
    <message>
        <source>Ctrl+K lists everything Listwright can do. F1 shows all shortcuts. Ctrl+1 to Ctrl+6 change the page.</source>
        <translation>Strg+K listet alles auf, was Listwright kann. F1 zeigt alle Tastenkürzel. Strg+1 bis Strg+6 wechseln die Seite.</translation>
    </message>
</context>
<context>
    <name>listwright::HistoryModel</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation>Eingebaute Regeln</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
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
        <translation>Die erste Adresse ist das Hauptbild. Zum Ändern doppelklicken oder F2 drücken.</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>“%1” is no address of an image: it has to begin with https:// or http://.</source>
        <translation>„%1“ ist keine Adresse eines Bildes: sie muss mit https:// oder http:// beginnen.</translation>
    </message>
</context>
<context>
    <name>listwright::ImportJobModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Aktualisiert</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>listwright::ImportPanel</name>
    <message>
        <source>This file cannot be read</source>
        <translation>Diese Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Spalten der Datei</translation>
    </message>
    <message>
        <source>Products as they will be</source>
        <translation>Produkte, wie sie sein werden</translation>
    </message>
    <message>
        <source>Problems in the first rows</source>
        <translation>Probleme in den ersten Zeilen</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Die Datei wird angesehen…</translation>
    </message>
    <message>
        <source>Back to the catalog</source>
        <translation>Zurück zum Katalog</translation>
    </message>
    <message>
        <source>Columns of the file, and the field each one feeds</source>
        <translation>Spalten der Datei und das Feld, das jede füllt</translation>
    </message>
    <message>
        <source>The first products as they will be</source>
        <translation>Die ersten Produkte, wie sie sein werden</translation>
    </message>
    <message>
        <source>Nothing is stored before you press Import.</source>
        <translation>Es wird nichts gespeichert, bevor Sie „Importieren“ drücken.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · the first %Ln product(s) are shown · nothing is stored before you press Import</source>
        <translation>
            <numerusform>%1 · das erste Produkt wird gezeigt (%Ln) · es wird nichts gespeichert, bevor Sie „Importieren“ drücken</numerusform>
            <numerusform>%1 · die ersten %Ln Produkte werden gezeigt · es wird nichts gespeichert, bevor Sie „Importieren“ drücken</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2</source>
        <comment>line, column</comment>
        <translation>Zeile %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) in the first rows</source>
        <translation>
            <numerusform>%Ln Problem in den ersten Zeilen</numerusform>
            <numerusform>%Ln Probleme in den ersten Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import all %Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei importieren</numerusform>
            <numerusform>Alle %Ln Dateien importieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Moment.</translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation>Diese Datei auslassen</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Nothing of the files is imported (Esc)</source>
        <translation>Aus den Dateien wird nichts importiert (Esc)</translation>
    </message>
</context>
<context>
    <name>listwright::ImportPreviewModel</name>
    <message>
        <source>Rejected: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
</context>
<context>
    <name>listwright::ImportQueue</name>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation>%1 aktualisiert</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>nothing in it</source>
        <translation>kein Inhalt</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>%1 · %2 rows a second</source>
        <translation>%1 · %2 Zeilen pro Sekunde</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file: error</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The import of %1 was cancelled; what came in stays.</source>
        <translation>Der Import von %1 wurde abgebrochen; was bereits importiert ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The import of %1 failed: %2</source>
        <translation>Der Import von %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 was imported.</source>
        <translation>%1 wurde importiert.</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Import rückgängig machen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) were rejected.</source>
        <translation>
            <numerusform>%Ln Datensatz wurde abgelehnt.</numerusform>
            <numerusform>%Ln Datensätze wurden abgelehnt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <comment>line, column, reason</comment>
        <translation>Zeile %1, %2: %3</translation>
    </message>
    <message>
        <source>Save rejects…</source>
        <translation>Abgelehnte speichern…</translation>
    </message>
    <message>
        <source>Undoing the import of %1</source>
        <translation>Der Import von %1 wird rückgängig gemacht</translation>
    </message>
    <message numerus="yes">
        <source>The import was undone for %Ln product(s).</source>
        <translation>
            <numerusform>Der Import wurde für %Ln Produkt rückgängig gemacht.</numerusform>
            <numerusform>Der Import wurde für %Ln Produkte rückgängig gemacht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln Produkt wurde seither geändert und blieb unberührt.</numerusform>
            <numerusform>%Ln Produkte wurden seither geändert und blieben unberührt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the rejected records</source>
        <translation>Abgelehnte Datensätze speichern</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>„%1“ konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2</source>
        <translation>„%1“ konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Nothing of %1 was imported.</source>
        <translation>Aus %1 wurde nichts importiert.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>line, reason</comment>
        <translation>Zeile %1: %2</translation>
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
        <translation>Womit die Importvorschau beginnt. Dort lässt sich alles davon noch ändern.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>For prices that name none.</source>
        <translation>Für Preise ohne Währungsangabe.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where products come from when a file does not say. Together with their number it tells them apart.</source>
        <translation>Woher Produkte stammen, wenn eine Datei es nicht angibt. Zusammen mit ihrer Nummer unterscheidet sie die Produkte.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Windows 1250 (Central European)</source>
        <translation>Windows 1250 (Mitteleuropäisch)</translation>
    </message>
    <message>
        <source>Windows 1252 (Western European)</source>
        <translation>Windows 1252 (Westeuropäisch)</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>Point: 1,099.00</source>
        <translation>Punkt: 1,099.00</translation>
    </message>
    <message>
        <source>Comma: 1.099,00</source>
        <translation>Komma: 1.099,00</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Abgelehnte Zeilen</translation>
    </message>
    <message>
        <source>Files with the rows that could not be imported.</source>
        <translation>Dateien mit den Zeilen, die nicht importiert werden konnten.</translation>
    </message>
</context>
<context>
    <name>listwright::InboxActions</name>
    <message>
        <source>Nothing of these requests was kept that could be imported.</source>
        <translation>Von diesen Anfragen wurde nichts aufbewahrt, das sich importieren ließe.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are imported once more.</source>
        <translation>
            <numerusform>%Ln Anfrage wird erneut importiert.</numerusform>
            <numerusform>%Ln Anfragen werden erneut importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) deleted. Their products stay.</source>
        <translation>
            <numerusform>%Ln Anfrage gelöscht. Ihre Produkte bleiben.</numerusform>
            <numerusform>%Ln Anfragen gelöscht. Ihre Produkte bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The command is on the clipboard. It reads the secret from LISTWRIGHT_WEBHOOK_SECRET.</source>
        <translation>Der Befehl ist in der Zwischenablage. Er liest das Geheimnis aus LISTWRIGHT_WEBHOOK_SECRET.</translation>
    </message>
</context>
<context>
    <name>listwright::InboxDetails</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>Product %L1</source>
        <translation>Produkt %L1</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>What was answered</source>
        <translation>Was geantwortet wurde</translation>
    </message>
    <message>
        <source>Choose a request to see what came and what became of it.</source>
        <translation>Wählen Sie eine Anfrage, um zu sehen, was ankam und was daraus wurde.</translation>
    </message>
    <message>
        <source>Products of the request</source>
        <translation>Produkte der Anfrage</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>The body was not kept, as the sender did not know the secret.</source>
        <translation>Der Inhalt wurde nicht aufbewahrt, weil der Absender das Geheimnis nicht kannte.</translation>
    </message>
    <message>
        <source>There is no answer yet.</source>
        <translation>Es gibt noch keine Antwort.</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Gesendet von</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Answered with</source>
        <translation>Beantwortet mit</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more in the answer.</source>
        <translation>
            <numerusform>und %Ln weiteres in der Antwort.</numerusform>
            <numerusform>und %Ln weitere in der Antwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>It was answered with 202: a job imports its products. What became of them:</source>
        <translation>Die Antwort war 202: Ein Auftrag importiert die Produkte. Was daraus wurde:</translation>
    </message>
    <message>
        <source>the request %1, which was deleted since</source>
        <translation>die Anfrage %1, die inzwischen gelöscht wurde</translation>
    </message>
    <message>
        <source>the request %1, received: %2</source>
        <translation>die Anfrage %1, empfangen: %2</translation>
    </message>
    <message>
        <source>New: %L1, changed: %L2, unchanged: %L3, wrong: %L4</source>
        <translation>Neu: %L1, geändert: %L2, unverändert: %L3, fehlerhaft: %L4</translation>
    </message>
    <message>
        <source>These were taken:</source>
        <translation>Übernommen wurden:</translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln of those that were taken:</source>
        <translation>
            <numerusform>Das erste von denen, die übernommen wurden:</numerusform>
            <numerusform>Die ersten %Ln von denen, die übernommen wurden:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::InboxPage</name>
    <message>
        <source>Import once more</source>
        <translation>Erneut importieren</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl-Befehl kopieren</translation>
    </message>
    <message>
        <source>Delete the requests</source>
        <translation>Anfragen löschen</translation>
    </message>
    <message>
        <source>Received requests</source>
        <translation>Empfangene Anfragen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>No such request</source>
        <translation>Keine solche Anfrage</translation>
    </message>
    <message>
        <source>Choose another outcome above to see the other requests.</source>
        <translation>Wählen Sie oben ein anderes Ergebnis, um die übrigen Anfragen zu sehen.</translation>
    </message>
    <message>
        <source>Nothing was received yet</source>
        <translation>Noch nichts empfangen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Send products to %1 with the secret of Settings, Receiving. They are listed here with what became of them.</source>
        <translation>Senden Sie Produkte an %1, mit dem Geheimnis aus Einstellungen, Empfang. Hier steht dann, was daraus wurde.</translation>
    </message>
    <message>
        <source>Receive products</source>
        <translation>Produkte empfangen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Products that n8n, a scraper or a script sends are listed here. Until you switch it on, Listwright takes nothing from other programs.</source>
        <translation>Hier stehen Produkte, die n8n, ein Scraper oder ein Skript sendet. Solange Sie den Empfang nicht einschalten, nimmt Listwright nichts von anderen Programmen an.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Nothing of it was kept that could be sent again, as its sender did not know the secret.</source>
        <translation>Davon wurde nichts aufbewahrt, was noch einmal gesendet werden könnte: Der Absender kannte das Geheimnis nicht.</translation>
    </message>
    <message>
        <source>Delete the requests?</source>
        <translation>Anfragen löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) will be deleted, with what was sent and what was answered.</source>
        <translation>
            <numerusform>%Ln Anfrage wird gelöscht, mit allem, was gesendet und geantwortet wurde.</numerusform>
            <numerusform>%Ln Anfragen werden gelöscht, mit allem, was gesendet und geantwortet wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be undone. Their products stay, and so do requests that wait to be imported.</source>
        <translation>Das lässt sich nicht rückgängig machen. Ihre Produkte bleiben, ebenso Anfragen, die noch importiert werden.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are chosen.</source>
        <translation>
            <numerusform>%Ln Anfrage ist ausgewählt.</numerusform>
            <numerusform>%Ln Anfragen sind ausgewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Above, they can be imported once more, or deleted.</source>
        <translation>Oben lassen sie sich erneut importieren oder löschen.</translation>
    </message>
    <message>
        <source>Above, they can be deleted.</source>
        <translation>Oben lassen sie sich löschen.</translation>
    </message>
</context>
<context>
    <name>listwright::JobActions</name>
    <message numerus="yes">
        <source>%Ln job(s) wait to be tried again.</source>
        <translation>
            <numerusform>%Ln Job wartet auf einen neuen Versuch.</numerusform>
            <numerusform>%Ln Jobs warten auf einen neuen Versuch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) cancelled.</source>
        <translation>
            <numerusform>%Ln Job abgebrochen.</numerusform>
            <numerusform>%Ln Jobs abgebrochen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
</context>
<context>
    <name>listwright::JobDetails</name>
    <message>
        <source>Details of the job</source>
        <translation>Details des Jobs</translation>
    </message>
    <message>
        <source>Choose a job to see what it was asked for, its attempts and what came out.</source>
        <translation>Wählen Sie einen Job aus, um zu sehen, was verlangt wurde, welche Versuche es gab und was dabei herauskam.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Sammeljob</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Last begun</source>
        <translation>Zuletzt begonnen</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Worked on by</source>
        <translation>Bearbeitet von</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>attempts</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Attempt %1 failed, %2</source>
        <translation>Versuch %1 fehlgeschlagen, %2</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>listwright::JobModel</name>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>Being cancelled…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Improve with AI</source>
        <translation>Mit KI verbessern</translation>
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
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 percent</source>
        <translation>%1, %2 Prozent</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln Produkt</numerusform>
            <numerusform>%Ln Produkte</numerusform>
        </translation>
    </message>
    <message>
        <source>Improve by rules</source>
        <translation>Nach Regeln verbessern</translation>
    </message>
    <message>
        <source>Import what was received</source>
        <translation>Empfangenes importieren</translation>
    </message>
</context>
<context>
    <name>listwright::JobWorker</name>
    <message>
        <source>The work ended by a fault of the program.</source>
        <translation>Die Arbeit endete durch einen Programmfehler.</translation>
    </message>
</context>
<context>
    <name>listwright::JobsPage</name>
    <message>
        <source>All bulk jobs and single jobs</source>
        <translation>Alle Sammeljobs und Einzeljobs</translation>
    </message>
    <message>
        <source>Bulk job %1</source>
        <translation>Sammeljob %1</translation>
    </message>
    <message>
        <source>Resume the bulk job</source>
        <translation>Sammeljob fortsetzen</translation>
    </message>
    <message>
        <source>Pause the bulk job</source>
        <translation>Sammeljob pausieren</translation>
    </message>
    <message>
        <source>all jobs</source>
        <translation>alle Jobs</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>bulk job %1</source>
        <translation>Sammeljob %1</translation>
    </message>
    <message>
        <source>Resume everything</source>
        <translation>Alles fortsetzen</translation>
    </message>
    <message>
        <source>Pause everything</source>
        <translation>Alles pausieren</translation>
    </message>
    <message>
        <source>All jobs are paused. What runs is finished; nothing new begins before you resume.</source>
        <translation>Alle Jobs sind pausiert. Was läuft, wird zu Ende geführt; nichts Neues beginnt, bevor Sie fortsetzen.</translation>
    </message>
    <message>
        <source>Paused: %1. Their jobs wait until you resume.</source>
        <translation>Pausiert: %1. Die zugehörigen Jobs warten, bis Sie fortsetzen.</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Jobs</translation>
    </message>
    <message>
        <source>Choose products in the catalog and press “Improve”, then “With AI…”. The work is done here in the background, also after a restart.</source>
        <translation>Wählen Sie im Katalog Produkte aus und drücken Sie „Verbessern“, dann „Mit KI…“. Die Arbeit geschieht hier im Hintergrund, auch nach einem Neustart.</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nichts wartet</translation>
    </message>
    <message>
        <source>Nothing is finished</source>
        <translation>Nichts ist beendet</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Nichts ist endgültig fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting jobs begin by themselves.</source>
        <translation>Wartende Jobs beginnen von selbst.</translation>
    </message>
    <message>
        <source>Jobs that are ordered wait here for their turn.</source>
        <translation>Beauftragte Jobs warten hier, bis sie an der Reihe sind.</translation>
    </message>
    <message>
        <source>Finished and cancelled jobs are listed here.</source>
        <translation>Abgeschlossene und abgebrochene Jobs werden hier aufgelistet.</translation>
    </message>
    <message>
        <source>A job that failed for good stays here with its errors, until you try it again.</source>
        <translation>Ein Job, der endgültig fehlgeschlagen ist, bleibt mit seinen Fehlern hier, bis Sie ihn erneut versuchen.</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>Fortsetzen: %1</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>Pausieren: %1</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try all dead letters again</source>
        <translation>Alle gescheiterten erneut</translation>
    </message>
    <message>
        <source>Cancel the chosen jobs</source>
        <translation>Ausgewählte Jobs abbrechen</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Produkt öffnen</translation>
    </message>
    <message>
        <source>Show its jobs</source>
        <translation>Zugehörige Jobs anzeigen</translation>
    </message>
    <message>
        <source>Try its failed jobs again</source>
        <translation>Fehlgeschlagene Jobs daraus erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>Übrige abbrechen</translation>
    </message>
    <message>
        <source>Bulk jobs</source>
        <translation>Sammeljobs</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Hold up jobs, or let them go on</source>
        <translation>Jobs anhalten oder weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Kind of job</source>
        <translation>Art des Jobs</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Bulk job</source>
        <translation>Sammeljob</translation>
    </message>
    <message>
        <source>No bulk jobs yet</source>
        <translation>Noch keine Sammeljobs</translation>
    </message>
    <message>
        <source>Work on many products at once is listed here with how far it is, what failed and why it stopped.</source>
        <translation>Arbeit an vielen Produkten auf einmal wird hier aufgelistet: wie weit sie ist, was fehlgeschlagen ist und warum sie angehalten hat.</translation>
    </message>
</context>
<context>
    <name>listwright::KeyField</name>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>It cannot be kept on this computer. Set LISTWRIGHT_AI_KEY instead.</source>
        <translation>Er kann auf diesem Computer nicht gespeichert werden. Setzen Sie stattdessen LISTWRIGHT_AI_KEY.</translation>
    </message>
    <message>
        <source>Kept; enter another to replace it</source>
        <translation>Gespeichert; zum Ersetzen einen anderen eingeben</translation>
    </message>
    <message>
        <source>Kept in: %1. It is never shown again.</source>
        <translation>Gespeichert in: %1. Er wird nie wieder angezeigt.</translation>
    </message>
    <message>
        <source>Get a key at %1.</source>
        <translation>Einen Schlüssel erhalten Sie unter %1.</translation>
    </message>
    <message>
        <source>No key is needed.</source>
        <translation>Es wird kein Schlüssel gebraucht.</translation>
    </message>
    <message>
        <source>The key is kept. Test it.</source>
        <translation>Der Schlüssel ist gespeichert. Testen Sie ihn.</translation>
    </message>
    <message>
        <source>The key was removed.</source>
        <translation>Der Schlüssel wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>listwright::KeysSection</name>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Scripts and other programs show a key in the header “X-API-Key” or “Authorization: Bearer” when they ask the REST API. Give each its own, with no more than it needs.</source>
        <translation>Skripte und andere Programme senden einen Schlüssel im Header „X-API-Key“ oder „Authorization: Bearer“, wenn sie die REST-API anfragen. Geben Sie jedem einen eigenen, der nicht mehr erlaubt als nötig.</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>No keys yet</source>
        <translation>Noch keine Schlüssel</translation>
    </message>
    <message>
        <source>Without a key nobody can ask the REST API. The webhook has a secret of its own, which stands under Receiving.</source>
        <translation>Ohne Schlüssel kann niemand die REST-API anfragen. Der Webhook hat ein eigenes Geheimnis, das unter Empfang steht.</translation>
    </message>
    <message>
        <source>The catalog is open for reading only, so keys can neither be made nor revoked.</source>
        <translation>Der Katalog ist schreibgeschützt geöffnet, deshalb können Schlüssel weder erstellt noch widerrufen werden.</translation>
    </message>
    <message>
        <source>Revoke the key?</source>
        <translation>Den Schlüssel widerrufen?</translation>
    </message>
    <message>
        <source>Programs that use the key “%1” are refused from now on.</source>
        <translation>Programme, die den Schlüssel „%1“ verwenden, werden von da an abgelehnt.</translation>
    </message>
    <message>
        <source>It cannot be undone; a new key can be made.</source>
        <translation>Das lässt sich nicht rückgängig machen; ein neuer Schlüssel kann erstellt werden.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>The key “%1” is revoked.</source>
        <translation>Der Schlüssel „%1“ ist widerrufen.</translation>
    </message>
</context>
<context>
    <name>listwright::ListingTab</name>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Up to %1 are advised</source>
        <translation>Empfohlen sind bis zu %1</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation>Alle Marktplätze</translation>
    </message>
    <message>
        <source>Original title</source>
        <translation>Ursprünglicher Titel</translation>
    </message>
    <message>
        <source>Original description</source>
        <translation>Ursprüngliche Beschreibung</translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation>Optimierter Titel</translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation>Optimierte Beschreibung</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation>Optimiert</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>None yet: the original is used</source>
        <translation>Noch nicht vorhanden: Das Original wird verwendet</translation>
    </message>
    <message>
        <source>Nothing of its own yet: everything is inherited</source>
        <translation>Noch nichts Eigenes: Alles wird übernommen</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>Stichpunkte</translation>
    </message>
    <message>
        <source>Bullet points, one a line</source>
        <translation>Stichpunkte, einer je Zeile</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bullet points</comment>
        <translation>%1 von %2</translation>
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
        <translation>Feld</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
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
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>Be&amp;fehle…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation>&amp;Dokumentation</translation>
    </message>
    <message>
        <source>&amp;About Listwright</source>
        <translation>&amp;Über Listwright</translation>
    </message>
    <message>
        <source>Still working</source>
        <translation>Noch beschäftigt</translation>
    </message>
    <message>
        <source>“%1” is still running. What is done so far is kept.</source>
        <translation>„%1“ läuft noch. Was bisher erledigt ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Weiterarbeiten</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Es laufen noch Jobs</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) are not finished.</source>
        <translation>
            <numerusform>%Ln Job ist nicht abgeschlossen.</numerusform>
            <numerusform>%Ln Jobs sind nicht abgeschlossen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost: they go on when Listwright is started again.</source>
        <translation>Es geht nichts verloren: Sie laufen weiter, wenn Listwright wieder gestartet wird.</translation>
    </message>
    <message>
        <source>Nothing is lost: others who share the catalog go on with them, or this computer does when Listwright is started again.</source>
        <translation>Es geht nichts verloren: Andere, die den Katalog mitbenutzen, führen sie fort, oder dieser Computer tut es, wenn Listwright wieder gestartet wird.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not stored yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Schließen und verlieren</translation>
    </message>
</context>
<context>
    <name>listwright::MappingHeader</name>
    <message>
        <source>Attribute “%1”</source>
        <translation>Merkmal „%1“</translation>
    </message>
    <message>
        <source>Field that the column “%1” feeds</source>
        <translation>Feld, das die Spalte „%1“ füllt</translation>
    </message>
</context>
<context>
    <name>listwright::MarketplaceSection</name>
    <message>
        <source>Marketplaces</source>
        <translation>Marktplätze</translation>
    </message>
    <message>
        <source>What upload files need to know about you. Nothing here is sent anywhere.</source>
        <translation>Was Upload-Dateien über Sie wissen müssen. Nichts davon wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Default marketplace</source>
        <translation>Standardmarktplatz</translation>
    </message>
    <message>
        <source>Its rules are shown first and used by “Improve”.</source>
        <translation>Seine Regeln werden zuerst gezeigt und von „Verbessern“ verwendet.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Two letters, for example DE, PL or US.</source>
        <translation>Zwei Buchstaben, zum Beispiel DE, PL oder US.</translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation>Sprache der Texte</translation>
    </message>
    <message>
        <source>Amazon seller ID</source>
        <translation>Amazon-Verkäufer-ID</translation>
    </message>
    <message>
        <source>In Seller Central under Settings, Account info, “Your merchant token”.</source>
        <translation>In Seller Central unter „Einstellungen“, „Kontoinformationen“, „Ihr Händlertoken“.</translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation>Adresse Ihres Shops</translation>
    </message>
    <message>
        <source>Google Merchant links go there, for example https://shop.example.com.</source>
        <translation>Google-Merchant-Links führen dorthin, zum Beispiel https://shop.example.com.</translation>
    </message>
    <message>
        <source>Each marketplace’s own</source>
        <translation>Die jedes Marktplatzes</translation>
    </message>
</context>
<context>
    <name>listwright::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>%1, %Ln wartet</numerusform>
            <numerusform>%1, %Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
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
        <translation>Produkte, Jobs und Vorschläge lesen</translation>
    </message>
    <message>
        <source>Change products, import, order texts and decide on proposals</source>
        <translation>Produkte ändern, importieren, Texte beauftragen und über Vorschläge entscheiden</translation>
    </message>
    <message>
        <source>Bring listings to marketplaces</source>
        <translation>Angebote auf Marktplätze bringen</translation>
    </message>
    <message>
        <source>Everything, also making and revoking keys</source>
        <translation>Alles, auch Schlüssel erstellen und widerrufen</translation>
    </message>
    <message>
        <source>New API key</source>
        <translation>Neuer API-Schlüssel</translation>
    </message>
    <message>
        <source>Who uses it, for example: price watcher</source>
        <translation>Wer ihn verwendet, zum Beispiel: Preisbeobachtung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What the key allows</source>
        <translation>Was der Schlüssel erlaubt</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message numerus="yes">
        <source>After %Ln day(s)</source>
        <translation>
            <numerusform>Nach %Ln Tag</numerusform>
            <numerusform>Nach %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>At the end of a day…</source>
        <translation>Am Ende eines Tages…</translation>
    </message>
    <message>
        <source>Last day of the key</source>
        <translation>Letzter Tag des Schlüssels</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>Der neue Schlüssel</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>The key is on the clipboard.</source>
        <translation>Der Schlüssel ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy the key now and give it to the program that uses it. It is not shown again: only a hash of it is kept here.</source>
        <translation>Kopieren Sie den Schlüssel jetzt und geben Sie ihn dem Programm, das ihn verwendet. Er wird nicht noch einmal angezeigt: Gespeichert wird hier nur sein Hash.</translation>
    </message>
    <message>
        <source>The key “%1”</source>
        <translation>Der Schlüssel „%1“</translation>
    </message>
</context>
<context>
    <name>listwright::OrderPanel</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>All %1 matching</source>
        <translation>Alle %1 Treffer</translation>
    </message>
    <message>
        <source>No AI provider is chosen yet. Choose one in Settings, AI and enter your key; Groq, for example, gives keys away for free. Models on your own computer need no key.</source>
        <translation>Es ist noch kein KI-Anbieter gewählt. Wählen Sie einen unter „Einstellungen“, „KI“ und geben Sie Ihren Schlüssel ein; Groq zum Beispiel vergibt Schlüssel kostenlos. Modelle auf dem eigenen Computer brauchen keinen Schlüssel.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>provider, model</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>There is no key for %1 yet. Get one at %2 and enter it in Settings, AI.</source>
        <translation>Für %1 fehlt noch der Schlüssel. Holen Sie sich unter %2 einen und geben Sie ihn unter „Einstellungen“, „KI“ ein.</translation>
    </message>
    <message>
        <source>There are no products to improve.</source>
        <translation>Es gibt keine Produkte zu verbessern.</translation>
    </message>
    <message>
        <source>Choose at least one marketplace.</source>
        <translation>Wählen Sie mindestens einen Marktplatz.</translation>
    </message>
    <message>
        <source>Choose at least one part of the listing.</source>
        <translation>Wählen Sie mindestens einen Teil des Angebots.</translation>
    </message>
    <message>
        <source>The budget is not an amount such as 2.50.</source>
        <translation>Das Budget ist kein Betrag wie 2.50.</translation>
    </message>
    <message>
        <source>The catalog is open read-only.</source>
        <translation>Der Katalog ist schreibgeschützt geöffnet.</translation>
    </message>
    <message>
        <source>Being estimated…</source>
        <translation>Wird geschätzt…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s), about %1 tokens sent and %2 received</source>
        <translation>
            <numerusform>%Ln Anfrage, etwa %1 Token gesendet und %2 empfangen</numerusform>
            <numerusform>%Ln Anfragen, etwa %1 Token gesendet und %2 empfangen</numerusform>
        </translation>
    </message>
    <message>
        <source>The price of this model is not known; the provider’s own price list says it.</source>
        <translation>Der Preis dieses Modells ist nicht bekannt; er steht in der Preisliste des Anbieters.</translation>
    </message>
    <message>
        <source>Costs nothing: the model runs on your own computer.</source>
        <translation>Kostet nichts: Das Modell läuft auf Ihrem eigenen Computer.</translation>
    </message>
    <message>
        <source>About %1, by prices of %2</source>
        <translation>Etwa %1, nach Preisen vom %2</translation>
    </message>
    <message>
        <source>Spent today: %1 of %2</source>
        <translation>Heute ausgegeben: %1 von %2</translation>
    </message>
    <message>
        <source>Spent today: %1. There is no daily budget.</source>
        <translation>Heute ausgegeben: %1. Es gibt kein Tagesbudget.</translation>
    </message>
    <message>
        <source>Today’s budget is used up. Raise it in Settings, AI, or go on tomorrow.</source>
        <translation>Das heutige Budget ist aufgebraucht. Erhöhen Sie es unter „Einstellungen“, „KI“ oder machen Sie morgen weiter.</translation>
    </message>
    <message numerus="yes">
        <source>More than the budget: it will stop after about %Ln question(s).</source>
        <translation>
            <numerusform>Mehr als das Budget: Nach etwa %Ln Anfrage ist Schluss.</numerusform>
            <numerusform>Mehr als das Budget: Nach etwa %Ln Anfragen ist Schluss.</numerusform>
        </translation>
    </message>
    <message>
        <source>More than is left of today’s budget: it will stop early.</source>
        <translation>Mehr, als vom heutigen Budget übrig ist: Es wird vorzeitig beendet.</translation>
    </message>
    <message>
        <source>Ordering improvements</source>
        <translation>Verbesserungen werden beauftragt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln Produkt wird im Hintergrund verbessert.</numerusform>
            <numerusform>%Ln Produkte werden im Hintergrund verbessert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The proposals wait in Review; nothing changes before you accept.</source>
        <translation>Die Vorschläge warten in der Durchsicht; nichts ändert sich, bevor Sie annehmen.</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Jobs anzeigen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Improve with AI</source>
        <translation>Mit KI verbessern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Without AI, the built-in rules make good titles and clean descriptions from what the record says.</source>
        <translation>Ohne KI machen die eingebauten Regeln aus dem, was im Datensatz steht, gute Titel und saubere Beschreibungen.</translation>
    </message>
    <message>
        <source>Set up AI</source>
        <translation>KI einrichten</translation>
    </message>
    <message>
        <source>Use the built-in rules</source>
        <translation>Eingebaute Regeln verwenden</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Marketplaces</source>
        <translation>Marktplätze</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the listings; texts are translated where needed</source>
        <translation>Sprache der Angebote; Texte werden bei Bedarf übersetzt</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change the provider or model</source>
        <translation>Anbieter oder Modell ändern</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Budget in US dollars</source>
        <translation>Budget in US-Dollar</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Budget of this batch, US dollars</source>
        <translation>Budget dieses Sammeljobs, US-Dollar</translation>
    </message>
    <message>
        <source>Before anything is sent</source>
        <translation>Bevor etwas gesendet wird</translation>
    </message>
    <message>
        <source>About %1, at most %2 with the stronger model, by prices of %3</source>
        <translation>Etwa %1, höchstens %2 mit dem stärkeren Modell, nach Preisen vom %3</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>language, marketplace</comment>
        <translation>%1 für %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln Angebot wird im Hintergrund verbessert.</numerusform>
            <numerusform>%Ln Angebote werden im Hintergrund verbessert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out: the same waits or is being worked on already.</source>
        <translation>
            <numerusform>%Ln ausgelassen: Dasselbe wartet oder wird schon bearbeitet.</numerusform>
            <numerusform>%Ln ausgelassen: Dasselbe wartet oder wird schon bearbeitet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each marketplace’s own</source>
        <translation>Die jedes Marktplatzes</translation>
    </message>
</context>
<context>
    <name>listwright::ProductActions</name>
    <message numerus="yes">
        <source>Deleting %Ln product(s)</source>
        <translation>
            <numerusform>%Ln Produkt wird gelöscht</numerusform>
            <numerusform>%Ln Produkte werden gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted.</source>
        <translation>
            <numerusform>%Ln Produkt gelöscht.</numerusform>
            <numerusform>%Ln Produkte gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>%1 changed.</source>
        <translation>%1 geändert.</translation>
    </message>
    <message>
        <source>Nothing to improve: the built-in rules have no better texts.</source>
        <translation>Nichts zu verbessern: Die eingebauten Regeln haben keine besseren Texte.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) wait for your review.</source>
        <translation>
            <numerusform>%Ln Vorschlag wartet auf Ihre Durchsicht.</numerusform>
            <numerusform>%Ln Vorschläge warten auf Ihre Durchsicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled after %1 of %2 products.</source>
        <translation>Nach %1 von %2 Produkten abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) need nothing.</source>
        <translation>
            <numerusform>%Ln Produkt braucht nichts.</numerusform>
            <numerusform>%Ln Produkte brauchen nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
    <message numerus="yes">
        <source>Validating %Ln product(s) for %1</source>
        <translation>
            <numerusform>%Ln Produkt wird für %1 geprüft</numerusform>
            <numerusform>%Ln Produkte werden für %1 geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Improving for %1</source>
        <translation>Verbesserung für %1</translation>
    </message>
    <message>
        <source>Ordering improvements</source>
        <translation>Verbesserungen werden beauftragt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln Produkt wird im Hintergrund verbessert.</numerusform>
            <numerusform>%Ln Produkte werden im Hintergrund verbessert.</numerusform>
        </translation>
    </message>
    <message>
        <source>You are told when it is done; nothing changes before you accept.</source>
        <translation>Sie erfahren, wenn es fertig ist; nichts ändert sich, bevor Sie es annehmen.</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Jobs zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) failed; the page Jobs says why.</source>
        <translation>
            <numerusform>%Ln Job ist fehlgeschlagen; die Seite „Jobs“ nennt den Grund.</numerusform>
            <numerusform>%Ln Jobs sind fehlgeschlagen; die Seite „Jobs“ nennt die Gründe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) left out: their AI texts wait for review.</source>
        <translation>
            <numerusform>%Ln Produkt ausgelassen: Sein KI-Text wartet auf die Prüfung.</numerusform>
            <numerusform>%Ln Produkte ausgelassen: Ihre KI-Texte warten auf die Prüfung.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProductSession</name>
    <message>
        <source>The listing was changed meanwhile.</source>
        <translation>Das Angebot wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>The product was changed meanwhile.</source>
        <translation>Das Produkt wurde inzwischen geändert.</translation>
    </message>
</context>
<context>
    <name>listwright::ProgressCard</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation>Fortschritt von „%1“</translation>
    </message>
    <message>
        <source>Cancel “%1”</source>
        <translation>„%1“ abbrechen</translation>
    </message>
</context>
<context>
    <name>listwright::PromptSection</name>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>What the model is told, for each marketplace and language. Every version is kept; each proposal says which one made it.</source>
        <translation>Was dem Modell gesagt wird, für jeden Marktplatz und jede Sprache. Jede Version bleibt erhalten; zu jedem Vorschlag ist vermerkt, aus welcher er entstand.</translation>
    </message>
    <message>
        <source>Any marketplace</source>
        <translation>Beliebiger Marktplatz</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>Beliebige Sprache</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The prompt for exactly this language counts before the one for any language.</source>
        <translation>Der Prompt für genau diese Sprache gilt vor dem für beliebige Sprachen.</translation>
    </message>
    <message>
        <source>Text of the prompt</source>
        <translation>Text des Prompts</translation>
    </message>
    <message>
        <source>Filled in when it is sent: %1. The product itself is added below, marked as data.</source>
        <translation>Wird beim Senden eingesetzt: %1. Das Produkt selbst wird darunter angefügt, als Daten gekennzeichnet.</translation>
    </message>
    <message>
        <source>Save as a new version</source>
        <translation>Als neue Version speichern</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Version to compare with</source>
        <translation>Version zum Vergleichen</translation>
    </message>
    <message>
        <source>Go back to this version</source>
        <translation>Zu dieser Version zurückkehren</translation>
    </message>
    <message>
        <source>Saves its text as the newest version</source>
        <translation>Speichert ihren Text als neueste Version</translation>
    </message>
    <message>
        <source>What differs from the text above</source>
        <translation>Was vom obigen Text abweicht</translation>
    </message>
    <message>
        <source>Compare the text above with</source>
        <translation>Den obigen Text vergleichen mit</translation>
    </message>
    <message>
        <source>Product to try the prompt on</source>
        <translation>Produkt, an dem der Prompt ausprobiert wird</translation>
    </message>
    <message>
        <source>SKU, GTIN or words of the title; empty: the last changed</source>
        <translation>SKU, GTIN oder Wörter des Titels; leer: das zuletzt geänderte</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>What the model makes of the product</source>
        <translation>Was das Modell aus dem Produkt macht</translation>
    </message>
    <message>
        <source>Try the text above on a product; nothing is stored</source>
        <translation>Den obigen Text an einem Produkt ausprobieren; es wird nichts gespeichert</translation>
    </message>
    <message>
        <source>The one that comes with Listwright</source>
        <translation>Die mit Listwright gelieferte</translation>
    </message>
    <message>
        <source>Version %1, %2</source>
        <translation>Version %1, %2</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (in Gebrauch)</translation>
    </message>
    <message>
        <source>Asks the model once; it costs what one question costs</source>
        <translation>Fragt das Modell einmal an; das kostet so viel wie eine Anfrage</translation>
    </message>
    <message>
        <source>Choose a provider in the section AI first</source>
        <translation>Wählen Sie zuerst im Abschnitt „KI“ einen Anbieter</translation>
    </message>
    <message>
        <source>Saved as version %1; it counts from the next question on.</source>
        <translation>Als Version %1 gespeichert; sie gilt ab der nächsten Anfrage.</translation>
    </message>
    <message>
        <source>Trying the prompt</source>
        <translation>Der Prompt wird ausprobiert</translation>
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
        <translation>Alle Marktplätze</translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s)</source>
        <translation>
            <numerusform>%Ln Feld</numerusform>
            <numerusform>%Ln Felder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalModel</name>
    <message numerus="yes">
        <source>%1, score %2 to %3, %Ln field(s) to decide</source>
        <translation>
            <numerusform>%1, Qualitätswert %2 auf %3, %Ln Feld zu entscheiden</numerusform>
            <numerusform>%1, Qualitätswert %2 auf %3, %Ln Felder zu entscheiden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::QualityTab</name>
    <message>
        <source>%1: %2 of %3 points</source>
        <translation>%1: %2 von %3 Punkten</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 von 100</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>Nichts fehlt.</translation>
    </message>
    <message>
        <source>What would bring the missing points:</source>
        <translation>Was die fehlenden Punkte bringen würde:</translation>
    </message>
    <message>
        <source>−%1  %2: %3</source>
        <comment>points, part, reason</comment>
        <translation>−%1  %2: %3</translation>
    </message>
    <message>
        <source>Judged by the texts for %1, the best that this product has.</source>
        <translation>Bewertet sind die Texte für %1, die besten dieses Produkts.</translation>
    </message>
</context>
<context>
    <name>listwright::QueueWatcher</name>
    <message numerus="yes">
        <source>%Ln job(s) running</source>
        <translation>
            <numerusform>%Ln Job läuft</numerusform>
            <numerusform>%Ln Jobs laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln wartet</numerusform>
            <numerusform>%Ln warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dead letter(s)</source>
        <translation>
            <numerusform>%Ln endgültig fehlgeschlagen</numerusform>
            <numerusform>%Ln endgültig fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobs are paused</source>
        <translation>Jobs sind pausiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>Some jobs are paused</source>
        <translation>Einige Jobs sind pausiert</translation>
    </message>
    <message>
        <source>partly paused</source>
        <translation>teilweise pausiert</translation>
    </message>
</context>
<context>
    <name>listwright::ReadOptionsForm</name>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Guessed from the columns</source>
        <translation>Aus den Spalten erraten</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Columns end with</source>
        <translation>Spaltentrenner</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>Senkrechter Strich |</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>Double &quot;</source>
        <translation>Doppelt &quot;</translation>
    </message>
    <message>
        <source>Single &apos;</source>
        <translation>Einfach &apos;</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>No header</source>
        <translation>Keine Kopfzeile</translation>
    </message>
    <message>
        <source>Header in row</source>
        <translation>Kopfzeile in Zeile</translation>
    </message>
    <message>
        <source>Prices look like</source>
        <translation>Preisformat</translation>
    </message>
    <message>
        <source>Currency where none is given</source>
        <translation>Währung, wo keine angegeben ist</translation>
    </message>
    <message>
        <source>Kept with each product; together with its number it tells products apart</source>
        <translation>Wird bei jedem Produkt gespeichert; zusammen mit der Nummer unterscheidet sie die Produkte</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>Name der Quelle</translation>
    </message>
</context>
<context>
    <name>listwright::ReceiverControl</name>
    <message>
        <source>%1 can be reached from other machines, and what is sent could be read on the way. Give a certificate and its key, or choose 127.0.0.1.</source>
        <translation>%1 ist von anderen Rechnern erreichbar, und was gesendet wird, könnte unterwegs mitgelesen werden. Geben Sie ein Zertifikat und seinen Schlüssel an, oder wählen Sie 127.0.0.1.</translation>
    </message>
</context>
<context>
    <name>listwright::ReceivingSection</name>
    <message>
        <source>The catalog is open for reading only, so nothing can be received.</source>
        <translation>Der Katalog ist schreibgeschützt geöffnet, deshalb kann nichts empfangen werden.</translation>
    </message>
    <message>
        <source>Off.</source>
        <translation>Aus.</translation>
    </message>
    <message>
        <source>Being switched on…</source>
        <translation>Wird eingeschaltet…</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>Receive products</source>
        <translation>Produkte empfangen</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Yes, while Listwright runs</source>
        <translation>Ja, solange Listwright läuft</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Of this computer, with a port: 127.0.0.1:8765.</source>
        <translation>Adresse dieses Computers mit Port: 127.0.0.1:8765.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Senders put it into the header X-Webhook-Secret. Another one takes its place when you make it; the one before it is good for a day.</source>
        <translation>Absender tragen es in den Header X-Webhook-Secret ein. Wenn Sie ein neues erstellen, tritt es an seine Stelle; das vorherige gilt noch einen Tag.</translation>
    </message>
    <message>
        <source>Senders show</source>
        <translation>Nachweis der Absender</translation>
    </message>
    <message>
        <source>The secret, or a signature made with it</source>
        <translation>Geheimnis oder damit erstellte Signatur</translation>
    </message>
    <message>
        <source>A signature only</source>
        <translation>Nur Signatur</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Where products come from that do not say it. Together with their number it tells them apart.</source>
        <translation>Herkunft der Produkte, die selbst keine angeben. Zusammen mit ihrer Nummer macht sie die Produkte unterscheidbar.</translation>
    </message>
    <message>
        <source>Further names</source>
        <translation>Weitere Namen</translation>
    </message>
    <message>
        <source>Under which programs ask, for example host.docker.internal for n8n in Docker.</source>
        <translation>Unter denen Programme anfragen, zum Beispiel host.docker.internal für n8n in Docker.</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>Webseiten</translation>
    </message>
    <message>
        <source>That may ask from a browser, for example https://tools.example.</source>
        <translation>Die aus einem Browser anfragen dürfen, zum Beispiel https://tools.example.</translation>
    </message>
    <message>
        <source>Largest request</source>
        <translation>Größte Anfrage</translation>
    </message>
    <message>
        <source>Keep requests</source>
        <translation>Anfragen aufbewahren</translation>
    </message>
    <message>
        <source>Days until they leave the inbox.</source>
        <translation>Tage, bis sie aus dem Posteingang verschwinden.</translation>
    </message>
    <message>
        <source>Whether products are received</source>
        <translation>Ob Produkte empfangen werden</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>The address is on the clipboard.</source>
        <translation>Die Adresse ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Geheimnis des Webhooks</translation>
    </message>
    <message>
        <source>Made when receiving is switched on</source>
        <translation>Wird beim Einschalten des Empfangs erstellt</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>The secret is on the clipboard.</source>
        <translation>Das Geheimnis ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Products are received at %1.</source>
        <translation>Produkte werden unter %1 empfangen.</translation>
    </message>
    <message>
        <source>Copy n8n workflow</source>
        <translation>n8n-Workflow kopieren</translation>
    </message>
    <message>
        <source>Paste it into n8n’s editor; it says what to fill in.</source>
        <translation>In den Editor von n8n einfügen; darin steht, was auszufüllen ist.</translation>
    </message>
    <message>
        <source>The workflow is on the clipboard. Paste it into n8n.</source>
        <translation>Der Workflow ist in der Zwischenablage. Fügen Sie ihn in n8n ein.</translation>
    </message>
    <message>
        <source>Products are received at %1, also from other machines, and not encrypted: what is sent can be read on the way.</source>
        <translation>Produkte werden unter %1 empfangen, auch von anderen Rechnern und unverschlüsselt: Was gesendet wird, kann unterwegs mitgelesen werden.</translation>
    </message>
    <message>
        <source>n8n, scrapers and scripts send products to the webhook, and ask the REST API with the keys of the next section. What they send is listed in the inbox.</source>
        <translation>n8n, Scraper und Skripte senden Produkte an den Webhook und fragen die REST-API mit den Schlüsseln des nächsten Abschnitts an. Was sie senden, steht im Posteingang.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Its key</source>
        <translation>Schlüssel zum Zertifikat</translation>
    </message>
    <message>
        <source>A PEM file with a key of RSA or EC, without a passphrase.</source>
        <translation>Eine PEM-Datei mit einem RSA- oder EC-Schlüssel, ohne Passphrase.</translation>
    </message>
    <message>
        <source>From other machines</source>
        <translation>Von anderen Rechnern</translation>
    </message>
    <message>
        <source>Only with a certificate</source>
        <translation>Nur mit Zertifikat</translation>
    </message>
    <message>
        <source>Unencrypted as well</source>
        <translation>Auch unverschlüsselt</translation>
    </message>
    <message>
        <source>Unencrypted, secret and products can be read on the way to an address that other machines reach.</source>
        <translation>Unverschlüsselt können Geheimnis und Produkte mitgelesen werden, wenn andere Rechner die Adresse erreichen.</translation>
    </message>
    <message>
        <source>The key is still missing. Both are taken over once it is there.</source>
        <translation>Der Schlüssel fehlt noch. Beides wird übernommen, sobald er da ist.</translation>
    </message>
    <message>
        <source>The certificate is still missing. Both are taken over once it is there.</source>
        <translation>Das Zertifikat fehlt noch. Beides wird übernommen, sobald es da ist.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>A longer one is refused.</source>
        <translation>Eine längere wird abgelehnt.</translation>
    </message>
    <message>
        <source>Other machines</source>
        <translation>Andere Rechner</translation>
    </message>
    <message>
        <source> requests a second</source>
        <translation> Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>Of each of them, and with each key. Who sends more is told to wait.</source>
        <translation>Von jedem von ihnen und mit jedem Schlüssel. Wer mehr sendet, muss warten.</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Of all of its programs together.</source>
        <translation>Von allen seinen Programmen zusammen.</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Auf einmal</translation>
    </message>
    <message>
        <source> requests</source>
        <translation> Anfragen</translation>
    </message>
    <message>
        <source>So many may come in a moment, by whom a limit is set above, before it holds.</source>
        <translation>So viele dürfen im selben Augenblick kommen, bevor die Grenzen oben gelten.</translation>
    </message>
    <message>
        <source>Wrong keys</source>
        <translation>Falsche Schlüssel</translation>
    </message>
    <message>
        <source> a minute</source>
        <translation> pro Minute</translation>
    </message>
    <message>
        <source>Of one machine, wrong secrets as well; then it has to wait. This machine may send five times as many.</source>
        <translation>Von einem Rechner, auch falsche Geheimnisse; dann muss er warten. Dieser Rechner darf fünfmal so viele senden.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source> at once</source>
        <translation> gleichzeitig</translation>
    </message>
    <message>
        <source>Connections that are open at the same time.</source>
        <translation>Verbindungen, die gleichzeitig offen sind.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>The secret before this one is good until %1. Give your senders the new one by then.</source>
        <translation>Das vorige Geheimnis gilt bis %1. Geben Sie Ihren Absendern bis dahin das neue.</translation>
    </message>
    <message>
        <source>With one, what is sent is encrypted (TLS). A PEM file: its own certificate, then those above it. Renewed ones are taken over by themselves.</source>
        <translation>Mit einem wird verschlüsselt, was gesendet wird (TLS). Eine PEM-Datei: zuerst das eigene Zertifikat, dann die darüber. Erneuerte werden von selbst übernommen.</translation>
    </message>
</context>
<context>
    <name>listwright::Regeneration</name>
    <message>
        <source>The catalog is open read-only.</source>
        <translation>Der Katalog ist schreibgeschützt geöffnet.</translation>
    </message>
    <message>
        <source>Choose an AI provider in Settings first; the built-in rules would only say the same again.</source>
        <translation>Wählen Sie zuerst in den Einstellungen einen KI-Anbieter; die eingebauten Regeln würden nur dasselbe noch einmal vorschlagen.</translation>
    </message>
    <message>
        <source>Ordering a new proposal</source>
        <translation>Ein neuer Vorschlag wird beauftragt</translation>
    </message>
    <message>
        <source>A new proposal is being made; it takes the place of this one.</source>
        <translation>Ein neuer Vorschlag wird erstellt; er tritt an die Stelle dieses Vorschlags.</translation>
    </message>
</context>
<context>
    <name>listwright::ReviewActions</name>
    <message>
        <source>The product was changed since this proposal was made. Reject it, or improve the product again.</source>
        <translation>Das Produkt wurde geändert, seit dieser Vorschlag erstellt wurde. Lehnen Sie ihn ab oder verbessern Sie das Produkt erneut.</translation>
    </message>
    <message>
        <source>Accepting all proposals</source>
        <translation>Alle Vorschläge werden angenommen</translation>
    </message>
    <message>
        <source>Rejecting all proposals</source>
        <translation>Alle Vorschläge werden abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted.</source>
        <translation>
            <numerusform>%Ln Vorschlag angenommen.</numerusform>
            <numerusform>%Ln Vorschläge angenommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected.</source>
        <translation>
            <numerusform>%Ln Vorschlag abgelehnt.</numerusform>
            <numerusform>%Ln Vorschläge abgelehnt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay open: their products changed meanwhile.</source>
        <translation>
            <numerusform>%Ln bleibt offen: Das Produkt wurde inzwischen geändert.</numerusform>
            <numerusform>%Ln bleiben offen: Ihre Produkte wurden inzwischen geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>Wird rückgängig gemacht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) with problems or doubtful facts stay open.</source>
        <translation>
            <numerusform>%Ln Vorschlag mit Problemen oder zweifelhaften Angaben bleibt offen.</numerusform>
            <numerusform>%Ln Vorschläge mit Problemen oder zweifelhaften Angaben bleiben offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept them too</source>
        <translation>Auch diese annehmen</translation>
    </message>
    <message>
        <source>The proposal is not open any more.</source>
        <translation>Der Vorschlag ist nicht mehr offen.</translation>
    </message>
    <message>
        <source>Nothing was stored: a newer proposal took the place of this one, or it was decided elsewhere.</source>
        <translation>Es wurde nichts gespeichert: Ein neuerer Vorschlag ist an seine Stelle getreten, oder er wurde anderswo entschieden.</translation>
    </message>
    <message>
        <source>The product was changed after this was proposed: check its facts.</source>
        <translation>Das Produkt wurde nach diesem Vorschlag geändert: Prüfen Sie die Angaben.</translation>
    </message>
    <message>
        <source>%1: rejected.</source>
        <translation>%1: abgelehnt.</translation>
    </message>
    <message>
        <source>The proposal was rejected.</source>
        <translation>Der Vorschlag wurde abgelehnt.</translation>
    </message>
    <message>
        <source>There is no decision of this page left to undo.</source>
        <translation>Auf dieser Seite gibt es keine Entscheidung mehr, die sich rückgängig machen ließe.</translation>
    </message>
    <message>
        <source>The last one before this start: %1.</source>
        <translation>Die letzte vor diesem Start: %1.</translation>
    </message>
</context>
<context>
    <name>listwright::ReviewPage</name>
    <message>
        <source>Next field</source>
        <translation>Nächstes Feld</translation>
    </message>
    <message>
        <source>Previous field</source>
        <translation>Vorheriges Feld</translation>
    </message>
    <message>
        <source>Accept the field</source>
        <translation>Feld annehmen</translation>
    </message>
    <message>
        <source>Reject the field</source>
        <translation>Feld ablehnen</translation>
    </message>
    <message>
        <source>Edit the field</source>
        <translation>Feld bearbeiten</translation>
    </message>
    <message>
        <source>Accept all fields of the proposal</source>
        <translation>Alle Felder des Vorschlags annehmen</translation>
    </message>
    <message>
        <source>Reject all fields of the proposal</source>
        <translation>Alle Felder des Vorschlags ablehnen</translation>
    </message>
    <message>
        <source>Accept all proposals</source>
        <translation>Alle Vorschläge annehmen</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>Go to the catalog</source>
        <translation>Zum Katalog</translation>
    </message>
    <message>
        <source>Open proposals</source>
        <translation>Offene Vorschläge</translation>
    </message>
    <message>
        <source>Decide all open proposals at once</source>
        <translation>Über alle offenen Vorschläge auf einmal entscheiden</translation>
    </message>
    <message>
        <source>Reject all fields</source>
        <translation>Alle Felder ablehnen</translation>
    </message>
    <message>
        <source>Accept all fields</source>
        <translation>Alle Felder annehmen</translation>
    </message>
    <message>
        <source>%1 to review</source>
        <translation>%1 durchzusehen</translation>
    </message>
    <message>
        <source>%1 · made by %2 · score</source>
        <comment>marketplace, origin</comment>
        <translation>%1 · Herkunft: %2 · Qualitätswert</translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation>Alle Marktplätze</translation>
    </message>
    <message>
        <source>built-in rules</source>
        <translation>eingebaute Regeln</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message numerus="yes">
        <source>%Ln field(s) break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</source>
        <translation>
            <numerusform>%Ln Feld verstößt gegen Regeln oder enthält Aussagen, die nicht im Datensatz stehen. Nehmen Sie noch einmal an (Umschalt+A), um es trotzdem zu übernehmen.</numerusform>
            <numerusform>%Ln Felder verstoßen gegen Regeln oder enthalten Aussagen, die nicht im Datensatz stehen. Nehmen Sie noch einmal an (Umschalt+A), um sie trotzdem zu übernehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make the proposal anew, with a hint</source>
        <translation>Den Vorschlag mit einem Hinweis neu erstellen</translation>
    </message>
    <message>
        <source>Say why it is rejected</source>
        <translation>Angeben, warum er abgelehnt wird</translation>
    </message>
    <message>
        <source>Accept all without problems</source>
        <translation>Alle ohne Probleme annehmen</translation>
    </message>
    <message>
        <source>You are asked once more for those with problems or doubtful facts</source>
        <translation>Bei Vorschlägen mit Problemen oder zweifelhaften Angaben werden Sie noch einmal gefragt</translation>
    </message>
    <message>
        <source>Choose products in the catalog and press “Improve”. The proposals wait here; nothing changes before you accept it.</source>
        <translation>Wählen Sie im Katalog Produkte aus und drücken Sie „Verbessern“. Die Vorschläge warten hier; nichts ändert sich, bevor Sie es annehmen.</translation>
    </message>
    <message>
        <source>J and K: next and previous field · A: accept · E: edit · R: reject · W: why rejected · G: make anew · U: undo</source>
        <translation>J und K: nächstes und vorheriges Feld · A: annehmen · E: bearbeiten · R: ablehnen · W: warum abgelehnt · G: neu erstellen · U: rückgängig machen</translation>
    </message>
    <message>
        <source>Reason for rejecting</source>
        <translation>Grund der Ablehnung</translation>
    </message>
    <message>
        <source>Why it is rejected (optional, is kept)</source>
        <translation>Warum er abgelehnt wird (optional, wird gespeichert)</translation>
    </message>
    <message>
        <source>What should be different</source>
        <translation>Was anders sein soll</translation>
    </message>
    <message>
        <source>What should be different, e.g. shorter, name the size</source>
        <translation>Was anders sein soll, z. B. kürzer, mit Größe</translation>
    </message>
    <message>
        <source>Make anew</source>
        <translation>Neu erstellen</translation>
    </message>
    <message>
        <source>Asks the model once more; the new proposal takes the place of this one (G, Enter)</source>
        <translation>Fragt das Modell noch einmal an; der neue Vorschlag tritt an die Stelle dieses Vorschlags (G, Eingabetaste)</translation>
    </message>
    <message>
        <source>Reject all proposals?</source>
        <translation>Alle Vorschläge ablehnen?</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open proposal(s) will be rejected.</source>
        <translation>
            <numerusform>%Ln offener Vorschlag wird abgelehnt.</numerusform>
            <numerusform>%Ln offene Vorschläge werden abgelehnt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject all</source>
        <translation>Alle ablehnen</translation>
    </message>
    <message>
        <source>Reject all proposals…</source>
        <translation>Alle Vorschläge ablehnen…</translation>
    </message>
    <message>
        <source>Decide all</source>
        <translation>Alle entscheiden</translation>
    </message>
    <message>
        <source>You can undo it until newer proposals take their place.</source>
        <translation>Sie können das rückgängig machen, bis neuere Vorschläge an ihre Stelle treten.</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Letzte Entscheidung rückgängig machen</translation>
    </message>
</context>
<context>
    <name>listwright::RulePackSection</name>
    <message>
        <source>Rule packs</source>
        <translation>Regelpakete</translation>
    </message>
    <message>
        <source>The limits and forbidden content of each marketplace, as of the date when its rules were read. A newer file in your folder replaces the one that came with Listwright.</source>
        <translation>Die Grenzen und verbotenen Inhalte jedes Marktplatzes, mit dem Datum, an dem die Regeln gelesen wurden. Eine neuere Datei in Ihrem Ordner ersetzt die mit Listwright gelieferte.</translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation>Ihr Ordner</translation>
    </message>
    <message>
        <source>Read at the start.</source>
        <translation>Wird beim Start gelesen.</translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation>Marktplatz</translation>
    </message>
    <message>
        <source>Rules as of</source>
        <translation>Stand der Regeln</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>listwright::SelectionBar</name>
    <message>
        <source>Check against a marketplace’s rules</source>
        <translation>Anhand der Regeln eines Marktplatzes prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Clear the selection (Esc)</source>
        <translation>Auswahl aufheben (Esc)</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Improve</source>
        <translation>Verbessern</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Select all %1</source>
        <translation>Alle %1 auswählen</translation>
    </message>
    <message>
        <source>Make proposals with AI or by built-in rules; nothing changes before you accept</source>
        <translation>Vorschläge mit KI oder nach eingebauten Regeln erstellen; nichts ändert sich, bevor Sie annehmen</translation>
    </message>
    <message>
        <source>With AI…</source>
        <translation>Mit KI…</translation>
    </message>
    <message>
        <source>With built-in rules, for</source>
        <translation>Mit eingebauten Regeln, für</translation>
    </message>
</context>
<context>
    <name>listwright::Settings</name>
    <message>
        <source>“%1” is not one of %2.</source>
        <translation>„%1“ ist kein zulässiger Wert. Zulässig sind: %2.</translation>
    </message>
    <message>
        <source>“%1” is not a number from %2 to %3.</source>
        <translation>„%1“ ist keine Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>“%1” is not a complete path.</source>
        <translation>„%1“ ist kein vollständiger Pfad.</translation>
    </message>
    <message>
        <source>“%1” is not a currency code of three letters.</source>
        <translation>„%1“ ist kein Währungscode aus drei Buchstaben.</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read; the defaults are used.</source>
        <translation>Die Einstellungsdatei %1 kann nicht gelesen werden; es gelten die Standardwerte.</translation>
    </message>
    <message>
        <source>The settings file %1 is damaged; the defaults are used. Changes are not kept until it is mended or removed.</source>
        <translation>Die Einstellungsdatei %1 ist beschädigt; es gelten die Standardwerte. Änderungen werden erst gespeichert, wenn sie repariert oder entfernt ist.</translation>
    </message>
    <message>
        <source>In the settings file, %1 is not used: %2</source>
        <translation>In der Einstellungsdatei wird %1 nicht verwendet: %2</translation>
    </message>
    <message>
        <source>The settings file holds a password in %1. Enter it in Settings, Database instead, and remove it from the file.</source>
        <translation>Die Einstellungsdatei enthält in %1 ein Passwort. Geben Sie es stattdessen unter „Einstellungen“, „Datenbank“ ein und entfernen Sie es aus der Datei.</translation>
    </message>
    <message>
        <source>The environment variable %1 is not used: %2</source>
        <translation>Die Umgebungsvariable %1 wird nicht verwendet: %2</translation>
    </message>
    <message>
        <source>This is set by the environment variable %1.</source>
        <translation>Dies ist durch die Umgebungsvariable %1 festgelegt.</translation>
    </message>
    <message>
        <source>A password is not written to the settings file.</source>
        <translation>Ein Passwort wird nicht in die Einstellungsdatei geschrieben.</translation>
    </message>
    <message>
        <source>The settings file %1 cannot be written. The change holds until the program ends.</source>
        <translation>Die Einstellungsdatei %1 kann nicht geschrieben werden. Die Änderung gilt bis zum Programmende.</translation>
    </message>
    <message>
        <source>“%1” is not a country code of two letters.</source>
        <translation>„%1“ ist kein Länderkürzel aus zwei Buchstaben.</translation>
    </message>
    <message>
        <source>“%1” is not an address such as https://shop.example.com.</source>
        <translation>„%1“ ist keine Adresse wie https://shop.example.com.</translation>
    </message>
    <message>
        <source>“%1” is not an address such as http://localhost:11434/v1.</source>
        <translation>„%1“ ist keine Adresse wie http://localhost:11434/v1.</translation>
    </message>
    <message>
        <source>“%1” is not an amount in US dollars such as 2.50.</source>
        <translation>„%1“ ist kein Betrag in US-Dollar wie 2.50.</translation>
    </message>
    <message>
        <source>The settings file holds a key in %1. Enter it in Settings, AI instead, and remove it from the file.</source>
        <translation>Die Einstellungsdatei enthält in %1 einen Schlüssel. Geben Sie ihn stattdessen unter „Einstellungen“, „KI“ ein und entfernen Sie ihn aus der Datei.</translation>
    </message>
    <message>
        <source>The settings file holds a password in %1, which is not used. Give the whole address in the environment variable %2 instead, and remove it from the file.</source>
        <translation>In der Einstellungsdatei steht bei %1 ein Passwort, das nicht verwendet wird. Geben Sie die ganze Adresse in der Umgebungsvariablen %2 an und entfernen Sie es aus der Datei.</translation>
    </message>
    <message>
        <source>A proxy’s password is not written to the settings file. Give the whole address in the environment variable %1 instead.</source>
        <translation>Das Passwort eines Proxys wird nicht in die Einstellungsdatei geschrieben. Geben Sie die ganze Adresse in der Umgebungsvariablen %1 an.</translation>
    </message>
</context>
<context>
    <name>listwright::SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>listwright::SettingsSection</name>
    <message>
        <source>Set by the environment variable %1.</source>
        <translation>Durch die Umgebungsvariable %1 festgelegt.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei auswählen…</translation>
    </message>
</context>
<context>
    <name>listwright::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>listwright::StatusPanel</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>No database is open.</source>
        <translation>Es ist keine Datenbank geöffnet.</translation>
    </message>
    <message>
        <source>Cancel what is running</source>
        <translation>Laufenden Vorgang abbrechen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Recent messages</source>
        <translation>Letzte Meldungen</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>Datenbank: %1</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Verbindung wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>%1: cancelling…</source>
        <translation>%1: wird abgebrochen…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %Ln more)</source>
        <translation>
            <numerusform>%1 (und %Ln weiterer)</numerusform>
            <numerusform>%1 (und %Ln weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation>Fortschritt von „%1“</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Meldungen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>Jobs anzeigen</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>Jobs: %1</translation>
    </message>
    <message>
        <source>Show the inbox</source>
        <translation>Posteingang anzeigen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>The address is on the clipboard.</source>
        <translation>Die Adresse ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>What other programs send</source>
        <translation>Was andere Programme senden</translation>
    </message>
    <message>
        <source>Receiving is off</source>
        <translation>Empfang ist aus</translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation>Empfang…</translation>
    </message>
    <message>
        <source>Not receiving</source>
        <translation>Kein Empfang</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln request(s)</source>
        <translation>
            <numerusform>%1: %Ln Anfrage</numerusform>
            <numerusform>%1: %Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Receiving: %1</source>
        <translation>Empfang: %1</translation>
    </message>
    <message>
        <source>What other programs send, also from other machines, and not encrypted</source>
        <translation>Was andere Programme senden, auch von anderen Rechnern und unverschlüsselt</translation>
    </message>
</context>
<context>
    <name>listwright::Storage</name>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation>Der Ordner „%1“ kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>There is no right to write into the folder of the database “%1”.</source>
        <translation>Es fehlt das Recht, in den Ordner der Datenbank „%1“ zu schreiben.</translation>
    </message>
    <message>
        <source>The database “%1” is open in another Listwright (process %2). Close that one, or open the database read-only.</source>
        <translation>Die Datenbank „%1“ ist in einem anderen Listwright geöffnet (Prozess %2). Schließen Sie dieses oder öffnen Sie die Datenbank schreibgeschützt.</translation>
    </message>
</context>
<context>
    <name>listwright::ThemeMenu</name>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
</context>
<context>
    <name>listwright::Toast</name>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>listwright::ToastStack</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>listwright::UnstoredEdits</name>
    <message>
        <source>(no title)</source>
        <translation>(kein Titel)</translation>
    </message>
    <message>
        <source>%1 of “%2” is not stored yet.</source>
        <translation>%1 von „%2“ ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>“%1” is kept and stored when that is over.</source>
        <translation>„%1“ bleibt erhalten und wird gespeichert, sobald das vorbei ist.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 of “%2” was changed by somebody else before your edit could be stored.</source>
        <translation>%1 von „%2“ wurde von jemand anderem geändert, bevor Ihre Bearbeitung gespeichert werden konnte.</translation>
    </message>
    <message>
        <source>You wrote “%1”.</source>
        <translation>Sie haben „%1“ geschrieben.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meinen Text behalten</translation>
    </message>
</context>
<context>
    <name>listwright::ValidationPanel</name>
    <message>
        <source>%1
Source: %2</source>
        <translation>%1
Quelle: %2</translation>
    </message>
    <message>
        <source>Close the findings</source>
        <translation>Befunde schließen</translation>
    </message>
    <message>
        <source>Findings by product</source>
        <translation>Befunde nach Produkt</translation>
    </message>
    <message>
        <source>Rules of %1</source>
        <translation>Regeln von %1</translation>
    </message>
    <message>
        <source>%1 checked: %2 would be refused, %3 with warnings, %4 fit all rules.</source>
        <translation>%1 geprüft: %2 würden abgelehnt, %3 mit Warnungen, %4 entsprechen allen Regeln.</translation>
    </message>
    <message>
        <source>Cancelled before the end.</source>
        <translation>Vor dem Ende abgebrochen.</translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation>Die ersten %1 werden aufgelistet.</translation>
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
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Once more: request %1</source>
        <translation>Erneut: Anfrage %1</translation>
    </message>
    <message>
        <source>Once more (request %1): %2</source>
        <translation>Erneut (Anfrage %1): %2</translation>
    </message>
</context>
</TS>
