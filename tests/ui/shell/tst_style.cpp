// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, icons and controls: can they be read, do they follow the theme, are they there at all?

#include "services/settings/settings.h"
#include "ui/catalog/catalogdelegate.h"
#include "ui/style/icons.h"
#include "ui/style/listwrightstyle.h"
#include "ui/style/systemscheme.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStyleOption>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace listwright;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/** WCAG 2.1's contrast ratio. */
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Pair
{
    const char *name;
    QColor text;
    QColor ground;
};

/** Every text on every ground that the window puts it on. */
QList<Pair> textPairs(const Tokens &t)
{
    return {{"text on the window", t.text, t.window},
            {"text on a surface", t.text, t.surface},
            {"text on a menu", t.text, t.raised},
            {"text on the rail", t.text, t.rail},
            {"text under the pointer", t.text, t.hover},
            {"text pressed", t.text, t.pressed},
            {"chosen row", t.text, t.accentSoft},
            {"selected text", t.text, t.selection},
            {"muted on the window", t.textMuted, t.window},
            {"muted on a surface", t.textMuted, t.surface},
            {"muted on a toast", t.textMuted, t.raised},
            {"muted on the rail", t.textMuted, t.rail},
            {"muted under the pointer", t.textMuted, t.hover},
            {"muted in a chosen row", t.textMuted, t.accentSoft},
            {"primary button", t.onAccent, t.accent},
            {"primary button under the pointer", t.onAccent, t.accentHover},
            {"primary button pressed", t.onAccent, t.accentPressed},
            {"present page", t.accent, t.accentSoft},
            {"link", t.accent, t.surface},
            {"link on the window", t.accent, t.window},
            {"success", t.success, t.successSoft},
            {"success on a surface", t.success, t.surface},
            {"success on the window", t.success, t.window},
            {"warning", t.warning, t.warningSoft},
            {"warning on a surface", t.warning, t.surface},
            {"warning on the window", t.warning, t.window},
            {"danger", t.danger, t.dangerSoft},
            {"danger on a surface", t.danger, t.surface},
            {"danger on the window", t.danger, t.window},
            {"information", t.info, t.infoSoft},
            {"added words", t.text, t.added},
            {"removed words", t.text, t.removed},
            {"drop zone", t.text, t.accentSoft},
            {"drop zone refusing", t.text, t.dangerSoft},
            {"badge", t.text, t.borderStrong}};
}

bool isUniform(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != image.pixel(0, 0))
                return false;
        }
    }
    return true;
}

using MakeControl = std::function<QWidget *()>;

template <class Button>
QWidget *button(const QString &text, bool checked = false)
{
    auto *made = new Button;
    made->setText(text);
    made->setCheckable(true);
    made->setChecked(checked);
    return made;
}

QWidget *menuButton()
{
    auto *made = new QToolButton;
    made->setText(u"Brand"_s);
    made->setToolButtonStyle(Qt::ToolButtonTextOnly);
    made->setPopupMode(QToolButton::InstantPopup);
    made->setMenu(new QMenu(made));
    return made;
}

QWidget *menu()
{
    auto *made = new QMenu;
    made->addAction(icon(u"import"_s), u"Import…"_s)->setShortcut(QKeySequence(u"Ctrl+O"_s));
    QAction *checked = made->addAction(u"Details"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    made->addSeparator();
    made->addMenu(u"Theme"_s)->addAction(u"Dark"_s);
    made->addAction(u"Disabled"_s)->setEnabled(false);
    return made;
}

QWidget *table()
{
    auto *made = new QTableWidget(3, 2);
    made->setHorizontalHeaderLabels({u"Name"_s, u"Value"_s});
    made->setItem(0, 0, new QTableWidgetItem(u"Colour"_s));
    made->item(0, 0)->setCheckState(Qt::Checked);
    made->setSortingEnabled(true);
    made->selectRow(0);
    return made;
}

QWidget *tree()
{
    auto *made = new QTreeWidget;
    auto *top = new QTreeWidgetItem(made, {u"Lamp 1"_s});
    new QTreeWidgetItem(top, {u"Title too long"_s});
    top->setExpanded(true);
    return made;
}

QWidget *tabs()
{
    auto *made = new QTabWidget;
    made->addTab(new QLabel(u"One"_s), u"Listing"_s);
    made->addTab(new QLabel(u"Two"_s), u"Quality"_s);
    return made;
}

QWidget *progress(int value)
{
    auto *made = new QProgressBar;
    made->setRange(0, value < 0 ? 0 : 100);
    made->setValue(value);
    return made;
}

QWidget *scrollBar(Qt::Orientation orientation)
{
    auto *made = new QScrollBar(orientation);
    made->setRange(0, 1000);
    made->setPageStep(100);
    made->setValue(300);
    return made;
}

QWidget *card()
{
    auto *made = new QFrame;
    setCard(made);
    return made;
}

} // namespace

