#pragma once
// Room stats: numbers in, numbers out. Pure functions; seeds are arguments; undefined is nullopt with a reason. The
// face.
#include "stats/agreement.h"
#include "stats/bootstrap.h"
#include "stats/describe.h"
#include "stats/figure.h"
#include "stats/hypothesis.h"
#include "stats/interval.h"
#include "stats/pass_at_k.h"
#include "stats/power.h"
#include "stats/prediction_powered.h"
#include "stats/rank.h"
#include "stats/rank_groups.h"
