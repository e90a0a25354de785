// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

class QApplication;
class QWidget;

namespace listwright {

class Settings;
class SystemScheme;

/** The look's colours. Widgets ask tokens() for them while painting and never write a colour down themselves. */
struct Tokens
{
    bool dark = false;
    QColor window;  ///< behind everything
    QColor rail;    ///< the navigation's and status bar's ground
    QColor surface; ///< tables, inputs, cards
    QColor raised;  ///< menus, toasts, dialogs
    QColor hover;   ///< under the pointer
    QColor pressed;
    QColor border;       ///< subtle, between areas
    QColor borderStrong; ///< round inputs and buttons
    QColor text;
    QColor textMuted; ///< at least 4.5:1 on surface
    QColor textDisabled;
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor accentSoft; ///< ground of what is selected
    QColor onAccent;
    QColor selection; ///< ground of selected text
    QColor focus;     ///< the ring
    QColor success, successSoft;
    QColor warning, warningSoft;
    QColor danger, dangerSoft;
    QColor info, infoSoft;
    QColor added, removed; ///< grounds of a diff's words
    QColor shadow;
};

/** Distances and sizes in device-independent pixels; everything is a multiple of four. */
namespace spacing {
inline constexpr int tiny = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int huge = 24;
inline constexpr int radius = 6;
inline constexpr int radiusLarge = 10;
inline constexpr int controlHeight = 32;
inline constexpr int rowHeight = 36;
} // namespace spacing

const Tokens &lightTokens();
const Tokens &darkTokens();
/** The tokens that fit a palette: the dark ones when its window colour is dark. */
const Tokens &tokens(const QPalette &palette);
const Tokens &tokens(const QWidget *widget);
QPalette palette(const Tokens &tokens);

/**
 * Text sizes relative to the application's font, for labels: setFont(headlineFont(font())).
 * A label's colour is set by role: setTextRole(label, TextRole::Muted), which follows a change of theme.
 */
QFont headlineFont(const QFont &base);
QFont titleFont(const QFont &base);
QFont smallFont(const QFont &base);
/** Digits of equal width, for columns of numbers. */
QFont numberFont(const QFont &base);

enum class TextRole { Normal, Muted, Accent, Success, Warning, Danger };
void setTextRole(QWidget *widget, TextRole role);

/** How a QPushButton or QToolButton looks: Primary is the one thing to do next, Ghost has no border. */
enum class ButtonRole { Normal, Primary, Danger, Ghost };
void setButtonRole(QWidget *button, ButtonRole role);
/** A QFrame with the surface's ground, a subtle border and round corners. */
void setCard(QWidget *frame);

/** Gives the application its style, palette and font, and keeps them right when the system or the setting changes. */
class Theme : public QObject
{
    Q_OBJECT

public:
    /** Both must outlive the theme. */
    Theme(QApplication &application, Settings &settings, QObject *parent = nullptr);

    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication &m_application;
    Settings &m_settings;
    SystemScheme *m_system;
    bool m_dark = false;
};

} // namespace listwright
