#pragma once
// Room log: what the program tells of its own doings, on stderr, for finding out why something went as it did. Results
// and messages for people are room cli's. Never a key, a prompt or a reply.
#include <optional>
#include <string_view>

namespace simbench {

enum class LogLevel { debug, info, warning, error };
std::optional<LogLevel> log_level_from(std::string_view name);

/// Lines below `least` are not written. Warnings are, unless this says otherwise.
void set_log_level(LogLevel least);
/// Whether a line of this level would be written: for texts that cost something to make.
bool logs(LogLevel level);
/// One line "debug: …". Safe to call from several threads.
void log_line(LogLevel level, std::string_view text);

}  // namespace simbench
