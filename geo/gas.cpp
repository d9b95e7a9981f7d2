#include "geo/gas.hpp"

namespace geo {

double gwp100(Gas gas, GwpSet set) {
  struct Row {
    double ch4_fossil, ch4_biogenic, n2o;
  };
  static constexpr std::array<Row, 4> rows{{
      {21, 21, 310},      // SAR
      {25, 25, 298},      // AR4
      {30, 28, 265},      // AR5 without feedbacks
      {29.8, 27.0, 273},  // AR6
  }};
  const Row& row = rows[static_cast<std::size_t>(set)];
  switch (gas) {
    case Gas::co2_fossil:
    case Gas::co2e: return 1;
    case Gas::co2_biogenic: return 0;
    case Gas::ch4_fossil: return row.ch4_fossil;
    case Gas::ch4_biogenic: return row.ch4_biogenic;
    case Gas::n2o: return row.n2o;
  }
  return 0;
}

}  // namespace geo
