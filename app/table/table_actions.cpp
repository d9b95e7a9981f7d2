#include "app/table/table_actions.hpp"

#include "app/map_files.hpp"
#include "app/table/table_text.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace app {

namespace {

namespace fs = std::filesystem;

bool is_of_layer(const Workspace& w) {
  return w.table.subject().kind == TableKind::layer;
}

/// The rows of the table that are selected.
geo::RowSet selected_rows(const Workspace& w) {
  const TableRowsPtr& rows = w.table.rows();
  geo::RowSet selected(rows ? rows->count : 0);
  if (!rows) return selected;
  if (is_of_layer(w)) {
    const SelectedFeatures& features = w.selection.features;
    if (!features.empty() && features.layer == w.table.subject().layer && features.rows->size() == rows->count)
      return *features.rows;
    return selected;
  }
  for (std::size_t row = 0; row < rows->count; ++row)
    if (w.selection.contains(rows->things[row])) selected.set(row);
  return selected;
}

void select_rows(Workspace& w, geo::RowSet rows, std::uint32_t primary) {
  if (is_of_layer(w))
    return w.select(Selection::of(w.table.subject().layer, w.table.rows()->features, std::move(rows), primary));
  std::vector<render::PlanThing> things;
  rows.for_each([&](std::uint32_t row) {
    if (row != primary) things.push_back(w.table.rows()->things[row]);
  });
  if (rows.contains(primary)) things.push_back(w.table.rows()->things[primary]);
  w.select(Selection::of(std::move(things)));
}

std::size_t row_count_of(const geo::Plan& plan, TableKind kind) {
  switch (kind) {
    case TableKind::layer: return 0;
    case TableKind::sink_sites: return plan.sink_sites().size();
    case TableKind::emission_sources: return plan.emission_sources().size();
    case TableKind::partners: return plan.partners().size();
    case TableKind::landfill_parts: return plan.landfill_parts().size();
    case TableKind::business_areas: return plan.business_areas().size();
    case TableKind::material_flows: return plan.material_flows().size();
    case TableKind::side_streams: return plan.side_streams().size();
  }
  return 0;
}

std::optional<TableKind> kind_of(const render::PlanThing& thing) {
  if (std::holds_alternative<geo::Id<geo::SinkSite>>(thing)) return TableKind::sink_sites;
  if (std::holds_alternative<geo::Id<geo::EmissionSource>>(thing)) return TableKind::emission_sources;
  if (std::holds_alternative<geo::Id<geo::Partner>>(thing)) return TableKind::partners;
  if (std::holds_alternative<geo::Id<geo::LandfillPart>>(thing)) return TableKind::landfill_parts;
  if (std::holds_alternative<geo::Id<geo::BusinessArea>>(thing)) return TableKind::business_areas;
  if (std::holds_alternative<geo::Id<geo::MaterialFlow>>(thing)) return TableKind::material_flows;
  if (std::holds_alternative<geo::Id<geo::SideStream>>(thing)) return TableKind::side_streams;
  return std::nullopt;
}

/// The table that holds what is selected.
std::optional<TableSubject> subject_of(const Workspace& w) {
  if (!w.selection.features.empty()) return TableSubject{TableKind::layer, w.selection.features.layer};
  if (const auto kind = kind_of(w.selection.thing)) return TableSubject{*kind, {}};
  if (w.selection.layer)
    if (const auto* linked = w.derived.linked(w.selection.layer); linked && linked->loaded && linked->loaded->features)
      return TableSubject{TableKind::layer, w.selection.layer};
  return std::nullopt;
}

/// Rows for other programs: the selected ones, in the order of the table, or all that are shown.
std::vector<std::uint32_t> rows_to_take(const Workspace& w) {
  const geo::RowSet selected = selected_rows(w);
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : w.table.shown())
    if (selected.contains(row)) rows.push_back(row);
  if (rows.empty()) rows.assign(w.table.shown().begin(), w.table.shown().end());
  return rows;
}

