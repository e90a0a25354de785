// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/progresscard.h"

#include "ui/style/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/runningtasks.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace listwright {

ProgressCard::ProgressCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel(this))
    , m_detail(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"progressCard"_s);
    setCard(this);
    m_title->setObjectName(u"titleLabel"_s);
    m_title->setFont(titleFont(font()));
    m_detail->setObjectName(u"detailLabel"_s);
    setTextRole(m_detail, TextRole::Muted);
    m_bar->setObjectName(u"progressBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(spacing::small);
    m_cancel->setObjectName(u"cancelPushButton"_s);
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, &ProgressCard::cancelRequested);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(spacing::large, spacing::medium, spacing::large, spacing::medium);
    layout->setVerticalSpacing(spacing::tiny);
    layout->addWidget(m_title, 0, 0);
    layout->addWidget(m_detail, 1, 0);
    layout->addWidget(m_cancel, 0, 1, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_bar, 2, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    setProgress({});
}

void ProgressCard::follow(RunningTask *task)
{
    const auto show = [this, task] {
        setTitle(task->title());
        setDetail(task->isCancelling() ? tr("Cancelling…") : task->detail());
        setProgress(task->progress());
        setCancellable(task->canCancel());
        m_cancel->setEnabled(!task->isCancelling());
    };
    connect(task, &RunningTask::changed, this, show);
    connect(task, &RunningTask::finished, this, &ProgressCard::finished);
    connect(this, &ProgressCard::cancelRequested, task, &RunningTask::cancel);
    show();
}

void ProgressCard::setTitle(const QString &title)
{
    m_title->setText(title);
    m_bar->setAccessibleName(tr("Progress of “%1”").arg(title));
    m_cancel->setAccessibleName(tr("Cancel “%1”").arg(title));
}

void ProgressCard::setDetail(const QString &detail)
{
    m_detail->setText(detail);
}

void ProgressCard::setProgress(std::optional<double> progress)
{
    constexpr int steps = 1000;
    m_bar->setRange(0, progress ? steps : 0);
    if (progress)
        m_bar->setValue(qRound(*progress * steps));
}

void ProgressCard::setCancellable(bool cancellable)
{
    m_cancel->setVisible(cancellable);
}

} // namespace listwright
