// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/theme.h"

#include <QWidget>

namespace listwright {

namespace {

QColor rgb(uint value)
{
    return QColor::fromRgb(0xff000000U | value);
}

Tokens makeLight()
{
    Tokens t;
    t.window = rgb(0xf6f7f9);
    t.rail = rgb(0xeef0f4);
    t.surface = rgb(0xffffff);
    t.raised = rgb(0xffffff);
    t.hover = rgb(0xeceff4);
    t.pressed = rgb(0xdfe3ea);
    t.border = rgb(0xe2e5eb);
    t.borderStrong = rgb(0xc7cdd7);
    t.text = rgb(0x1a2130);
    t.textMuted = rgb(0x5b6475);
    t.textDisabled = rgb(0xa3abb8);
    t.accent = rgb(0x3d55e6);
    t.accentHover = rgb(0x3148cf);
    t.accentPressed = rgb(0x273bb0);
    t.accentSoft = rgb(0xe6eafd);
    t.onAccent = rgb(0xffffff);
    t.selection = rgb(0xc5cffb);
    t.focus = rgb(0x3d55e6);
    t.success = rgb(0x17733f);
    t.successSoft = rgb(0xdff4e7);
    t.warning = rgb(0x8a5200);
    t.warningSoft = rgb(0xfdf0d8);
    t.danger = rgb(0xbb2d26);
    t.dangerSoft = rgb(0xfce6e4);
    t.info = rgb(0x1b649f);
    t.infoSoft = rgb(0xe0effa);
    t.added = rgb(0xd3f2de);
    t.removed = rgb(0xfad7d4);
    t.shadow = QColor(20, 28, 45, 40);
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = rgb(0x15181e);
    t.rail = rgb(0x101318);
    t.surface = rgb(0x1b1f27);
    t.raised = rgb(0x232833);
    t.hover = rgb(0x282e3a);
    t.pressed = rgb(0x313846);
    t.border = rgb(0x2b313c);
    t.borderStrong = rgb(0x414a59);
    t.text = rgb(0xe8ebf0);
    t.textMuted = rgb(0x9da7b6);
    t.textDisabled = rgb(0x626c7b);
    t.accent = rgb(0x8195ff);
    t.accentHover = rgb(0x97a8ff);
    t.accentPressed = rgb(0x6d82f2);
    t.accentSoft = rgb(0x283158);
    t.onAccent = rgb(0x0d1226);
    t.selection = rgb(0x3a4a8f);
    t.focus = rgb(0x94a5ff);
    t.success = rgb(0x63d196);
    t.successSoft = rgb(0x17372a);
    t.warning = rgb(0xf1b957);
    t.warningSoft = rgb(0x3c2f16);
    t.danger = rgb(0xff8a82);
    t.dangerSoft = rgb(0x452423);
    t.info = rgb(0x74bbf3);
    t.infoSoft = rgb(0x17324b);
    t.added = rgb(0x1d4632);
    t.removed = rgb(0x522927);
    t.shadow = QColor(0, 0, 0, 120);
    return t;
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens light = makeLight();
    return light;
}

const Tokens &darkTokens()
{
    static const Tokens dark = makeDark();
    return dark;
}

const Tokens &tokens(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

const Tokens &tokens(const QWidget *widget)
{
    return tokens(widget->palette());
}

QPalette palette(const Tokens &t)
{
    QPalette result;
    const auto set = [&result](QPalette::ColorRole role, const QColor &color) {
        result.setColor(QPalette::All, role, color);
    };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.surface);
    set(QPalette::AlternateBase, t.dark ? t.surface.lighter(108) : t.window);
    set(QPalette::Text, t.text);
    set(QPalette::PlaceholderText, t.textMuted);
    set(QPalette::Button, t.surface);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.danger);
    set(QPalette::Link, t.accent);
    set(QPalette::LinkVisited, t.accent);
    set(QPalette::Highlight, t.selection);
    set(QPalette::HighlightedText, t.text);
    set(QPalette::ToolTipBase, t.raised);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::Light, t.raised);
    set(QPalette::Midlight, t.hover);
    set(QPalette::Mid, t.border);
    set(QPalette::Dark, t.borderStrong);
    set(QPalette::Shadow, t.shadow);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, t.textDisabled);
    result.setColor(QPalette::Disabled, QPalette::HighlightedText, t.textDisabled);
    result.setColor(QPalette::Disabled, QPalette::Highlight, t.hover);
    return result;
}

} // namespace listwright
