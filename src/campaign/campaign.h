#pragma once
// Room campaign: plans cells and runs them through the pipeline; proves suites. The face of the room.
#include "campaign/calibration.h"
#include "campaign/judging.h"
#include "campaign/oracle.h"
#include "campaign/rating.h"
#include "campaign/run.h"
#include "campaign/validation.h"
