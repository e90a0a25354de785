// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright::html {

/** Receives a fragment's parts in order. Starts and ends are balanced whatever the input; names are lower case. */
class FragmentHandler
{
public:
    virtual ~FragmentHandler() = default;
    /** `href` is the attribute of that name, raw; no other attribute is of use to anybody here. */
    virtual void startElement(const QString &name, const QString &href) = 0;
    virtual void endElement(const QString &name) = 0;
    virtual void text(const QString &text) = 0;
    /**
     * A script, a frame, a form, a handler or the like stood here, also where only a browser would see it: in a comment
     * or behind a style. It is left out in any case.
     */
    virtual void activeContent(const QString & /*name*/) {}
};

/** Longer fragments are cut; twice of what the most generous marketplace takes. */
inline constexpr qsizetype longestFragment = 1'000'000;

/**
 * Parses with libxml2. Elements whose content is no text for readers (script, style, svg, iframe, form controls …) are
 * left out with all they contain. Elements nested deeper than 200 end the fragment: nobody writes those by hand.
 */
void parseFragment(const QString &fragment, FragmentHandler &handler);

} // namespace listwright::html
