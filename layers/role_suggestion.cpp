#include "layers/role_suggestion.hpp"

#include "layers/words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace layers {

namespace {

using geo::Role;

enum Shapes : unsigned { points = 1, lines = 2, areas = 4, tables = 8, places = points | lines | areas };

/// A beginning of a word that speaks for a role, for layers of the given shapes; with a full stop, the whole word.
struct Clue {
  Role role;
  std::string_view start;
  unsigned shapes;
};

// Clues in the names of the layer and the file. Within a role Finnish first; folded as in words.hpp. Ordered: of
// roles with equally many clues the earlier one wins, so the narrow roles stand before the wide ones.
constexpr std::array name_clues{
    Clue{Role::landfill, "kaatopaik", places},
    Clue{Role::landfill, "landfill", places},
    Clue{Role::landfill, "jatekeskus", points | areas},
    Clue{Role::landfill, "jateasema", points | areas},
    Clue{Role::landfill, "loppusijoitus", points | areas},
    Clue{Role::landfill, "avstjalpning", places},
    Clue{Role::flow, "virta.", lines | tables},
    Clue{Role::flow, "virrat.", lines | tables},
    Clue{Role::flow, "sivuvirta", places | tables},
    Clue{Role::flow, "materiaalivir", places | tables},
    Clue{Role::flow, "flow", lines | tables},
    Clue{Role::flow, "transfer", lines | tables},
    Clue{Role::flow, "jatesiirt", lines | tables},
    Clue{Role::emission_source, "paasto", places | tables},
    Clue{Role::emission_source, "emission", places | tables},
    Clue{Role::emission_source, "release", points | tables},
    Clue{Role::emission_source, "prtr", points | tables},
    Clue{Role::emission_source, "voimal", points | areas},
    Clue{Role::emission_source, "power", points},
    Clue{Role::partner_site, "yritykset", points},
    Clue{Role::partner_site, "toimipaik", points},
    Clue{Role::partner_site, "kumppan", points | areas},
    Clue{Role::partner_site, "partner", points | areas},
    Clue{Role::partner_site, "company", points},
    Clue{Role::partner_site, "companies", points},
    Clue{Role::business_area, "yritysalue", areas},
    Clue{Role::business_area, "tyopaikka", areas},
    Clue{Role::business_area, "teollisuusalue", areas},
    Clue{Role::business_area, "kayttotarkoitusalue", areas},
    Clue{Role::business_area, "business", areas},
    Clue{Role::business_area, "industrial", areas},
    Clue{Role::building, "rakennu", areas | points},
    Clue{Role::building, "building", areas | points},
    Clue{Role::building, "byggnad", areas | points},
    Clue{Role::road_network, "tie.", lines},
    Clue{Role::road_network, "tiet.", lines},
    Clue{Role::road_network, "tieverkko", lines},
    Clue{Role::road_network, "tielin", lines},
    Clue{Role::road_network, "katu.", lines},
    Clue{Role::road_network, "kadut.", lines},
    Clue{Role::road_network, "vayl", lines},
    Clue{Role::road_network, "reit", lines},
    Clue{Role::road_network, "pyorail", lines},
    Clue{Role::road_network, "polut", lines},
    Clue{Role::road_network, "polku", lines},
    Clue{Role::road_network, "suojat", lines},
    Clue{Role::road_network, "road", lines},
    Clue{Role::road_network, "street", lines},
    Clue{Role::road_network, "highway", lines},
    Clue{Role::road_network, "path", lines},
    Clue{Role::sink_land, "nielu", areas | points},
    Clue{Role::sink_land, "hiilinielu", areas | points},
    Clue{Role::sink_land, "metsa", areas | points},
    Clue{Role::sink_land, "metsik", areas | points},
    Clue{Role::sink_land, "pelto", areas},
    Clue{Role::sink_land, "pellot.", areas},
    Clue{Role::sink_land, "suo.", areas},
    Clue{Role::sink_land, "suot.", areas},
    Clue{Role::sink_land, "maasto", areas},
    Clue{Role::sink_land, "sink.", areas | points},
    Clue{Role::sink_land, "forest", areas},
    Clue{Role::sink_land, "stand", areas},
    Clue{Role::sink_land, "marsh", areas},
    Clue{Role::sink_land, "wetland", areas},
    Clue{Role::sink_land, "peat", areas},
    Clue{Role::sink_land, "skog", areas},
    Clue{Role::boundary, "kunta.", areas | lines},
    Clue{Role::boundary, "kunnat.", areas | lines},
    Clue{Role::boundary, "kuntaraja", areas | lines},
    Clue{Role::boundary, "raja.", areas | lines},
    Clue{Role::boundary, "rajat.", areas | lines},
    Clue{Role::boundary, "maakun", areas | lines},
    Clue{Role::boundary, "kaupunginos", areas | lines},
    Clue{Role::boundary, "suuralue", areas | lines},
    Clue{Role::boundary, "piiri.", areas | lines},
    Clue{Role::boundary, "municipal", areas | lines},
    Clue{Role::boundary, "countr", areas | lines},
    Clue{Role::boundary, "provinc", areas | lines},
    Clue{Role::boundary, "region", areas | lines},
    Clue{Role::boundary, "district", areas | lines},
    Clue{Role::boundary, "boundar", areas | lines},
    Clue{Role::boundary, "border", areas | lines},
    Clue{Role::boundary, "admin", areas | lines},
};

// Clues in the names of the fields.
constexpr std::array field_clues{
    Clue{Role::flow, "wastetreatment", tables},
    Clue{Role::flow, "nameofreceiver", tables},
    Clue{Role::flow, "vastaanottaja", tables | lines},
    Clue{Role::flow, "tonnia", lines},
    Clue{Role::emission_source, "ch4", points | areas | tables},
    Clue{Role::emission_source, "co2", points | areas | tables},
    Clue{Role::emission_source, "n2o", points | areas | tables},
    Clue{Role::emission_source, "paasto", points | areas | tables},
    Clue{Role::emission_source, "emission", points | areas | tables},
    Clue{Role::emission_source, "pollutant", points | tables},
    Clue{Role::emission_source, "capacityg", points},
    Clue{Role::business_area, "kayttotarkoitus", areas},
    Clue{Role::business_area, "landuse", areas},
    Clue{Role::building, "building", areas},
    Clue{Role::building, "kerrosluku", areas},
    Clue{Role::building, "floors", areas},
    Clue{Role::building, "rakennustunnus", areas | points},
    Clue{Role::building, "vtjprt", areas | points},
    Clue{Role::road_network, "roadname", lines},
    Clue{Role::road_network, "roadclass", lines},
    Clue{Role::road_network, "tienumero", lines},
    Clue{Role::road_network, "katunimi", lines},
    Clue{Role::road_network, "highway", lines},
    Clue{Role::sink_land, "treespecies", areas},
    Clue{Role::sink_land, "maintreespecies", areas},
    Clue{Role::sink_land, "puulaji", areas},
    Clue{Role::sink_land, "fertilityclass", areas},
    Clue{Role::sink_land, "kasvupaikka", areas},
    Clue{Role::sink_land, "metsaisyys", areas},
    Clue{Role::boundary, "natcode", areas | lines},
    Clue{Role::boundary, "kuntatunnus", areas | lines},
    Clue{Role::partner_site, "company", points},
    Clue{Role::partner_site, "ytunnus", points},
    Clue{Role::partner_site, "yritys", points},
};

unsigned shapes_of(const std::string& geometry) {
  if (geometry == "point") return points;
  if (geometry == "line") return lines;
  if (geometry == "polygon") return areas;
  if (geometry == "mixed") return places;
  return tables;
}

constexpr std::size_t role_count = geo::EnumText<Role>::names.size();

/// Finnish compounds glue words together: a long clue counts anywhere in a word.
bool speaks(const Clue& clue, const std::vector<std::string>& words) {
  constexpr std::size_t long_enough = 6;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (clue.start.ends_with('.')) return word == clue.start.substr(0, clue.start.size() - 1);
    return word.starts_with(clue.start) ||
           (clue.start.size() >= long_enough && word.find(clue.start) != std::string::npos);
  });
}

