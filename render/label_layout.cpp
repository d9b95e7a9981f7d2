#include "render/label_layout.hpp"

#include "render/text.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>
#include <numeric>

namespace render {

namespace {

/// Distance that labels keep from each other [px at symbol scale 1].
constexpr double label_gap_px = 4;
/// Distance that labels keep from markers.
constexpr double marker_gap_px = 2;
/// The box of a line of text about its vertical middle [em]: from the accents of capitals to descenders.
constexpr double above_middle_em = 0.55;
constexpr double below_middle_em = 0.60;
/// Round the text of a road number [px at symbol scale 1].
constexpr double shield_margin_px = 4;

struct Box {
  double left, top, right, bottom;
  [[nodiscard]] bool meets(const Box& o) const {
    return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
  }
  [[nodiscard]] Box grown(double by) const { return {left - by, top - by, right + by, bottom + by}; }
};

/// Boxes in the cells of a grid over the picture.
class ScreenGrid {
public:
  ScreenGrid(int width_px, int height_px)
      : columns_(width_px / cell_px + 1),
        rows_(height_px / cell_px + 1),
        cells_(static_cast<std::size_t>(columns_ * rows_)) {}

  [[nodiscard]] bool is_free(const Box& box) const {
    bool free = true;
    for_cells(box, [&](std::size_t cell) {
      for (const std::uint32_t i : cells_[cell])
        if (boxes_[i].meets(box)) free = false;
      return free;
    });
    return free;
  }
  void insert(const Box& box) {
    const auto i = static_cast<std::uint32_t>(boxes_.size());
    boxes_.push_back(box);
    for_cells(box, [&](std::size_t cell) {
      cells_[cell].push_back(i);
      return true;
    });
  }

private:
  static constexpr int cell_px = 32;

  template <class F>
  void for_cells(const Box& box, const F& f) const {
    const auto index = [](double v, int count) {
      return std::clamp(static_cast<int>(std::clamp(v / cell_px, -1.0, 1e6)), 0, count - 1);
    };
    for (int r = index(box.top, rows_); r <= index(box.bottom, rows_); ++r)
      for (int c = index(box.left, columns_); c <= index(box.right, columns_); ++c)
        if (!f(static_cast<std::size_t>(r * columns_ + c))) return;
  }

  int columns_;
  int rows_;
  std::vector<Box> boxes_;
  std::vector<std::vector<std::uint32_t>> cells_;
};

class Placing {
public:
  Placing(std::span<const LabelCandidate> labels, const Camera& camera, double z, TextMeasure& measure)
      : labels_(labels), camera_(camera), z_(z), measure_(measure), grid_(camera.width_px, camera.height_px) {}

  std::vector<PlacedLabel> run(std::span<const ScreenBox> covered) {
    for (const ScreenBox& box : covered) grid_.insert({box.left, box.top, box.right, box.bottom});
    place_fixed();
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < labels_.size(); ++i)
      if (!labels_[i].fixed && near_picture(labels_[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return labels_[a].priority < labels_[b].priority; });
    for (const std::uint32_t i : order) place(i);
    return std::move(placed_);
  }

private:
  [[nodiscard]] ScreenPoint on_screen(geo::MapPoint p) const { return screen_from_map(camera_, p); }

  [[nodiscard]] bool in_picture(ScreenPoint p, double margin_px) const {
    // False for positions that are not numbers, too.
    return p.x_px >= -margin_px && p.y_px >= -margin_px && p.x_px <= camera_.width_px + margin_px &&
           p.y_px <= camera_.height_px + margin_px;
  }

  /// A label may reach into the picture from a place outside by its offset only.
  [[nodiscard]] bool near_picture(const LabelCandidate& label) const {
    if (!(label.em_px > 0) || (label.text.empty() && label.icon == 0)) return false;
    if (!label.scales.contains(camera_.scale_number())) return false;
    const double margin = 40 * z_ + std::abs(label.offset_y_px) * z_;
    if (in_picture(on_screen(label.place), margin)) return true;
    return std::any_of(label.other_places.begin(), label.other_places.end(),
                       [&](const LabelPlace& p) { return in_picture(on_screen(p.place), margin); });
  }

  void place_fixed() {
    for (std::uint32_t i = 0; i < labels_.size(); ++i) {
      const LabelCandidate& label = labels_[i];
      if (!label.fixed || !label.scales.contains(camera_.scale_number())) continue;
      const ScreenPoint p = on_screen(label.place);
      if (!in_picture(p, 64 * z_)) continue;
      const double clear = label.clear_radius_px * z_ - (label_gap_px - marker_gap_px) * z_;
      if (label.clear_radius_px > 0) grid_.insert({p.x_px - clear, p.y_px - clear, p.x_px + clear, p.y_px + clear});
      if (label.text.empty() && label.icon == 0) continue;
      const double em = label.em_px * z_;
      const double width = width_px(label);
      placed_.push_back({i, static_cast<int>(std::lround(p.x_px - width / 2)),
                         static_cast<int>(std::lround(p.y_px + label.offset_y_px * z_ + below_baseline(label) * em)),
                         width});
    }
  }

