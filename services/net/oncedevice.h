// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace listwright {

/**
 * The body of a request, which can be read once and not rewound. QNetworkAccessManager repeats a request by itself when
 * the connection ends without an answer, POST included; with a body it cannot rewind, it has to give up instead.
 */
class OnceDevice : public QIODevice
{
public:
    explicit OnceDevice(QByteArray data);
    bool isSequential() const override;
    qint64 bytesAvailable() const override;
    bool atEnd() const override;
    bool seek(qint64 position) override; ///< false, without the warning that QIODevice would log
    bool reset() override;               ///< false
    /** Whether there was something, and all of it was taken. */
    bool wasRead() const { return m_read > 0 && m_read == m_data.size(); }

protected:
    qint64 readData(char *to, qint64 maximum) override;
    qint64 writeData(const char *from, qint64 size) override;

private:
    QByteArray m_data;
    qint64 m_read = 0;
};

} // namespace listwright
