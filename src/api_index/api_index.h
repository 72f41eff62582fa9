#pragma once
// Room api_index: what a release of a simulator's Python API has: modules, classes, signatures, names that came and
// went.
#include "api_index/api.h"
#include "api_index/index_files.h"
#include "api_index/renames.h"
#include "api_index/signature_text.h"
