// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/commandpalette.h"

#include "ui/style/icons.h"
#include "ui/style/stylepainting.h"

#include <QAction>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int paletteWidth = 560;
constexpr int paletteHeight = 420;
constexpr int entryHeight = 38;
constexpr int topDistance = 88;

enum Role { CommandIndexRole = Qt::UserRole + 1, ContextRole, ShortcutRole, EnabledRole };

/** Label at the left, where it belongs in grey behind it, its shortcut at the right. */
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), entryHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokens(option.palette);
        const QRect area = option.rect.adjusted(spacing::tiny, 1, -spacing::tiny, -1);
        const bool enabled = index.data(EnabledRole).toBool();
        if (option.state.testFlag(QStyle::State_Selected))
            stylepainting::roundedPanel(*painter, area, spacing::radius, t.accentSoft, QColor());
        const QRect symbol(area.left() + spacing::medium, area.center().y() - 8, 18, 18);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, symbol, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        QRect text = area.adjusted(spacing::medium + 30, 0, -spacing::medium, 0);
        const QString shortcut = index.data(ShortcutRole).toString();
        painter->setFont(option.font);
        painter->setPen(t.textMuted);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, shortcut);
        const int room = text.width() - option.fontMetrics.horizontalAdvance(shortcut) - spacing::small;
        const QString label = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room);
        painter->setPen(enabled ? t.text : t.textDisabled);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, label);
        painter->setPen(t.textMuted);
        text.setLeft(text.left() + option.fontMetrics.horizontalAdvance(label) + spacing::medium);
        text.setRight(text.right() - option.fontMetrics.horizontalAdvance(shortcut) - spacing::small);
        painter->setFont(smallFont(option.font));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data(ContextRole).toString(), Qt::ElideRight,
                                                            qMax(0, text.width())));
    }
};

QString labelOf(const QAction &action)
{
    QString label = action.text();
    label.remove(u'&');
    return label;
}

} // namespace

CommandPalette::CommandPalette(const QList<WindowCommand> &commands, QWidget *parent)
    : QFrame(parent)
    , m_commands(commands)
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_nothing(new QLabel(tr("No command has these words."), this))
    , m_focusBefore(QApplication::focusWidget())
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_input->setObjectName(u"commandLineEdit"_s);
    m_input->setPlaceholderText(tr("Type what you want to do…"));
    m_input->setAccessibleName(tr("Find a command"));
    m_input->addAction(icon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_input->setMinimumHeight(spacing::controlHeight + spacing::small);
    m_list->setObjectName(u"commandListView"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setModel(m_model);
    QPalette raised = m_list->palette();
    raised.setColor(QPalette::Base, tokens(this).raised);
    m_list->setPalette(raised);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::medium);
    layout->addWidget(m_input);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    m_nothing->setObjectName(u"noCommandLabel"_s);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setMargin(spacing::huge);
    setTextRole(m_nothing, TextRole::Muted);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(32);
    shadow->setOffset(0, spacing::small);
    shadow->setColor(tokens(this).shadow);
    setGraphicsEffect(shadow);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    m_input->installEventFilter(this);
    filter({});
}

void CommandPalette::open()
{
    const int width = qMin(paletteWidth, parentWidget()->width() - 2 * spacing::huge);
    const int top = qMin(topDistance, parentWidget()->height() / 8);
    setGeometry((parentWidget()->width() - width) / 2, top, width,
                qMin(paletteHeight, parentWidget()->height() - 2 * top));
    show();
    raise();
    m_input->setFocus();
}

int CommandPalette::score(const QString &typed, const QString &text)
{
    int total = 1;
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        if (at == 0)
            total += 8;
        else if (!text.at(at - 1).isLetterOrNumber() || text.contains(u' ' + word, Qt::CaseInsensitive))
            total += 4;
        else
            total += 1;
    }
    return total;
}

void CommandPalette::filter(const QString &typed)
{
    QList<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        if (!m_commands[i].action)
            continue;
        const QString text = labelOf(*m_commands[i].action) + u' ' + m_commands[i].context;
        if (const int points = score(typed, text); points > 0)
            found.append({points, i});
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, [](const auto &entry) { return entry.first; });
    m_model->clear();
    for (const auto &[points, i] : std::as_const(found)) {
        const QAction &action = *m_commands[i].action;
        auto *item = new QStandardItem(action.icon(), labelOf(action));
        item->setData(static_cast<int>(i), CommandIndexRole);
        item->setData(m_commands[i].context, ContextRole);
        item->setData(action.shortcut().toString(QKeySequence::NativeText), ShortcutRole);
        item->setData(action.isEnabled(), EnabledRole);
        m_model->appendRow(item);
    }
    int first = 0; // Enter is to do something
    while (first + 1 < m_model->rowCount() && !m_model->index(first, 0).data(EnabledRole).toBool())
        ++first;
    const bool possible = m_model->index(first, 0).data(EnabledRole).toBool();
    m_list->setCurrentIndex(m_model->index(possible ? first : 0, 0));
    m_list->setVisible(m_model->rowCount() > 0);
    m_nothing->setVisible(m_model->rowCount() == 0);
}

void CommandPalette::run()
{
    const QModelIndex chosen = m_list->currentIndex();
    if (!chosen.isValid() || !chosen.data(EnabledRole).toBool())
        return;
    const QPointer<QAction> action = m_commands[chosen.data(CommandIndexRole).toInt()].action;
    finish();
    if (action)
        action->trigger();
}

void CommandPalette::finish()
{
    m_input->removeEventFilter(this);
    if (m_focusBefore)
        m_focusBefore->setFocus();
    close();
}

void CommandPalette::moveSelection(int steps)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = qBound(0, m_list->currentIndex().row() + steps, count - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        // Closing moves the focus, which must not happen inside another widget's getting it.
        m_focusBefore = nullptr;
        QMetaObject::invokeMethod(this, &CommandPalette::finish, Qt::QueuedConnection);
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    constexpr int page = 8;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        finish();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Up:
        moveSelection(-1);
        return true;
    case Qt::Key_Down:
        moveSelection(1);
        return true;
    case Qt::Key_PageUp:
        moveSelection(-page);
        return true;
    case Qt::Key_PageDown:
        moveSelection(page);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(this);
    stylepainting::roundedPanel(painter, rect(), spacing::medium, t.raised, t.borderStrong);
}

} // namespace listwright
