#pragma once
// Room pysrc: Python source as text, tokens and a syntax tree; takes the program out of a reply.
#include "pysrc/characters.h"
#include "pysrc/extract.h"
#include "pysrc/imports.h"
#include "pysrc/nodes.h"
#include "pysrc/program_print.h"
#include "pysrc/quote.h"
#include "pysrc/reasoning.h"
#include "pysrc/s_expression.h"
#include "pysrc/strip_comments.h"
#include "pysrc/syntax_fault.h"
#include "pysrc/tokens.h"
#include "pysrc/tree.h"
