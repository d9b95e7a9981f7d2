// The map as a finished picture (PNG) or page (PDF): map, title, legend, scale bar, north arrow, sources.
#pragma once

#include "render/camera.hpp"
#include "render/chart.hpp"
#include "render/legend.hpp"
#include "render/picture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

/// A small table: the first column is text, the others are numbers to the right.
struct PageTable {
  std::string title;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  std::string note;                      ///< unit, GWP set, interval
  std::vector<std::string> row_cards{};  ///< by row the name of the card that it leads to; empty: none
};

/// How a figure was worked out, on the pages after the map.
struct PageCardLine {
  int depth = 0;  ///< 0: the figure itself
  std::string name;
  std::string value;   ///< with its unit
  std::string detail;  ///< formula, range, source; may be long
  bool doubtful = false;
  std::string card{};  ///< name of the card that it leads to; empty: none
};
struct PageCard {
  std::string name;  ///< "net:2023"
  std::vector<PageCardLine> lines;
};

struct PageText {
  std::string title;
  std::string subtitle;
  std::vector<std::string> notes;  ///< method, illustrative marks
  std::string attribution;         ///< sources and licences
  std::string crs;
  std::string north_letter{};  ///< over the north arrow: "P" in Finnish, "N" in English
  // On the page alone:
  std::optional<PageTable> table{};
  std::optional<BalanceChart> chart{};
  std::vector<ChartLegendEntry> chart_legend{};
  std::string subtitle_card{};  ///< name of the card that the subtitle's figure leads to
  std::string cards_title{};
  std::vector<PageCard> cards{};
};

/// The map picture with furniture laid over its edges. The legend stands at the right edge and never over the middle
/// of the map; where the picture is too small for that it stands under the map, and the picture is taller.
[[nodiscard]] Picture finished_picture(const Picture& map, const Camera& camera, const Legend& legend,
                                       const PageText& text, ThemeKind theme, double u = 17);

/// Where the cards of `finished_picture` will lie, so that labels can keep out.
[[nodiscard]] std::vector<ScreenBox> finished_picture_covers(int width_px, int height_px, const Legend& legend,
                                                             const PageText& text, ThemeKind theme, double u = 17);

/// Height of the strip that `finished_picture` adds under a map of this size; 0 when the legend stands on the map.
[[nodiscard]] int legend_strip_px(int width_px, int height_px, const Legend& legend, const PageText& text,
                                  ThemeKind theme, double u = 17);

/// The camera whose picture fills the map frame of the page, and its symbol scale.
struct PageMap {
  Camera camera;
  double symbol_scale = 1;
};
/// Shows the box at the next scale of the series 1-1.5-2-2.5-3-4-5-7.5 (1 : 20 000).
[[nodiscard]] PageMap page_map(const geo::MapBox& box, double dpi = 220);
/// A4 landscape page as look.md section 10 "Print": light, the map at its own pixels, all else as vectors. A map of
/// another shape than the frame's gets a smaller frame. The cards of the figures follow on pages of their own; figures
/// on the page are links to them. Throws geo::Error if it can not be written.
void write_pdf(const std::string& path, const Picture& map, const Camera& camera, const Legend& legend,
               const PageText& text);

}  // namespace render
