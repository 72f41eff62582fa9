#include "cli/browser.h"

#include <unistd.h>

namespace simbench::cli {
namespace {

constexpr double kDrawing_s = 120;

std::string find_program(const std::vector<std::string>& names) {
  const char* path = std::getenv("PATH");
  for (const std::string& name : names)
    for (std::string_view folder : split(path ? path : "", ':'))
      if (fs::path file = fs::path(folder) / name; ::access(file.c_str(), X_OK) == 0) return file.string();
  return "";
}

}  // namespace

std::string find_chromium() {
  return find_program({"chromium", "chromium-browser", "google-chrome"});
}

Status draw_page(const fs::path& page, const std::string& fragment, const fs::path& png) {
  std::string chromium = find_chromium();
  if (chromium.empty())
    return fail(ErrorCode::unsupported, "a picture needs Chromium, and there is none: apt-get install chromium");
  TemporaryFolder profile;
  std::vector<std::string> command{chromium,
                                   "--headless=new",
                                   "--user-data-dir=" + profile.path().string(),
                                   "--use-angle=swiftshader",
                                   "--enable-unsafe-swiftshader",
                                   "--hide-scrollbars",
                                   "--force-color-profile=srgb",
                                   "--force-device-scale-factor=1",
                                   "--window-size=1200,675",
                                   "--virtual-time-budget=20000",
                                   "--screenshot=" + fs::absolute(png).string(),
                                   "file://" + fs::absolute(page).string() + "#" + fragment};
  if (::geteuid() == 0) command.insert(command.begin() + 2, "--no-sandbox");  // as root it runs only so
  std::error_code ignored;
  fs::remove(png, ignored);
  TRY_ASSIGN(ProcessResult drawn, run_process(command, {.timeout_s = kDrawing_s}));
  if (!fs::exists(png, ignored))
    return fail(ErrorCode::unavailable, fmt::format("{} drew nothing: {}", chromium, tail(drawn.err, 400)),
                png.string());
  return {};
}

Status open_page(const fs::path& page) {
  std::string opener = find_program({"xdg-open", "open", "sensible-browser"});
  if (opener.empty())
    return fail(ErrorCode::unavailable, "there is no xdg-open here: open the page yourself", page.string());
  TRY_ASSIGN(ProcessResult opened, run_process({opener, fs::absolute(page).string()}, {.timeout_s = 20}));
  if (opened.exit_code != 0) return fail(ErrorCode::unavailable, opener + " could not open the page", page.string());
  return {};
}

}  // namespace simbench::cli