/// A name that every file system takes.
std::string as_file_name(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 32 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '-';
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  if (text.size() > 80) text.resize(80);
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
  return text;
}

}  // namespace

void take_row(Workspace& w, std::size_t position, RowTaking taking) {
  const std::span<const std::uint32_t> shown = w.table.shown();
  if (position >= shown.size()) return;
  const std::uint32_t row = shown[position];
  const std::optional<std::size_t> from =
      w.table.anchor ? w.table.position_of(*w.table.anchor) : std::optional<std::size_t>();
  w.table.cursor = row;
  if (taking == RowTaking::up_to && from) {
    geo::RowSet rows(w.table.rows()->count);
    for (std::size_t p = std::min(*from, position); p <= std::max(*from, position); ++p) rows.set(shown[p]);
    return select_rows(w, std::move(rows), row);
  }
  w.table.anchor = row;
  geo::RowSet rows = taking == RowTaking::toggle ? selected_rows(w) : geo::RowSet(w.table.rows()->count);
  rows.toggle(row);
  select_rows(w, std::move(rows), row);
}

void move_row(Workspace& w, std::ptrdiff_t by, bool extends) {
  const std::size_t count = w.table.shown().size();
  if (count == 0) return;
  const std::optional<std::size_t> at = w.table.cursor ? w.table.position_of(*w.table.cursor) : std::nullopt;
  const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(count) - 1;
  const std::ptrdiff_t to = at ? std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(*at) + by, 0, last) : 0;
  take_row(w, static_cast<std::size_t>(to), extends ? RowTaking::up_to : RowTaking::alone);
}

void select_shown(Workspace& w) {
  if (w.table.shown().empty()) return;
  select_rows(w, w.table.passing(), w.table.cursor.value_or(w.table.shown().front()));
}

void invert_shown(Workspace& w) {
  if (!w.table.rows()) return;
  geo::RowSet rows = w.table.passing();
  rows -= selected_rows(w);
  if (rows.empty()) return w.select({});
  const std::uint32_t primary = *rows.first();
  select_rows(w, std::move(rows), primary);
}

bool is_row_selected(const Workspace& w, std::uint32_t row) {
  const TableRowsPtr& rows = w.table.rows();
  if (!rows || row >= rows->count) return false;
  if (!is_of_layer(w)) return w.selection.contains(rows->things[row]);
  return w.selection.features.layer == w.table.subject().layer && w.selection.features.contains(row);
}

std::size_t selected_row_count(const Workspace& w) {
  const TableRowsPtr& rows = w.table.rows();
  if (!rows) return 0;
  if (is_of_layer(w)) return w.selection.features.layer == w.table.subject().layer ? w.selection.features.count() : 0;
  return selected_rows(w).count();
}

void zoom_to_row(Workspace& w, std::uint32_t row) {
  const TableRowsPtr& rows = w.table.rows();
  if (!rows || row >= rows->count) return;
  if (rows->features) return w.show(geo::bounds(*rows->features, row));
  if (const geo::MapBox box = box_of(w.plan(), rows->things[row]); !box.empty()) w.show(box);
}

void show_table_of_selection(Workspace& w) {
  if (const std::optional<TableSubject> subject = subject_of(w)) w.table.show(*subject);
}

void put_cursor_on_selection(Workspace& w) {
  if (!w.table.rows() || subject_of(w) != w.table.subject()) return;
  std::optional<std::uint32_t> row;
  if (is_of_layer(w)) {
    if (!w.selection.features.empty()) row = w.selection.features.primary;
  } else {
    row = w.table.row_of(w.selection.thing);
  }
  // What the table itself selected keeps the row from which Shift goes on.
  if (!row || row == w.table.cursor) return;
  w.table.cursor = row;
  w.table.anchor = row;
}

