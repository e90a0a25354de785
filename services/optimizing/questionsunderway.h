// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/modelcallrepository.h"

#include <QCoreApplication>

#include <functional>
#include <memory>
#include <stop_token>

namespace listwright {

/** Lets equal questions of one process wait for the answer to the first, so that it is paid for once. Thread-safe. */
class QuestionsUnderWay
{
    Q_DECLARE_TR_FUNCTIONS(QuestionsUnderWay)

    struct Board;
    struct Question;

public:
    QuestionsUnderWay();
    ~QuestionsUnderWay();

    /**
     * Being the one that asks. When it goes without an answer the next that waits asks; one with an answer is to be
     * kept until the answer stands in the database.
     */
    class Turn
    {
    public:
        ~Turn();
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        void answered(const KeptAnswer &answer);

    private:
        friend class QuestionsUnderWay;
        Turn(std::shared_ptr<Board> board, std::shared_ptr<Question> question)
            : m_board(std::move(board)), m_question(std::move(question))
        {
        }
        std::shared_ptr<Board> m_board;
        std::shared_ptr<Question> m_question;
    };

    /** One of the two. */
    struct Entry
    {
        std::shared_ptr<Turn> turn{};
        std::optional<KeptAnswer> answer{};
    };
    /**
     * Waits while an equal question is being asked; Cancelled on a stop. An answer that `suits` does not take is asked
     * for anew.
     */
    Result<Entry> enter(const QByteArray &hash, const std::function<bool(const KeptAnswer &)> &suits,
                        const std::stop_token &stop);

private:
    std::shared_ptr<Board> m_board;
};

} // namespace listwright
