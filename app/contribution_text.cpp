#include "app/contribution_text.hpp"

#include "app/text.hpp"

#include <charconv>
#include <cstdint>

namespace app {

namespace {

constexpr std::string_view factor_mark = "factor:", input_mark = "input:";

/// What of the variable is left without its owner, in words.
std::string part_text(std::string_view part, const geo::CalculationModel* model, const geo::Catalogues& catalogues) {
  if (part.starts_with(factor_mark)) {
    const std::string_view id = part.substr(factor_mark.size());
    if (const geo::Factor* factor = catalogues.factors.find(id)) return factor->name.in(language());
    constexpr std::string_view land_cover_mark = "land-cover.";
    if (id.starts_with(land_cover_mark))
      if (const auto* rate = geo::find_rate(catalogues.land_cover, id.substr(land_cover_mark.size())))
        return language() == "fi" ? rate->name_fi : rate->name_en;
    return std::string(id);
  }
  if (!part.starts_with(input_mark)) return std::string(part);
  const std::string_view name = part.substr(input_mark.size());
  const geo::ModelField* field = model ? geo::find_field(*model, name) : nullptr;
  return field ? field->label.in(language()) : std::string(name);
}

/// The thing with the number at the text's start, up to the slash after it.
template <class T>
std::string of_thing(std::string_view text, const geo::Plan& plan, const geo::Catalogues& catalogues) {
  std::int64_t id = 0;
  const char* end = std::from_chars(text.data(), text.data() + text.size(), id).ptr;
  std::string_view part = text.substr(static_cast<std::size_t>(end - text.data()));
  if (part.starts_with('/')) part.remove_prefix(1);
  const auto thing = plan.table<T>().find({id});
  if (!thing) return std::string(part);
  const auto model = catalogues.find_model(thing->model);
  return thing->name + ": " + part_text(part, model.get(), catalogues);
}

}  // namespace

std::string contribution_text(std::string_view variable, const geo::Plan& plan, const geo::Catalogues& catalogues) {
  constexpr std::string_view source = "source/", site = "site/";
  if (variable.starts_with(source))
    return of_thing<geo::EmissionSource>(variable.substr(source.size()), plan, catalogues);
  if (variable.starts_with(site)) return of_thing<geo::SinkSite>(variable.substr(site.size()), plan, catalogues);
  return part_text(variable, nullptr, catalogues);
}

}  // namespace app
