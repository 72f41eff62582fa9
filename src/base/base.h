#pragma once
// Room base: what every program needs and that knows nothing of simbench. The face: include this from other rooms.
#include "base/compress.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/subprocess.h"
#include "base/text.h"
#include "base/toml.h"
