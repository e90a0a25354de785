<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AmazonJsonWriter</name>
    <message numerus="yes">
        <source>Only the first %n bullet point(s) have a place.</source>
        <translation>
            <numerusform>Only the first bullet point has a place.</numerusform>
            <numerusform>Only the first %n bullet points have a place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message numerus="yes">
        <source>%n proposal(s) accepted</source>
        <translation>
            <numerusform>%n proposal accepted</numerusform>
            <numerusform>%n proposals accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) deleted</source>
        <translation>
            <numerusform>%n product deleted</numerusform>
            <numerusform>%n products deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoogleMerchantWriter</name>
    <message numerus="yes">
        <source>Google takes an id of at most %n character(s).</source>
        <translation>
            <numerusform>Google takes an id of at most %n character.</numerusform>
            <numerusform>Google takes an id of at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A variant without a SKU of at most %n character(s) is left out.</source>
        <translation>
            <numerusform>A variant without a SKU of at most %n character is left out.</numerusform>
            <numerusform>A variant without a SKU of at most %n characters is left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>The record is longer than %n megabyte(s).</source>
        <translation>
            <numerusform>The record is longer than %n megabyte.</numerusform>
            <numerusform>The record is longer than %n megabytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The record that begins here is longer than %n megabyte(s).</source>
        <translation>
            <numerusform>The record that begins here is longer than %n megabyte.</numerusform>
            <numerusform>The record that begins here is longer than %n megabytes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobDispatcher</name>
    <message numerus="yes">
        <source>It took longer than the allowed %n second(s).</source>
        <translation>
            <numerusform>It took longer than the allowed %n second.</numerusform>
            <numerusform>It took longer than the allowed %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarketplaceWriter</name>
    <message numerus="yes">
        <source>Cut to %n character(s).</source>
        <translation>
            <numerusform>Cut to %n character.</numerusform>
            <numerusform>Cut to %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut to %n byte(s).</source>
        <translation>
            <numerusform>Cut to %n byte.</numerusform>
            <numerusform>Cut to %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n image(s) have a place.</source>
        <translation>
            <numerusform>Only the first image has a place.</numerusform>
            <numerusform>Only the first %n images have a place.</numerusform>
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
        <source>The title has only %n character(s). Name brand, model, size and colour; 40 to 150 read best.</source>
        <translation>
            <numerusform>The title has only %n character. Name brand, model, size and colour; 40 to 150 read best.</numerusform>
            <numerusform>The title has only %n characters. Name brand, model, size and colour; 40 to 150 read best.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has %n character(s). Shorten it; 40 to 150 read best.</source>
        <translation>
            <numerusform>The title has %n character. Shorten it; 40 to 150 read best.</numerusform>
            <numerusform>The title has %n characters. Shorten it; 40 to 150 read best.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The title has only %n word(s). Use at least three.</source>
        <translation>
            <numerusform>The title has only %n word. Use at least three.</numerusform>
            <numerusform>The title has only %n words. Use at least three.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has only %n character(s). Write at least 300.</source>
        <translation>
            <numerusform>The description has only %n character. Write at least 300.</numerusform>
            <numerusform>The description has only %n characters. Write at least 300.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The description has more than %n character(s). Shorten it.</source>
        <translation>
            <numerusform>The description has more than %n character. Shorten it.</numerusform>
            <numerusform>The description has more than %n characters. Shorten it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is only %n image(s). Add more, up to six.</source>
        <translation>
            <numerusform>There is only %n image. Add more, up to six.</numerusform>
            <numerusform>There are only %n images. Add more, up to six.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is only %n attribute(s). Add more, such as colour, size and material.</source>
        <translation>
            <numerusform>There is only %n attribute. Add more, such as colour, size and material.</numerusform>
            <numerusform>There are only %n attributes. Add more, such as colour, size and material.</numerusform>
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
        <source>There are %n bullet point(s); at most %1 are shown.</source>
        <translation>
            <numerusform>There is %n bullet point; at most %1 are shown.</numerusform>
            <numerusform>There are %n bullet points; at most %1 are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n image(s); at least %1 are needed.</source>
        <translation>
            <numerusform>There is %n image; at least %1 are needed.</numerusform>
            <numerusform>There are %n images; at least %1 are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n image(s); at most %1 are taken.</source>
        <translation>
            <numerusform>There is %n image; at most %1 are taken.</numerusform>
            <numerusform>There are %n images; at most %1 are taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The image address “%1…” has %n character(s); at most %2 are allowed.</source>
        <translation>
            <numerusform>The image address “%1…” has %n character; at most %2 are allowed.</numerusform>
            <numerusform>The image address “%1…” has %n characters; at most %2 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n variant(s); at most %1 are allowed.</source>
        <translation>
            <numerusform>There is %n variant; at most %1 are allowed.</numerusform>
            <numerusform>There are %n variants; at most %1 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %n word(s); it needs at least %2.</source>
        <translation>
            <numerusform>The %1 has %n word; it needs at least %2.</numerusform>
            <numerusform>The %1 has %n words; it needs at least %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 has %n word(s); at most %2 are advised.</source>
        <translation>
            <numerusform>The %1 has %n word; at most %2 are advised.</numerusform>
            <numerusform>The %1 has %n words; at most %2 are advised.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1…” has %n character(s); a word may have at most %2.</source>
        <translation>
            <numerusform>“%1…” has %n character; a word may have at most %2.</numerusform>
            <numerusform>“%1…” has %n characters; a word may have at most %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 says “%2” %n time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>The %1 says “%2” %n time; at most %3 are allowed.</numerusform>
            <numerusform>The %1 says “%2” %n times; at most %3 are allowed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in the %2 %n time(s); at most %3 are allowed.</source>
        <translation>
            <numerusform>“%1” is in the %2 %n time; at most %3 are allowed.</numerusform>
            <numerusform>“%1” is in the %2 %n times; at most %3 are allowed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message numerus="yes">
        <source>Undone for %n product(s).</source>
        <translation>
            <numerusform>Undone for %n product.</numerusform>
            <numerusform>Undone for %n products.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%n product changed since and was left alone.</numerusform>
            <numerusform>%n products changed since and were left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkerCommand</name>
    <message numerus="yes">
        <source>Working on the jobs of %1 with %n worker(s); Ctrl-C ends.</source>
        <translation>
            <numerusform>Working on the jobs of %1 with %n worker; Ctrl-C ends.</numerusform>
            <numerusform>Working on the jobs of %1 with %n workers; Ctrl-C ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::AiSection</name>
    <message numerus="yes">
        <source>%n model(s) can be chosen above.</source>
        <translation>
            <numerusform>%n model can be chosen above.</numerusform>
            <numerusform>%n models can be chosen above.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::CatalogPage</name>
    <message numerus="yes">
        <source>%n selected product(s) are too many to follow into another order. Nothing is selected now.</source>
        <translation>
            <numerusform>%n selected product is too many to follow into another order. Nothing is selected now.</numerusform>
            <numerusform>%n selected products are too many to follow into another order. Nothing is selected now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::DropOverlay</name>
    <message numerus="yes">
        <source>Drop to import %n file(s)</source>
        <translation>
            <numerusform>Drop to import %n file</numerusform>
            <numerusform>Drop to import %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ExportPanel</name>
    <message numerus="yes">
        <source>%n product(s) written</source>
        <translation>
            <numerusform>%n product written</numerusform>
            <numerusform>%n products written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped because of rule errors</source>
        <translation>
            <numerusform>%n skipped because of rule errors</numerusform>
            <numerusform>%n skipped because of rule errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) the file cannot carry or had to change:</source>
        <translation>
            <numerusform>%n thing the file cannot carry or had to change:</numerusform>
            <numerusform>%n things the file cannot carry or had to change:</numerusform>
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
    <name>listwright::FindingsList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ImportPanel</name>
    <message numerus="yes">
        <source>%1 · the first %n product(s) are shown · nothing is stored before you press Import</source>
        <translation>
            <numerusform>%1 · the first product is shown · nothing is stored before you press Import</numerusform>
            <numerusform>%1 · the first %n products are shown · nothing is stored before you press Import</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in the first rows</source>
        <translation>
            <numerusform>%n problem in the first rows</numerusform>
            <numerusform>%n problems in the first rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import all %n file(s)</source>
        <translation>
            <numerusform>Import the file</numerusform>
            <numerusform>Import all %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ImportQueue</name>
    <message numerus="yes">
        <source>%n record(s) were rejected.</source>
        <translation>
            <numerusform>%n record was rejected.</numerusform>
            <numerusform>%n records were rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The import was undone for %n product(s).</source>
        <translation>
            <numerusform>The import was undone for %n product.</numerusform>
            <numerusform>The import was undone for %n products.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%n product changed since and was left alone.</numerusform>
            <numerusform>%n products changed since and were left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::JobActions</name>
    <message numerus="yes">
        <source>%n job(s) wait to be tried again.</source>
        <translation>
            <numerusform>%n job waits to be tried again.</numerusform>
            <numerusform>%n jobs wait to be tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) cancelled.</source>
        <translation>
            <numerusform>%n job cancelled.</numerusform>
            <numerusform>%n jobs cancelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::JobModel</name>
    <message numerus="yes">
        <source>%n product(s)</source>
        <translation>
            <numerusform>%n product</numerusform>
            <numerusform>%n products</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) are not finished.</source>
        <translation>
            <numerusform>%n job is not finished.</numerusform>
            <numerusform>%n jobs are not finished.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::NavigationRail</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1, %n waiting</numerusform>
            <numerusform>%1, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::OrderPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s), about %1 tokens sent and %2 received</source>
        <translation>
            <numerusform>%n question, about %1 tokens sent and %2 received</numerusform>
            <numerusform>%n questions, about %1 tokens sent and %2 received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than the budget: it will stop after about %n question(s).</source>
        <translation>
            <numerusform>More than the budget: it will stop after about %n question.</numerusform>
            <numerusform>More than the budget: it will stop after about %n questions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%n product is being improved in the background.</numerusform>
            <numerusform>%n products are being improved in the background.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProductActions</name>
    <message numerus="yes">
        <source>Deleting %n product(s)</source>
        <translation>
            <numerusform>Deleting %n product</numerusform>
            <numerusform>Deleting %n products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) deleted.</source>
        <translation>
            <numerusform>%n product deleted.</numerusform>
            <numerusform>%n products deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) wait for your review.</source>
        <translation>
            <numerusform>%n proposal waits for your review.</numerusform>
            <numerusform>%n proposals wait for your review.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) need nothing.</source>
        <translation>
            <numerusform>%n product needs nothing.</numerusform>
            <numerusform>%n products need nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Validating %n product(s) for %1</source>
        <translation>
            <numerusform>Validating %n product for %1</numerusform>
            <numerusform>Validating %n products for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) are being improved in the background.</source>
        <translation>
            <numerusform>%n product is being improved in the background.</numerusform>
            <numerusform>%n products are being improved in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed; the page Jobs says why.</source>
        <translation>
            <numerusform>%n job failed; the page Jobs says why.</numerusform>
            <numerusform>%n jobs failed; the page Jobs says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalDelegate</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ProposalModel</name>
    <message numerus="yes">
        <source>%1, score %2 to %3, %n field(s) to decide</source>
        <translation>
            <numerusform>%1, score %2 to %3, %n field to decide</numerusform>
            <numerusform>%1, score %2 to %3, %n fields to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::QueueWatcher</name>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s)</source>
        <translation>
            <numerusform>%n dead letter</numerusform>
            <numerusform>%n dead letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ReviewActions</name>
    <message numerus="yes">
        <source>%n proposal(s) accepted.</source>
        <translation>
            <numerusform>%n proposal accepted.</numerusform>
            <numerusform>%n proposals accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected.</source>
        <translation>
            <numerusform>%n proposal rejected.</numerusform>
            <numerusform>%n proposals rejected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay open: their products changed meanwhile.</source>
        <translation>
            <numerusform>%n stays open: its product changed meanwhile.</numerusform>
            <numerusform>%n stay open: their products changed meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The texts of %n product(s) are as before.</source>
        <translation>
            <numerusform>The texts of %n product are as before.</numerusform>
            <numerusform>The texts of %n products are as before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) changed since and were left alone.</source>
        <translation>
            <numerusform>%n product changed since and was left alone.</numerusform>
            <numerusform>%n products changed since and were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) with problems or doubtful facts stay open.</source>
        <translation>
            <numerusform>%n proposal with problems or doubtful facts stays open.</numerusform>
            <numerusform>%n proposals with problems or doubtful facts stay open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::ReviewPage</name>
    <message numerus="yes">
        <source>%n field(s) break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</source>
        <translation>
            <numerusform>%n field breaks rules or says what the record does not hold. Accept once more (Shift+A) to take it anyway.</numerusform>
            <numerusform>%n fields break rules or say what the record does not hold. Accept once more (Shift+A) to take them anyway.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open proposal(s) will be rejected.</source>
        <translation>
            <numerusform>%n open proposal will be rejected.</numerusform>
            <numerusform>%n open proposals will be rejected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listwright::StatusPanel</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
</TS>
