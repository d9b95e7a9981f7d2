#include "render/theme.hpp"

#include "render/colour_space.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace render {

namespace {

constexpr MapTheme light_theme{
    .kind = ThemeKind::light,
    .land = hex("#F6F5F0"),
    .built = hex("#ECE7DE"),
    .centre = hex("#E4DDD2"),
    .mixed = hex("#E9E5EA"),
    .industry = hex("#E2DDE8"),
    .forest = hex("#DDE8D2"),
    .reserve = hex("#D0E0C7"),
    .park = hex("#E4ECD9"),
    .field = hex("#F6F0D7"),
    .mire = hex("#E0E8DA"),
    .rock = hex("#E0DDD7"),
    .leisure = hex("#EFE9DC"),
    .military = hex("#E3E2DC"),
    .water = hex("#C1DAE8"),
    .water_band = hex("#AECBDD"),
    .shore = hex("#76A1BD"),
    .stream = hex("#86B2CE"),
    .reserve_line = hex("#7AA377"),
    .mire_line = hex("#86AAB0"),
    .path = hex("#B9BFA9"),
    .cycle = hex("#CFC8BB"),
    .rail = hex("#6F6B66"),
    .rail_gap = hex("#F6F5F0"),
    .tram = hex("#8A6FA0"),
    .power = hex("#C3BDB3"),
    .municipality = hex("#A58FB4"),
    .halo = hex("#FFFFFF"),
    .hub = hex("#4C3B87"),
    .landfill = hex("#6C381B"),
    .landfill_fill = hex("#6C381B"),
    .sink = hex("#0A7766"),
    .sink_fill = hex("#0A7766"),
    .partner = hex("#1E2A3A"),
    .select = hex("#2456D6"),
    .select_case = hex("#FFFFFF"),
    .label = hex("#333D48"),
    .label_small = hex("#535D68"),
    .label_water = hex("#255B7D"),
    .label_green = hex("#46613F"),
    .label_hub = hex("#3C2E70"),
    .shield = hex("#FFFFFF"),
    .shield_line = hex("#9D9588"),
    .shield_text = hex("#4A4640"),
    .panel = hex("#FFFFFF"),
    .sunken = hex("#F4F6F8"),
    .text = hex("#16202C"),
    .text2 = hex("#47535F"),
    .text3 = hex("#5F6B78"),
    .border = hex("#D5DBE2"),
    .divider = hex("#E6EAEE"),
    .grid = hex("#E9EDF1"),
    .axis = hex("#B4BDC7"),
    .accent = hex("#2456D6"),
    .snap = hex("#B86E00"),
    .shadow = hex("#101C2D"),
};

constexpr MapTheme dark_theme{
    .kind = ThemeKind::dark,
    .land = hex("#1E242B"),
    .built = hex("#272D35"),
    .centre = hex("#2E343D"),
    .mixed = hex("#2B2C36"),
    .industry = hex("#30303E"),
    .forest = hex("#1D2B25"),
    .reserve = hex("#1E3327"),
    .park = hex("#232F29"),
    .field = hex("#302F23"),
    .mire = hex("#20302E"),
    .rock = hex("#363A3F"),
    .leisure = hex("#2A2D30"),
    .military = hex("#282D30"),
    .water = hex("#0F1D29"),
    .water_band = hex("#0A151E"),
    .shore = hex("#3A5C75"),
    .stream = hex("#2A4A5F"),
    .reserve_line = hex("#4A7C5A"),
    .mire_line = hex("#4A6B6F"),
    .path = hex("#37463A"),
    .cycle = hex("#343C45"),
    .rail = hex("#7A838D"),
    .rail_gap = hex("#1E242B"),
    .tram = hex("#8C77A8"),
    .power = hex("#3A424B"),
    .municipality = hex("#6B5C7E"),
    .halo = hex("#12171C"),
    .hub = hex("#9C86E4"),
    .landfill = hex("#D09A77"),
    .landfill_fill = hex("#9A5E40"),
    .sink = hex("#3CCBB0"),
    .sink_fill = hex("#23BAA0"),
    .partner = hex("#E9EDF2"),
    .select = hex("#C4D8FF"),
    .select_case = hex("#0B1016"),
    .label = hex("#CDD5DE"),
    .label_small = hex("#98A3AF"),
    .label_water = hex("#6FA3C4"),
    .label_green = hex("#86A88C"),
    .label_hub = hex("#CDBFFA"),
    .shield = hex("#2A323B"),
    .shield_line = hex("#5A646F"),
    .shield_text = hex("#CDD5DE"),
    .panel = hex("#161B21"),
    .sunken = hex("#10151A"),
    .text = hex("#E9EDF2"),
    .text2 = hex("#B3BDC8"),
    .text3 = hex("#8E99A6"),
    .border = hex("#323B46"),
    .divider = hex("#262E37"),
    .grid = hex("#232A32"),
    .axis = hex("#4A5561"),
    .accent = hex("#7EA6FF"),
    .snap = hex("#F2B95C"),
    .shadow = hex("#000000"),
};

/// The fills of the base map halfway to land; the weak words and lines of the furniture as strong as the strong ones.
constexpr MapTheme with_high_contrast(MapTheme t, ThemeKind kind) {
  t.kind = kind;
  const auto halfway = [&](Colour& fill) {
    const auto mean = [](unsigned char a, unsigned char b) { return static_cast<unsigned char>((a + b + 1) / 2); };
    fill = {mean(fill.r, t.land.r), mean(fill.g, t.land.g), mean(fill.b, t.land.b), fill.a};
  };
  for (Colour* fill : {&t.built, &t.centre, &t.mixed, &t.industry, &t.forest, &t.reserve, &t.park, &t.field, &t.mire,
                       &t.rock, &t.leisure, &t.military, &t.water, &t.water_band})
    halfway(*fill);
  t.border = t.divider = t.text3;
  t.text2 = t.text3 = t.text;
  return t;
}
constexpr MapTheme light_contrast_theme = with_high_contrast(light_theme, ThemeKind::light_contrast);
constexpr MapTheme dark_contrast_theme = with_high_contrast(dark_theme, ThemeKind::dark_contrast);

constexpr std::array roads_light{
    RoadDrawing{hex("#9D9588"), hex("#FFFFFF"), 7, 5.2}, RoadDrawing{hex("#ABA396"), hex("#FFFFFF"), 6.2, 4.6},
    RoadDrawing{hex("#BDB6AA"), hex("#FFFFFF"), 4.8, 3.4}, RoadDrawing{hex("#CFC9BE"), hex("#FFFFFF"), 3.6, 2.4}};
constexpr std::array roads_dark{
    RoadDrawing{hex("#0E1216"), hex("#737D88"), 7, 5.2}, RoadDrawing{hex("#0E1216"), hex("#656F7A"), 6.2, 4.6},
    RoadDrawing{hex("#12171C"), hex("#515B65"), 4.8, 3.4}, RoadDrawing{hex("#14191F"), hex("#3D4650"), 3.6, 2.4}};

// In the order of geo::Sector, then the sink.
constexpr std::array sectors_light{hex("#6C381B"), hex("#DB4C12"), hex("#F7A01B"), hex("#763AA1"), hex("#4E8FE3"),
                                   hex("#FBE08A"), hex("#9B9EA8"), hex("#66CFF5"), hex("#738852"), hex("#0A7766")};
constexpr std::array sectors_dark{hex("#9A5E40"), hex("#F27168"), hex("#FBB034"), hex("#9461A9"), hex("#5F8BEE"),
                                  hex("#F0EDA3"), hex("#62656C"), hex("#9DD3F2"), hex("#83870C"), hex("#23BAA0")};

constexpr std::array emissions_light{hex("#FAF1C4"), hex("#FADD8F"), hex("#FEC15D"), hex("#FE9E36"), hex("#F67825"),
                                     hex("#DB522D"), hex("#B72C2F"), hex("#8D1130"), hex("#5E0C2A")};
constexpr std::array emissions_dark{hex("#381A4B"), hex("#5A205A"), hex("#822761"), hex("#AE315C"), hex("#D14B4E"),
                                    hex("#EC6F39"), hex("#FB9B37"), hex("#FECA67"), hex("#FDF4BA")};
constexpr std::array removals_light{hex("#DEF8E2"), hex("#B3ECCA"), hex("#89DBB9"), hex("#60C8AC"), hex("#34B1A0"),
                                    hex("#079793"), hex("#047B82"), hex("#015D6E"), hex("#003F57")};
constexpr std::array removals_dark{hex("#0B2D42"), hex("#004357"), hex("#025A67"), hex("#017379"), hex("#038E8B"),
                                   hex("#23AC9D"), hex("#4DCBAD"), hex("#8EE7BA"), hex("#D2FED2")};
constexpr std::array net_light{hex("#01485D"), hex("#058186"), hex("#4DAFA6"), hex("#80D1C0"),
                               hex("#B9E4D5"), hex("#F4F1EB"), hex("#F5D4A1"), hex("#F9B064"),
                               hex("#EB7F35"), hex("#C34325"), hex("#771628")};
constexpr std::array net_dark{hex("#72EDC6"), hex("#4CC7B2"), hex("#259694"), hex("#156A75"),
                              hex("#1D4858"), hex("#262B31"), hex("#682D2F"), hex("#9A352C"),
                              hex("#C75D2F"), hex("#EF9438"), hex("#FFCC69")};

// Ramps of other hands, from light to dark; those that hold the checks of look.md section 6. Nine stops of viridis (van
// der Walt and Smith 2015, as in matplotlib) and of cividis (Nunez, Anderton and Renslow 2018, PLOS ONE 13, by the
// polynomials of d3-scale-chromatic).
constexpr std::array viridis{hex("#FDE725"), hex("#AADC32"), hex("#5CC863"), hex("#27AD81"), hex("#21918C"),
                             hex("#2C728E"), hex("#3B528B"), hex("#472D7B"), hex("#440154")};
constexpr std::array cividis{hex("#FDEA45"), hex("#E2CB5C"), hex("#BBAF71"), hex("#9A9478"), hex("#7F7C75"),
                             hex("#62646F"), hex("#3C4D6E"), hex("#11366C"), hex("#002051")};
// ColorBrewer 2.0 (Cynthia Brewer, Mark Harrower and The Pennsylvania State University; colorbrewer2.org): Blues,
// PuBuGn, RdPu and YlOrBr of nine, RdBu of eleven classes, the last from blue to red.
constexpr std::array blues{hex("#F7FBFF"), hex("#DEEBF7"), hex("#C6DBEF"), hex("#9ECAE1"), hex("#6BAED6"),
                           hex("#4292C6"), hex("#2171B5"), hex("#08519C"), hex("#08306B")};
constexpr std::array pubugn{hex("#FFF7FB"), hex("#ECE2F0"), hex("#D0D1E6"), hex("#A6BDDB"), hex("#67A9CF"),
                            hex("#3690C0"), hex("#02818A"), hex("#016C59"), hex("#014636")};
constexpr std::array rdpu{hex("#FFF7F3"), hex("#FDE0DD"), hex("#FCC5C0"), hex("#FA9FB5"), hex("#F768A1"),
                          hex("#DD3497"), hex("#AE017E"), hex("#7A0177"), hex("#49006A")};
constexpr std::array ylorbr{hex("#FFFFE5"), hex("#FFF7BC"), hex("#FEE391"), hex("#FEC44F"), hex("#FE9929"),
                            hex("#EC7014"), hex("#CC4C02"), hex("#993404"), hex("#662506")};
constexpr std::array rdbu{hex("#053061"), hex("#2166AC"), hex("#4393C3"), hex("#92C5DE"),
                          hex("#D1E5F0"), hex("#F7F7F7"), hex("#FDDBC7"), hex("#F4A582"),
                          hex("#D6604D"), hex("#B2182B"), hex("#67001F")};

template <std::size_t N>
consteval std::array<Colour, N> reversed(std::array<Colour, N> stops) {
  std::reverse(stops.begin(), stops.end());
  return stops;
}

struct Ramp {
  std::string_view name;
  std::span<const Colour> light, dark;
  bool diverging = false;
};
constexpr std::array viridis_dark = reversed(viridis);
constexpr std::array cividis_dark = reversed(cividis);
constexpr std::array blues_dark = reversed(blues);
constexpr std::array pubugn_dark = reversed(pubugn);
constexpr std::array rdpu_dark = reversed(rdpu);
constexpr std::array ylorbr_dark = reversed(ylorbr);
constexpr std::array ramps{Ramp{"emissions", emissions_light, emissions_dark},
                           Ramp{"removals", removals_light, removals_dark},
                           Ramp{"net", net_light, net_dark, true},
                           Ramp{"viridis", viridis, viridis_dark},
                           Ramp{"cividis", cividis, cividis_dark},
                           Ramp{"blues", blues, blues_dark},
                           Ramp{"pubugn", pubugn, pubugn_dark},
                           Ramp{"rdpu", rdpu, rdpu_dark},
                           Ramp{"ylorbr", ylorbr, ylorbr_dark},
                           Ramp{"rdbu", rdbu, rdbu, true}};
constexpr auto names = [] {
  std::array<std::string_view, ramps.size()> list;
  std::ranges::transform(ramps, list.begin(), &Ramp::name);
  return list;
}();

const Ramp& ramp_named(std::string_view name) {
  const auto found = std::ranges::find(ramps, name, &Ramp::name);
  return found == ramps.end() ? ramps.front() : *found;
}

}  // namespace

