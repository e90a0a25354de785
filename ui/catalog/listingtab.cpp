// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/catalog/listingtab.h"

#include "models/tables/whenfinished.h"
#include "services/listing/textmending.h"
#include "ui/catalog/autosaveedit.h"
#include "ui/catalog/findingslist.h"
#include "ui/catalog/taskrunner.h"
#include "ui/review/proposalsource.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int validationPause = 250; // milliseconds after the last letter typed
constexpr int descriptionHeight = 180;
constexpr int bulletPointsHeight = 96;

/** "72 of 80 characters", red above the limit, amber above what is advised. */
void showCounter(QLabel &label, int used, std::optional<int> limit, std::optional<int> advised, bool bytes)
{
    const QLocale locale = label.locale();
    const QString unit = bytes ? ListingTab::tr("bytes") : ListingTab::tr("characters");
    label.setText(limit ? ListingTab::tr("%1 of %2 %3").arg(locale.toString(used), locale.toString(*limit), unit)
                        : ListingTab::tr("%1 %2").arg(locale.toString(used), unit));
    const bool tooLong = limit && used > *limit;
    const bool long_ = advised && used > *advised;
    setTextRole(&label, tooLong ? TextRole::Danger : long_ ? TextRole::Warning : TextRole::Muted);
    label.setToolTip(advised ? ListingTab::tr("Up to %1 are advised").arg(locale.toString(*advised)) : QString());
}

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    setTextRole(label, TextRole::Muted);
    return label;
}

} // namespace

