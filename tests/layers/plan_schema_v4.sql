CREATE TABLE "plan" (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "map_crs" TEXT NOT NULL DEFAULT 'EPSG:3067' CHECK (typeof("map_crs") = 'text'),
  "gwp_set" TEXT NOT NULL DEFAULT 'AR5' CHECK ("gwp_set" IN ('SAR', 'AR4', 'AR5', 'AR6')),
  "base_year" INTEGER NOT NULL DEFAULT 2017 CHECK (typeof("base_year") = 'integer' AND "base_year" BETWEEN 1900 AND 2200),
  "horizon_year" INTEGER NOT NULL DEFAULT 2045 CHECK (typeof("horizon_year") = 'integer' AND "horizon_year" BETWEEN 1900 AND 2200),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "heatmap_radius_m" REAL CHECK ("heatmap_radius_m" IS NULL OR typeof("heatmap_radius_m") = 'real' AND "heatmap_radius_m" BETWEEN 1 AND 100000),
  "heatmap_cell_m" REAL CHECK ("heatmap_cell_m" IS NULL OR typeof("heatmap_cell_m") = 'real' AND "heatmap_cell_m" BETWEEN 0.1 AND 100000)
);
CREATE TABLE "style" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "mode" TEXT NOT NULL DEFAULT 'role' CHECK ("mode" IN ('role', 'single', 'categories', 'classes')),
  "attribute" TEXT NOT NULL DEFAULT '' CHECK (typeof("attribute") = 'text'),
  "fill" TEXT NOT NULL DEFAULT '#9B9EA899' CHECK ("fill" GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'),
  "line" TEXT NOT NULL DEFAULT '#47535FFF' CHECK ("line" GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'),
  "line_width_px" REAL NOT NULL DEFAULT 1 CHECK (typeof("line_width_px") = 'real' AND "line_width_px" BETWEEN 0 AND 100),
  "point_radius_px" REAL NOT NULL DEFAULT 4 CHECK (typeof("point_radius_px") = 'real' AND "point_radius_px" BETWEEN 0 AND 200),
  "hatch" TEXT NOT NULL DEFAULT 'none' CHECK ("hatch" IN ('none', 'falling', 'rising', 'level', 'dots')),
  "ramp" TEXT NOT NULL DEFAULT 'emissions' CHECK (typeof("ramp") = 'text'),
  "class_method" TEXT NOT NULL DEFAULT 'quantile' CHECK ("class_method" IN ('equal', 'quantile', 'jenks', 'manual', 'deviation', 'pretty')),
  "class_count" INTEGER NOT NULL DEFAULT 5 CHECK (typeof("class_count") = 'integer' AND "class_count" BETWEEN 2 AND 12),
  "breaks" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("breaks")),
  "categories" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("categories")),
  "label_attribute" TEXT NOT NULL DEFAULT '' CHECK (typeof("label_attribute") = 'text'),
  "dash" TEXT NOT NULL DEFAULT 'solid' CHECK ("dash" IN ('solid', 'dashed', 'dotted')),
  "ramp_reversed" INTEGER NOT NULL DEFAULT 0 CHECK ("ramp_reversed" IN (0, 1)),
  "label_size_px" REAL NOT NULL DEFAULT 12.4 CHECK (typeof("label_size_px") = 'real' AND "label_size_px" BETWEEN 6 AND 60),
  "label_priority" INTEGER NOT NULL DEFAULT 5 CHECK (typeof("label_priority") = 'integer' AND "label_priority" BETWEEN 1 AND 9)
);
CREATE TABLE "layer" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'vector' CHECK ("kind" IN ('vector', 'raster', 'tiles')),
  "path" TEXT NOT NULL DEFAULT '' CHECK (typeof("path") = 'text'),
  "sublayer" TEXT NOT NULL DEFAULT '' CHECK (typeof("sublayer") = 'text'),
  "role" TEXT NOT NULL DEFAULT 'background' CHECK ("role" IN ('business-area', 'landfill', 'sink-land', 'emission-source', 'partner-site', 'flow', 'road-network', 'building', 'boundary', 'background')),
  "crs" TEXT NOT NULL DEFAULT '' CHECK (typeof("crs") = 'text'),
  "style_id" INTEGER REFERENCES "style" (id) DEFERRABLE INITIALLY DEFERRED,
  "visible" INTEGER NOT NULL DEFAULT 1 CHECK ("visible" IN (0, 1)),
  "locked" INTEGER NOT NULL DEFAULT 1 CHECK ("locked" IN (0, 1)),
  "opacity" REAL NOT NULL DEFAULT 1 CHECK (typeof("opacity") = 'real' AND "opacity" BETWEEN 0 AND 1),
  "draw_order" REAL NOT NULL DEFAULT 0 CHECK (typeof("draw_order") = 'real'),
  "attribution" TEXT NOT NULL DEFAULT '' CHECK (typeof("attribution") = 'text'),
  "group_name" TEXT NOT NULL DEFAULT '' CHECK (typeof("group_name") = 'text'),
  "blend" TEXT NOT NULL DEFAULT 'normal' CHECK ("blend" IN ('normal', 'multiply', 'screen')),
  "coarsest_scale" REAL CHECK ("coarsest_scale" IS NULL OR typeof("coarsest_scale") = 'real' AND "coarsest_scale" BETWEEN 1 AND 1000000000),
  "finest_scale" REAL CHECK ("finest_scale" IS NULL OR typeof("finest_scale") = 'real' AND "finest_scale" BETWEEN 1 AND 1000000000),
  "filter" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("filter"))
);
CREATE TABLE "business_area" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "land_use" TEXT NOT NULL DEFAULT '' CHECK (typeof("land_use") = 'text'),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "partner" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "activity" TEXT NOT NULL DEFAULT '' CHECK (typeof("activity") = 'text'),
  "address" TEXT NOT NULL DEFAULT '' CHECK (typeof("address") = 'text'),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "emission_source" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "sector" TEXT NOT NULL DEFAULT 'other' CHECK ("sector" IN ('landfill', 'energy', 'process', 'treatment', 'logistics', 'electricity', 'construction', 'wastewater', 'other')),
  "partner_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "business_area_id" INTEGER REFERENCES "business_area" (id) DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY,
  "model" TEXT NOT NULL DEFAULT '' CHECK (typeof("model") = 'text'),
  "inputs" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("inputs")),
  "scale" REAL NOT NULL DEFAULT 1 CHECK (typeof("scale") = 'real' AND "scale" BETWEEN 0 AND 1000000000),
  "counted" TEXT NOT NULL DEFAULT 'given-first' CHECK ("counted" IN ('given', 'modelled', 'given-first')),
  "first_year" INTEGER CHECK ("first_year" IS NULL OR typeof("first_year") = 'integer' AND "first_year" BETWEEN 1800 AND 2500),
  "last_year" INTEGER CHECK ("last_year" IS NULL OR typeof("last_year") = 'integer' AND "last_year" BETWEEN 1800 AND 2500),
  "supplier_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "emission_source_year" (
  emission_source_id INTEGER NOT NULL REFERENCES "emission_source" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  gas TEXT NOT NULL CHECK (gas IN ('co2_fossil', 'co2_biogenic', 'ch4_fossil', 'ch4_biogenic', 'n2o', 'co2e')),
  mass_t REAL NOT NULL CHECK (typeof(mass_t) = 'real'),
  method TEXT NOT NULL DEFAULT 'unknown' CHECK (method IN ('unknown', 'measured', 'calculated', 'estimated', 'entered')),
  PRIMARY KEY (emission_source_id, year, gas)
);
CREATE TABLE "landfill_part" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "emission_source_id" INTEGER REFERENCES "emission_source" (id) DEFERRABLE INITIALLY DEFERRED,
  "closed_year" INTEGER CHECK ("closed_year" IS NULL OR typeof("closed_year") = 'integer' AND "closed_year" BETWEEN 1900 AND 2200),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "sink_site" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'sink' CHECK ("kind" IN ('sink', 'compensation')),
  "state" TEXT NOT NULL DEFAULT 'planned' CHECK ("state" IN ('existing', 'planned')),
  "start_year" INTEGER NOT NULL DEFAULT 2027 CHECK (typeof("start_year") = 'integer' AND "start_year" BETWEEN 1900 AND 2200),
  "land_cover" TEXT NOT NULL DEFAULT 'afforested-field' CHECK (typeof("land_cover") = 'text'),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY,
  "given_area_ha" REAL CHECK ("given_area_ha" IS NULL OR typeof("given_area_ha") = 'real' AND "given_area_ha" BETWEEN 0 AND 10000000),
  "model" TEXT NOT NULL DEFAULT '' CHECK (typeof("model") = 'text'),
  "inputs" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("inputs"))
);
CREATE TABLE "surrounding" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'place' CHECK ("kind" IN ('road', 'street', 'railway', 'water', 'stream', 'yard', 'rock_store', 'forest', 'field', 'built', 'place')),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "view" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "centre_x_m" REAL NOT NULL DEFAULT 0 CHECK (typeof("centre_x_m") = 'real'),
  "centre_y_m" REAL NOT NULL DEFAULT 0 CHECK (typeof("centre_y_m") = 'real'),
  "m_per_px" REAL NOT NULL DEFAULT 5 CHECK (typeof("m_per_px") = 'real' AND "m_per_px" BETWEEN 1e-06 AND 1000000),
  "year" INTEGER NOT NULL DEFAULT 2023 CHECK (typeof("year") = 'integer' AND "year" BETWEEN 1900 AND 2200),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "height_m" REAL NOT NULL DEFAULT 0 CHECK (typeof("height_m") = 'real' AND "height_m" BETWEEN 0 AND 1000000000),
  "step" REAL NOT NULL DEFAULT 0 CHECK (typeof("step") = 'real'),
  "hidden" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("hidden"))
);
CREATE TABLE "calculation_model" (
  id INTEGER PRIMARY KEY,
  "model_id" TEXT NOT NULL DEFAULT '' CHECK (typeof("model_id") = 'text'),
  "definition" TEXT NOT NULL DEFAULT '' CHECK (typeof("definition") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1))
);
CREATE TABLE "material_flow" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "from_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "to_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "from_place" TEXT NOT NULL DEFAULT '' CHECK (typeof("from_place") = 'text'),
  "to_place" TEXT NOT NULL DEFAULT '' CHECK (typeof("to_place") = 'text'),
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "state" TEXT NOT NULL DEFAULT 'existing' CHECK ("state" IN ('existing', 'planned')),
  "vehicle" TEXT NOT NULL DEFAULT '' CHECK (typeof("vehicle") = 'text'),
  "load_share" REAL CHECK ("load_share" IS NULL OR typeof("load_share") = 'real' AND "load_share" BETWEEN 0 AND 1),
  "empty_return_share" REAL CHECK ("empty_return_share" IS NULL OR typeof("empty_return_share") = 'real' AND "empty_return_share" BETWEEN 0 AND 1),
  "distance_km" REAL CHECK ("distance_km" IS NULL OR typeof("distance_km") = 'real' AND "distance_km" BETWEEN 0 AND 100000),
  "treatment" TEXT NOT NULL DEFAULT 'none' CHECK ("treatment" IN ('none', 'recycling', 'recovery', 'landfill')),
  "transport_counted" INTEGER NOT NULL DEFAULT 1 CHECK ("transport_counted" IN (0, 1)),
  "carrier_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "material_flow_year" (
  material_flow_id INTEGER NOT NULL REFERENCES "material_flow" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (material_flow_id, year)
);
CREATE TABLE "side_stream" (
  id INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL DEFAULT '' CHECK (typeof("name") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'offer' CHECK ("kind" IN ('offer', 'need')),
  "partner_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "quality" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("quality")),
  "hazard_accepted" INTEGER NOT NULL DEFAULT 0 CHECK ("hazard_accepted" IN (0, 1)),
  "max_distance_km" REAL CHECK ("max_distance_km" IS NULL OR typeof("max_distance_km") = 'real' AND "max_distance_km" BETWEEN 0 AND 100000),
  "lot_t" REAL CHECK ("lot_t" IS NULL OR typeof("lot_t") = 'real' AND "lot_t" BETWEEN 0 AND 1000000000),
  "fixed_cost_eur" REAL CHECK ("fixed_cost_eur" IS NULL OR typeof("fixed_cost_eur") = 'real' AND "fixed_cost_eur" BETWEEN 0 AND 1000000000000),
  "avoided_t_co2e_per_t" REAL CHECK ("avoided_t_co2e_per_t" IS NULL OR typeof("avoided_t_co2e_per_t") = 'real' AND "avoided_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "avoided_low_t_co2e_per_t" REAL CHECK ("avoided_low_t_co2e_per_t" IS NULL OR typeof("avoided_low_t_co2e_per_t") = 'real' AND "avoided_low_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "avoided_high_t_co2e_per_t" REAL CHECK ("avoided_high_t_co2e_per_t" IS NULL OR typeof("avoided_high_t_co2e_per_t") = 'real' AND "avoided_high_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "pretreatment_t_co2e_per_t" REAL CHECK ("pretreatment_t_co2e_per_t" IS NULL OR typeof("pretreatment_t_co2e_per_t") = 'real' AND "pretreatment_t_co2e_per_t" BETWEEN -10000 AND 10000),
  "benefit_eur_per_t" REAL CHECK ("benefit_eur_per_t" IS NULL OR typeof("benefit_eur_per_t") = 'real' AND "benefit_eur_per_t" BETWEEN -1000000 AND 1000000),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1)),
  "geometry" GEOMETRY
);
CREATE TABLE "side_stream_year" (
  side_stream_id INTEGER NOT NULL REFERENCES "side_stream" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (side_stream_id, year)
);
CREATE TABLE "material_account" (
  id INTEGER PRIMARY KEY,
  "partner_id" INTEGER REFERENCES "partner" (id) DEFERRABLE INITIALLY DEFERRED,
  "material" TEXT NOT NULL DEFAULT '' CHECK (typeof("material") = 'text'),
  "kind" TEXT NOT NULL DEFAULT 'generated' CHECK ("kind" IN ('generated', 'used', 'stock')),
  "note" TEXT NOT NULL DEFAULT '' CHECK (typeof("note") = 'text'),
  "source" TEXT NOT NULL DEFAULT '' CHECK (typeof("source") = 'text'),
  "illustrative" INTEGER NOT NULL DEFAULT 0 CHECK ("illustrative" IN (0, 1))
);
CREATE TABLE "material_account_year" (
  material_account_id INTEGER NOT NULL REFERENCES "material_account" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  year INTEGER NOT NULL CHECK (typeof(year) = 'integer'),
  amount_t REAL NOT NULL CHECK (typeof(amount_t) = 'real'),
  PRIMARY KEY (material_account_id, year)
);
CREATE TABLE "history" (
  revision INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  what TEXT NOT NULL,
  what_args TEXT NOT NULL CHECK (json_valid(what_args)),
  edit TEXT NOT NULL CHECK (json_valid(edit))
);
CREATE TABLE "version" (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  revision INTEGER NOT NULL REFERENCES "history" (revision),
  made_at TEXT NOT NULL
);