const MapTheme& map_theme(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::light: return light_theme;
    case ThemeKind::dark: return dark_theme;
    case ThemeKind::light_contrast: return light_contrast_theme;
    case ThemeKind::dark_contrast: break;
  }
  return dark_contrast_theme;
}

RoadDrawing road_drawing(RoadClass road, ThemeKind kind) {
  return (is_dark(kind) ? roads_dark : roads_light)[static_cast<std::size_t>(road)];
}

Colour sector_colour(geo::Sector sector, ThemeKind kind) {
  return (is_dark(kind) ? sectors_dark : sectors_light)[static_cast<std::size_t>(sector)];
}

Colour sink_colour(ThemeKind kind) {
  return (is_dark(kind) ? sectors_dark : sectors_light).back();
}

Colour with_alpha(Colour colour, double alpha) {
  colour.a = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0, 1.0) * 255));
  return colour;
}

std::span<const Colour> ramp_stops(std::string_view name, ThemeKind kind) {
  const Ramp& ramp = ramp_named(name);
  return is_dark(kind) ? ramp.dark : ramp.light;
}

bool is_diverging(std::string_view ramp) {
  return ramp_named(ramp).diverging;
}

std::vector<Colour> ramp_classes(std::string_view name, ThemeKind kind, int count) {
  const std::span<const Colour> stops = ramp_stops(name, kind);
  std::vector<Colour> colours;
  for (int i = 0; i < count; ++i) {
    // A single class stands in the middle of the ramp.
    const double share = count == 1 ? 0.5 : static_cast<double>(i) / (count - 1);
    const double place = share * static_cast<double>(stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double t = place - static_cast<double>(below);
    if (t < 1e-9 || t > 1 - 1e-9) {
      colours.push_back(stops[t < 0.5 ? below : below + 1]);
      continue;
    }
    const Lab low = lab_from_srgb(stops[below]), high = lab_from_srgb(stops[below + 1]);
    colours.push_back(
        srgb_from_lab({std::lerp(low.l, high.l, t), std::lerp(low.a, high.a, t), std::lerp(low.b, high.b, t)}));
  }
  return colours;
}

std::span<const std::string_view> ramp_names() {
  return names;
}

}  // namespace render
