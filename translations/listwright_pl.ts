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
        <source>The database is damaged.</source>
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
</context>
<context>
    <name>listwright::Change</name>
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
</TS>
