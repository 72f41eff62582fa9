#include "record/score.h"

namespace simbench {

std::string_view to_string(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::cell:
      return "cell";
    case SubjectKind::model_system:
      return "model_system";
    case SubjectKind::model:
      return "model";
  }
  return "cell";
}

}  // namespace simbench
