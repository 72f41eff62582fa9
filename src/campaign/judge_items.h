#pragma once
// What a judge is shown of the cells of a run, read from the run alone: it may be an import, or its suite may be gone.
#include "judge/judge.h"
#include "store/store.h"

namespace simbench::campaign {

class JudgeItems {
 public:
  /// `api`: name or file of an API index, "" or "auto" for the one of the run's simulator (none is no error then).
  /// errors: those of the store; invalid_input when the run knows no tasks
  static Result<JudgeItems> load(const store::Store& store, const std::string& api);

  /// A cell can be judged once nothing about it is pending; imported cells as soon as they have a program.
  bool ready(const store::CellRow& cell) const;
  judge::Item item(const store::CellRow& cell) const;

  /// Known answers that are judged again in every call, by name ("pendulum/2 reference"): the references of the first
  /// tasks, and given codes, which don't do what their task asks.
  std::map<std::string, judge::Item> anchors() const;

 private:
  struct Task {
    std::string prompt, reference;
    std::optional<std::string> given;
    std::vector<judge::Asked> requirements;
  };
  const Task* find(const CellKey& key) const;
  judge::Item task_item(const CellKey& key, const std::string& task) const;

  std::map<std::string, Task> tasks_;  ///< "pendulum/2", "pendulum/2@7"
  store::Instances instances_{nullptr};
  std::string simulator_;
  api_index::IndexPointer index_;
  bool imported_ = false;
};

}  // namespace simbench::campaign
