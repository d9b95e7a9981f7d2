"""Opens every layer of a plan file in QGIS and prints what QGIS sees, as JSON. Exit status 77: there is no PyQGIS here."""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import QgsApplication, QgsVectorLayer
except ImportError:
    sys.exit(77)

application = QgsApplication([], False)
application.initQgis()
plan = sys.argv[1]
seen = {}
for address in sys.argv[2:]:
    # ogr: as a person gets it by dragging the file into QGIS; spatialite: through its own provider.
    table = address
    by_ogr = QgsVectorLayer(f"{plan}|layername={table}", table, "ogr")
    by_spatialite = QgsVectorLayer(f"dbname='{plan}' table=\"{table}\" (geometry)", table, "spatialite")
    seen[table] = {
        "ogr": {"valid": by_ogr.isValid(), "features": by_ogr.featureCount(), "crs": by_ogr.crs().authid(),
                "with_geometry": sum(1 for f in by_ogr.getFeatures() if f.hasGeometry())},
        "spatialite": {"valid": by_spatialite.isValid(), "features": by_spatialite.featureCount(),
                       "crs": by_spatialite.crs().authid()},
    }
print(json.dumps(seen))
sys.stdout.flush()
os._exit(0)  # QGIS 3.22 can hang in its destructors
