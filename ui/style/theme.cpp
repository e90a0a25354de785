// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/theme.h"

#include "services/settings/settings.h"
#include "ui/style/icons.h"
#include "ui/style/listwrightstyle.h"
#include "ui/style/qtcompat.h"
#include "ui/style/systemscheme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFrame>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

/** A size at which a table of 36-pixel rows reads well; the desktop's own one where it is larger. */
constexpr qreal basePointSize = 10;

QFont applicationFont(const QFont &present)
{
    QFont font = present;
    if (QFontDatabase::families().contains("Inter"_L1))
        font.setFamily(u"Inter"_s);
    if (font.pointSizeF() > 0 && font.pointSizeF() < basePointSize)
        font.setPointSizeF(basePointSize);
    return font;
}

QFont scaled(const QFont &base, qreal factor, QFont::Weight weight)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

QColor roleColor(const Tokens &t, TextRole role)
{
    switch (role) {
    case TextRole::Normal:
        return t.text;
    case TextRole::Muted:
        return t.textMuted;
    case TextRole::Accent:
        return t.accent;
    case TextRole::Success:
        return t.success;
    case TextRole::Warning:
        return t.warning;
    case TextRole::Danger:
        return t.danger;
    }
    return t.text;
}

/** Gives a label its role's colour, again after each change of theme. */
class TextRoleKeeper : public QObject
{
public:
    explicit TextRoleKeeper(QWidget *widget) : QObject(widget), m_widget(widget)
    {
        setObjectName(u"TextRoleKeeper"_s);
        widget->installEventFilter(this);
    }

    void setRole(TextRole role)
    {
        m_role = role;
        apply();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    void apply()
    {
        const QColor color = roleColor(tokens(QGuiApplication::palette()), m_role);
        if (m_widget->palette().color(QPalette::Active, QPalette::WindowText) == color)
            return; // also ends the round trip: setting a palette is itself a change of palette
        QPalette changed;
        changed.setColor(QPalette::WindowText, color);
        m_widget->setPalette(changed);
    }

    QWidget *m_widget;
    TextRole m_role = TextRole::Normal;
};

} // namespace

QFont headlineFont(const QFont &base)
{
    return scaled(base, 1.6, QFont::DemiBold);
}

QFont titleFont(const QFont &base)
{
    return scaled(base, 1.15, QFont::DemiBold);
}

QFont smallFont(const QFont &base)
{
    return scaled(base, 0.9, QFont::Normal);
}

QFont numberFont(const QFont &base)
{
    QFont font = base;
    qtcompat::useTabularDigits(font);
    return font;
}

void setTextRole(QWidget *widget, TextRole role)
{
    QObject *found = widget->findChild<QObject *>(u"TextRoleKeeper"_s, Qt::FindDirectChildrenOnly);
    auto *keeper = found ? static_cast<TextRoleKeeper *>(found) : new TextRoleKeeper(widget);
    keeper->setRole(role);
}

void setButtonRole(QWidget *button, ButtonRole role)
{
    button->setProperty(ListwrightStyle::buttonRoleProperty, static_cast<int>(role));
    button->update();
}

void setCard(QWidget *frame)
{
    frame->setProperty(ListwrightStyle::cardProperty, true);
    if (auto *shaped = qobject_cast<QFrame *>(frame))
        shaped->setFrameShape(QFrame::StyledPanel);
}

Theme::Theme(QApplication &application, Settings &settings, QObject *parent)
    : QObject(parent), m_application(application), m_settings(settings), m_system(new SystemScheme(this))
{
    m_application.setStyle(new ListwrightStyle);
    m_application.setFont(applicationFont(m_application.font()));
    m_application.setWindowIcon(icon(u"listwright"_s));
    connect(m_system, &SystemScheme::changed, this, &Theme::apply);
    connect(&m_settings, &Settings::changed, this, [this](SettingKey key) {
        if (key == SettingKey::Theme)
            apply();
    });
    apply();
}

void Theme::apply()
{
    const QString choice = m_settings.text(SettingKey::Theme);
    m_dark = choice == "dark"_L1 || (choice == "system"_L1 && m_system->isDark());
    m_application.setPalette(palette(m_dark ? darkTokens() : lightTokens()));
    Q_EMIT changed();
}

} // namespace listwright
