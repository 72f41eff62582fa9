#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/words.h"
#include "log/log.h"

namespace simbench::cli {
namespace {

constexpr double kLineEvery_s = 10;  ///< without a terminal
constexpr size_t kMaxBar = 40;

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string clock_text(std::optional<double> seconds) {
  if (!seconds) return "?";
  long all = std::lround(*seconds);
  return all >= 3600 ? fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60)
                     : fmt::format("{}:{:02}", all / 60, all % 60);
}

std::string plain_text(const campaign::Progress& p) {
  std::string words = fmt::format("{}/{} cells  {} pass {} fail", p.done, p.cells, p.passed, p.failed);
  if (p.unscored > 0) words += fmt::format(" {} unscored", p.unscored);
  return words + fmt::format("  {} asked {} running  {} left {}", p.asking, p.running, clock_text(p.elapsed_s),
                             clock_text(p.left_s));
}

std::string judging_text(size_t done, size_t all, size_t asking, double elapsed_s) {
  return fmt::format("{}/{} scores  {} asked  {}", done, all, asking, clock_text(elapsed_s));
}

std::string proving_text(const proof::Standing& standing, double elapsed_s, std::optional<double> left_s) {
  return fmt::format("{}/{} {}  {} left {}", standing.done, standing.all, standing.part, clock_text(elapsed_s),
                     clock_text(left_s));
}

std::string bar_text(size_t done, size_t all, const std::string& words, size_t width) {
  size_t bar = width > words.size() + 13 ? std::min(kMaxBar, width - words.size() - 4) : 0;
  if (bar == 0) return words.substr(0, width);
  size_t full = all ? bar * done / all : 0;
  return fmt::format("[{}{}] {}", std::string(full, '#'), std::string(bar - full, '.'), words);
}

ProgressBar::ProgressBar() : quiet_(!logs(LogLevel::warning)), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  clear();
}

void ProgressBar::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

void ProgressBar::show(const std::string& line) {
  std::fputs(("\r\x1b[K" + line).c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

void ProgressBar::progress(const campaign::Progress& p) {
  if (quiet_) return;
  if (terminal_) return show(bar_text(p.done, p.cells, plain_text(p), terminal_width(STDERR_FILENO, 1, 80) - 1));
  bool news = p.done != last_done_ && (p.done == p.cells || p.elapsed_s - last_line_s_ >= kLineEvery_s);
  if (!news) return;
  last_done_ = p.done;
  last_line_s_ = p.elapsed_s;
  say(plain_text(p));
}

void ProgressBar::judging(size_t done, size_t all, size_t asking) {
  if (quiet_) return;
  double now = now_s();
  if (judging_since_s_ < 0) judging_since_s_ = now, last_line_s_ = 0;
  double elapsed = now - judging_since_s_;
  std::string words = judging_text(done, all, asking, elapsed);
  if (terminal_) return show(bar_text(done, all, words, terminal_width(STDERR_FILENO, 1, 80) - 1));
  if (done != all && elapsed - last_line_s_ < kLineEvery_s) return;
  last_line_s_ = elapsed;
  say(words);
}

void ProgressBar::proving(const proof::Standing& s) {
  if (quiet_) return;
  double now = now_s();
  if (s.part != part_) part_ = s.part, part_since_s_ = now, remaining_ = {}, last_line_s_ = 0;
  double elapsed = now - part_since_s_;
  std::optional<double> left = remaining_.at(elapsed, s.done, s.all - s.done);
  std::string words = proving_text(s, elapsed, left);
  if (terminal_) return show(bar_text(s.done, s.all, words, terminal_width(STDERR_FILENO, 1, 80) - 1));
  if (s.done != s.all && elapsed - last_line_s_ < kLineEvery_s) return;
  last_line_s_ = elapsed;
  say(words);
}

void ProgressBar::note(const std::string& text) {
  if (quiet_) return;
  clear();
  say(text);
}

}  // namespace simbench::cli
