#pragma once
// Room record: the plain value types of the field, with stable names in files and JSON. No I/O, no behaviour.
#include "record/cell.h"
#include "record/message.h"
#include "record/outcome.h"
#include "record/price.h"
#include "record/score.h"
