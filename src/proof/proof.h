#pragma once
// Room proof: proves that a suite's references, equivalents, mutants and requirements are what they claim to be. The
// face of the room.
#include "proof/charts.h"
#include "proof/stored_traces.h"
#include "proof/validation.h"
