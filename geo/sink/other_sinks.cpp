// Trees in towns (volume 4, chapter 8) and biochar (chapter 2, appendix 4).
#include "geo/sink/sink_builder.hpp"

namespace geo {

void add_urban_trees(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  const auto start = in.whole("start_year");
  const std::size_t period = in.number("growth_period_a");
  if (!start) (void)in.number("start_year");
  if (!builder.is_known()) return;
  // After the growth period what dies equals what grows.
  const int n = builder.year() - *start + 1;
  const bool grows = n >= 1 && n <= builder.value(period);
  const bool by_crown = in.choice("basis") == "crown-cover";
  const std::size_t amount = in.number(by_crown ? "crown_cover_ha" : "trees");
  if (!grows) return;
  const std::size_t rate = by_crown ? builder.factor("sink.urban-crown." + in.choice("climate"), "t/ha/a")
                                    : builder.factor("sink.urban-tree", "t/pcs/a");
  builder.term({SinkPool::living_biomass, SinkQuantity::co2_removal_t, ResultLine::inventory},
               {"Trees in towns", "Kaupunkipuut", "Stadsträd"}, co2_removed, {as_given(amount), as_given(rate)});
}

void add_biochar(const PreparedSink& sink, SinkBuilder& builder) {
  SinkInputs in(sink, builder);
  if (const auto start = in.whole("start_year"); start && builder.year() < *start) return;
  const std::size_t amount = in.number("biochar_t");
  const std::size_t carbon =
      builder.factor("sink.biochar-carbon." + in.choice("feedstock") + "." + in.choice("process"), "1");
  const std::size_t permanence = builder.factor("sink.biochar-permanence." + in.choice("temperature"), "1");
  builder.term({SinkPool::products, SinkQuantity::co2_removal_t, ResultLine::inventory},
               {"Biochar after 100 years", "Biohiili sadan vuoden jälkeen", "Biokol efter 100 år"}, co2_removed,
               {as_given(amount), as_given(carbon), as_given(permanence)});
  const std::string& soil = in.choice("soil");
  if (soil != "mineral-cropland" && soil != "mineral-grassland")
    builder.doubt(say("The method for biochar holds for mineral soils of cropland and grassland alone, not here."));
}

}  // namespace geo
