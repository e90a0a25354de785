// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/fieldcard.h"

#include "services/listing/html.h"
#include "services/listing/textmending.h"
#include "ui/review/proposalsource.h"
#include "ui/review/worddiff.h"
#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"
#include "ui/widgets/statuspill.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int lowest = 44;
constexpr int highest = 420;

/** Shows text only: images and style sheets that a description names are never loaded. */
class SafeBrowser : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

protected:
    // Nothing at all would make the document read a local file by itself.
    QVariant loadResource(int, const QUrl &) override { return QByteArray(); }
};

/**
 * The marks of the proposed text, in the text as it is shown. Where that is not the stored one (lists, HTML without
 * its tags), a marked word is looked for in the same turn.
 */
QList<MarkedRange> marksIn(const QString &shown, const ProposedField &field)
{
    QList<MarkedRange> ranges;
    for (const DoubtfulFact &mark : field.marks) {
        const QString word = field.after.mid(mark.position, mark.length);
        qsizetype place = mark.position;
        if (shown != field.after && !word.isEmpty()) {
            const auto turn = QStringView(field.after).first(mark.position).count(word);
            place = shown.indexOf(word);
            for (qsizetype i = 0; i < turn && place >= 0; ++i) {
                const qsizetype next = shown.indexOf(word, place + word.size());
                if (next < 0)
                    break;
                place = next;
            }
        }
        if (place >= 0)
            ranges.append({place, word.size(), mark.reason});
    }
    return ranges;
}

} // namespace

FieldCard::FieldCard(const ProposedField &field, const QString &present, std::optional<int> limit, QWidget *parent)
    : QFrame(parent)
    , m_field(field)
    , m_present(present)
    , m_limit(limit)
    , m_layout(new QVBoxLayout(this))
    , m_ask(new QLabel(this))
    , m_change(new SafeBrowser(this))
    , m_view(new QComboBox(this))
    , m_counter(new QLabel(this))
    , m_decision(new StatusPill(this))
    , m_text(new SafeBrowser(this))
    , m_editor(new QPlainTextEdit(this))
    , m_accept(new QPushButton(icon(u"check"_s), tr("Accept"), this))
    , m_edit(new QPushButton(icon(u"edit"_s), tr("Edit"), this))
    , m_reject(new QPushButton(icon(u"reject"_s), tr("Reject"), this))
{
    setObjectName(fieldName(field.field) + u"FieldCard"_s);
    setAccessibleName(fieldLabel(field.field));
    setFocusPolicy(Qt::ClickFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_text->setObjectName(u"diffTextBrowser"_s);
    m_text->setAccessibleName(tr("Changes of %1").arg(fieldLabel(field.field)));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_editor->setObjectName(u"proposalTextEdit"_s);
    m_editor->setAccessibleName(tr("Edited text of %1").arg(fieldLabel(field.field)));
    m_editor->setTabChangesFocus(true);
    m_editor->installEventFilter(this);
    m_editor->hide();
    connect(m_editor, &QPlainTextEdit::textChanged, this, &FieldCard::updateCounter);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &FieldCard::takeConsentBack);
    m_change->setObjectName(u"changeTextBrowser"_s);
    m_change->setAccessibleName(tr("What was changed meanwhile"));
    m_change->setOpenLinks(false);
    m_change->setFrameShape(QFrame::NoFrame);
    m_change->hide();
    m_ask->setObjectName(u"acceptAnywayLabel"_s);
    m_ask->setWordWrap(true);
    setTextRole(m_ask, TextRole::Warning);
    m_ask->hide();
    m_layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::medium);
    m_layout->setSpacing(spacing::small);
    m_layout->addWidget(createHead());
    m_layout->addWidget(m_text);
    m_layout->addWidget(m_editor);
    if (!field.isClean())
        m_layout->addWidget(createFindings());
    for (const QString &reason : field.reasons) {
        auto *label = new QLabel(u"• "_s + reason, this);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        setTextRole(label, TextRole::Muted);
        m_layout->addWidget(label);
    }
    m_layout->addWidget(m_ask);
    m_layout->addWidget(createButtons());
    showText();
    updateCounter();
}

QWidget *FieldCard::createHead()
{
    auto *head = new QWidget(this);
    auto *name = new QLabel(fieldLabel(m_field.field), head);
    name->setFont(titleFont(font()));
    m_counter->setObjectName(u"fieldCounterLabel"_s);
    m_decision->setVisible(!isOpen());
    const bool accepted = m_field.decision == FieldDecision::Accepted;
    m_decision->setStatus(accepted ? tr("Accepted") : tr("Rejected"), accepted ? Tone::Success : Tone::Neutral);
    m_view->setObjectName(u"diffViewComboBox"_s);
    m_view->setAccessibleName(tr("How the change is shown"));
    m_view->addItem(tr("Changes"), Text);
    m_view->addItem(tr("Changes in the source"), Source);
    m_view->addItem(tr("As it will look"), Preview);
    m_view->setMinimumContentsLength(8); // as narrow as that in a small window, and wide enough for all elsewhere
    m_view->setVisible(isHtml());
    // Where only markup changes, the words alone would show nothing.
    if (isHtml() && html::toPlainText(m_present) == html::toPlainText(m_field.after))
        m_view->setCurrentIndex(Source);
    connect(m_view, &QComboBox::currentIndexChanged, this, &FieldCard::showText);
    auto *first = new QHBoxLayout;
    first->setSpacing(spacing::medium);
    first->addWidget(name);
    first->addWidget(m_decision);
    first->addStretch();
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(first);
    words->addWidget(m_counter);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addLayout(words, 1);
    layout->addWidget(m_view, 0, Qt::AlignTop);
    return head;
}

