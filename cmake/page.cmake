# Compiles the report page's files into the binary, so that a report needs nothing beside it.
set(page_dir ${CMAKE_SOURCE_DIR}/src/report/page)
set(page_cc ${CMAKE_BINARY_DIR}/report_page.cc)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_dir}/page.html ${page_dir}/style.css ${page_dir}/page.js)
file(READ ${page_dir}/page.html page_html)
file(READ ${page_dir}/style.css page_style)
file(READ ${page_dir}/page.js page_script)
file(CONFIGURE OUTPUT ${page_cc} CONTENT [[// Made by cmake/page.cmake from src/report/page.
#include "report/page.h"

namespace simbench::report {
const std::string_view kPageHtml = R"SIMBENCH(@page_html@)SIMBENCH";
const std::string_view kPageStyle = R"SIMBENCH(@page_style@)SIMBENCH";
const std::string_view kPageScript = R"SIMBENCH(@page_script@)SIMBENCH";
}  // namespace simbench::report
]] @ONLY)
target_sources(simbench_report PRIVATE ${page_cc})
