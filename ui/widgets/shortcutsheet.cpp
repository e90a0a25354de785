// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/shortcutsheet.h"

#include "ui/style/stylepainting.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int sheetHeight = 520;

/** A key combination drawn as a key. */
class KeyCap : public QWidget
{
public:
    KeyCap(const QString &keys, QWidget *parent) : QWidget(parent), m_keys(keys)
    {
        setAccessibleName(keys);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(smallFont(font()));
        return {metrics.horizontalAdvance(m_keys) + 2 * spacing::small, metrics.height() + spacing::small};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = tokens(this);
        stylepainting::roundedPanel(painter, rect(), 4, t.surface, t.borderStrong);
        painter.setFont(smallFont(font()));
        painter.setPen(t.text);
        painter.drawText(rect(), Qt::AlignCenter, m_keys);
    }

private:
    QString m_keys;
};

/** Columns of groups, each with its shortcuts. */
QWidget *makeSheet(const QList<std::pair<QString, QList<QAction *>>> &groups, int columnCount, QWidget *parent)
{
    auto *sheet = new QWidget(parent);
    auto *columns = new QHBoxLayout(sheet);
    columns->setSpacing(2 * spacing::huge);
    columns->setContentsMargins(0, 0, spacing::medium, 0);
    QList<QGridLayout *> grids;
    for (int i = 0; i < columnCount; ++i) {
        grids << new QGridLayout;
        grids.last()->setHorizontalSpacing(spacing::huge);
        grids.last()->setVerticalSpacing(spacing::small);
        grids.last()->setColumnStretch(0, 1);
        columns->addLayout(grids.last(), 1);
    }
    for (const auto &[title, actions] : groups) {
        QGridLayout *grid = *std::ranges::min_element(grids, {}, &QGridLayout::rowCount);
        auto *heading = new QLabel(title, sheet);
        heading->setFont(titleFont(sheet->font()));
        heading->setContentsMargins(0, spacing::medium, 0, spacing::tiny);
        grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
        for (QAction *action : actions) {
            const int row = grid->rowCount();
            grid->addWidget(new QLabel(action->text().remove(u'&'), sheet), row, 0);
            grid->addWidget(new KeyCap(action->shortcut().toString(QKeySequence::NativeText), sheet), row, 1,
                            Qt::AlignRight);
        }
    }
    for (QGridLayout *grid : std::as_const(grids))
        grid->setRowStretch(grid->rowCount(), 1);
    return sheet;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<WindowCommand> &commands, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    QList<std::pair<QString, QList<QAction *>>> groups;
    for (const WindowCommand &command : commands) {
        if (!command.action || command.action->shortcut().isEmpty())
            continue;
        auto group = std::ranges::find(groups, command.context, &std::pair<QString, QList<QAction *>>::first);
        if (group == groups.end())
            group = groups.insert(groups.end(), {command.context, {}});
        if (!group->second.contains(command.action))
            group->second.append(command.action);
    }
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"shortcutScrollArea"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    const QSize room = screen()->availableSize() * 9 / 10;
    const int around = 2 * spacing::huge + style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    QWidget *sheet = makeSheet(groups, 2, scroll);
    if (sheet->sizeHint().width() + around > room.width()) {
        delete sheet;
        sheet = makeSheet(groups, 1, scroll);
    }
    scroll->setWidget(sheet);
    scroll->setMinimumWidth(sheet->sizeHint().width() + around - 2 * spacing::huge); // it scrolls downwards only
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::huge, spacing::large, spacing::huge, spacing::large);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(QSize(sheet->sizeHint().width() + around, sheetHeight).boundedTo(room));
}

} // namespace listwright
