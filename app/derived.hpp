// What follows from the plan and is made in the background: loaded layers, their pictures, the heatmap, the balance.
// Each result remembers what it was made of; a stale one stays on the map until the next is there.
#pragma once

#include "app/heatmap_picture.hpp"
#include "app/jobs.hpp"
#include "app/layer_picture.hpp"
#include "app/map_scene.hpp"
#include "geo/balance/count_choice.hpp"
#include "geo/balance/plan_figures.hpp"
#include "geo/balance/uncertain_balance.hpp"
#include "render/camera.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

class Derived {
public:
  /// What is asked for.
  struct Wanted {
    geo::PlanPtr plan;  ///< with the masses that count
    std::shared_ptr<const geo::PlanFigures> figures;
    std::uint64_t revision = 0;
    std::string plan_path;
    const geo::Crs* map_crs = nullptr;
    render::ThemeKind theme = render::ThemeKind::light;
    geo::CountChoice counted;
    geo::HeatmapOptions heatmap;
    int first_year = 0;
    int last_year = 0;
    bool contributions = false;  ///< what makes the year's balance unsure is asked for
    render::Camera camera;       ///< which part of rasters is read
    std::vector<SelectedRows> selected_rows;
  };

  /// One linked layer as far as it has come.
  struct LinkedLayer {
    std::shared_ptr<const LoadedLayer> loaded;
    std::optional<geo::Error> failure;
    std::int64_t job = 0;                       ///< that is loading it
    std::vector<geo::Problem> view_problems{};  ///< what the last reading of a raster's seen part left out
  };

  /// Starts jobs for whatever is stale. Their results are put in by Jobs::collect on the UI thread.
  void update(const Wanted& wanted, Jobs& jobs);
  /// Forgets everything (another plan was opened).
  void clear(Jobs& jobs);

  [[nodiscard]] const LinkedLayer* linked(geo::Id<geo::Layer> id) const;
  /// Reads the layer's file again.
  void reload(geo::Id<geo::Layer> id) { linked_.erase(id); }
  [[nodiscard]] const LayerPictures& pictures() const { return pictures_; }
  [[nodiscard]] const HeatmapPicture* heatmap() const { return heatmap_ ? &*heatmap_ : nullptr; }
  /// The plan the heatmap was made of (with the chosen gases only), for contributors.
  [[nodiscard]] const geo::PlanPtr& heatmap_plan() const { return heatmap_plan_; }
  [[nodiscard]] const std::vector<geo::BalanceYear>& balance() const { return balance_; }
  /// How sure the balance of all gases is; null while it is not worked out.
  [[nodiscard]] const geo::UncertainBalance* band() const { return band_ ? &*band_ : nullptr; }
  /// What makes the year's net balance unsure, largest share first; null while it is not worked out.
  [[nodiscard]] const std::vector<geo::VarianceShare>* contributions() const {
    return contributions_ ? &*contributions_ : nullptr;
  }
  [[nodiscard]] geo::MapPoint origin() const { return origin_; }
  /// Grows whenever a result arrived.
  [[nodiscard]] std::uint64_t version() const { return version_; }

private:
  void update_layers(const Wanted& wanted, Jobs& jobs);
  void read_layer(geo::Id<geo::Layer> id, const std::shared_ptr<const geo::Layer>& layer, const Wanted& wanted,
                  Jobs& jobs);
  void update_picture(geo::Id<geo::Layer> id, const std::shared_ptr<const geo::Layer>& layer, const Wanted& wanted,
                      Jobs& jobs);
  void update_selected(geo::Id<geo::Layer> id, const Wanted& wanted);
  void update_rasters(const Wanted& wanted, Jobs& jobs);
  void update_heatmap(const Wanted& wanted, Jobs& jobs);
  void update_balance(const Wanted& wanted, Jobs& jobs);
  void update_contributions(const Wanted& wanted, Jobs& jobs);

  std::map<geo::Id<geo::Layer>, LinkedLayer> linked_;
  std::map<geo::Id<geo::Layer>, std::string> linked_from_;  ///< path, sublayer and CRS that were asked for
  /// What a picture's symbols follow from, besides the features.
  struct LookOf {
    geo::Role role = geo::Role::background;
    geo::Style style;
    render::ThemeKind theme = render::ThemeKind::light;
    std::vector<geo::Condition> filter;
    std::string language;
    /// What of it the labels follow from.
    [[nodiscard]] LookOf for_labels() const;
    bool operator==(const LookOf&) const = default;
  };
  /// A picture that is asked for and how far it has come.
  struct PictureOf {
    std::shared_ptr<const LoadedLayer> asked_loaded;
    LookOf asked_look;
    LookOf asked_labels;
    std::shared_ptr<const LoadedLayer> made_loaded;  ///< that the batch was made of
    LookOf made_labels;
    std::shared_ptr<const geo::RowSet> selected;
    std::shared_ptr<const render::SymbolTable> selected_over;  ///< the symbols that the selection was made for
  };
  std::map<geo::Id<geo::Layer>, PictureOf> picture_of_;
  LayerPictures pictures_;

  /// The part of a raster that was asked for.
  struct RasterOf {
    std::shared_ptr<const LoadedLayer> loaded;
    geo::MapBox box;
    double m_per_px = 0;
  };
  std::map<geo::Id<geo::Layer>, RasterOf> raster_wanted_;

  struct HeatmapOf {
    geo::Table<geo::EmissionSource> sources;
    geo::CountChoice counted;
    geo::HeatmapOptions options;
  };
  std::optional<HeatmapOf> heatmap_wanted_;
  std::optional<HeatmapPicture> heatmap_;
  geo::PlanPtr heatmap_plan_;

  /// What the balance follows from: a change of a layer or a style makes no new one.
  struct BalanceOf {
    geo::Table<geo::PlanInfo> info;
    geo::Table<geo::EmissionSource> sources;
    geo::Table<geo::SinkSite> sites;
    geo::Table<geo::Partner> partners;  ///< where flows begin and end
    geo::Table<geo::MaterialFlow> flows;
    geo::Table<geo::SideStream> streams;
    std::shared_ptr<const geo::Catalogues> catalogues;
    geo::CountChoice counted;
  };
  std::optional<BalanceOf> balance_wanted_;
  std::vector<geo::BalanceYear> balance_;
  std::optional<geo::UncertainBalance> band_;

  std::shared_ptr<const geo::PlanFigures> contributions_of_;
  int contributions_year_ = 0;
  std::optional<std::vector<geo::VarianceShare>> contributions_;

  std::optional<geo::MapPoint> fixed_origin_;
  geo::MapPoint origin_;
  std::uint64_t version_ = 0;
};

}  // namespace app
