// "Adopt" in the window: which features of a linked layer become things of the plan, and which column says what.
#pragma once

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/plan/plan.hpp"
#include "layers/adopt.hpp"

#include <memory>
#include <string>
#include <vector>

namespace app {

class Workspace;

/// What the panel asks before features are adopted.
struct AdoptQuestion {
  struct Field {
    std::string field;  ///< as layers::FieldMapping names it
    int column = -1;    ///< of the features; -1: none
    std::string unit;   ///< of masses
  };
  struct Value {
    std::string text;
    std::size_t count = 0;
    bool taken = true;
  };
  geo::Id<geo::Layer> layer;
  std::shared_ptr<const geo::Features> features;
  geo::Role role = geo::Role::business_area;
  std::vector<Field> fields;
  int filter_column = -1;         ///< -1: all features
  bool counting = false;          ///< the column's values are being counted
  std::vector<Value> values;      ///< of the filter column, the commonest first
  std::size_t values_unseen = 0;  ///< rarer ones that are not listed and not adopted
  int year = 2023;                ///< of masses without a year column

  [[nodiscard]] std::size_t chosen_count() const;
  /// A mass is mapped and no column says its year.
  [[nodiscard]] bool needs_year() const;
  [[nodiscard]] layers::AdoptRequest request(const std::string& source) const;
  /// Fields of the role, with the columns that their names suggest.
  void take_role(geo::Role chosen);
};

/// The commonest values of a column, at most so many, and how many more there are.
inline constexpr std::size_t most_filter_values = 30;

/// Opens the panel for a layer of features that is loaded; nothing otherwise.
void ask_adoption(Workspace& workspace, geo::Id<geo::Layer> layer);
/// Counts the column's values in the background; -1: no filter.
void choose_filter(Workspace& workspace, int column);
/// Makes the edit in the background and applies it as one step.
void adopt(Workspace& workspace);

}  // namespace app