Q_DECLARE_METATYPE(MakeControl)

class StyleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no desktop has a say here
        qunsetenv("GTK_THEME");
        m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s), QProcessEnvironment());
        m_theme = std::make_unique<Theme>(*qApp, *m_settings);
    }

    void init() { choose(u"light"_s); }

    void cleanupTestCase()
    {
        m_theme.reset();
        m_settings.reset();
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
            for (const Pair &pair : textPairs(*tokens))
                QTest::addRow("%s, %s", tokens->dark ? "dark" : "light", pair.name) << pair.text << pair.ground;
        }
    }

    void textCanBeRead()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        const double ratio = contrast(text, ground);
        QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2 is %3:1"_s.arg(text.name(), ground.name()).arg(ratio)));
    }

    void paletteCanBeRead_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QPalette::ColorRole>("text");
        QTest::addColumn<QPalette::ColorRole>("ground");
        for (const bool dark : {false, true}) {
            const auto row = [dark](const char *name, QPalette::ColorRole text, QPalette::ColorRole ground) {
                QTest::addRow("%s, %s", dark ? "dark" : "light", name) << dark << text << ground;
            };
            row("window", QPalette::WindowText, QPalette::Window);
            row("input", QPalette::Text, QPalette::Base);
            row("every second row", QPalette::Text, QPalette::AlternateBase);
            row("button", QPalette::ButtonText, QPalette::Button);
            row("placeholder", QPalette::PlaceholderText, QPalette::Base);
            row("selection", QPalette::HighlightedText, QPalette::Highlight);
            row("tool tip", QPalette::ToolTipText, QPalette::ToolTipBase);
            row("link", QPalette::Link, QPalette::Base);
            row("visited link", QPalette::LinkVisited, QPalette::Window);
            row("bright text", QPalette::BrightText, QPalette::Window);
        }
    }

    void paletteCanBeRead()
    {
        QFETCH(bool, dark);
        QFETCH(QPalette::ColorRole, text);
        QFETCH(QPalette::ColorRole, ground);
        const QPalette palette = listwright::palette(dark ? darkTokens() : lightTokens());
        for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
            QVERIFY(contrast(palette.color(group, text), palette.color(group, ground)) >= 4.5);
        QCOMPARE(&tokens(palette), dark ? &darkTokens() : &lightTokens());
    }

    void marksCanBeSeen()
    {
        for (const Tokens *t : {&lightTokens(), &darkTokens()}) {
            // WCAG 1.4.11: 3:1 for what is no text
            for (const QColor &ground : {t->window, t->surface, t->raised, t->rail, t->accentSoft})
                QVERIFY(contrast(t->focus, ground) >= 3);
            const QPalette palette = listwright::palette(*t);
            for (const int score : {0, 49, 50, 79, 80, 100})
                QVERIFY(contrast(toneColor(toneOfScore(score), palette), t->surface) >= 3);
        }
    }

    void everyToneHasItsColour()
    {
        const QPalette palette = listwright::palette(lightTokens());
        QSet<QRgb> colors;
        for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger, Tone::Accent})
            colors.insert(toneColor(tone, palette).rgb());
        QCOMPARE(colors.size(), 6);
        QCOMPARE(toneOfScore(49), Tone::Danger);
        QCOMPARE(toneOfScore(50), Tone::Warning);
        QCOMPARE(toneOfScore(80), Tone::Success);
        QCOMPARE(toneOf(ProductStatus::Failed), Tone::Danger);
        QCOMPARE(toneOf(ProductStatus::Published), Tone::Success);
    }

    void iconsNamedInTheProgramExist()
    {
        static const QRegularExpression named(u"\\bicon\\((?:[a-z]+ \\? )?u\"([a-z-]+)\"_s(?: : u\"([a-z-]+)\"_s)?"_s);
        QDirIterator sources(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/ui"), {u"*.cpp"_s}, QDir::Files,
                             QDirIterator::Subdirectories);
        int found = 0;
        while (sources.hasNext()) {
            QFile file(sources.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = named.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QRegularExpressionMatch match = matches.next();
                for (int group = 1; group <= match.lastCapturedIndex(); ++group) {
                    ++found;
                    QVERIFY2(!icon(match.captured(group)).isNull(),
                             qPrintable(match.captured(group) + u" in " + file.fileName()));
                }
            }
        }
        QVERIFY2(found > 40, "the sources were searched");
    }

    void iconsAreCrispAtEveryScale_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &file : QDir(u":/listwright/icons"_s).entryList({u"*.svg"_s}))
            QTest::newRow(qPrintable(file)) << file.chopped(4);
    }

    void iconsAreCrispAtEveryScale()
    {
        QFETCH(QString, name);
        const QPixmap one = icon(name).pixmap(QSize(24, 24), 1.0);
        const QPixmap two = icon(name).pixmap(QSize(24, 24), 2.0);
        QCOMPARE(one.size(), QSize(24, 24));
        QCOMPARE(two.size(), QSize(48, 48));
        QCOMPARE(two.devicePixelRatio(), 2.0);
        QVERIFY(!isUniform(one.toImage()));
        const QImage blown = one.toImage().scaled(48, 48);
        QVERIFY2(two.toImage().convertToFormat(blown.format()) != blown, "drawn anew, not enlarged");
    }

    void unknownIconIsNone()
    {
        const QIcon none = icon(u"no-such-icon"_s);
        QVERIFY(none.isNull());
        QVERIFY(none.pixmap(QSize(16, 16)).isNull());
    }

    void iconsTakeTheColourAskedFor_data()
    {
        QTest::addColumn<IconColor>("color");
        QTest::addColumn<QColor>("light");
        QTest::addColumn<QColor>("dark");
        const Tokens &l = lightTokens();
        const Tokens &d = darkTokens();
        QTest::newRow("text") << IconColor::Text << l.text << d.text;
        QTest::newRow("muted") << IconColor::Muted << l.textMuted << d.textMuted;
        QTest::newRow("accent") << IconColor::Accent << l.accent << d.accent;
        QTest::newRow("on accent") << IconColor::OnAccent << l.onAccent << d.onAccent;
        QTest::newRow("success") << IconColor::Success << l.success << d.success;
        QTest::newRow("warning") << IconColor::Warning << l.warning << d.warning;
        QTest::newRow("danger") << IconColor::Danger << l.danger << d.danger;
    }

    void iconsTakeTheColourAskedFor()
    {
        QFETCH(IconColor, color);
        const QIcon menuIcon = icon(u"menu"_s, color); // a stroke lies in the middle
        const auto middle = [&](QIcon::Mode mode = QIcon::Normal) {
            return menuIcon.pixmap(QSize(48, 48), mode).toImage().pixelColor(24, 24);
        };
        QTEST(middle(), "light");
        choose(u"dark"_s); // the same icon, painted later
        QTEST(middle(), "dark");
        QCOMPARE(middle(QIcon::Disabled), darkTokens().textDisabled);
    }

    void themeFollowsTheSettingAtOnce()
    {
        QSignalSpy changed(m_theme.get(), &Theme::changed);
        QLabel label(u"text"_s);
        setTextRole(&label, TextRole::Muted);
        choose(u"dark"_s);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_theme->isDark());
        QCOMPARE(qApp->palette().color(QPalette::Window), darkTokens().window);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), darkTokens().textMuted);
        choose(u"light"_s);
        QVERIFY(!m_theme->isDark());
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), lightTokens().textMuted);
        QVERIFY(m_settings->setText(SettingKey::Language, u"de"_s));
        QCOMPARE(changed.count(), 2); // other settings do not repaint everything
    }

    void systemSchemeIsGuessed_data()
    {
        QTest::addColumn<QByteArray>("gtkTheme");
        QTest::addColumn<bool>("darkPalette");
        QTest::addColumn<bool>("dark");
        QTest::newRow("variant") << QByteArray("Adwaita:dark") << false << true;
        QTest::newRow("name") << QByteArray("Arc-Dark") << false << true;
        QTest::newRow("light theme on a dark palette") << QByteArray("Adwaita") << true << false;
        QTest::newRow("only a dark palette") << QByteArray() << true << true;
        QTest::newRow("only a light palette") << QByteArray() << false << false;
    }

    void systemSchemeIsGuessed()
    {
        QFETCH(QByteArray, gtkTheme);
        QFETCH(bool, darkPalette);
        choose(darkPalette ? u"dark"_s : u"light"_s);
        if (!gtkTheme.isEmpty())
            qputenv("GTK_THEME", gtkTheme);
        const SystemScheme scheme;
        qunsetenv("GTK_THEME");
        QTEST(scheme.isDark(), "dark");
    }

    void fontsStandInOrder()
    {
        const QFont base = qApp->font();
        QVERIFY(base.pointSizeF() >= 10);
        QVERIFY(headlineFont(base).pointSizeF() > titleFont(base).pointSizeF());
        QVERIFY(titleFont(base).pointSizeF() > base.pointSizeF());
        QVERIFY(smallFont(base).pointSizeF() < base.pointSizeF());
        QCOMPARE(numberFont(base).pointSizeF(), base.pointSizeF());
        const QFontMetrics digits(numberFont(base));
        QVERIFY(digits.horizontalAdvance(u"0"_s) > 0);
    }

    void controlsArePainted_data()
    {
        QTest::addColumn<MakeControl>("make");
        const auto row = [](const char *name, const MakeControl &make) { QTest::newRow(name) << make; };
        row("button", [] { return button<QPushButton>(u"Import"_s); });
        for (const ButtonRole role : {ButtonRole::Primary, ButtonRole::Danger, ButtonRole::Ghost}) {
            QTest::addRow("button of role %d", static_cast<int>(role)) << MakeControl([role] {
                QWidget *made = button<QPushButton>(u"Import"_s);
                setButtonRole(made, role);
                return made;
            });
        }
        row("tool button", [] { return button<QToolButton>(u"Tool"_s, true); });
        row("menu button", menuButton);
        row("check box", [] { return button<QCheckBox>(u"Check"_s); });
        row("checked box", [] { return button<QCheckBox>(u"Check"_s, true); });
        row("radio button", [] { return button<QRadioButton>(u"Radio"_s); });
        row("chosen radio button", [] { return button<QRadioButton>(u"Radio"_s, true); });
        row("line", [] { return new QLineEdit(u"text"_s); });
        row("spin box", [] { return new QSpinBox; });
        row("text", [] { return new QPlainTextEdit(u"text"_s); });
        row("combo box", [] {
            auto *made = new QComboBox;
            made->addItems({u"One"_s, u"Two"_s});
            return static_cast<QWidget *>(made);
        });
        row("progress", [] { return progress(40); });
        row("progress without an end", [] { return progress(-1); });
        row("menu", menu);
        row("table", table);
        row("tree", tree);
        row("tabs", tabs);
        row("scroll bar", [] { return scrollBar(Qt::Vertical); });
        row("scroll bar sideways", [] { return scrollBar(Qt::Horizontal); });
        row("card", card);
    }

    void controlsArePainted()
    {
        QFETCH(MakeControl, make);
        const std::unique_ptr<QWidget> control(make());
        control->setAttribute(Qt::WA_DontShowOnScreen);
        control->resize(control->sizeHint().expandedTo({120, 32}));
        control->show();
        const QImage light = control->grab().toImage();
        QVERIFY(!isUniform(light));
        QCOMPARE(control->grab().toImage().size(), light.size());
        choose(u"dark"_s);
        QTRY_VERIFY(control->palette().color(QPalette::Window) == darkTokens().window);
        QVERIFY2(control->grab().toImage() != light, "it follows the theme");
        choose(u"light"_s);
        QTRY_VERIFY(control->palette().color(QPalette::Window) == lightTokens().window);
        control->setEnabled(false);
        QVERIFY(!control->grab().isNull());
        control->setEnabled(true);
        control->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(!isUniform(control->grab().toImage()));
    }

    /** A choice too long for its box ends in an ellipsis, not in the middle of a letter. */
    void longChoicesAreElided()
    {
        const auto painted = [](const QString &choice) {
            QComboBox box;
            box.addItem(choice);
            box.resize(120, 32);
            return box.grab().toImage();
        };
        const QImage shown = painted(u"Every bulk job and all single jobs"_s);
        QSet<QString> candidates; // that are not cut themselves
        for (int length = 1; length < 34; ++length) {
            const QString text = u"Every bulk job and all single jobs"_s.left(length) + u'…';
            if (QComboBox().fontMetrics().horizontalAdvance(text) < 90)
                candidates.insert(text);
        }
        QVERIFY(std::ranges::any_of(candidates, [&](const QString &text) { return painted(text) == shown; }));
        QVERIFY(shown != painted(u"…"_s));
    }

    void focusIsSeen_data()
    {
        QTest::addColumn<MakeControl>("make");
        QTest::newRow("button") << MakeControl([] { return button<QPushButton>(u"Import"_s); });
        QTest::newRow("line") << MakeControl([] { return new QLineEdit(u"text"_s); });
        QTest::newRow("check box") << MakeControl([] { return button<QCheckBox>(u"Check"_s); });
        QTest::newRow("combo box") << MakeControl([] { return new QComboBox; });
    }

    void focusIsSeen()
    {
        QFETCH(MakeControl, make);
        QWidget window;
        QWidget other(&window);
        other.setFocusPolicy(Qt::StrongFocus);
        QWidget *control = make();
        control->setParent(&window);
        control->setGeometry(20, 20, 160, 40);
        window.resize(220, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other.setFocus();
        const QImage before = control->grab().toImage();
        QTest::keyClick(&other, Qt::Key_Tab);
        QVERIFY(control->hasFocus());
        QVERIFY(control->grab().toImage() != before);
    }

    void controlsAreHighEnough()
    {
        for (const MakeControl &make :
             QList<MakeControl>{[] { return button<QPushButton>(u"Import"_s); }, [] { return new QLineEdit; },
                                [] { return new QSpinBox; }, [] { return new QComboBox; }}) {
            const std::unique_ptr<QWidget> control(make());
            control->ensurePolished();
            QVERIFY2(control->sizeHint().height() >= spacing::controlHeight, control->metaObject()->className());
            QVERIFY(control->sizeHint().height() <= spacing::controlHeight + 8);
        }
    }

    void scrollHandle_data()
    {
        QTest::addColumn<int>("maximum");
        QTest::addColumn<int>("value");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("short list") << 100 << 50 << Qt::LeftToRight;
        QTest::newRow("five million rows") << 5'000'000 * spacing::rowHeight << 90'000'000 << Qt::LeftToRight;
        QTest::newRow("five million rows, at the end")
            << 5'000'000 * spacing::rowHeight << 5'000'000 * spacing::rowHeight << Qt::LeftToRight;
        QTest::newRow("nothing to scroll") << 0 << 0 << Qt::LeftToRight;
        QTest::newRow("right to left") << 1000 << 0 << Qt::RightToLeft;
    }

    void scrollHandle()
    {
        QFETCH(int, maximum);
        QFETCH(int, value);
        QFETCH(Qt::LayoutDirection, direction);
        QStyleOptionSlider bar;
        bar.rect = QRect(0, 0, 400, 12);
        bar.orientation = Qt::Horizontal;
        bar.direction = direction;
        bar.maximum = maximum;
        bar.sliderPosition = bar.sliderValue = value;
        bar.pageStep = 360;
        const QRect handle = qApp->style()->subControlRect(QStyle::CC_ScrollBar, &bar, QStyle::SC_ScrollBarSlider);
        QVERIFY(bar.rect.contains(handle));
        QVERIFY2(handle.width() >= 24, "it can be taken hold of");
        if (maximum > 0 && value == maximum)
            QCOMPARE(handle.right(), 399);
        if (direction == Qt::RightToLeft)
            QCOMPARE(handle.right(), 399);
        if (maximum == 0)
            QCOMPARE(handle.width(), 400);
    }

private:
    void choose(const QString &theme) { QVERIFY(m_settings->setText(SettingKey::Theme, theme)); }

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(StyleTest)
#include "tst_style.moc"
