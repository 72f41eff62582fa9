#include "base/base.h"
#include "verdict/verdict.h"
namespace simbench::verdict {
Agreement compare(const trace::Trace&, const ReferenceTraces&, const suite::Comparison&) {
  return {false, "the comparison with the reference is not built yet", nullptr};
}
}
