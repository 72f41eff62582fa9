# Compiles a room's page files into the binary, so that what it writes needs nothing beside it:
# src/<room>/page/<html>, <style>, <script> become k<Name>Html, k<Name>Style, k<Name>Script of src/<room>/page.h.
function(simbench_page room name html style script)
  set(page_dir ${CMAKE_SOURCE_DIR}/src/${room}/page)
  set(page_cc ${CMAKE_BINARY_DIR}/${room}_page.cc)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_dir}/${html} ${page_dir}/${style} ${page_dir}/${script})
  file(READ ${page_dir}/${html} page_html)
  file(READ ${page_dir}/${style} page_style)
  file(READ ${page_dir}/${script} page_script)
  file(CONFIGURE OUTPUT ${page_cc} CONTENT [[// Made by cmake/page.cmake from src/@room@/page.
#include "@room@/page.h"

namespace simbench::@room@ {
const std::string_view k@name@Html = R"SIMBENCH(@page_html@)SIMBENCH";
const std::string_view k@name@Style = R"SIMBENCH(@page_style@)SIMBENCH";
const std::string_view k@name@Script = R"SIMBENCH(@page_script@)SIMBENCH";
}  // namespace simbench::@room@
]] @ONLY)
  target_sources(simbench_${room} PRIVATE ${page_cc})
endfunction()

simbench_page(report Page page.html style.css page.js)
simbench_page(judge Rating rating.html rating.css rating.js)
