#pragma once
// The three kinds of failure, never mixed:
//   Outcome  data about a subject (a crash, a refusal): a value in room `record`, stored and counted
//   Error    our world failed (disk, network, configuration): Result<T>, the cell stays pending, the user is told what
//   to do Bug      a broken invariant of ours: check(), always on, aborts
#include <source_location>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace simbench {

enum class ErrorCode {
  not_found,      ///< a file, command or name that should be there isn't
  invalid_input,  ///< the user's file or argument is wrong; the message says where and how to mend it
  unavailable,    ///< a service or simulator doesn't answer; trying later may help
  timeout,        ///< it took longer than allowed
  denied,         ///< authentication, permission or quota
  corrupt,        ///< stored data doesn't decode
  unsupported,    ///< this build or host can't do it
  cancelled,      ///< the user interrupted
};

/// What went wrong in our world, in words that say what to do. `where` is "file:line", a URL or empty.
struct Error {
  ErrorCode code = ErrorCode::invalid_input;
  std::string message;
  std::string where;

  /// "where: message" for people.
  std::string text() const { return where.empty() ? message : where + ": " + message; }
};

const char* to_string(ErrorCode code);

/// All that is wrong in one file, each at its place and the first 20 in words: whoever mends one would only meet the
/// next. `remedy` comes last. One alone keeps its `where`. `problems` isn't empty.
Error in_one(const std::vector<Error>& problems, std::string_view remedy);

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::make_unexpected(Error{code, std::move(message), std::move(where)});
}
inline tl::unexpected<Error> pass_on(Error error) {
  return tl::make_unexpected(std::move(error));
}

/// Aborts with message and place when a rule of ours is broken (a bug, never bad input).
void check(bool condition, std::string_view message, std::source_location where = std::source_location::current());

}  // namespace simbench

#define SIMBENCH_CONCAT_INNER(a, b) a##b
#define SIMBENCH_CONCAT(a, b) SIMBENCH_CONCAT_INNER(a, b)

/// TRY(expression): returns the error to the caller if the Result holds one.
#define TRY(expression)                                                         \
  do {                                                                          \
    auto&& try_result = (expression);                                           \
    if (!try_result) return ::simbench::pass_on(std::move(try_result).error()); \
  } while (false)

/// TRY_ASSIGN(auto x, expression): the value, or returns the error to the caller.
#define TRY_ASSIGN(target, expression) TRY_ASSIGN_INNER(SIMBENCH_CONCAT(try_result_, __LINE__), target, expression)
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration can't stand in parentheses
#define TRY_ASSIGN_INNER(name, target, expression)                \
  auto name = (expression);                                       \
  if (!name) return ::simbench::pass_on(std::move(name).error()); \
  target = std::move(name).value()
// NOLINTEND(bugprone-macro-parentheses)
