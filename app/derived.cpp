#include "app/derived.hpp"

#include "app/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace app {
namespace {

/// What decides whether a layer has to be read again.
std::string linked_from(const geo::Layer& layer) {
  return std::string(geo::text_of(layer.kind)) + '\n' + layer.path + '\n' + layer.sublayer + '\n' + layer.crs;
}

bool same(const geo::HeatmapOptions& a, const geo::HeatmapOptions& b) {
  return a.year == b.year && a.gwp_set == b.gwp_set && a.only_gas == b.only_gas && a.cell_m == b.cell_m &&
         a.radius_m == b.radius_m;
}

}  // namespace

const Derived::LinkedLayer* Derived::linked(geo::Id<geo::Layer> id) const {
  const auto place = linked_.find(id);
  return place == linked_.end() ? nullptr : &place->second;
}

void Derived::clear(Jobs& jobs) {
  for (const auto& [id, layer] : linked_) {
    jobs.cancel_topic("read " + std::to_string(id.value));
    jobs.cancel_topic("draw " + std::to_string(id.value));
  }
  jobs.cancel_topic("heatmap");
  jobs.cancel_topic("balance");
  jobs.cancel_topic("band");
  jobs.cancel_topic("contributions");
  const std::uint64_t version = version_;
  *this = {};
  version_ = version + 1;
}

void Derived::update(const Wanted& wanted, Jobs& jobs) {
  if (!fixed_origin_) {
    geo::MapBox loaded;
    bool has_base_map = false;
    for (const auto& [id, layer] : linked_) {
      if (!layer.loaded) continue;
      if (layer.loaded->covers_world)
        has_base_map = true;
      else
        loaded.extend(layer.loaded->box);
    }
    // With nothing but a base map: where one looks.
    if (loaded.empty() && has_base_map && wanted.camera.width_px > 1) loaded.extend(wanted.camera.centre);
    if (!geo::bounds(*wanted.plan).empty() || !loaded.empty()) {
      fixed_origin_ = map_origin(*wanted.plan, loaded);
      origin_ = *fixed_origin_;
      ++version_;
    }
  }
  update_layers(wanted, jobs);
  update_rasters(wanted, jobs);
  update_heatmap(wanted, jobs);
  update_balance(wanted, jobs);
  update_contributions(wanted, jobs);
}

void Derived::update_layers(const Wanted& wanted, Jobs& jobs) {
  const auto gone = [&](const auto& entry) { return !wanted.plan->layers().find(entry.first); };
  std::erase_if(linked_, gone);
  std::erase_if(linked_from_, gone);
  std::erase_if(pictures_, gone);
  std::erase_if(picture_of_, gone);
  std::erase_if(raster_wanted_, gone);
  for (const auto& row : wanted.plan->layers()) {
    if (!row->visible) continue;  // a hidden layer is read and drawn when it is first shown
    if (!linked_.contains(row.id) || linked_from_[row.id] != linked_from(*row)) {
      read_layer(row.id, row.value, wanted, jobs);
      continue;
    }
    const LinkedLayer& linked = linked_[row.id];
    if (!linked.loaded || !linked.loaded->features || !fixed_origin_) continue;
    update_picture(row.id, row.value, wanted, jobs);
    update_selected(row.id, wanted);
  }
}

void Derived::read_layer(geo::Id<geo::Layer> id, const std::shared_ptr<const geo::Layer>& layer, const Wanted& wanted,
                         Jobs& jobs) {
  linked_from_[id] = linked_from(*layer);
  LinkedLayer& linked = linked_[id];
  linked = {};
  linked.job = jobs.start("read " + std::to_string(id.value), geo::say("Reading {0}", layer->name),
                          [this, id, layer, path = wanted.plan_path, map = *wanted.map_crs](geo::Progress& progress) {
                            std::shared_ptr<const LoadedLayer> loaded;
                            std::optional<geo::Error> failure;
                            try {
                              loaded = std::make_shared<const LoadedLayer>(load_layer(*layer, path, map, progress));
                            } catch (const geo::Error& error) {
                              failure = error;
                            }
                            return [this, id, loaded, failure] {
                              const auto place = linked_.find(id);
                              if (place == linked_.end()) return;
                              place->second = {loaded, failure, 0, {}};
                              ++version_;
                              if (failure) throw geo::Error(*failure);  // shown by whoever collects
                            };
                          });
}

Derived::LookOf Derived::LookOf::for_labels() const {
  LookOf look = *this;
  look.language.clear();
  look.style = {};
  look.style.mode = style.mode == geo::StyleMode::role ? geo::StyleMode::role : geo::StyleMode::single;
  look.style.point_radius_px = style.point_radius_px;
  look.style.label_attribute = style.label_attribute;
  look.style.label_size_px = style.label_size_px;
  look.style.label_priority = style.label_priority;
  return look;
}

