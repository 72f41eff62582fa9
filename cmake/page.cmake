# Compiles every file of src/<room>/page into the binary, so that what it writes needs nothing beside it:
# page_file("style.css") of src/<room>/page.h is the text.
function(simbench_page room)
  file(GLOB page_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/page/*)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_files})
  set(page_rows "")
  foreach(page_path ${page_files})
    get_filename_component(page_name ${page_path} NAME)
    file(READ ${page_path} page_text)
    string(APPEND page_rows "    {\"${page_name}\", R\"SIMBENCH(${page_text})SIMBENCH\"},\n")
  endforeach()
  set(page_cc ${CMAKE_BINARY_DIR}/${room}_page.cc)
  file(CONFIGURE OUTPUT ${page_cc} CONTENT [[// Made by cmake/page.cmake from src/@room@/page.
#include "@room@/page.h"

#include "base/base.h"

namespace simbench::@room@ {
namespace {

const std::pair<std::string_view, std::string_view> kPageFiles[]{
@page_rows@};

}  // namespace

std::string_view page_file(std::string_view name) {
  for (const auto& [file, text] : kPageFiles)
    if (file == name) return text;
  check(false, fmt::format("src/@room@/page has no file '{}'", name));
  return {};
}

}  // namespace simbench::@room@
]] @ONLY)
  target_sources(${SIMBENCH_OBJECTS_${room}} PRIVATE ${page_cc})
endfunction()

simbench_page(replay)
simbench_page(report)
simbench_page(judge)
simbench_page(cli)
