<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AmazonJsonWriter</name>
    <message numerus="yes">
        <source>Only the first %Ln bullet point(s) have a place.</source>
        <translation>
            <numerusform>Only the first bullet point has a place.</numerusform>
            <numerusform>Only the first %Ln bullet points have a place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted</source>
        <translation>
            <numerusform>%Ln proposal accepted</numerusform>
            <numerusform>%Ln proposals accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted</source>
        <translation>
            <numerusform>%Ln product deleted</numerusform>
            <numerusform>%Ln products deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected</source>
        <translation>
            <numerusform>%Ln proposal rejected</numerusform>
            <numerusform>%Ln proposals rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataSize</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormBody</name>
    <message numerus="yes">
        <source>The form&apos;s names are nested deeper than %Ln level(s).</source>
        <translation>
            <numerusform>The form&apos;s names are nested deeper than %Ln level.</numerusform>
            <numerusform>The form&apos;s names are nested deeper than %Ln levels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The form has more than %Ln field(s).</source>
        <translation>
            <numerusform>The form has more than %Ln field.</numerusform>
            <numerusform>The form has more than %Ln fields.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoogleMerchantWriter</name>
    <message numerus="yes">
        <source>Google takes an id of at most %Ln character(s).</source>
        <translation>
            <numerusform>Google takes an id of at most %Ln character.</numerusform>
            <numerusform>Google takes an id of at most %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A variant without a SKU of at most %Ln character(s) is left out.</source>
        <translation>
            <numerusform>A variant without a SKU of at most %Ln character is left out.</numerusform>
            <numerusform>A variant without a SKU of at most %Ln characters is left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>The record is longer than %Ln megabyte(s).</source>
        <translation>
            <numerusform>The record is longer than %Ln megabyte.</numerusform>
            <numerusform>The record is longer than %Ln megabytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The record holds more than %Ln value(s).</source>
        <translation>
            <numerusform>The record holds more than %Ln value.</numerusform>
            <numerusform>The record holds more than %Ln values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message numerus="yes">
        <source>The request holds more than %Ln product(s). Send them in parts.</source>
        <translation>
            <numerusform>The request holds more than %Ln product. Send them in parts.</numerusform>
            <numerusform>The request holds more than %Ln products. Send them in parts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobDispatcher</name>
    <message numerus="yes">
        <source>It took longer than the allowed %Ln second(s).</source>
        <translation>
            <numerusform>It took longer than the allowed %Ln second.</numerusform>
            <numerusform>It took longer than the allowed %Ln seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptAnswers</name>
    <message numerus="yes">
        <source>The Idempotency-Key is longer than %Ln character(s).</source>
        <translation>
            <numerusform>The Idempotency-Key is longer than %Ln character.</numerusform>
            <numerusform>The Idempotency-Key is longer than %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message numerus="yes">
        <source>%Ln product(s) without their texts</source>
        <translation>
            <numerusform>%Ln product without its texts</numerusform>
            <numerusform>%Ln products without their texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) without their product</source>
        <translation>
            <numerusform>%Ln text without its product</numerusform>
            <numerusform>%Ln texts without their product</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) wait for a job that does not exist</source>
        <translation>
            <numerusform>%Ln product waits for a job that does not exist</numerusform>
            <numerusform>%Ln products wait for a job that does not exist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) are held by a worker that is gone</source>
        <translation>
            <numerusform>%Ln job is held by a worker that is gone</numerusform>
            <numerusform>%Ln jobs are held by a worker that is gone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarketplaceWriter</name>
    <message numerus="yes">
        <source>Cut to %Ln character(s).</source>
        <translation>
            <numerusform>Cut to %Ln character.</numerusform>
            <numerusform>Cut to %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut to %Ln byte(s).</source>
        <translation>
            <numerusform>Cut to %Ln byte.</numerusform>
            <numerusform>Cut to %Ln bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln image(s) have a place.</source>
        <translation>
            <numerusform>Only the first image has a place.</numerusform>
            <numerusform>Only the first %Ln images have a place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewApiKey</name>
    <message numerus="yes">
        <source>The key’s name is longer than %Ln character(s).</source>
        <translation>
            <numerusform>The key’s name is longer than %Ln character.</numerusform>
            <numerusform>The key’s name is longer than %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Optimization</name>
    <message numerus="yes">
        <source>Improve %Ln product(s) for %1</source>
        <translation>
            <numerusform>Improve %Ln product for %1</numerusform>
            <numerusform>Improve %Ln products for %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message numerus="yes">
        <source>The title has only %Ln character(s). Name brand, model, size and colour; 40 to 150 read best.</source>
        <translation>
            <numerusform>The title has only %Ln character. Name brand, model, size and colour; 40 to 150 read best.</numerusform>
            <numerusform>The title has only %Ln characters. Name brand, model, size and colour; 40 to 150 read best.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has %Ln character(s). Shorten it; 40 to 150 read best.</source>
        <translation>
            <numerusform>The title has %Ln character. Shorten it; 40 to 150 read best.</numerusform>
            <numerusform>The title has %Ln characters. Shorten it; 40 to 150 read best.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has only %Ln word(s). Use at least three.</source>
        <translation>
            <numerusform>The title has only %Ln word. Use at least three.</numerusform>
            <numerusform>The title has only %Ln words. Use at least three.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has only %Ln character(s). Write at least 300.</source>
        <translation>
            <numerusform>The description has only %Ln character. Write at least 300.</numerusform>
            <numerusform>The description has only %Ln characters. Write at least 300.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has more than %Ln character(s). Shorten it.</source>
        <translation>
            <numerusform>The description has more than %Ln character. Shorten it.</numerusform>
            <numerusform>The description has more than %Ln characters. Shorten it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln image(s). Add more, up to six.</source>
        <translation>
            <numerusform>There is only %Ln image. Add more, up to six.</numerusform>
            <numerusform>There are only %Ln images. Add more, up to six.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is only %Ln attribute(s). Add more, such as colour, size and material.</source>
        <translation>
            <numerusform>There is only %Ln attribute. Add more, such as colour, size and material.</numerusform>
            <numerusform>There are only %Ln attributes. Add more, such as colour, size and material.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleJobs</name>
    <message numerus="yes">
        <source>Improve %Ln product(s) by rules for %1</source>
        <translation>
            <numerusform>Improve %Ln product by rules for %1</numerusform>
            <numerusform>Improve %Ln products by rules for %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulePack</name>
    <message numerus="yes">
        <source>There are %Ln bullet point(s); at most %1 are shown.</source>
        <translation>
            <numerusform>There is %Ln bullet point; at most %1 are shown.</numerusform>
            <numerusform>There are %Ln bullet points; at most %1 are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are needed.</source>
        <translation>
            <numerusform>There is %Ln image; at least %1 are needed.</numerusform>
            <numerusform>There are %Ln images; at least %1 are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at most %1 are taken.</source>
        <translation>
            <numerusform>There is %Ln image; at most %1 are taken.</numerusform>
            <numerusform>There are %Ln images; at most %1 are taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The image address “%1…” has %Ln character(s); at most %2 are allowed.</source>
        <translation>
            <numerusform>The image address “%1…” has %Ln character; at most %2 are allowed.</numerusform>
            <numerusform>The image address “%1…” has %Ln characters; at most %2 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln variant(s); at most %1 are allowed.</source>
        <translation>
            <numerusform>There is %Ln variant; at most %1 are allowed.</numerusform>
            <numerusform>There are %Ln variants; at most %1 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s)</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); it needs at least %2.</source>
        <translation>
            <numerusform>The %1 has %Ln word; it needs at least %2.</numerusform>
            <numerusform>The %1 has %Ln words; it needs at least %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %Ln word(s); at most %2 are advised.</source>
        <translation>
            <numerusform>The %1 has %Ln word; at most %2 are advised.</numerusform>
            <numerusform>The %1 has %Ln words; at most %2 are advised.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1…” has %Ln character(s); a word may have at most %2.</source>
        <translation>
            <numerusform>“%1…” has %Ln character; a word may have at most %2.</numerusform>
            <numerusform>“%1…” has %Ln characters; a word may have at most %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 says “%2” %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>The %1 says “%2” %Ln time; at most %3 are allowed.</numerusform>
            <numerusform>The %1 says “%2” %Ln times; at most %3 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in the %2 %Ln time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>“%1” is in the %2 %Ln time; at most %3 are allowed.</numerusform>
            <numerusform>“%1” is in the %2 %Ln times; at most %3 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln image(s); at least %1 are advised.</source>
        <translation>
            <numerusform>There is %Ln image; at least %1 are advised.</numerusform>
            <numerusform>There are %Ln images; at least %1 are advised.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are needed.</source>
        <translation>
            <numerusform>There is no image; at least %Ln is needed.</numerusform>
            <numerusform>There is no image; at least %Ln are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no image; at least %Ln are advised.</source>
        <translation>
            <numerusform>There is no image; at least %Ln is advised.</numerusform>
            <numerusform>There is no image; at least %Ln are advised.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message numerus="yes">
        <source>Undone for %Ln product(s).</source>
        <translation>
            <numerusform>Undone for %Ln product.</numerusform>
            <numerusform>Undone for %Ln products.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln product changed since and was left alone.</numerusform>
            <numerusform>%Ln products changed since and were left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkerCommand</name>
    <message numerus="yes">
        <source>Working on the jobs of %1 with %Ln worker(s); Ctrl-C ends.</source>
        <translation>
            <numerusform>Working on the jobs of %1 with %Ln worker; Ctrl-C ends.</numerusform>
            <numerusform>Working on the jobs of %1 with %Ln workers; Ctrl-C ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::AiSection</name>
    <message numerus="yes">
        <source>%Ln model(s) can be chosen above.</source>
        <translation>
            <numerusform>%Ln model can be chosen above.</numerusform>
            <numerusform>%Ln models can be chosen above.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::CatalogPage</name>
    <message numerus="yes">
        <source>%Ln selected product(s) are too many to follow into another order. Nothing is selected now.</source>
        <translation>
            <numerusform>%Ln selected product is too many to follow into another order. Nothing is selected now.</numerusform>
            <numerusform>%Ln selected products are too many to follow into another order. Nothing is selected now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s) could not be stored so far, as the catalog could not be written.</source>
        <translation>
            <numerusform>%Ln edit could not be stored so far, as the catalog could not be written.</numerusform>
            <numerusform>%Ln edits could not be stored so far, as the catalog could not be written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::DropOverlay</name>
    <message numerus="yes">
        <source>Drop to import %Ln file(s)</source>
        <translation>
            <numerusform>Drop to import %Ln file</numerusform>
            <numerusform>Drop to import %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ExportPanel</name>
    <message numerus="yes">
        <source>%Ln product(s) written</source>
        <translation>
            <numerusform>%Ln product written</numerusform>
            <numerusform>%Ln products written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped because of rule errors</source>
        <translation>
            <numerusform>%Ln skipped because of rule errors</numerusform>
            <numerusform>%Ln skipped because of rule errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) the file cannot carry or had to change:</source>
        <translation>
            <numerusform>%Ln thing the file cannot carry or had to change:</numerusform>
            <numerusform>%Ln things the file cannot carry or had to change:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FieldCard</name>
    <message numerus="yes">
        <source>%1 → %Ln character(s)</source>
        <translation>
            <numerusform>%1 → %Ln character</numerusform>
            <numerusform>%1 → %Ln characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FilterValuesDialog</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::FindingsList</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ImportPanel</name>
    <message numerus="yes">
        <source>%1 · the first %Ln product(s) are shown · nothing is stored before you press Import</source>
        <translation>
            <numerusform>%1 · the first product is shown · nothing is stored before you press Import</numerusform>
            <numerusform>%1 · the first %Ln products are shown · nothing is stored before you press Import</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s) in the first rows</source>
        <translation>
            <numerusform>%Ln problem in the first rows</numerusform>
            <numerusform>%Ln problems in the first rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import all %Ln file(s)</source>
        <translation>
            <numerusform>Import the file</numerusform>
            <numerusform>Import all %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ImportQueue</name>
    <message numerus="yes">
        <source>%Ln record(s) were rejected.</source>
        <translation>
            <numerusform>%Ln record was rejected.</numerusform>
            <numerusform>%Ln records were rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The import was undone for %Ln product(s).</source>
        <translation>
            <numerusform>The import was undone for %Ln product.</numerusform>
            <numerusform>The import was undone for %Ln products.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%Ln product changed since and was left alone.</numerusform>
            <numerusform>%Ln products changed since and were left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::InboxActions</name>
    <message numerus="yes">
        <source>%Ln request(s) are imported once more.</source>
        <translation>
            <numerusform>%Ln request is imported once more.</numerusform>
            <numerusform>%Ln requests are imported once more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) deleted. Their products stay.</source>
        <translation>
            <numerusform>%Ln request deleted. Its products stay.</numerusform>
            <numerusform>%Ln requests deleted. Their products stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::InboxDetails</name>
    <message numerus="yes">
        <source>and %Ln more in the answer.</source>
        <translation>
            <numerusform>and %Ln more in the answer.</numerusform>
            <numerusform>and %Ln more in the answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln of those that were taken:</source>
        <translation>
            <numerusform>The first of those that were taken:</numerusform>
            <numerusform>The first %Ln of those that were taken:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::InboxPage</name>
    <message numerus="yes">
        <source>%Ln request(s) will be deleted, with what was sent and what was answered.</source>
        <translation>
            <numerusform>%Ln request will be deleted, with what was sent and what was answered.</numerusform>
            <numerusform>%Ln requests will be deleted, with what was sent and what was answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) are chosen.</source>
        <translation>
            <numerusform>%Ln request is chosen.</numerusform>
            <numerusform>%Ln requests are chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::JobActions</name>
    <message numerus="yes">
        <source>%Ln job(s) wait to be tried again.</source>
        <translation>
            <numerusform>%Ln job waits to be tried again.</numerusform>
            <numerusform>%Ln jobs wait to be tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) cancelled.</source>
        <translation>
            <numerusform>%Ln job cancelled.</numerusform>
            <numerusform>%Ln jobs cancelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::JobModel</name>
    <message numerus="yes">
        <source>%Ln product(s)</source>
        <translation>
            <numerusform>%Ln product</numerusform>
            <numerusform>%Ln products</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::MainWindow</name>
    <message numerus="yes">
        <source>%Ln job(s) are not finished.</source>
        <translation>
            <numerusform>%Ln job is not finished.</numerusform>
            <numerusform>%Ln jobs are not finished.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %Ln waiting</source>
        <translation>
            <numerusform>%1, %Ln waiting</numerusform>
            <numerusform>%1, %Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::NewKeyDialog</name>
    <message numerus="yes">
        <source>After %Ln day(s)</source>
        <translation>
            <numerusform>After %Ln day</numerusform>
            <numerusform>After %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::OrderPanel</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s), about %1 tokens sent and %2 received</source>
        <translation>
            <numerusform>%Ln question, about %1 tokens sent and %2 received</numerusform>
            <numerusform>%Ln questions, about %1 tokens sent and %2 received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than the budget: it will stop after about %Ln question(s).</source>
        <translation>
            <numerusform>More than the budget: it will stop after about %Ln question.</numerusform>
            <numerusform>More than the budget: it will stop after about %Ln questions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln product is being improved in the background.</numerusform>
            <numerusform>%Ln products are being improved in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln listing is being improved in the background.</numerusform>
            <numerusform>%Ln listings are being improved in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out: the same waits or is being worked on already.</source>
        <translation>
            <numerusform>%Ln left out: the same waits or is being worked on already.</numerusform>
            <numerusform>%Ln left out: the same waits or is being worked on already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProductActions</name>
    <message numerus="yes">
        <source>Deleting %Ln product(s)</source>
        <translation>
            <numerusform>Deleting %Ln product</numerusform>
            <numerusform>Deleting %Ln products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) deleted.</source>
        <translation>
            <numerusform>%Ln product deleted.</numerusform>
            <numerusform>%Ln products deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) wait for your review.</source>
        <translation>
            <numerusform>%Ln proposal waits for your review.</numerusform>
            <numerusform>%Ln proposals wait for your review.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) need nothing.</source>
        <translation>
            <numerusform>%Ln product needs nothing.</numerusform>
            <numerusform>%Ln products need nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Validating %Ln product(s) for %1</source>
        <translation>
            <numerusform>Validating %Ln product for %1</numerusform>
            <numerusform>Validating %Ln products for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%Ln product is being improved in the background.</numerusform>
            <numerusform>%Ln products are being improved in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s) failed; the page Jobs says why.</source>
        <translation>
            <numerusform>%Ln job failed; the page Jobs says why.</numerusform>
            <numerusform>%Ln jobs failed; the page Jobs says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln product(s) left out: their AI texts wait for review.</source>
        <translation>
            <numerusform>%Ln product left out: its AI texts wait for review.</numerusform>
            <numerusform>%Ln products left out: their AI texts wait for review.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalDelegate</name>
    <message numerus="yes">
        <source>%Ln field(s)</source>
        <translation>
            <numerusform>%Ln field</numerusform>
            <numerusform>%Ln fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalModel</name>
    <message numerus="yes">
        <source>%1, score %2 to %3, %Ln field(s) to decide</source>
        <translation>
            <numerusform>%1, score %2 to %3, %Ln field to decide</numerusform>
            <numerusform>%1, score %2 to %3, %Ln fields to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::QueueWatcher</name>
    <message numerus="yes">
        <source>%Ln job(s) running</source>
        <translation>
            <numerusform>%Ln job running</numerusform>
            <numerusform>%Ln jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dead letter(s)</source>
        <translation>
            <numerusform>%Ln dead letter</numerusform>
            <numerusform>%Ln dead letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ReviewActions</name>
    <message numerus="yes">
        <source>%Ln proposal(s) accepted.</source>
        <translation>
            <numerusform>%Ln proposal accepted.</numerusform>
            <numerusform>%Ln proposals accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) rejected.</source>
        <translation>
            <numerusform>%Ln proposal rejected.</numerusform>
            <numerusform>%Ln proposals rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay open: their products changed meanwhile.</source>
        <translation>
            <numerusform>%Ln stays open: its product changed meanwhile.</numerusform>
            <numerusform>%Ln stay open: their products changed meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln proposal(s) with problems or doubtful facts stay open.</source>
        <translation>
            <numerusform>%Ln proposal with problems or doubtful facts stays open.</numerusform>
            <numerusform>%Ln proposals with problems or doubtful facts stay open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ReviewPage</name>
    <message numerus="yes">
        <source>%Ln field(s) break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</source>
        <translation>
            <numerusform>%Ln field breaks rules or says what the record does not hold. Accept once more (Shift+A) to take it anyway.</numerusform>
            <numerusform>%Ln fields break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open proposal(s) will be rejected.</source>
        <translation>
            <numerusform>%Ln open proposal will be rejected.</numerusform>
            <numerusform>%Ln open proposals will be rejected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::StatusPanel</name>
    <message numerus="yes">
        <source>%1 (and %Ln more)</source>
        <translation>
            <numerusform>%1 (and %Ln more)</numerusform>
            <numerusform>%1 (and %Ln more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln request(s)</source>
        <translation>
            <numerusform>%1: %Ln request</numerusform>
            <numerusform>%1: %Ln requests</numerusform>
        </translation>
    </message>
</context>
</TS>