/// A change of style or filter is in the next picture: the batch stays, and what takes no longer than a frame is done
/// here. What takes longer is done by a job; until it is done the old picture stays.
void Derived::update_picture(geo::Id<geo::Layer> id, const std::shared_ptr<const geo::Layer>& layer,
                             const Wanted& wanted, Jobs& jobs) {
  const std::shared_ptr<const LoadedLayer>& loaded = linked_[id].loaded;
  PictureOf& of = picture_of_[id];
  LookOf look{layer->role, style_of(*layer, *wanted.plan), wanted.theme, layer->filter, language()};
  if (of.asked_loaded == loaded && of.asked_look == look) return;
  const bool has_batch = of.made_loaded == loaded;
  const std::string topic = "draw " + std::to_string(id.value);
  const LookOf labels = look.for_labels();
  of.asked_loaded = loaded;
  of.asked_look = look;
  if (has_batch && restyles_quickly(*loaded, *layer, look.style)) {
    jobs.cancel_topic(topic);
    geo::Progress progress;
    restyle(pictures_[id], *loaded, *layer, look.style, look.theme, progress);
    ++version_;
    if (of.made_labels == labels) return;
    jobs.start(topic, geo::say("Drawing {0}", layer->name),
               [this, id, loaded, layer, look, labels, picture = pictures_[id]](geo::Progress&) {
                 auto made = std::make_shared<std::vector<render::LabelCandidate>>(
                     layer_labels(picture, *loaded, *layer, look.style, look.theme));
                 return [this, id, labels, made] {
                   pictures_[id].labels = std::move(*made);
                   picture_of_[id].made_labels = labels;
                   ++version_;
                 };
               });
    return;
  }
  jobs.start(topic, geo::say("Drawing {0}", layer->name),
             [this, id, loaded, layer, look, labels, has_batch, origin = origin_,
              picture = pictures_[id]](geo::Progress& progress) mutable {
               auto made = std::make_shared<LayerPicture>(picture);
               if (has_batch) {
                 restyle(*made, *loaded, *layer, look.style, look.theme, progress);
                 made->labels = layer_labels(*made, *loaded, *layer, look.style, look.theme);
               } else {
                 *made = layer_picture(*loaded, *layer, look.style, look.theme, origin, progress);
               }
               return [this, id, loaded, labels, made] {
                 pictures_[id] = std::move(*made);
                 PictureOf& finished = picture_of_[id];
                 finished.made_loaded = loaded;
                 finished.made_labels = labels;
                 ++version_;
               };
             });
}

void Derived::update_selected(geo::Id<geo::Layer> id, const Wanted& wanted) {
  LayerPicture& picture = pictures_[id];
  PictureOf& of = picture_of_[id];
  if (!picture.symbols) return;
  const auto found = std::find_if(wanted.selected_rows.begin(), wanted.selected_rows.end(),
                                  [&](const SelectedRows& selected) { return selected.layer == id; });
  const auto rows = found == wanted.selected_rows.end() || found->rows->empty() ? nullptr : found->rows;
  if (rows == of.selected && (!rows || picture.symbols == of.selected_over)) return;
  of.selected = rows;
  of.selected_over = picture.symbols;
  picture.selected = !rows ? nullptr
                           : std::make_shared<const render::SymbolTable>(render::selected_symbols(
                                 *linked_[id].loaded->features, *picture.symbols, *rows, wanted.theme));
  ++version_;
}

void Derived::update_rasters(const Wanted& wanted, Jobs& jobs) {
  if (wanted.camera.width_px < 2) return;
  const geo::MapBox seen = wanted.camera.box();
  for (const auto& row : wanted.plan->layers()) {
    const auto linked = linked_.find(row.id);
    if (!row->visible || linked == linked_.end() || !linked->second.loaded || !linked->second.loaded->raster) continue;
    const RasterOf& asked = raster_wanted_[row.id];
    const bool covers =
        asked.box.contains({seen.min_x_m, seen.min_y_m}) && asked.box.contains({seen.max_x_m, seen.max_y_m});
    const double zoomed = wanted.camera.m_per_px / std::max(asked.m_per_px, 1e-9);
    if (asked.loaded == linked->second.loaded && covers && zoomed > 0.6 && zoomed < 1.7) continue;
    // A quarter more on each side, so that panning does not read at every step.
    const geo::MapBox box = seen.grown(0.25 * std::max(seen.width_m(), seen.height_m()));
    raster_wanted_[row.id] = {linked->second.loaded, box, wanted.camera.m_per_px};
    const int width_px = static_cast<int>(box.width_m() / wanted.camera.m_per_px);
    const int height_px = static_cast<int>(box.height_m() / wanted.camera.m_per_px);
    jobs.start("draw " + std::to_string(row.id.value), geo::say("Drawing {0}", row->name),
               [this, id = row.id, loaded = linked->second.loaded, box, width_px, height_px](geo::Progress& progress) {
                 auto read = loaded->raster->read(box, width_px, height_px, progress);
                 auto picture = std::make_shared<const layers::RasterPicture>(std::move(read.value));
                 return [this, id, loaded, picture, problems = std::move(read.problems)] {
                   const auto place = linked_.find(id);
                   if (place == linked_.end() || place->second.loaded != loaded) return;
                   place->second.view_problems = problems;
                   // Where nothing can be had now, what was seen before is better than nothing.
                   if (problems.empty() || !picture->rgba.empty()) pictures_[id].raster = picture;
                   ++version_;
                 };
               });
  }
}

