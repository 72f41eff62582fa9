#pragma once
// Room grader: rewards for replies, one at a time or many, over lines of JSON or HTTP. The face of the room.
#include "grader/grading.h"
#include "grader/item.h"
#include "grader/lines.h"
#include "grader/policy.h"
#include "grader/pool.h"
#include "grader/serve.h"
