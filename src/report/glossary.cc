// What every score and word of the page means.
#include "report/sections.h"

namespace simbench::report {

std::string render_glossary(const Input&) {
  return filled("glossary", Json::object());
}

}  // namespace simbench::report
