#include "grader/lines.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/json.h"

namespace simbench::grader {
namespace {

constexpr size_t kUnderWay = 256;  // rows read ahead of the answer that is due
constexpr double kGlance_s = 0.2;  // how often a wait looks whether to stop

/// Lines of a descriptor; of one that is too long only its length is kept.
class LineReader {
 public:
  LineReader(int file, size_t longest, const std::atomic<bool>& stop) : file_(file), longest_(longest), stop_(stop) {}

  struct Line {
    std::string text;
    size_t bytes = 0;  ///< its length; larger than the text if it was too long
  };
  /// nullopt at the end, or when told to stop. errors: those of reading
  Result<std::optional<Line>> next() {
    Line line;
    for (;;) {
      size_t end = buffer_.find('\n', at_);
      bool ends = end != std::string::npos;
      size_t n = (ends ? end : buffer_.size()) - at_;
      line.bytes += n;
      if (line.bytes <= longest_)
        line.text.append(buffer_, at_, n);
      else
        line.text = {};
      at_ += n + (ends ? 1 : 0);
      if (ends) return std::optional(std::move(line));
      TRY_ASSIGN(bool more, fill());
      if (!more) return line.bytes > 0 && !stop_ ? std::optional(std::move(line)) : std::optional<Line>();
    }
  }

 private:
  Result<bool> fill() {
    buffer_.resize(size_t{1} << 16);
    at_ = 0;
    for (;;) {
      pollfd waiting{file_, POLLIN, 0};
      int ready = ::poll(&waiting, 1, static_cast<int>(kGlance_s * 1000));
      if (stop_) break;
      if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
      ssize_t n = ::read(file_, buffer_.data(), buffer_.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail(ErrorCode::unavailable, fmt::format("the rows can't be read: {}", std::strerror(errno)));
      buffer_.resize(static_cast<size_t>(n));
      return n > 0;
    }
    buffer_.clear();
    return false;
  }

  int file_;
  size_t longest_;
  const std::atomic<bool>& stop_;
  std::string buffer_;
  size_t at_ = 0;
};

Item item_of(const LineReader::Line& line, size_t number) {
  if (line.bytes > line.text.size())
    return broken_item(
        fmt::format("line_too_long: line {} has {} bytes", number, with_thousands(static_cast<long long>(line.bytes))));
  auto row = parse_mended_json(line.text, fmt::format("line {}", number));
  return row ? item_from(*row) : broken_item("bad_line: " + row.error().text());
}

/// Gives answers on in the order of their rows.
class InOrder {
 public:
  InOrder(Pool& pool, const std::function<Status(const Grade&)>& put) : pool_(pool), put_(put) {
    writer_ = std::jthread([this] { write(); });
  }
  /// Waits while too many are under way. False when the answers can't be written: then no more is to be read.
  bool add(TicketPointer ticket) {
    std::unique_lock lock(gate_);
    changed_.wait(lock, [&] { return due_.size() < kUnderWay || !status_; });
    due_.push_back(std::move(ticket));
    changed_.notify_all();
    return status_.has_value();
  }
  /// After all answers were given on.
  Result<LinesSummary> finish() {
    {
      std::lock_guard lock(gate_);
      ended_ = true;
      changed_.notify_all();
    }
    writer_.join();
    TRY(status_);
    return summary_;
  }

 private:
  void write() {
    std::unique_lock lock(gate_);
    for (;;) {
      changed_.wait(lock, [&] { return !due_.empty() || ended_; });
      if (due_.empty()) return;
      TicketPointer first = due_.front();
      lock.unlock();
      while (!pool_.wait(*first, kGlance_s)) {
      }
      Status put = status_ ? put_(first->grade) : status_;
      count(first->grade);
      lock.lock();
      if (!put) status_ = std::move(put);
      due_.pop_front();
      changed_.notify_all();
    }
  }
  void count(const Grade& grade) {
    ++summary_.rows;
    bool passed = grade.cell_class == CellClass::pass, failed = grade.cell_class == CellClass::model_fail;
    ++(passed ? summary_.passed : failed ? summary_.failed : summary_.undecided);
    if (grade.cost.duplicate) ++summary_.duplicates;
    summary_.cpu_s += grade.cost.cpu_s;
  }

  Pool& pool_;
  const std::function<Status(const Grade&)>& put_;
  std::mutex gate_;
  std::condition_variable changed_;
  std::deque<TicketPointer> due_;
  bool ended_ = false;
  Status status_;
  LinesSummary summary_;
  std::jthread writer_;
};

}  // namespace

Result<LinesSummary> grade_lines(Pool& pool, int in, const std::function<Status(const Grade&)>& put,
                                 const std::atomic<bool>& stop, size_t longest) {
  auto begin = std::chrono::steady_clock::now();
  LineReader reader(in, longest, stop);
  InOrder answers(pool, put);
  Status read;
  for (size_t number = 1;; ++number) {
    auto line = reader.next();
    if (!line) read = pass_on(line.error());
    if (!line || !*line) break;
    if (trim((*line)->text).empty() && (*line)->bytes == (*line)->text.size()) continue;
    if (!answers.add(pool.submit(item_of(**line, number)))) break;
  }
  TRY_ASSIGN(LinesSummary summary, answers.finish());
  TRY(read);
  summary.interrupted = stop;
  summary.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return summary;
}

}  // namespace simbench::grader
