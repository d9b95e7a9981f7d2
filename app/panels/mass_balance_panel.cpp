#include "app/panels/mass_balance_panel.hpp"

#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/flow_fields.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

namespace {

/// Below this a balance is closed: amounts are told to the tonne at best.
constexpr double closed_t = 0.5;
constexpr double any_sign = -1e12;

std::string partner_name(const geo::Plan& plan, geo::Ref<geo::Partner> id) {
  const auto partner = plan.partners().find(id);
  return partner ? partner->name : std::string("–");
}

std::string residual_text(const geo::MassBalance& balance) {
  return std::abs(balance.residual_t()) < closed_t ? std::string("0") : figure(balance.residual_t());
}

const geo::Table<geo::MaterialAccount>::Row* find_account(const geo::Plan& plan, geo::Ref<geo::Partner> partner,
                                                          const std::string& material, geo::AccountKind kind) {
  for (const auto& row : plan.material_accounts())
    if (row->partner == partner && row->material == material && row->kind == kind) return &row;
  return nullptr;
}

/// Puts an account in place of what stood there; one without a year goes.
void set_account(Workspace& w, geo::MaterialAccount account) {
  geo::Edit edit;
  edit.what = geo::say("Mass balance of {0}: {1}", partner_name(w.plan(), account.partner),
                       material_name(*w.catalogues(), account.material));
  const auto* before = find_account(w.plan(), account.partner, account.material, account.kind);
  if (!before)
    edit.add(w.plan(), std::move(account));
  else if (account.amounts.empty())
    edit.remove(w.plan(), before->id);
  else
    edit.set(w.plan(), before->id, std::move(account));
  w.edit(std::move(edit));
}

/// "100 in + 80 generated − 150 out − 0 used − 10 growth of stock = 20 t".
std::string equation_text(const geo::MassBalance& b) {
  return translated(geo::say("{0} in + {1} generated − {2} out − {3} used − {4} growth of stock = {5} t",
                             figure(b.in_t), figure(b.generated_t), figure(b.out_t), figure(b.used_t),
                             figure(b.stock_t), residual_text(b)));
}

}  // namespace

void MassBalancePanel::keep_up_to_date(const Workspace& w) {
  if (of_ == w.shown_plan() && year_ == w.state.year && choice_ == w.flows.choice) return;
  of_ = w.shown_plan();
  year_ = w.state.year;
  choice_ = w.flows.choice;
  rows_ = geo::mass_balances(*of_, year_);
  std::erase_if(rows_, [&](const geo::MassBalance& row) {
    return choice_.hidden_materials.contains(row.material) ||
           (!choice_.partners.empty() && !choice_.partners.contains(row.partner));
  });
}

void MassBalancePanel::draw(Workspace& w) {
  keep_up_to_date(w);
  const float room = ImGui::GetContentRegionAvail().y;
  const bool has_chosen = !chosen_.second.empty();
  draw_rows(w, has_chosen ? std::floor(room * 0.42f) : room);
  if (!has_chosen) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + ImGui::GetContentRegionAvail().x, at.y + 1},
                                            packed(colours().border));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.75f), px(0.5f)});
  ImGui::BeginChild("account", ImGui::GetContentRegionAvail(), false, ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
  draw_chosen(w);
  ImGui::EndChild();
}