std::vector<TableSubject> table_subjects(const Workspace& w) {
  std::vector<TableSubject> subjects;
  if (!w.has_plan()) return subjects;
  for (const TableKind kind :
       {TableKind::sink_sites, TableKind::emission_sources, TableKind::partners, TableKind::landfill_parts,
        TableKind::business_areas, TableKind::material_flows, TableKind::side_streams})
    if (row_count_of(w.plan(), kind) > 0) subjects.push_back({kind, {}});
  for (const auto& row : w.plan().layers())
    if (row->kind == geo::LayerKind::vector) subjects.push_back({TableKind::layer, row.id});
  return subjects;
}

void toggle_table(Workspace& w) {
  w.table.open = !w.table.open || w.view == WorkView::balance;
  if (w.view == WorkView::balance) w.view = WorkView::map;
  w.table.has_keys = w.table.open;
  if (!w.table.open) return;
  const std::vector<TableSubject> subjects = table_subjects(w);
  if (subject_of(w)) return show_table_of_selection(w);
  if (!subjects.empty() && std::find(subjects.begin(), subjects.end(), w.table.subject()) == subjects.end())
    w.table.show(subjects.front());
}

bool map_has_table_filter(const Workspace& w) {
  if (!is_of_layer(w) || !w.table.query().has_filter()) return false;
  const auto layer = w.plan().layers().find(w.table.subject().layer);
  return layer && layer->filter == w.table.filter();
}

bool map_has_filter(const Workspace& w) {
  if (!is_of_layer(w)) return false;
  const auto layer = w.plan().layers().find(w.table.subject().layer);
  return layer && !layer->filter.empty();
}

void toggle_map_filter(Workspace& w) {
  if (!is_of_layer(w)) return;
  const geo::Id<geo::Layer> id = w.table.subject().layer;
  const auto layer = w.plan().layers().find(id);
  if (!layer) return;
  geo::Layer after = *layer;
  after.filter = map_has_table_filter(w) ? std::vector<geo::Condition>{} : w.table.filter();
  if (after.filter == layer->filter) return;
  geo::Edit edit;
  edit.what = after.filter.empty() ? geo::say("All of {0} shown", layer->name) : geo::say("Filter of {0}", layer->name);
  edit.set(w.plan(), id, std::move(after));
  w.edit(std::move(edit));
}

std::string copied_rows(const Workspace& w) {
  if (!w.table.rows()) return {};
  return tab_separated(*w.table.rows(), rows_to_take(w), csv_dialect(language()).decimal_sign);
}

void export_rows(Workspace& w) {
  if (!w.table.rows()) return;
  const std::string name = as_file_name(table_name(w.table.subject(), w.plan()));
  w.jobs.start({}, geo::say("Writing {0}", "CSV"),
               [&w, name, rows = w.table.rows(), which = rows_to_take(w), plan_file = w.session().path(),
                dialect = csv_dialect(language())](geo::Progress& progress) {
                 const fs::path out = free_path_beside(plan_file, " " + name + ".csv");
                 std::ofstream file(out, std::ios::binary);
                 write_csv(file, *rows, which, dialect, progress);
                 file.close();
                 if (!file)
                   throw geo::Error(out.string(), geo::say("The file can not be written."),
                                    geo::say("Look whether the folder can be written to and has room."));
                 return [&w, out, count = which.size()] {
                   Toast toast;
                   toast.kind = ToastKind::done;
                   toast.title = translated(geo::say("{0} is written", out.filename().string()));
                   toast.line = translated(geo::say("{0} rows", number(static_cast<double>(count), 0)));
                   w.toasts.add(std::move(toast));
                 };
               });
}

void rename_row(Workspace& w, std::uint32_t row, const std::string& name) {
  const TableRowsPtr& rows = w.table.rows();
  if (!rows || row >= rows->things.size() || name.empty()) return;
  with_thing(rows->things[row], [&]<class T>(geo::Id<T> id) {
    const auto thing = w.plan().table<T>().find(id);
    if (!thing || thing->name == name) return;
    T after = *thing;
    after.name = name;
    geo::Edit edit;
    edit.what = geo::say("{0} renamed {1}", thing->name, name);
    edit.set(w.plan(), id, std::move(after));
    w.edit(std::move(edit));
  });
}

}  // namespace app