  /// From the vertical middle down to the baseline [em]. Icons fill a square whose middle is their own.
  [[nodiscard]] static double below_baseline(const LabelCandidate& label) {
    return label.icon != 0 ? icon_middle_em : middle_above_baseline_em;
  }

  [[nodiscard]] double width_px(const LabelCandidate& label) {
    const double em = label.em_px * z_;
    if (label.icon != 0) return measure_.advance_em(FontRole::icons, label.icon) * em;
    return measure_.width_em(font_role(label), shown_text(label.text)) * em;
  }

  void place(std::uint32_t i) {
    const LabelCandidate& label = labels_[i];
    // Most candidates of a crowded map fall here, before their words are measured.
    const auto has_room = [&](const LabelPlace& at) {
      const ScreenPoint p = on_screen(at.place);
      const double x = p.x_px + at.offset_x_px * z_, y = p.y_px + at.offset_y_px * z_;
      return grid_.is_free({x - 0.5, y - 0.5, x + 0.5, y + 0.5});
    };
    if (!has_room({label.place, 0, label.offset_y_px}) &&
        std::none_of(label.other_places.begin(), label.other_places.end(), has_room))
      return;
    const double width = width_px(label);
    if (!(width > 0)) return;
    if (try_place(i, {label.place, 0, label.offset_y_px}, width)) return;
    for (const LabelPlace& other : label.other_places)
      if (try_place(i, other, width)) return;
  }

  bool try_place(std::uint32_t i, const LabelPlace& at, double width) {
    const LabelCandidate& label = labels_[i];
    const ScreenPoint p = on_screen(at.place);
    const double em = label.em_px * z_;
    const double x = p.x_px + at.offset_x_px * z_, middle = p.y_px + at.offset_y_px * z_;
    const double left = at.align == LabelAlign::left ? x : at.align == LabelAlign::right ? x - width : x - width / 2;
    Box box{left, middle - above_middle_em * em, left + width, middle + below_middle_em * em};
    if (label.box.a != 0) box = box.grown(shield_margin_px * z_);
    const double inside = 2 * z_;
    if (!(box.left >= inside && box.top >= inside && box.right <= camera_.width_px - inside &&
          box.bottom <= camera_.height_px - inside))
      return false;
    if (!grid_.is_free(box.grown(label_gap_px * z_))) return false;
    grid_.insert(box);
    placed_.push_back({i, static_cast<int>(std::lround(left)),
                       static_cast<int>(std::lround(middle + below_baseline(label) * em)), width});
    return true;
  }

  /// Material Design Icons: the em square reaches from 0.125 below the baseline to 0.875 above it.
  static constexpr double icon_middle_em = 0.375;

  std::span<const LabelCandidate> labels_;
  const Camera& camera_;
  double z_;
  TextMeasure& measure_;
  ScreenGrid grid_;
  std::vector<PlacedLabel> placed_;
};

}  // namespace

FontRole font_role(const LabelCandidate& label) {
  if (label.icon != 0) return FontRole::icons;
  if (label.italic) return FontRole::italic;
  return label.strong ? FontRole::strong : label.medium ? FontRole::medium : FontRole::regular;
}

double TextMeasure::advance_em(FontRole role, char32_t code) {
  const std::uint64_t key = static_cast<std::uint64_t>(role) << 32 | code;
  if (const auto known = advance_.find(key); known != advance_.end()) return known->second;
  const FontFaces::Glyph glyph = faces_.glyph(role, code);
  FT_Face face = faces_.face(glyph.role);
  double advance = 0.5;
  if (face->units_per_EM > 0 && FT_Load_Glyph(face, glyph.index, FT_LOAD_NO_SCALE) == 0)
    advance = static_cast<double>(face->glyph->advance.x) / face->units_per_EM;
  advance_[key] = static_cast<float>(advance);
  return advance;
}

double TextMeasure::width_em(FontRole role, std::u32string_view text) {
  double width = 0;
  for (const char32_t code : text) width += advance_em(role, code);
  return width;
}

std::vector<PlacedLabel> place_labels(std::span<const LabelCandidate> labels, std::span<const ScreenBox> covered,
                                      const Camera& camera, double symbol_scale, TextMeasure& measure) {
  if (camera.width_px <= 0 || camera.height_px <= 0 || !(camera.m_per_px > 0) || !(symbol_scale > 0)) return {};
  return Placing(labels, camera, symbol_scale, measure).run(covered);
}

}  // namespace render