QWidget *FieldCard::createButtons()
{
    auto *row = new QWidget(this);
    m_accept->setObjectName(u"acceptFieldPushButton"_s);
    m_accept->setToolTip(tr("Accept this field (A)"));
    m_edit->setObjectName(u"editFieldPushButton"_s);
    m_edit->setToolTip(tr("Change the text, then accept it (E)"));
    m_reject->setObjectName(u"rejectFieldPushButton"_s);
    m_reject->setToolTip(tr("Reject this field (R)"));
    connect(m_accept, &QPushButton::clicked, this, &FieldCard::accept);
    connect(m_edit, &QPushButton::clicked, this, &FieldCard::edit);
    connect(m_reject, &QPushButton::clicked, this, &FieldCard::reject);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addStretch();
    layout->addWidget(m_reject);
    layout->addWidget(m_edit);
    layout->addWidget(m_accept);
    row->setVisible(isOpen());
    return row;
}

bool FieldCard::isHtml() const
{
    return m_field.field == ProductField::DescriptionOptimized &&
           (html::looksLikeHtml(m_field.after) || html::looksLikeHtml(m_present));
}

QString FieldCard::shownForm(const QString &canonical) const
{
    const bool plain = isHtml() && m_view->currentData().toInt() == Text;
    return plain ? html::toPlainText(canonical) : readableText(m_field.field, canonical);
}

QString FieldCard::html(const QString &before, const QString &after) const
{
    return diffHtml(wordDiff(shownForm(before), shownForm(after)), tokens(this));
}

void FieldCard::showText()
{
    if (m_view->currentData().toInt() == Preview && isHtml()) {
        m_text->setHtml(html::clean(m_field.after, {}));
    } else {
        const QString after = shownForm(m_field.after);
        m_text->setHtml(diffHtml(wordDiff(shownForm(m_present), after), tokens(this), marksIn(after, m_field)));
    }
    if (m_conflict)
        m_change->setHtml(html(m_base, m_present));
    fitHeight();
}

void FieldCard::fitHeight()
{
    for (QTextBrowser *browser : {m_text, m_change}) {
        browser->document()->setTextWidth(std::max(200, browser->viewport()->width()));
        const int wanted = static_cast<int>(browser->document()->size().height()) + spacing::small;
        browser->setFixedHeight(std::clamp(wanted, lowest, highest));
    }
}

void FieldCard::updateCounter()
{
    const QString text = isEditing() ? m_editor->toPlainText() : readableText(m_field.field, m_field.after);
    const int used = codePoints(text);
    const int before = codePoints(readableText(m_field.field, m_present));
    QString counter = tr("%1 → %Ln character(s)", nullptr, used).arg(locale().toString(before));
    if (m_limit)
        counter += u' ' + tr("(limit %1)").arg(locale().toString(*m_limit));
    m_counter->setText(counter);
    setTextRole(m_counter, m_limit && used > *m_limit ? TextRole::Danger : TextRole::Muted);
}

bool FieldCard::isEditing() const
{
    return !m_editor->isHidden();
}

void FieldCard::setCurrent(bool current)
{
    m_current = current;
    update();
}

void FieldCard::edit()
{
    if (!isOpen() || isEditing())
        return;
    openEditor(readableText(m_field.field, m_field.after));
    m_editor->setFocus(Qt::OtherFocusReason);
}

void FieldCard::openEditor(const QString &text)
{
    m_editor->setPlainText(readableText(m_field.field, m_field.after));
    m_unedited = m_editor->toPlainText();
    if (text != m_unedited)
        m_editor->setPlainText(text);
    m_editor->setFixedHeight(std::clamp(m_text->height() + 2 * spacing::huge, 3 * lowest / 2, highest));
    m_text->hide();
    m_editor->show();
    m_accept->setText(tr("Accept the edited text"));
    m_asked = false;
    m_ask->hide();
    m_edit->hide();
    updateCounter();
}

std::optional<QString> FieldCard::editedText() const
{
    if (!isEditing())
        return {};
    const QString text = m_editor->toPlainText();
    // The editor itself changes some characters, such as spaces that do not break.
    return text == m_unedited ? m_field.after : canonicalText(m_field.field, text);
}

std::optional<FieldCard::Draft> FieldCard::draft() const
{
    if (!isEditing())
        return {};
    return Draft{m_editor->toPlainText(), m_editor->hasFocus()};
}

void FieldCard::continueDraft(const Draft &draft)
{
    if (!isOpen())
        return;
    openEditor(draft.text);
    m_editor->moveCursor(QTextCursor::End);
    if (draft.hasFocus)
        m_editor->setFocus(Qt::OtherFocusReason);
}

void FieldCard::accept()
{
    if (!isOpen())
        return;
    if (needsConsent() && !m_asked) {
        askConsent();
        return;
    }
    const std::optional<QString> text = editedText();
    Q_EMIT accepted(text == m_field.after ? std::nullopt : text);
}

void FieldCard::reject()
{
    if (isOpen())
        Q_EMIT rejected();
}

bool FieldCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & Qt::ControlModifier) {
            accept();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_editor->hide();
            m_text->show();
            m_edit->show();
            m_accept->setText(m_conflict ? tr("Use the proposed text") : tr("Accept"));
            m_asked = false;
            m_ask->hide();
            updateCounter();
            setFocus();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void FieldCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    stylepainting::roundedPanel(painter, rect(), spacing::radiusLarge, t.surface, m_current ? t.accent : t.border);
}

void FieldCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

void FieldCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_view->count() > 0)
        showText();
}

} // namespace listwright
