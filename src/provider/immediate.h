#pragma once
#include <deque>

#include "provider/provider.h"

namespace simbench::provider {

/// A provider that knows its answers without waiting. Answers are given from run_for, as with any other.
class Immediate : public Provider {
 public:
  void submit(Request request, Callback done) final { open_.emplace_back(std::move(request), std::move(done)); }
  size_t run_for(double seconds) final;

 protected:
  virtual Result<Completion> answer(const Request& request) const = 0;

 private:
  std::deque<std::pair<Request, Callback>> open_;
};

}  // namespace simbench::provider
