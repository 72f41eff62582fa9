#pragma once
// The player's own files (page/*), compiled in by cmake/page.cmake.
#include "replay/replay.h"
