// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QThread>

#include <chrono>
#include <mutex>

namespace listwright::test {

/**
 * An OpenAI-compatible service on 127.0.0.1 that answers every question after the same time with a better title made of
 * the record's own words, and counts how often it was asked about each product. Answers any number of connections.
 */
class ChatStub
{
public:
    explicit ChatStub(std::chrono::milliseconds latency);
    ~ChatStub();
    ChatStub(const ChatStub &) = delete;
    ChatStub &operator=(const ChatStub &) = delete;

    /** Of the questions that come from now on. */
    void setLatency(std::chrono::milliseconds latency);
    /** For LISTWRIGHT_AI_BASE_URL. */
    QString baseUrl() const;
    /** Questions about the product whose title says "number <n>", and all of them. */
    int questionsAbout(int number) const;
    int questions() const;

private:
    class Server;

    std::chrono::milliseconds m_latency;
    QThread m_thread;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QHash<int, int> m_asked;
    int m_questions = 0;
};

} // namespace listwright::test
