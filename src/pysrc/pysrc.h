#pragma once
// Room pysrc: Python source as text and as a syntax tree; takes the program out of a reply.
#include "pysrc/extract.h"
#include "pysrc/tree.h"
