#pragma once
// Names that the writer and the reader of JSON lines share (docs/format/exports.md).

namespace simbench::exchange {

inline constexpr int kLinesFormat = 1;
inline constexpr const char* kCellsFile = "cells.jsonl";
inline constexpr const char* kRunFile = "run.json";

}  // namespace simbench::exchange
