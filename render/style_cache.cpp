#include "render/style_cache.hpp"

#include <tbb/parallel_sort.h>

#include <cmath>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace render {
namespace {

std::vector<double> sorted_values(const geo::Column& column) {
  std::vector<double> values;
  values.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row)
    if (const double value = column.number(row); std::isfinite(value)) values.push_back(value);
  tbb::parallel_sort(values.begin(), values.end());
  return values;
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

ColumnCodes coded(const geo::Column& column) {
  ColumnCodes out;
  out.code_of_row.resize(column.size());
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> code_of_text;
  const auto code = [&](std::string_view text) {
    if (const auto known = code_of_text.find(text); known != code_of_text.end()) return known->second;
    const auto next = static_cast<std::uint32_t>(out.values.size());
    out.values.emplace_back(text);
    code_of_text.emplace(text, next);
    return next;
  };
  const auto* texts = std::get_if<geo::TextColumn>(&column.values);
  std::unordered_map<double, std::uint32_t> code_of_number;  // saves writing each number out
  for (std::size_t row = 0; row < column.size() && out.values.size() <= most_codes; ++row) {
    if (!column.has_value(row)) {
      out.code_of_row[row] = code({});
    } else if (texts != nullptr) {
      out.code_of_row[row] = code(texts->at(row));
    } else if (const double number = column.number(row); std::abs(number) < 1e15) {  // whole numbers are exact
      const auto [known, is_new] = code_of_number.try_emplace(number);
      if (is_new) known->second = code(column.text(row));
      out.code_of_row[row] = known->second;
    } else {
      out.code_of_row[row] = code(column.text(row));
    }
  }
  if (out.values.size() > most_codes) return {};
  return out;
}

std::vector<std::uint32_t> ordered_by_size(const geo::Features& features) {
  const std::vector<geo::MapBox> boxes = feature_boxes(features);
  std::vector<double> size(boxes.size());
  for (std::size_t f = 0; f < boxes.size(); ++f) size[f] = boxes[f].width_m() + boxes[f].height_m();
  std::vector<std::uint32_t> order(features.size());
  std::iota(order.begin(), order.end(), 0U);
  tbb::parallel_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size[a] != size[b] ? size[a] > size[b] : a < b; });
  return order;
}

/// `slot`, made by `make` outside the lock if it is not there; of two made at once one is kept.
template <class T, class Make>
const T& made_once(std::mutex& mutex, std::unique_ptr<const T>& slot, const Make& make) {
  {
    const std::lock_guard lock(mutex);
    if (slot) return *slot;
  }
  auto made = std::make_unique<const T>(make());
  const std::lock_guard lock(mutex);
  if (!slot) slot = std::move(made);
  return *slot;
}

template <class T>
std::unique_ptr<const T>& slot_of(std::mutex& mutex, std::map<std::string, std::unique_ptr<const T>>& slots,
                                  const std::string& name) {
  const std::lock_guard lock(mutex);
  return slots[name];  // a map's values stay where they are
}

template <class T>
bool has(std::mutex& mutex, const std::map<std::string, std::unique_ptr<const T>>& slots, const std::string& name) {
  const std::lock_guard lock(mutex);
  const auto found = slots.find(name);
  return found != slots.end() && found->second;
}

}  // namespace

const std::vector<double>& StyleCache::sorted(const geo::Column& column) {
  return made_once(mutex_, slot_of(mutex_, sorted_, column.name), [&] { return sorted_values(column); });
}

const ColumnCodes& StyleCache::codes(const geo::Column& column) {
  return made_once(mutex_, slot_of(mutex_, codes_, column.name), [&] { return coded(column); });
}

const std::vector<std::uint32_t>& StyleCache::by_size(const geo::Features& features) {
  return made_once(mutex_, by_size_, [&] { return ordered_by_size(features); });
}

bool StyleCache::has_sorted(const std::string& column) const {
  return has(mutex_, sorted_, column);
}

bool StyleCache::has_codes(const std::string& column) const {
  return has(mutex_, codes_, column);
}

}  // namespace render
