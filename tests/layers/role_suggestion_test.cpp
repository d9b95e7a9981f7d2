#include "layers/role_suggestion.hpp"

namespace layers {
namespace {

using geo::Role;

struct Case {
  const char* file;
  const char* layer;
  std::vector<std::string> fields;
  const char* geometry;
  Role role;
};

// The first group are layers of the shared sample data with the roles that its README gives them; the second are
// names as Finnish towns and companies give them.
const std::vector<Case> cases{
    {"prtr_finland", "facilities", {"company", "ch4_kg", "co2_kg"}, "point", Role::emission_source},
    {"prtr_finland", "waste_transfers", {"facilityId", "wasteTreatmentCode"}, "none", Role::flow},
    {"landfills_prtr", "landfills", {"company", "ch4_kg"}, "point", Role::landfill},
    {"general_plan_2040_gk24", "k1_kayttotarkoitusalueet", {"Kayttotarkoitus"}, "polygon", Role::business_area},
    {"general_plan_2040_gk24", "k1_linjat_reitit_vaylat_line", {}, "line", Role::road_network},
    {"general_plan_2040_gk24", "k1_pyorailyn_tavoiteverkko", {}, "line", Role::road_network},
    {"roads_nls", "road_link", {"road_name_fin"}, "line", Role::road_network},
    {"buildings_nls", "buildings", {"kayttotarkoitus", "kerrosluku"}, "polygon", Role::building},
    {"centre_2019.osm", "multipolygons", {"building", "landuse", "name"}, "polygon", Role::building},
    {"centre_2019.osm", "lines", {"highway"}, "line", Role::road_network},
    {"districts_2021", "helsinki_city_districts_2021", {"name"}, "polygon", Role::boundary},
    {"m_L4132R_p", "m_L4132R_p", {"LUOKKA", "KUNTA_NRO"}, "polygon", Role::sink_land},
    {"h_L4132R_p", "h_L4132R_p", {"LUOKKA", "KUNTA_NRO"}, "polygon", Role::boundary},
    {"forest_stands_central_finland", "forest_stands", {"main_tree_species"}, "polygon", Role::sink_land},
    {"marshes_north_ostrobothnia_nls", "mtk_marshes", {"metsaisyys"}, "polygon", Role::sink_land},
    {"municipalities_2021", "finland_municipalities_2022", {"NATCODE"}, "mixed", Role::boundary},
    {"places", "places_fi", {"name", "admin1"}, "point", Role::background},
    {"power_lines_vantaa_nls", "power_lines", {"kohdeluokka"}, "line", Role::background},
    {"bicycle_stands", "Turun kaupungin julkisten toimipisteiden pyöräparkit", {"osoite"}, "point", Role::background},

    {"data", "Kaatopaikat_2023", {}, "polygon", Role::landfill},
    {"data", "Päästölähteet", {}, "point", Role::emission_source},
    {"data", "Yritysalueet", {}, "polygon", Role::business_area},
    {"data", "Hiilinielut", {}, "polygon", Role::sink_land},
    {"data", "pellot", {}, "polygon", Role::sink_land},
    {"data", "Tieverkko", {}, "line", Role::road_network},
    {"data", "rakennukset", {}, "polygon", Role::building},
    {"data", "kuntarajat", {}, "polygon", Role::boundary},
    {"data", "materiaalivirrat", {}, "line", Role::flow},
    {"data", "kumppanit", {}, "point", Role::partner_site},
    {"data", "tietoa alueista", {}, "polygon", Role::background},
    {"ortho", "ortho", {}, "raster", Role::background},
};

TEST(RoleSuggestion, FollowsNamesFieldsAndGeometryInFinnishAndEnglish) {
  for (const Case& c : cases) {
    const RoleSuggestion suggestion = suggest_role(c.file, c.layer, c.fields, c.geometry);
    EXPECT_EQ(geo::text_of(suggestion.role), geo::text_of(c.role)) << c.file << " " << c.layer;
    EXPECT_FALSE(suggestion.reason.text.empty());
  }
}

}  // namespace
}  // namespace layers
