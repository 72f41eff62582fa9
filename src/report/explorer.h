#pragma once
// The cell explorer's data: an index that the page shows at once, and a blob a cell that it inflates when one is
// opened.
#include "report/blobs.h"
#include "report/section.h"

namespace simbench::report {

/// JSON {cells: […], tasks: {…}}; fills `blobs` with texts and details.
Json explorer_index(const Input& input, const store::Store& store, const Options& options, Blobs& blobs);

}  // namespace simbench::report