ListingTab::ListingTab(ProductSession &session, const RulePacks &packs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_packs(packs)
    , m_runner(new TaskRunner(nullptr, this))
    , m_marketplace(new QComboBox(this))
    , m_state(new QLabel(this))
    , m_originalTitle(new AutosaveLineEdit(this))
    , m_originalDescription(new QPlainTextEdit(this))
    , m_title(new AutosaveLineEdit(this))
    , m_description(new AutosaveTextEdit(this))
    , m_bulletPart(new QWidget(this))
    , m_bulletPoints(new AutosaveTextEdit(m_bulletPart))
    , m_bulletCounter(new QLabel(m_bulletPart))
    , m_titleCounter(new QLabel(this))
    , m_descriptionCounter(new QLabel(this))
    , m_findings(new FindingsList(this))
{
    m_marketplace->setObjectName(u"marketplaceComboBox"_s);
    m_marketplace->setAccessibleName(tr("Marketplace"));
    m_marketplace->addItem(tr("All marketplaces"), QString());
    for (const auto &pack : m_packs.all())
        m_marketplace->addItem(pack->name(), pack->key());
    m_originalTitle->setObjectName(u"originalTitleLineEdit"_s);
    m_originalTitle->setReadOnly(true);
    m_originalDescription->setObjectName(u"originalDescriptionTextEdit"_s);
    m_originalDescription->setReadOnly(true);
    m_originalDescription->setTabChangesFocus(true);
    m_title->setObjectName(u"optimizedTitleLineEdit"_s);
    m_description->setObjectName(u"optimizedDescriptionTextEdit"_s);
    m_originalTitle->setAccessibleName(tr("Original title"));
    m_originalDescription->setAccessibleName(tr("Original description"));
    m_title->setAccessibleName(tr("Optimized title"));
    m_description->setAccessibleName(tr("Optimized description"));
    m_titleCounter->setObjectName(u"titleCounterLabel"_s);
    m_descriptionCounter->setObjectName(u"descriptionCounterLabel"_s);
    m_state->setObjectName(u"listingStateLabel"_s);
    setTextRole(m_state, TextRole::Muted);
    layOut();

    m_validation.setSingleShot(true);
    m_validation.setInterval(validationPause);
    connect(&m_validation, &QTimer::timeout, this, &ListingTab::validate);
    connect(m_marketplace, &QComboBox::currentIndexChanged, this, [this] {
        refresh();
        Q_EMIT marketplaceChanged();
    });
    connect(m_title, &QLineEdit::textChanged, this, &ListingTab::updateCounters);
    connect(m_description, &QPlainTextEdit::textChanged, this, &ListingTab::updateCounters);
    connect(m_title, &AutosaveLineEdit::saved, this,
            [this](const QString &text) { save(ProductField::TitleOptimized, text); });
    connect(m_description, &AutosaveTextEdit::saved, this,
            [this](const QString &text) { save(ProductField::DescriptionOptimized, text); });
    connect(m_bulletPoints, &QPlainTextEdit::textChanged, this, &ListingTab::updateCounters);
    connect(m_bulletPoints, &AutosaveTextEdit::saved, this, [this](const QString &text) {
        save(ProductField::BulletPoints, canonicalText(ProductField::BulletPoints, text));
    });
    connect(m_findings, &FindingsList::fixRequested, this, &ListingTab::applyFix);
    connect(m_findings, &FindingsList::showRequested, this, &ListingTab::jumpTo);
}

void ListingTab::layOut()
{
    m_state->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->addWidget(m_marketplace);
    top->addWidget(m_state, 1);
    m_original = createColumn(tr("Original"), m_originalTitle, nullptr, m_originalDescription, nullptr);
    m_optimized = createColumn(tr("Optimized"), m_title, m_titleCounter, m_description, m_descriptionCounter);
    addBulletPoints();
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(spacing::medium);
    m_columns->addWidget(m_original, 1);
    m_columns->addWidget(m_optimized, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::medium, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addLayout(top);
    layout->addLayout(m_columns, 1);
    layout->addWidget(m_findings);
}

QBoxLayout *ListingTab::createCaption(const QString &text, QLabel *counter, QWidget *parent)
{
    auto *line = new QBoxLayout(QBoxLayout::LeftToRight);
    line->setSpacing(spacing::tiny);
    line->addWidget(caption(text, parent), 1);
    if (counter) {
        counter->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line->addWidget(counter);
        m_captions.append(line);
    }
    return line;
}

QWidget *ListingTab::createColumn(const QString &headline, QWidget *title, QLabel *titleCounter, QWidget *description,
                                  QLabel *descriptionCounter)
{
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tiny);
    auto *name = new QLabel(headline, column);
    name->setFont(titleFont(font()));
    layout->addWidget(name);
    const auto add = [&](const QString &text, QWidget *field, QLabel *counter, int stretch) {
        layout->addLayout(createCaption(text, counter, column));
        layout->addWidget(field, stretch);
    };
    add(tr("Title"), title, titleCounter, 0);
    add(tr("Description"), description, descriptionCounter, 1);
    description->setMinimumHeight(descriptionHeight);
    return column;
}

/** Below the optimized texts: there is one list, which a listing may replace by its own. */
void ListingTab::addBulletPoints()
{
    m_bulletPoints->setObjectName(u"bulletPointsTextEdit"_s);
    m_bulletPoints->setAccessibleName(tr("Bullet points"));
    m_bulletPoints->setFixedHeight(bulletPointsHeight);
    m_bulletCounter->setObjectName(u"bulletCounterLabel"_s);
    auto *layout = new QVBoxLayout(m_bulletPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tiny);
    layout->addLayout(createCaption(tr("Bullet points, one a line"), m_bulletCounter, m_bulletPart));
    layout->addWidget(m_bulletPoints);
    m_optimized->layout()->addWidget(m_bulletPart);
}

void ListingTab::showBulletPoints()
{
    const auto rules = pack();
    const auto readable = [](const QStringList &points) {
        return points.isEmpty() ? QString()
                                : readableText(ProductField::BulletPoints, QString::fromUtf8(stringsToJson(points)));
    };
    const Product &product = m_session.details()->product;
    m_bulletPart->setVisible(!rules || rules->bulletLimit());
    if (marketplace().isEmpty()) {
        m_bulletPoints->setPlaceholderText(tr("None yet"));
        m_bulletPoints->setStored(readable(product.bulletPoints));
    } else {
        m_bulletPoints->setPlaceholderText(readable(product.bulletPoints));
        m_bulletPoints->setStored(readable(m_session.details()->listing(marketplace()).bulletPoints));
    }
}

QSize ListingTab::minimumSizeHint() const
{
    int width = 0;
    for (const QLayoutItem *part : {layout()->itemAt(0), layout()->itemAt(2)})
        width = std::max(width, part->minimumSize().width());
    for (const QWidget *column : {m_original, m_optimized})
        width = std::max(width, column->minimumSizeHint().width());
    return {width, QWidget::minimumSizeHint().height()};
}

void ListingTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    bool beside = fitsBeside(false) || fitsBeside(true);
    if (!beside)
        beside = fitsBeside(false); // below each other there is room for captions and counters
    m_columns->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

bool ListingTab::fitsBeside(bool stackedCaptions)
{
    for (QBoxLayout *caption : std::as_const(m_captions))
        caption->setDirection(stackedCaptions ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int widest = std::max(m_original->minimumSizeHint().width(), m_optimized->minimumSizeHint().width());
    return width() >= 2 * widest + m_columns->spacing();
}

QString ListingTab::marketplace() const
{
    return m_marketplace->currentData().toString();
}

void ListingTab::setMarketplace(const QString &key)
{
    if (const int found = m_marketplace->findData(key); found >= 0)
        m_marketplace->setCurrentIndex(found);
}

std::shared_ptr<const RulePack> ListingTab::pack() const
{
    return marketplace().isEmpty() ? nullptr : m_packs.find(marketplace());
}

void ListingTab::refresh()
{
    if (!m_session.details())
        return;
    const ProductDetails &details = *m_session.details();
    const Product &product = details.product;
    m_originalTitle->setStored(product.titleOriginal);
    m_originalTitle->setToolTip(product.titleOriginal);
    if (m_originalDescription->toPlainText() != product.descriptionOriginal)
        m_originalDescription->setPlainText(product.descriptionOriginal);
    if (marketplace().isEmpty()) {
        m_state->clear();
        m_title->setPlaceholderText(tr("None yet: the original is used"));
        m_description->setPlaceholderText(tr("None yet: the original is used"));
        m_title->setStored(product.titleOptimized);
        m_description->setStored(product.descriptionOptimized);
    } else {
        const Listing listing = details.listing(marketplace());
        m_state->setText(listing.id == 0 ? tr("Nothing of its own yet: everything is inherited")
                                         : listingStateText(listing.state));
        m_title->setPlaceholderText(product.title());
        m_description->setPlaceholderText(product.description().left(400));
        m_title->setStored(listing.title);
        m_description->setStored(listing.description);
    }
    showBulletPoints();
    updateCounters();
    validate();
}

void ListingTab::save(ProductField field, const QString &text)
{
    if (marketplace().isEmpty())
        m_session.change(field, text);
    else
        m_session.changeListing(marketplace(), field, text);
}

void ListingTab::updateCounters()
{
    const auto rules = pack();
    const Product product = edited();
    showCounter(*m_titleCounter, codePoints(product.title()), rules ? rules->titleLimit() : std::nullopt,
                rules ? rules->titleAdvised() : std::nullopt, false);
    const bool bytes = rules && rules->descriptionLimitInBytes();
    const int used =
        bytes ? static_cast<int>(product.description().toUtf8().size()) : codePoints(product.description());
    showCounter(*m_descriptionCounter, used, rules ? rules->descriptionLimit() : std::nullopt, {}, bytes);
    const auto points = static_cast<int>(product.bulletPoints.size());
    const auto most = rules ? rules->bulletLimit() : std::nullopt;
    m_bulletCounter->setText(
        most ? tr("%1 of %2", "bullet points").arg(locale().toString(points), locale().toString(*most))
             : locale().toString(points));
    setTextRole(m_bulletCounter, most && points > *most ? TextRole::Danger : TextRole::Muted);
    m_validation.start();
}

/** The product with what is being typed. */
Product ListingTab::edited() const
{
    if (!m_session.details())
        return {};
    Product product = m_session.details()->product;
    if (!marketplace().isEmpty())
        product = withListing(product, m_session.details()->listing(marketplace()));
    if (marketplace().isEmpty() || !m_title->text().isEmpty())
        product.titleOptimized = m_title->text();
    if (marketplace().isEmpty() || !m_description->toPlainText().isEmpty())
        product.descriptionOptimized = m_description->toPlainText();
    if (marketplace().isEmpty() || !m_bulletPoints->toPlainText().isEmpty()) {
        const QString points = canonicalText(ProductField::BulletPoints, m_bulletPoints->toPlainText());
        product.bulletPoints = stringsFromJson(points.toUtf8()).value_or(QStringList());
    }
    return product;
}

void ListingTab::validate()
{
    const auto rules = pack();
    const quint64 request = ++m_request;
    if (!rules || !m_session.details()) {
        m_findings->setFindings({}, nullptr);
        return;
    }
    const auto work = [rules, product = edited()] { return rules->validate(product); };
    whenFinished(m_runner->start(work), this, [this, request, rules](const QList<Finding> &findings) {
        if (request == m_request)
            m_findings->setFindings(findings, rules);
    });
}

void ListingTab::applyFix(const Finding &finding)
{
    if (finding.field == ProductField::TitleOptimized || finding.field == ProductField::DescriptionOptimized ||
        finding.field == ProductField::BulletPoints)
        save(finding.field, *finding.fix);
    else
        m_session.change(finding.field, *finding.fix);
}

void ListingTab::jumpTo(const Finding &finding)
{
    const bool whole = finding.position < 0;
    if (finding.field == ProductField::TitleOptimized) {
        m_title->setFocus(Qt::OtherFocusReason);
        if (whole || m_title->text().isEmpty())
            m_title->selectAll();
        else
            m_title->setSelection(finding.position, std::max(1, finding.length));
    } else if (finding.field == ProductField::DescriptionOptimized) {
        m_description->setFocus(Qt::OtherFocusReason);
        QTextCursor cursor = m_description->textCursor();
        const auto last = static_cast<int>(m_description->toPlainText().size());
        cursor.setPosition(whole ? 0 : std::min(finding.position, last));
        cursor.setPosition(whole ? last : std::min(finding.position + std::max(1, finding.length), last),
                           QTextCursor::KeepAnchor);
        m_description->setTextCursor(cursor);
        m_description->ensureCursorVisible();
    } else if (finding.field == ProductField::BulletPoints && m_bulletPart->isVisibleTo(this)) {
        m_bulletPoints->setFocus(Qt::OtherFocusReason);
    } else {
        Q_EMIT fieldRequested(finding.field);
    }
}

} // namespace listwright
