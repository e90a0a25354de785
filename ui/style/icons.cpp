// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/icons.h"

#include "ui/style/qtcompat.h"
#include "ui/style/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

QString pathOf(const QString &name)
{
    return u":/listwright/icons/%1.svg"_s.arg(name);
}

/** Paints one SVG of ours in the colour that fits the application's palette at that moment. */
class StrokeIconEngine : public QIconEngine
{
public:
    StrokeIconEngine(QString name, IconColor color) : m_name(std::move(name)), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, rendered(rect.size(), scale, colorFor(mode)));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        return rendered(size, 1.0, colorFor(mode));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(state)
        // The stroke is drawn for device pixels, and the caller sets the ratio.
        return rendered(qtcompat::deviceSize(size, scale), 1.0, colorFor(mode));
    }

    QIconEngine *clone() const override { return new StrokeIconEngine(*this); }
    QString key() const override { return u"listwright"_s; }
    QString iconName() override { return m_name; }
    bool isNull() override { return !QFile::exists(pathOf(m_name)); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const Tokens &t = tokens(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return t.textDisabled;
        switch (m_color) {
        case IconColor::Text:
            return t.text;
        case IconColor::Muted:
            return t.textMuted;
        case IconColor::Accent:
            return t.accent;
        case IconColor::OnAccent:
            return t.onAccent;
        case IconColor::Success:
            return t.success;
        case IconColor::Warning:
            return t.warning;
        case IconColor::Danger:
            return t.danger;
        }
        return t.text;
    }

    QPixmap rendered(const QSize &size, qreal scale, const QColor &color) const
    {
        const QSize pixels = size * scale;
        const QString key = u"listwright-icon/%1/%2x%3@%4/%5"_s.arg(m_name)
                                .arg(pixels.width())
                                .arg(pixels.height())
                                .arg(scale)
                                .arg(color.name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(pixels);
        pixmap.fill(Qt::transparent);
        QFile file(pathOf(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            renderer.render(&painter);
        }
        pixmap.setDevicePixelRatio(scale);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString m_name;
    IconColor m_color;
};

} // namespace

QIcon icon(const QString &name, IconColor color)
{
    return QFile::exists(pathOf(name)) ? QIcon(new StrokeIconEngine(name, color)) : QIcon();
}

} // namespace listwright
