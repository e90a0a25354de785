// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/questionsunderway.h"

#include <QHash>

#include <condition_variable>
#include <mutex>

namespace listwright {

struct QuestionsUnderWay::Question
{
    QByteArray hash;
    std::optional<KeptAnswer> answer{};
};

struct QuestionsUnderWay::Board
{
    std::mutex mutex{};
    std::condition_variable_any changed{};
    QHash<QByteArray, std::shared_ptr<Question>> questions{};
};

QuestionsUnderWay::QuestionsUnderWay() : m_board(std::make_shared<Board>()) {}
QuestionsUnderWay::~QuestionsUnderWay() = default;

QuestionsUnderWay::Turn::~Turn()
{
    const std::lock_guard lock(m_board->mutex);
    const auto present = m_board->questions.constFind(m_question->hash);
    if (present != m_board->questions.cend() && *present == m_question) // or another has taken its place
        m_board->questions.erase(present);
    m_board->changed.notify_all();
}

void QuestionsUnderWay::Turn::answered(const KeptAnswer &answer)
{
    const std::lock_guard lock(m_board->mutex);
    m_question->answer = answer;
    m_board->changed.notify_all();
}

Result<QuestionsUnderWay::Entry> QuestionsUnderWay::enter(const QByteArray &hash,
                                                          const std::function<bool(const KeptAnswer &)> &suits,
                                                          const std::stop_token &stop)
{
    std::unique_lock lock(m_board->mutex);
    const auto isBeingAsked = [&] {
        const auto question = m_board->questions.value(hash);
        return question && !question->answer;
    };
    if (!m_board->changed.wait(lock, stop, [&] { return !isBeingAsked(); }))
        return failure(ErrorCode::Cancelled, tr("The request was stopped."));
    if (const auto question = m_board->questions.value(hash); question && suits(*question->answer))
        return Entry{.answer = question->answer};
    const auto mine = std::make_shared<Question>(Question{hash});
    m_board->questions.insert(hash, mine);
    return Entry{.turn = std::shared_ptr<Turn>(new Turn(m_board, mine))};
}

} // namespace listwright
