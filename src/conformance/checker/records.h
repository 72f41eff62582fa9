#pragma once
// Small records of the walk: what was written, calls, loops; what handlers take, what becomes of an exception,
// operators, what functions assign.
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "conformance/checker/value.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

/// A try body that is being walked: which of Python's exceptions its handlers end there.
struct Guard {
  bool any = false;
  std::vector<std::string_view> caught;
  NodeId instead = kNoNode;  ///< ends nothing: what is raised in place of the exception
  bool takes(std::string_view exception) const;
  /// By its name or that of its kind, not as any exception whatever.
  bool names(std::string_view exception) const;
};

struct Fate {
  int guard = -1;              ///< position of the guard that ends the exception; -1: none
  std::string_view exception;  ///< what arrives there
  NodeId at = kNoNode;         ///< where it was raised in place of another
};

/// What a name of a scope or an attribute of an object held before it was written.
struct Write {
  Store* store;
  std::string_view name;
  Value value;
  bool has;
};

/// A call of a function of the script that is being walked.
struct Frame {
  std::vector<Value> returns;
  std::vector<Value> yields;
  UserFunction* function = nullptr;
  UserObject* self = nullptr;
};

struct LoopState {
  bool has_break = false;
};

/// A name that an object or module of the API is asked for.
struct Asked {
  Value object;
  std::string_view name;
};

/// What a value tells of the release: whether it has names, or which one it is.
struct ReleaseTest {
  std::vector<Asked> names;
  bool lacks = false;       ///< true where they are missing
  bool of_version = false;  ///< the release's number, or what is made of it
  bool whole = true;        ///< of_version: all of it or its beginning, so that it can be compared
};

/// Of the release's number; of a part of it that tells nothing alone if not `whole`.
const ReleaseTest* version_told(bool whole);

/// A condition as it was found.
struct Condition {
  NodeId node = kNoNode;
  std::optional<bool> holds = true;
  const ReleaseTest* test = nullptr;  ///< what it asks of the release: where it doesn't hold, it does for another

  /// It asks which release this is, in a way that isn't read here.
  bool undecided() const { return !holds && test && test->of_version; }
};

/// Which forms of a call its arguments fit.
struct Match {
  std::vector<const Signature*> fitting;
  Violation failure;                  ///< filled when none fits
  const Argument* refused = nullptr;  ///< the keyword that none takes
};

/// An operator and the methods behind it.
struct Operator {
  std::string_view text, method, reflected;
};

/// What functions assign, "__init__" excepted.
struct Assigned {
  std::unordered_set<std::string_view> attributes, keys, names;
  bool collected = false;
};

}  // namespace simbench::conformance
