// A suite to begin with: the example suite under a name and a canary of its own.
#include <random>

#include "suite/suite.h"
#include "suite/texts.h"

namespace simbench::suite {
namespace {

/// A random GUID: whoever finds it in a model's words knows which files that model has seen.
std::string new_guid() {
  std::random_device source;
  std::string digits;
  for (int i = 0; i < 4; ++i) digits += fmt::format("{:08x}", source());
  digits[12] = '4', digits[16] = 'a';  // version 4, variant 1
  return fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4), digits.substr(12, 4),
                     digits.substr(16, 4), digits.substr(20));
}

}  // namespace

Result<Begun> write_new(const fs::path& out) {
  Begun begun{.name = fs::absolute(out).lexically_normal().filename().string()};
  if (begun.name.empty()) begun.name = fs::absolute(out).lexically_normal().parent_path().filename().string();
  if (!is_plain_name(begun.name))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' is no name for a suite: letters, digits, '-', '_' and '.'", begun.name),
                out.string());
  std::error_code ignored;
  if (fs::exists(out) && (!fs::is_directory(out) || !fs::is_empty(out, ignored)))
    return fail(ErrorCode::invalid_input, "isn't empty: a new suite goes into a folder of its own", out.string());
  fs::path example = data_folder("examples") / "suite";
  TRY_ASSIGN(Suite model, load(example));
  begun.canary = new_guid();
  for (const fs::path& file : list_files(example)) {
    fs::path below = file.lexically_relative(example);
    if (below == "validation.json") continue;  // what was proven is the other suite
    TRY_ASSIGN(std::string text, read_file(file));
    text = replace_all(text, model.canary, begun.canary);
    if (below == "suite.toml")
      text = replace_all(text, fmt::format("name = \"{}\"", model.name), fmt::format("name = \"{}\"", begun.name));
    TRY(make_directories((out / below).parent_path()));
    TRY(write_file(out / below, text));
    ++begun.files;
  }
  for (const System& system : model.systems) begun.systems.push_back(system.name);
  return begun;
}

}  // namespace simbench::suite
