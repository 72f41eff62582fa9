#pragma once
// Room campaign: plans cells and runs them through the pipeline. The face of the room.
#include "campaign/calibration.h"
#include "campaign/estimate.h"
#include "campaign/experiment.h"
#include "campaign/judging.h"
#include "campaign/rating.h"
#include "campaign/run.h"
