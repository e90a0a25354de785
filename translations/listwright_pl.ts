<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en">
<context>
    <name>AmazonJsonWriter</name>
    <message>
        <source>Amazon needs a SKU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a feed holds at most %L1 messages; write the rest into another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon needs a SKU for each variant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon&apos;s product type isn&apos;t known; “PRODUCT” was written. Amazon may ask for a closer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon names these differently for each product type, so they have no place: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n bullet point(s) have a place.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Amazon takes no goods for parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon takes only its own category numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon&apos;s variation themes have no place for: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon has no marketplace for the site %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An Amazon feed needs your seller ID.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkImport</name>
    <message>
        <source>Import of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was given up.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogCell</name>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimized title, or the original one where there is none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own number of the article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EAN, UPC or another global trade item number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who makes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it stands in the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of one piece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pieces in stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality of the listing from 0 to 100: title 30, description 30, images 20, attributes 20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the product has come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it was brought in from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was last changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the currency, for example “12.99 EUR”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogSource</name>
    <message>
        <source>%1 changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>--%1 takes a whole number of at least %2, not “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the catalog, %1, cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no catalog at %1 yet. Import a file first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no known marketplace. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog: sqlite:///path, a path, or postgresql://user@host:port/name. Otherwise LISTWRIGHT_DATABASE_URL or the settings&apos; one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings file to read instead of the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the result as one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show no progress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show warnings of the log on standard error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejected records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is neither a command nor a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no settings file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“listwright help %1” shows what it understands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listwright – a seller&apos;s workbench: products in, good listings out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open the window, with the import preview on the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COMMAND [OPTIONS] …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>work without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“listwright help COMMAND” shows a command&apos;s options and examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[OPTIONS]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products with all these words in title, SKU, GTIN, brand or description.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products in this state, e.g. imported, optimized, published; can be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products from this source platform; can be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products of this brand; can be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products with at least this quality score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products with at most this quality score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marketplace, e.g. amazon, ebay, kaufland; otherwise the settings&apos; one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no state. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no product “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>Not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refurbished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For parts or not working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Currency</name>
    <message>
        <source>“%1” is not a currency code such as EUR or PLN.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>“%1” is a folder, not a database file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no right to read the database “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database “%1” is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database driver is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is locked by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file is damaged. Restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused the values because they contradict others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading or writing the database file failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database reported an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database server refused user name or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such database on the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of the database server is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is busy with other work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no right to change the database.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatabaseCommand</name>
    <message>
        <source>schema version %1, %L2 product(s): %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there already; --force replaces it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This replaces %1 by the backup; say --yes to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored from %1; the catalog of before is kept beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date already: schema version %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brought from schema version %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do? One of check, backup, restore, migrate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is none of check, backup, restore, migrate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“db %1” takes one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“db %1” takes no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check, back up, restore or bring the catalog&apos;s database up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is consistent while the program runs. PostgreSQL is backed up by pg_dump.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let “backup” replace a file that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm “restore”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether everything is in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy of the whole catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the copy.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DemoCommand</name>
    <message>
        <source>Interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample can&apos;t be written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Import %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 record(s): %L2 created, %L3 rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected records: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Improve by the built-in rules and accept what is free of errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %L2 proposal(s), %L3 accepted, %L4 left for review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4. Validate and write the upload files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seller ID and shop address in these files are examples; set yours in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in the window: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo takes one file at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the whole job once on bundled example products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports the example, or your FILE, scores it, improves it, checks it and writes every upload file, in a folder and a catalog of its own; your catalog isn&apos;t touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to put it; otherwise “demo” in the data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything into one folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EbayCsvWriter</name>
    <message>
        <source>eBay has no place for a GTIN of 14 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eBay&apos;s category number isn&apos;t known; fill in “Category ID” before the upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eBay has no upload template for the site %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Standard output is one file; it can&apos;t be divided into several.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportCommand</name>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are needed: --format, e.g. ebay-csv, and --output, e.g. ebay.csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no known format; “listwright export --formats” lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s); the unfinished file was discarded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which file; --formats lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to write it; “-” is standard output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the formats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marketplace&apos;s country: DE, PL, US …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the texts, e.g. de-DE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store&apos;s currency, where a file carries one (Shopify).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your seller ID (Amazon).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beginning of the products&apos; addresses in your shop (Google).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write products with rule errors as well; over-long texts are cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most this many products a file: name-1.csv, name-2.csv …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what the file can&apos;t carry as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a marketplace&apos;s upload file or our own CSV or JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products are written as the marketplace will see them. Those that break its rules are left out and named, and so is everything the file can&apos;t carry; the exit code is 3 when products were left out. The file appears only when it is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For eBay&apos;s Seller Hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon takes at most 25,000 messages in one feed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To standard output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %L2 product(s) written, %L3 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 product(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %L1 more; --losses FILE saves them all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GoogleMerchantWriter</name>
    <message numerus="yes">
        <source>Google takes an id of at most %n character(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Google needs the address of the product in your shop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google needs an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is written as “used”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feed has no columns for: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A variant without a SKU of at most %n character(s) is left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The variant “%1” has no price or quantity and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google needs a price and the availability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of its variants can be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gtin</name>
    <message>
        <source>A GTIN has digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GTIN has 8, 12, 13 or 14 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check digit of the GTIN is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GTIN is from a range for use inside one shop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GTIN is all zeros.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryCommands</name>
    <message>
        <source>“%1” is not “list”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (undone)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which change? “listwright undo --list” shows their numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 taken back: %L2 product(s) changed, %L3 left alone because they changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List past imports and how far each got</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many to list (20).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change, or the one with this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An import, an accepted batch of proposals, an edit or a deletion is one change. Fields somebody changed since are left alone and counted; the exit code is then 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes with their numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the newest one back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>This is not an amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount has more decimals than its currency. Is the decimal style right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The currency is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No currency is given. Choose a default currency for the import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quote is opened in this line and never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The record is longer than %n megabyte(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The record has more than %1 cells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record holds NUL bytes; the file may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has %1 cells, but the header has %2 columns. Is a quote missing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes that are no valid text were replaced by �.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes in this file seem to belong to the texts; they are not taken as quoting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No header was found: the first line already seems to hold values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some prices have a decimal point, more of them a comma; the comma is assumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some prices have a decimal comma, more of them a point; the point is assumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal comma is assumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices such as “%1” can be read in two ways; a decimal point is assumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This field cannot be emptied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is longer than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The condition is not known and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row ends or deletes a listing; there is nothing to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has no source ID, SKU or other key of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source ID is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source platform is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The SKU is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The title is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list or object stands where a text or number is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes must be an object or a list of names and values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each variant must be an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The product has more than %1 variants.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leading zero a spreadsheet took away was put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A spreadsheet turned the GTIN into a rounded number; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GTIN is left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prices of one product are in different currencies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stock is negative because more was sold; it is taken as 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Excel workbook or a ZIP archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an old Excel workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is %2, not a text file. Save it as CSV and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” holds binary data, not text. Save it as CSV or JSON and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address does not begin with http:// or https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only addresses with http:// or https:// are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a valid web address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a quantity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quantity must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quantity cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quantity is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say its encoding; by its letters %1 is assumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some letters seem to have been replaced by “?” before this file was written; they cannot be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has a header but no products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is no JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key occurs twice in one object; the last value counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is neither a JSON list nor an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The record that begins here is longer than %n megabyte(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The data is nested deeper than %1 levels and never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends in the middle of the record that begins here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is not closed; the file may be cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bracket is closed that was never opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is text behind the end of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is nested deeper than %1 levels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid JSON near “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column with the title was recognized; choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column identifies the products (ID, SKU or GTIN); choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several columns have the same name: %1. The first one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layout “%1” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no field that column “%2” could be taken into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file for rejected records, “%1”, cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file for rejected records cannot be written in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rejected records cannot be written to “%1”. Is the disk full?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as extra data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN (EAN, UPC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN where valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN or another number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes (list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribute with the column’s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternative text of the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants (list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product of the row (groups variants)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks variant rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action of an upload file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options of the variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of option 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of option 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of option 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of option 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of option 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of option 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image of the variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading “%1” failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard input cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to read the file “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file “%1” cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encoding “%1” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading “%1” failed at byte %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” became shorter while it was being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be converted from its encoding.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportCommand</name>
    <message>
        <source>line %L1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guessed columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delimiter %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>becomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 created, %L2 updated, %L3 unchanged, %L4 rejected of %L5 record(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %L1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected records with reasons: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted. What was read until then is in the catalog; the same file again goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 records, %2 %, %L3 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which file? “listwright import FILE”, or “-” for standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILE…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring products of CSV, TSV or JSON files into the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding, delimiter, header, decimal style and layout are detected; every option below replaces one detected value. A product is known by its source platform and id: what is there is updated, never doubled, and a blank cell leaves a field as it is. A record with an error is rejected and the rest goes in. “-” is standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows how the file will be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads it as eBay&apos;s report; rejected records go into this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrects what was guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From standard input, for scripts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard input can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard input can&apos;t be kept: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no column “%1”. It has: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the file by this layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTF-8, windows-1252, windows-1250, ISO-8859-2, UTF-16LE …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The character between cells, or “tab”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether 1.099,00 (comma) or 1,099.00 (point) is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For prices without one, e.g. EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source platform of records that name none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a column becomes, e.g. “Art.Nr.=sku”; can be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only show how the file will be read; nothing is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where rejected records are saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--delimiter takes one character or “tab”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--decimal takes “comma” or “point”, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no known layout. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--map takes COLUMN=TARGET, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is nothing a column can become.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KauflandCsvWriter</name>
    <message>
        <source>Product data carries no price, quantity and condition; upload the offers in the seller portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too many different attributes for one file; “%1” has no place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written under their own names, which Kaufland may not know: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variant “%1” has no EAN and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of its variants has an EAN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaufland needs an EAN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the last part of the category path is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaufland has no marketplace for the site %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeychainSecretStore</name>
    <message>
        <source>A stored password needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keychain of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain of this computer does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain of this computer refused access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain of this computer reports: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListingState</name>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogFile</name>
    <message>
        <source>The log file “%1” could not be opened: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>A PostgreSQL database is saved and restored with its own tools; use %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no database file “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup “%1” cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup “%1” is damaged and was not restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a backup of Listwright.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database “%1” is open. Close Listwright first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present database cannot be kept as “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup could not take the place of “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarketplaceWriter</name>
    <message>
        <source>HTML was removed; the text stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML that %1 does not allow was removed or simplified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Cut to %n character(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut to %n byte(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n image(s) have a place.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The alternative texts of the images have no place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An apostrophe was put before the text so that no spreadsheet runs it as a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format has no place for bullet points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the price is %1, the file carries %2; prices are never converted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another product of this file already has the key “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Migrations</name>
    <message>
        <source>The database belongs to another program and is left alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was made by a newer Listwright (schema %1, this program knows %2). It is left alone; please update Listwright.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>“%1” is not an amount in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an amount with its currency, such as 12.99 EUR.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptimizeCommand</name>
    <message>
        <source>%1: %L2 product(s) looked at, %L3 proposal(s) made, %L4 good already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 proposal(s) accepted, %L2 left for review, %L3 field(s) in conflict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has changed yet: “listwright proposals list” shows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted after %L1 of %L2 product(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--accept takes “clean” or “all”, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of %L2 products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose better titles and texts by the built-in rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs no key and no network, and invents nothing: every word of a proposal stands in the record. The originals are never touched. Proposals wait for review unless --accept is given: “clean” accepts those after which the marketplace&apos;s rules find no error, “all” accepts every one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the proposals at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals for all products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improves the weak ones where the result is free of errors.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnCsvWriter</name>
    <message>
        <source>Only the JSON form carries this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivateFile</name>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other accounts can open “%1”. Allow only yourself to read and write it (chmod 600).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductField</name>
    <message>
        <source>Source address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GTIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other optimized data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a web address beginning with http:// or https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a quantity: 0 or a whole number above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a known condition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a known status.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A product cannot go from “%1” to “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductJson</name>
    <message>
        <source>“%1” must be a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” must be an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” must be a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” must be a date and time such as 2026-01-31T12:00:00.000Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%2” is not a known value of “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each entry must be an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each entry must be a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a JSON list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductRepository</name>
    <message>
        <source>The product %1 does not exist any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was changed meanwhile. Look at it again before you change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There already is a product %1 from %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductStatus</name>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductsCommand</name>
    <message>
        <source>“%1” can&apos;t be sorted by. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 of %L2 product(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality score: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which product? Its number, or platform:id of its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is none of list, show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List and show products of the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A product is named by its number or by platform:id of its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order by title, price, score, updated …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest or latest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many to pass over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cheapest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two whole products.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProposalRepository</name>
    <message>
        <source>The proposal does not exist any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalState</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly accepted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProposalsCommand</name>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 open proposal(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no proposal&apos;s number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposal %1 for product %2, %3, score %4 → %5, %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no field of a product.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 proposal(s) decided: %L2 product(s) changed, %L3 conflict(s), %L4 missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is none of list, show, accept, reject.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the proposals by their numbers, or give --all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review what an optimizer proposes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepting writes the proposed texts to the marketplace&apos;s listing; “listwright undo” takes it back. A field that was changed since stays open as a conflict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only proposals for this marketplace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept or reject all open ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide on this field alone, e.g. title_optimized.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many to list (50).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits for a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the titles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All for eBay.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>There is no title. Write one of 40 to 150 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The title has only %n character(s). Name brand, model, size and colour; 40 to 150 read best.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has %n character(s). Shorten it; 40 to 150 read best.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has only %n word(s). Use at least three.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The title is mostly capital letters. Write it in normal case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The title says a word more than twice. Remove repetitions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The title has exclamation marks, stars or other symbols. Remove them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The title does not name the brand. Add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no description. Write at least 300 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The description has only %n character(s). Write at least 300.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has more than %n character(s). Shorten it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The description has no list and there are no bullet points. List the key facts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description is one long block. Divide it into paragraphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description is mostly capital letters. Write it in normal case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description has a web address. Marketplaces refuse those; remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image. Add at least one, better six.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There is only %n image(s). Add more, up to six.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>An image address does not begin with https://. Marketplaces refuse those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no brand. Add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no GTIN. Add the number under the bar code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GTIN is not valid. Compare it with the number under the bar code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no category. Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The condition is not stated. Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There is only %n attribute(s). Add more, such as colour, size and material.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RuleOptimizer</name>
    <message>
        <source>Written as plain text, as %1 shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaned to the HTML that %1 allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divided into paragraphs and lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put together from the title, the bullet points and the attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken from the lists of the description or the attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclamation marks and symbols removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names the brand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names the model number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message>
        <source>There is no title; the marketplace requires one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no description; the marketplace requires one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no attribute “%1”; the marketplace requires it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is empty; the marketplace requires it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There are %n bullet point(s); at most %1 are shown.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n image(s); at least %1 are needed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n image(s); at most %1 are taken.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is not a web address of an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” must begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The image address “%1…” has %n character(s); at most %2 are allowed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is a %2 image; allowed are %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There are %n variant(s); at most %1 are allowed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (as of %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule “%1” is not valid: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no kind “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no field “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its severity must be “error” or “warning”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value that its kind needs is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a rule pack: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no key or no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no date or no version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is too large for a rule pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bullet point</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has %2; it needs at least %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are advised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has %2; at most %3 are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %n word(s); it needs at least %2.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %n word(s); at most %2 are advised.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1…” has %n character(s); a word may have at most %2.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 says “%2” %n time(s); at most %3 are allowed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 is mostly capital letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” may not be in the %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” and other symbols or emoji may not be in the %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in the %2 %n time(s); at most %3 are allowed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 says “%2”, which the marketplace forbids or advises against.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has an address or a telephone number: “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has a link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>markup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 uses %2; allowed tags: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags of the %1 are not arranged as the marketplace asks: only headings, paragraphs and lists side by side, without attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has active content, which is not allowed: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 says no more than the field “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bullet point %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreCommand</name>
    <message>
        <source>%L1 of %L2 products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how good the listings are, and where points are lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quality score is 0 to 100: title 30, description 30, images 20, attributes 20. “listwright products show ID” has each product&apos;s own reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One source&apos;s, for a script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 product(s), average score %2: %L3 good (80 and more), %L4 fair, %L5 poor (below 50)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (%L3 product(s))</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretStores</name>
    <message>
        <source>This computer has no keychain that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no place to keep passwords: no keychain, and no file was named.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShopifyCsvWriter</name>
    <message>
        <source>Shopify takes at most three options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shopify takes at most %L1 variants.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shopify&apos;s product file has no columns for: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the last part of the category path is written, as the product type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no counterpart.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpooledTable</name>
    <message>
        <source>No temporary file could be made: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The temporary file could not be read again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>The database is being closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database server cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StorageLocation</name>
    <message>
        <source>The database address cannot be used: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it should read sqlite:///path/of/the/file.db.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it should begin with sqlite: or postgresql:.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it should read postgresql://user@host:5432/database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such change to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This change was undone already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UploadFile</name>
    <message>
        <source>The disk is full; “%1” could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no right to write “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no known marketplace site. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eBay Seller Hub upload (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon listings feed (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaufland product data (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shopify products (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google Merchant feed (tab-separated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listwright (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listwright, complete (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no known upload format. Known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules of %1 are missing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UploadReport</name>
    <message>
        <source>Left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValidateCommand</name>
    <message>
        <source>%1 (rules of %2): %L3 product(s), %L4 with errors, %L5 with warnings only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %L1 more; by rule:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %L2 of %L3 products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted after %L1 product(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check products against a marketplace&apos;s rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports errors, which keep a product out of an upload file, and warnings, each with the field and the source of the rule. Changes nothing. The exit code is 3 when products have errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many findings to list (50).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All products by Allegro&apos;s rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything for every marketplace, for a script.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultFile</name>
    <message>
        <source>The vault of passwords is damaged or not a vault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault of passwords was made by a newer version of Listwright.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase or key file does not open the vault of passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password stored for “%1” is damaged. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultKey</name>
    <message>
        <source>There is not enough memory to open the vault of passwords.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VaultSecretStore</name>
    <message>
        <source>No password is stored for “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored password needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file “%1” of the vault of passwords is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file “%1” is too short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the vault of passwords. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vault of passwords cannot be written in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>You can look at it without changing anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::AboutDialog</name>
    <message>
        <source>About Listwright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A seller’s workbench: bring products in, make good listings of them, publish them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ActivityPage</name>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports, edits, accepted proposals and deletions are listed here, and can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the rejected records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products that changed since are left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Undone for %n product(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How Listwright looks and speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds after a new start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything, for finding a fault</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::BackupSection</name>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One is made each day that Listwright is used. A backup is a whole database file; “listwright db restore” brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the database file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PostgreSQL database is backed up on its server, for example with pg_dump.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog was backed up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::CatalogDelegate</name>
    <message>
        <source>(no title)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::CatalogPage</name>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring your products in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a CSV or JSON file here. You see how it will be read before anything is stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No product matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use fewer words, or take filters away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small catalog of our own making to try everything with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improve the chosen products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate the chosen products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product files (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improve for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ChangeSetModel</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::Chip</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you want to do…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::DatabaseSection</name>
    <message>
        <source>You may not write in the folder %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file yet. It will be made with an empty catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where your catalog is kept: in a file on this computer, or on a PostgreSQL server that you share with others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PostgreSQL server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on a network drive: there, two computers can damage it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave empty to keep the present one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be kept on this computer. Set LISTWRIGHT_DATABASE_PASSWORD instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by the environment variable %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listwright will use this database from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::DetailPanel</name>
    <message>
        <source>Listing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No product chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row to see its texts, images, attributes and history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives the field the value it had before the chosen change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed meanwhile to “%2”. You wrote “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::DropOverlay</name>
    <message>
        <source>These files cannot be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders cannot be imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Drop to import %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Drop the files themselves: CSV, TSV, JSON or NDJSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, TSV, JSON and NDJSON. You will see a preview before anything is saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ExportPanel</name>
    <message numerus="yes">
        <source>%n product(s) written</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped because of rule errors</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Also write products with rule errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seller ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise they are left out and listed below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file cannot carry</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All %1 matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the upload file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was left behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) the file cannot carry or had to change:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Everything fits into the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the loss report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::FactsTab</name>
    <message>
        <source>Attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::FieldCard</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited text of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the change is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes in the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it will look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept this field (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the text, then accept it (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject this field (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(limit %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the edited text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::FilterBar</name>
    <message>
        <source>Search title, SKU, GTIN, brand, description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All words must be found, in any order (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 50: needs work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>50 to 79: fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 and above: good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to choose from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score %1–%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::FindingsList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a marketplace to check its rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits all rules of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>marketplace: errors, warnings</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Rules as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Rule: %2
Source: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Becomes: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::GuideDialog</name>
    <message>
        <source>1. Bring products in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files on the window, or choose File, Import. Listwright reads CSV, TSV, JSON and NDJSON and knows the exports of Shopify, eBay, Amazon and Allegro. You see the rows as they will be and what is wrong with them before anything is saved. Rows with errors are left out and can be saved to a file; the rest goes in. Importing a file again changes only what is new in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Look through the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type in the search field, click a chip to filter, click a column to sort. Select a product to see its texts, attributes, images and history. Every change can be undone or taken back from the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Improve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select products and choose Improve. Listwright proposes titles and descriptions that fit the marketplace’s rules and uses only facts that are in the record. Your originals are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4. Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each proposal is shown beside the present text with what was added and removed. Accept or reject it field by field, edit it first, or accept all at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5. Write the upload file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose File, Export and a marketplace. What breaks its rules is left out and named; what its file has no place for is listed. Upload the file in the marketplace’s own seller pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K lists everything Listwright can do. F1 shows all shortcuts. Ctrl+1 to Ctrl+4 change the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog is one file on your computer unless you choose a PostgreSQL server in Settings. A backup is made each day; more can be made in Settings, Backups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listwright in five steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::HistoryModel</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ImagesTab</name>
    <message>
        <source>The first address is the main image. Double-click or press F2 to change one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ImportJobModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ImportPanel</name>
    <message>
        <source>This file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products as they will be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems in the first rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the file, and the field each one feeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first products as they will be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is stored before you press Import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 · the first %n product(s) are shown · nothing is stored before you press Import</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2</source>
        <comment>line, column</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in the first rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import all %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ImportQueue</name>
    <message>
        <source>%1 new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 rows a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file: error</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of %1 was cancelled; what came in stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of %1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were rejected.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <comment>line, column, reason</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save rejects…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing the import of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The import was undone for %n product(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Save the rejected records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ImportSection</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the import preview starts with. There, each of it can still be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For prices that name none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where products come from when a file does not say. Together with their number it tells them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows 1250 (Central European)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows 1252 (Western European)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point: 1,099.00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma: 1.099,00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with the rows that could not be imported.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ListingTab</name>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to %1 are advised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet: the original is used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of its own yet: everything is inherited</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::LossModel</name>
    <message>
        <source>SKU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::MainWindow</name>
    <message>
        <source>%1 – Listwright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Listwright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is still running. What is done so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::MappingHeader</name>
    <message>
        <source>Attribute “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field that the column “%1” feeds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::MarketplaceSection</name>
    <message>
        <source>Marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What upload files need to know about you. Nothing here is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its rules are shown first and used by “Improve”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two letters, for example DE, PL or US.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amazon seller ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Seller Central under Settings, Account info, “Your merchant token”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google Merchant links go there, for example https://shop.example.com.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ProductActions</name>
    <message numerus="yes">
        <source>%n product(s) deleted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting %n product(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Undone for %n product(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Improving %n product(s) for %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2, %n proposal(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to improve: the built-in rules have no better texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) wait for your review.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled after %1 of %2 products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) need nothing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Validating %n product(s) for %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProductSession</name>
    <message>
        <source>%1 taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The listing was changed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ProgressCard</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ProposalDelegate</name>
    <message>
        <source>All marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalModel</name>
    <message numerus="yes">
        <source>%1, score %2 to %3, %n field(s) to decide</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::QualityTab</name>
    <message>
        <source>%1: %2 of %3 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would bring the missing points:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−%1  %2: %3</source>
        <comment>points, part, reason</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ReadOptionsForm</name>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guessed from the columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns end with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double &quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single &apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header in row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices look like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency where none is given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept with each product; together with its number it tells products apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ReviewActions</name>
    <message>
        <source>The product was changed since this proposal was made. Reject it, or improve the product again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepting all proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejecting all proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay open: their products changed meanwhile.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The texts of %n product(s) are as before.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ReviewPage</name>
    <message>
        <source>Next field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all fields of the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject all fields of the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last acceptance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject all proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose products in the catalog and press “Improve for”. The proposals wait here; nothing changes before you accept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide all open proposals at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>J and K: next and previous field · A: accept · E: edit · R: reject · U: undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject all fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · made by %2 · score</source>
        <comment>marketplace, origin</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All marketplaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built-in rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::RulePackSection</name>
    <message>
        <source>Rule packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limits and forbidden content of each marketplace, as of the date when its rules were read. A newer file in your folder replaces the one that came with Listwright.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules as of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::SelectionBar</name>
    <message>
        <source>Improve for…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make proposals by a marketplace’s rules; nothing changes before you accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate for…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check against a marketplace’s rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all %1 matching</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::Settings</name>
    <message>
        <source>“%1” is not one of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a number from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a complete path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a currency code of three letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file %1 is damaged; the defaults are used. Changes are not kept until it is mended or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the settings file, %1 is not used: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file holds a password in %1. Enter it in Settings, Database instead, and remove it from the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment variable %1 is not used: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is set by the environment variable %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password is not written to the settings file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file %1 cannot be written. The change holds until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::SettingsPage</name>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::SettingsSection</name>
    <message>
        <source>Set by the environment variable %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::StatusPanel</name>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No database is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::Storage</name>
    <message>
        <source>The database has schema %1, this program needs %2. Open it once for writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no right to write into the folder of the database “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database “%1” is open in another Listwright (process %2). Close that one, or open the database read-only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::Toast</name>
    <message>
        <source>Information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ToastStack</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>listwright::ValidationPanel</name>
    <message>
        <source>%1
Source: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings by product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 checked: %2 would be refused, %3 with warnings, %4 fit all rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled before the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
SKU %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