/// The topographic database's sheets are named by group and shape: m_L4132R_p holds land cover polygons.
std::optional<Role> role_of_sheet(const std::string& name) {
  const std::vector<std::string> words = folded_words(name);
  const bool sheet = words.size() >= 4 && words[0].size() == 1 && words[1].size() == 1 && words[2].size() == 4 &&
                     words[2].find_first_not_of("0123456789") == std::string::npos;
  if (!sheet) return std::nullopt;
  const std::string& shape = words.back();
  const char group = words[0].front();
  if (group == 'm' && shape == "p") return Role::sink_land;
  if (group == 'r' && shape == "p") return Role::building;
  if (group == 'l' && shape == "v") return Role::road_network;
  if (group == 'h' && shape != "t") return Role::boundary;
  return Role::background;
}

struct Score {
  int points = 0;
  std::string_view clue;
  bool in_field = false;
  std::string where;
};

}  // namespace

RoleSuggestion suggest_role(const std::string& file_name, const std::string& layer_name,
                            const std::vector<std::string>& fields, const std::string& geometry) {
  if (geometry == "raster") return {Role::background, geo::say("It is a picture.")};
  if (const auto role = role_of_sheet(layer_name))
    return {*role, geo::say("Its name {0} is that of a sheet of the topographic database.", layer_name)};
  const unsigned shapes = shapes_of(geometry);
  std::array<Score, role_count> scores{};
  const auto count = [&](const Clue& clue, int weight, bool in_field, const std::string& where) {
    Score& score = scores[static_cast<std::size_t>(clue.role)];
    if (score.points == 0) score = {0, clue.start, in_field, where};
    score.points += weight;
  };
  const auto look_in = [&](const std::string& name, int weight) {
    const std::vector<std::string> words = folded_words(name);
    for (const Clue& clue : name_clues)
      if ((clue.shapes & shapes) != 0 && speaks(clue, words)) count(clue, weight, false, name);
  };
  look_in(layer_name, 4);
  if (file_name != layer_name) look_in(file_name, 3);
  for (const Clue& clue : field_clues) {
    if ((clue.shapes & shapes) == 0) continue;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const std::string& name) {
      return folded_letters(name).find(clue.start) != std::string::npos;
    });
    if (field != fields.end()) count(clue, 2, true, *field);
  }
  // Of equal scores the clue that stands first in the tables wins; the tables' order of roles is that of `order`.
  static constexpr std::array order{Role::landfill,     Role::flow,          Role::emission_source,
                                    Role::building,     Role::business_area, Role::sink_land,
                                    Role::road_network, Role::boundary,      Role::partner_site};
  Role best = Role::background;
  int most = 0;
  for (const Role role : order) {
    const int sum = scores[static_cast<std::size_t>(role)].points;
    if (sum > most) {
      most = sum;
      best = role;
    }
  }
  // Landfills are emission sources too: their own word decides.
  if (scores[static_cast<std::size_t>(Role::landfill)].points > 0) best = Role::landfill;
  if (most == 0) return {Role::background, geo::say("Nothing in its names speaks for another role.")};
  const Score& score = scores[static_cast<std::size_t>(best)];
  return {best, score.in_field ? geo::say("It has a field {0}.", score.where)
                               : geo::say("Its name {0} holds \"{1}\".", score.where,
                                          std::string(score.clue.substr(0, score.clue.find('.'))))};
}

}  // namespace layers
