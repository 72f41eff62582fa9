#include "cli/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "cli/command.h"

namespace simbench::cli {
namespace {

constexpr double kLineEvery_s = 10;  ///< without a terminal
constexpr size_t kMaxBar = 40;

size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string clock_text(std::optional<double> seconds) {
  if (!seconds) return "?";
  long all = std::lround(*seconds);
  return all >= 3600 ? fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60) : fmt::format("{}:{:02}", all / 60, all % 60);
}

std::string plain_text(const campaign::Progress& p) {
  std::string words = fmt::format("{}/{} cells  {} pass {} fail", p.done, p.cells, p.passed, p.failed);
  if (p.unscored > 0) words += fmt::format(" {} unscored", p.unscored);
  return words + fmt::format("  {} asked {} running  {} left {}", p.asking, p.running, clock_text(p.elapsed_s), clock_text(p.left_s));
}

std::string bar_text(const campaign::Progress& p, size_t width) {
  std::string words = " " + plain_text(p);
  size_t bar = width > words.size() + 12 ? std::min(kMaxBar, width - words.size() - 3) : 0;
  if (bar == 0) return words.substr(1, width);
  size_t full = p.cells ? bar * p.done / p.cells : 0;
  return fmt::format("[{}{}]{}", std::string(full, '#'), std::string(bar - full, '.'), words);
}

ProgressBar::ProgressBar() : terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

void ProgressBar::progress(const campaign::Progress& p) {
  if (terminal_) {
    std::fputs(("\r\x1b[K" + bar_text(p, terminal_width() - 1)).c_str(), stderr);
    std::fflush(stderr);
    shown_ = true;
    return;
  }
  bool news = p.done != last_done_ && (p.done == p.cells || p.elapsed_s - last_line_s_ >= kLineEvery_s);
  if (!news) return;
  last_done_ = p.done;
  last_line_s_ = p.elapsed_s;
  say(plain_text(p));
}

void ProgressBar::note(const std::string& text) {
  clear();
  say(text);
}

}  // namespace simbench::cli