void MassBalancePanel::draw_rows(Workspace& w, float height) {
  const Tokens& c = colours();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("balances", {ImGui::GetContentRegionAvail().x, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = ImGui::GetContentRegionAvail().x, pad = px(0.75f), row = px(1.75f), number = px(5.1f);
  // Where the names would have no room, the residual is told alone.
  const int numbers = width - 2 * pad - 3 * number < px(10) ? 1 : 3;
  const float right = width - pad, names = right - static_cast<float>(numbers) * number - pad;
  const float half = std::floor(names / 2);
  const auto cells = [&](ImVec2 at, Face face, Colour ink, const std::array<std::string, 5>& texts) {
    const float middle = at.y + row / 2;
    draw_text(list, face, at.x + pad, middle, ink, texts[0], At::left, half - px(0.4f));
    draw_text(list, face, at.x + pad + half, middle, ink, texts[1], At::left, half - px(0.4f));
    for (int i = 0; i < numbers; ++i)
      draw_text(list, face, at.x + right - number * static_cast<float>(i), middle, ink,
                texts[texts.size() - 1 - static_cast<std::size_t>(i)], At::right);
  };
  cells(ImGui::GetCursorScreenPos(), Face::small, c.text2,
        {tr("Partner"), tr("Material"), tr("In t"), tr("Out t"), tr("Residual t")});
  ImGui::Dummy({1, row});
  for (const geo::MassBalance& balance : rows_) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end{at.x + width, at.y + row};
    const Key key{balance.partner, balance.material};
    ImGui::PushID(static_cast<int>(&balance - rows_.data()));
    if (hit_area("balance", {width, row})) chosen_ = chosen_ == key ? Key{} : key;
    const std::string partner = partner_name(*of_, balance.partner);
    const std::string material = material_name(*w.catalogues(), balance.material);
    note_place("balance of " + partner + " " + material, at, end);
    if (chosen_ == key || is_hovered()) list.AddRectFilled(at, end, packed(chosen_ == key ? c.accent_soft : c.hover));
    draw_focus_ring(list, {at.x + 3, at.y + 3}, {end.x - 3, end.y - 3}, px(0.3f));
    ImGui::PopID();
    list.AddRectFilled({at.x, end.y - 1}, end, packed(c.divider));
    cells(at, Face::text, c.text,
          {partner, material, figure(balance.in_t + balance.generated_t), figure(balance.out_t + balance.used_t),
           residual_text(balance)});
  }
  ImGui::PopStyleVar();
  ImGui::Indent(pad);
  draw_new(w);
  ImGui::Unindent(pad);
  ImGui::EndChild();
}

void MassBalancePanel::draw_new(Workspace& w) {
  gap(0.6f);
  ImGui::BeginChild("new account", {ImGui::GetContentRegionAvail().x - px(0.75f), px(6)});
  if (const auto partner = partner_field("new partner", tr("Partner"), w.plan(), new_.first, tr("choose")))
    new_.first = *partner;
  if (auto material = material_field(*w.catalogues(), new_.second)) new_.second = *material;
  const bool whole = new_.first && !new_.second.empty();
  if (button("new", tr("Enter its accounts"), icon::plus, ButtonKind::normal, 0, whole && w.can_edit()))
    chosen_ = std::exchange(new_, {});
  ImGui::EndChild();
}

void MassBalancePanel::draw_chosen(Workspace& w) {
  const Tokens& c = colours();
  const auto found = std::ranges::find_if(rows_, [&](const geo::MassBalance& row) {
    return row.partner == chosen_.first && row.material == chosen_.second;
  });
  geo::MassBalance balance;
  if (found != rows_.end()) balance = *found;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float title =
      draw_wrapped(*ImGui::GetWindowDrawList(), Face::text_strong, at.x, at.y + px(0.2f), width - px(2.2f), c.text,
                   partner_name(w.plan(), chosen_.first) + ", " + material_name(*w.catalogues(), chosen_.second));
  ImGui::SetCursorScreenPos({at.x + width - px(1.8f), at.y - px(0.2f)});
  if (icon_button("close", icon::close, tr("Close"))) chosen_ = {};
  ImGui::SetCursorScreenPos({at.x, at.y + title + px(0.4f)});
  const ImVec2 line = ImGui::GetCursorScreenPos();
  paragraph(equation_text(balance));
  note_place("residual " + residual_text(balance), line, {line.x + width, ImGui::GetCursorScreenPos().y});
  if (balance.unknown_flows > 0)
    paragraph(translated(geo::say("{0} flows have no tonnes for the year: the residual is not the whole truth.",
                                  count_text(balance.unknown_flows))));
  gap(0.4f);
  struct Part {
    geo::AccountKind kind;
    const char* title;
    double low;
  };
  const std::array parts{Part{geo::AccountKind::generated, tr("Generated on the site"), 0},
                         Part{geo::AccountKind::used, tr("Used up on the site"), 0},
                         Part{geo::AccountKind::stock, tr("Growth of the stock (shrinking: negative)"), any_sign}};
  for (const Part& part : parts) {
    const auto* row = find_account(w.plan(), chosen_.first, chosen_.second, part.kind);
    geo::MaterialAccount account{chosen_.first, chosen_.second, part.kind, {}, {}, {}};
    if (row) account = **row;
    const geo::MaterialAccount before = account;
    if (auto amounts = amounts_table(w, part.title, account.amounts, part.low)) account.amounts = std::move(*amounts);
    ImGui::PushID(part.title);
    if (row)
      if (auto source = field_text("source", tr("Source"), account.provenance.source))
        account.provenance.source = *source;
    ImGui::PopID();
    gap(0.4f);
    if (account != before) return set_account(w, std::move(account));  // the rest is of the plan before
  }
}

}  // namespace app
