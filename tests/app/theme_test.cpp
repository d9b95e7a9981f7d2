// The contrasts that the look promises, read from the tables that are shipped.
#include "app/theme.hpp"

#include "tests/render/colour_check.hpp"

namespace {

using app::Tokens;
using geo::Colour;
using render::ThemeKind;
using render::test::contrast;

constexpr std::array all_themes{ThemeKind::light, ThemeKind::dark, ThemeKind::light_contrast, ThemeKind::dark_contrast};

TEST(InterfaceColours, WordsHaveTheStatedContrastsOnEveryGround) {
  for (const ThemeKind kind : all_themes) {
    const Tokens& t = app::tokens(kind);
    for (const Colour ground : {t.panel, t.sunken, t.accent_soft}) {
      EXPECT_GE(contrast(t.text3, ground), 4.7) << static_cast<int>(kind);
      EXPECT_GE(contrast(t.text2, ground), 6.7) << static_cast<int>(kind);
    }
    for (const Colour ground : {t.panel, t.sunken}) {
      EXPECT_GE(contrast(t.text, ground), 14.7) << static_cast<int>(kind);
      EXPECT_GE(contrast(t.text2, ground), 6.8) << static_cast<int>(kind);
    }
    // Rows that are pointed at or held.
    for (const Colour ground : {t.hover, t.press, t.raised, t.desk}) EXPECT_GE(contrast(t.text, ground), 4.5);
  }
}

TEST(InterfaceColours, StatesHaveTheStatedContrastsOnTheirGrounds) {
  for (const ThemeKind kind : all_themes) {
    const Tokens& t = app::tokens(kind);
    for (const auto& [ink, soft] : {std::pair{t.accent_text, t.accent_soft}, std::pair{t.good, t.good_soft},
                                    std::pair{t.warn, t.warn_soft}, std::pair{t.bad, t.bad_soft}}) {
      EXPECT_GE(contrast(ink, soft), 4.7) << static_cast<int>(kind);
      EXPECT_GE(contrast(ink, t.panel), 4.7) << static_cast<int>(kind);
    }
    for (const Colour ground : {t.accent, t.accent_hover, t.accent_press})
      EXPECT_GE(contrast(t.on_accent, ground), 4.5) << static_cast<int>(kind);
    EXPECT_GE(contrast(t.tip_text, t.tip), 7) << static_cast<int>(kind);
    EXPECT_GE(contrast(t.tip_text2, t.tip), 4.5) << static_cast<int>(kind);
  }
}

TEST(FocusRing, IsSeenOnEveryGround) {
  for (const ThemeKind kind : all_themes) {
    const Tokens& t = app::tokens(kind);
    EXPECT_GE(contrast(t.focus, t.panel), 6) << static_cast<int>(kind);
    for (const Colour ground : {t.sunken, t.raised, t.accent_soft, t.hover})
      EXPECT_GE(contrast(t.focus, ground), 3) << static_cast<int>(kind);
  }
}

TEST(HighContrast, HasNoWeakWordAndLinesThatAreSeen) {
  for (const ThemeKind kind : {ThemeKind::light_contrast, ThemeKind::dark_contrast}) {
    const Tokens& t = app::tokens(kind);
    const Tokens& plain = app::tokens(render::theme_kind(render::is_dark(kind), false));
    EXPECT_EQ(t.text2, t.text);
    EXPECT_EQ(t.text3, t.text);
    EXPECT_EQ(t.border, plain.text3);
    EXPECT_EQ(t.divider, plain.text3);
    for (const Colour soft : {t.accent_soft, t.good_soft, t.warn_soft, t.bad_soft}) EXPECT_EQ(soft, t.panel);
    for (const Colour ground : {t.panel, t.sunken}) {
      EXPECT_GE(contrast(t.text3, ground), 14.7);
      EXPECT_GE(contrast(t.border, ground), 4.5);
    }
  }
}

TEST(InterfaceColours, AreThoseOfTheMapsFurniture) {
  for (const ThemeKind kind : all_themes) {
    const Tokens& t = app::tokens(kind);
    const render::MapTheme& m = render::map_theme(kind);
    EXPECT_EQ(m.kind, kind);
    EXPECT_EQ(t.panel, m.panel);
    EXPECT_EQ(t.sunken, m.sunken);
    EXPECT_EQ(t.text, m.text);
    EXPECT_EQ(t.text2, m.text2);
    EXPECT_EQ(t.text3, m.text3);
    EXPECT_EQ(t.border, m.border);
    EXPECT_EQ(t.divider, m.divider);
    EXPECT_EQ(t.grid, m.grid);
    EXPECT_EQ(t.axis, m.axis);
    EXPECT_EQ(t.accent, m.accent);
  }
}

}  // namespace
