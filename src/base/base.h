#pragma once
// Room base: what every program needs and that knows nothing of simbench. The face: include this from other rooms.
// Beside it stand base/json.h and base/toml.h, for whoever reads or holds such values.
// With it come the parts of the standard library and of fmt that nearly every file uses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/compress.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/json_fwd.h"
#include "base/json_mended.h"
#include "base/page_template.h"
#include "base/parallel.h"
#include "base/paths.h"
#include "base/random.h"
#include "base/remaining.h"
#include "base/subprocess.h"
#include "base/text.h"
