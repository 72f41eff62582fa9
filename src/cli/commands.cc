// The one table of commands. To add one: a file with its function, a declaration in run_functions.h, a row here.
#include "cli/run_functions.h"

namespace simbench::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
  };
  return table;
}

}  // namespace simbench::cli