void Derived::update_heatmap(const Wanted& wanted, Jobs& jobs) {
  const auto& sources = wanted.plan->emission_sources();
  if (heatmap_wanted_ && heatmap_wanted_->sources.shares_rows_with(sources) &&
      heatmap_wanted_->counted == wanted.counted && same(heatmap_wanted_->options, wanted.heatmap))
    return;
  heatmap_wanted_ = HeatmapOf{sources, wanted.counted, wanted.heatmap};
  jobs.start("heatmap", geo::say("Emission density {0}", year_text(wanted.heatmap.year)),
             [this, plan = wanted.plan, counted = wanted.counted, options = wanted.heatmap](geo::Progress& progress) {
               auto chosen = std::make_shared<const geo::Plan>(geo::counted_alone(*plan, counted));
               auto picture = std::make_shared<HeatmapPicture>(heatmap_picture(*chosen, options, progress));
               picture->counted = counted;
               return [this, picture, chosen] {
                 heatmap_ = std::move(*picture);
                 heatmap_plan_ = chosen;
                 ++version_;
               };
             });
}

void Derived::update_balance(const Wanted& wanted, Jobs& jobs) {
  // The tables as they are in the file: the counted ones are made anew with each plan.
  const geo::Plan& plan = *wanted.figures->plan;
  const auto& info = plan.table<geo::PlanInfo>();
  const auto& sources = plan.emission_sources();
  const auto& sites = plan.sink_sites();
  const auto& catalogues = wanted.figures->catalogues;
  const bool same_plan =
      balance_wanted_ && balance_wanted_->info.shares_rows_with(info) &&
      balance_wanted_->sources.shares_rows_with(sources) && balance_wanted_->sites.shares_rows_with(sites) &&
      balance_wanted_->partners.shares_rows_with(plan.partners()) &&
      balance_wanted_->flows.shares_rows_with(plan.material_flows()) &&
      balance_wanted_->streams.shares_rows_with(plan.side_streams()) && balance_wanted_->catalogues == catalogues;
  if (same_plan && balance_wanted_->counted == wanted.counted) return;
  balance_wanted_ = BalanceOf{
      info, sources, sites, plan.partners(), plan.material_flows(), plan.side_streams(), catalogues, wanted.counted};
  jobs.start("balance", geo::say("Climate balance"),
             [this, figures = wanted.figures, counted = wanted.counted, first = wanted.first_year,
              last = wanted.last_year](geo::Progress&) {
               auto years = geo::balance(*figures, counted, first, last);
               return [this, years = std::move(years)] {
                 balance_ = years;
                 ++version_;
               };
             });
  if (same_plan) return;
  jobs.start(
      "band", geo::say("How sure the balance is"),
      [this, figures = wanted.figures, first = wanted.first_year, last = wanted.last_year](geo::Progress& progress) {
        auto band = std::make_shared<geo::UncertainBalance>(geo::uncertain_balance(
            *figures->with_flows, *figures->catalogues, figures->sites, first, last, {}, progress));
        return [this, band] {
          band_ = std::move(*band);
          ++version_;
        };
      });
}

void Derived::update_contributions(const Wanted& wanted, Jobs& jobs) {
  const int year = wanted.heatmap.year;
  if (!wanted.contributions || (contributions_of_ == wanted.figures && contributions_year_ == year)) return;
  contributions_of_ = wanted.figures;
  contributions_year_ = year;
  contributions_.reset();
  jobs.start("contributions", geo::say("What makes the balance uncertain"),
             [this, figures = wanted.figures, year](geo::Progress& progress) {
               geo::UncertainOptions options;
               options.contributions_year = year;
               geo::UncertainBalance of_year = geo::uncertain_balance(*figures->with_flows, *figures->catalogues,
                                                                      figures->sites, year, year, options, progress);
               return [this, shares = std::move(of_year.contributions)] {
                 contributions_ = shares;
                 ++version_;
               };
             });
}

}  // namespace app
