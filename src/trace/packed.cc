// A column is a row of whole steps on a grid, differenced up to three times (a smooth motion leaves small numbers),
// and the bytes of equal weight of all columns stand together, which is what zstd then finds little in.
#include "trace/packed.h"

#include "base/base.h"

namespace simbench::trace {
namespace {

constexpr double kPrecision = 1e-5;               // of a column's range
constexpr int kMicroseconds = 6;                  // the grid of times, as a power of ten
constexpr int64_t kMostSteps = int64_t{1} << 27;  // three differences of such numbers still fit 32 bits
constexpr int kMostOrder = 3, kPlanes = 4;
constexpr int kFinest = 120;  // of grids of 2^-k

/// How a column is written: its numbers as they are, one number for all rows, or steps of 2^-k or 10^-k.
enum class Form : unsigned char { exact = 0, constant = 1, binary = 2, decimal = 3 };

struct Column {
  Form form = Form::exact;
  int k = 0, order = 0;
  std::vector<double> numbers;    // of exact: all; of constant: one
  std::vector<uint32_t> changes;  // of a grid: the differences, in zigzag order (0, -1, 1, -2, …)
};

double grid_number(const Column& column, double steps) {
  return column.form == Form::binary ? std::ldexp(steps, -column.k) : steps / std::pow(10.0, column.k);
}

std::vector<int64_t> differences(std::vector<int64_t> steps, int order) {
  for (int pass = 0; pass < order; ++pass)
    for (size_t i = steps.size(); i-- > 1;) steps[i] -= steps[i - 1];
  return steps;
}

double bits(const std::vector<int64_t>& steps) {
  double sum = 0;
  for (int64_t step : steps) sum += std::log2(1 + std::abs(static_cast<double>(step)));
  return sum;
}

uint32_t zigzag(int64_t x) {
  return static_cast<uint32_t>(x < 0 ? -2 * x - 1 : 2 * x);
}

int64_t from_zigzag(uint32_t x) {
  return x & 1 ? -static_cast<int64_t>(x >> 1) - 1 : static_cast<int64_t>(x >> 1);
}

bool same(double a, double b) {
  return a == b ? std::signbit(a) == std::signbit(b) : std::isnan(a) && std::isnan(b);
}

/// The k of the coarsest grid 2^-k that is fine enough for numbers in [low, high]; nullopt if none will do.
std::optional<int> fitting_grid(double low, double high) {
  double step = (high - low) * kPrecision, largest = std::max(std::abs(low), std::abs(high));
  if (!std::isfinite(step) || step <= 0) return std::nullopt;
  int fine = static_cast<int>(std::ceil(-std::log2(step)));
  int fits = static_cast<int>(std::floor(std::log2(static_cast<double>(kMostSteps) / largest)));
  int k = std::min(fine, fits);
  return std::abs(k) <= kFinest ? std::optional(k) : std::nullopt;
}

void put_on_grid(Column& column) {
  std::vector<int64_t> steps;
  double per_unit = column.form == Form::binary ? std::ldexp(1.0, column.k) : std::pow(10.0, column.k);
  for (double x : column.numbers) steps.push_back(std::llround(x * per_unit));
  double least = INFINITY;
  std::vector<int64_t> best;
  for (int order = 0; order <= kMostOrder; ++order) {
    std::vector<int64_t> changes = differences(steps, order);
    if (double cost = bits(changes); cost < least) least = cost, column.order = order, best = std::move(changes);
  }
  for (int64_t change : best) column.changes.push_back(zigzag(change));
  column.numbers.clear();
}

Column column_of(const Segment& segment, size_t index) {
  Column column;
  for (size_t row = 0; row < segment.size(); ++row)
    column.numbers.push_back(segment.values[row * segment.stride + index]);
  double first = column.numbers.front();
  if (std::all_of(column.numbers.begin(), column.numbers.end(), [&](double x) { return same(x, first); })) {
    column.form = Form::constant, column.numbers = {first};
    return column;
  }
  if (!std::all_of(column.numbers.begin(), column.numbers.end(), [](double x) { return std::isfinite(x); }))
    return column;
  auto [low, high] = std::minmax_element(column.numbers.begin(), column.numbers.end());
  bool is_time = index == 0;
  if (is_time && std::max(std::abs(*low), std::abs(*high)) * 1e6 < static_cast<double>(kMostSteps)) {
    column.form = Form::decimal, column.k = kMicroseconds;
  } else if (auto grid = is_time ? std::nullopt : fitting_grid(*low, *high)) {
    column.form = Form::binary, column.k = *grid;
  }
  if (column.form != Form::exact) put_on_grid(column);
  return column;
}

void put_number(std::string& out, double x) {
  out.append(reinterpret_cast<const char*>(&x), sizeof x);
}

class Unpacker {
 public:
  Unpacker(std::string_view payload, size_t stride) : rest_(payload), columns_(stride) {}

  bool run(size_t most, std::vector<double>& values) {
    uint32_t rows = 0;
    if (!take(&rows, sizeof rows) || rows == 0 || rows > most / columns_.size()) return false;
    size_t on_grid = 0;
    for (Column& column : columns_) {
      if (!read_head(column, rows)) return false;
      on_grid += column.form == Form::binary || column.form == Form::decimal;
    }
    if (!read_numbers() || rest_.size() != size_t{kPlanes} * on_grid * rows) return false;
    values.resize(columns_.size() * rows);
    size_t at = 0;
    for (size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      bool is_grid = column.form == Form::binary || column.form == Form::decimal;
      std::vector<double> numbers = is_grid ? on_the_grid(column, rows, on_grid * rows, at) : column.numbers;
      for (size_t row = 0; row < rows; ++row)
        values[row * columns_.size() + c] = numbers[column.form == Form::constant ? 0 : row];
    }
    for (size_t row = 0; row < rows; ++row)
      if (!std::isfinite(values[row * columns_.size()])) return false;
    return true;
  }

 private:
  bool take(void* to, size_t count) {
    if (rest_.size() < count) return false;
    if (count > 0) std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return true;
  }

  bool read_head(Column& column, size_t rows) {
    unsigned char form = 0, order = 0;
    signed char k = 0;
    if (!take(&form, 1) || form > static_cast<unsigned char>(Form::decimal)) return false;
    column.form = static_cast<Form>(form);
    column.numbers.resize(column.form == Form::exact ? rows : column.form == Form::constant ? 1 : 0);
    if (!column.numbers.empty()) return column.numbers.size() * sizeof(double) <= rest_.size();
    bool there = take(&k, 1) && take(&order, 1);
    column.k = k, column.order = order;  // NOLINT(bugprone-signed-char-misuse): an exponent has a sign
    return there && std::abs(column.k) <= kFinest && column.order <= kMostOrder;
  }

  bool read_numbers() {
    for (Column& column : columns_)
      if (!take(column.numbers.data(), column.numbers.size() * sizeof(double))) return false;
    return true;
  }

  /// Numbers from the planes, of which each has `plane` bytes; `at` goes on by `rows`. Sums wrap around, as a
  /// stranger's may be of any size.
  std::vector<double> on_the_grid(const Column& column, size_t rows, size_t plane, size_t& at) const {
    std::vector<uint64_t> steps;
    for (size_t row = 0; row < rows; ++row, ++at) {
      uint32_t change = 0;
      for (size_t p = 0; p < kPlanes; ++p)
        change |= static_cast<uint32_t>(static_cast<unsigned char>(rest_[p * plane + at])) << (8 * p);
      steps.push_back(static_cast<uint64_t>(from_zigzag(change)));
    }
    for (int pass = 0; pass < column.order; ++pass)
      for (size_t i = 1; i < steps.size(); ++i) steps[i] += steps[i - 1];
    std::vector<double> numbers;
    for (uint64_t step : steps) numbers.push_back(grid_number(column, static_cast<double>(static_cast<int64_t>(step))));
    return numbers;
  }

  std::string_view rest_;
  std::vector<Column> columns_;
};

}  // namespace

std::string pack_samples(const Segment& segment) {
  std::vector<Column> columns;
  for (size_t c = 0; c < segment.stride; ++c) columns.push_back(column_of(segment, c));
  auto rows = static_cast<uint32_t>(segment.size());
  std::string out(reinterpret_cast<const char*>(&rows), sizeof rows);
  for (const Column& column : columns) {
    out += static_cast<char>(column.form);
    if (column.numbers.empty()) out += {static_cast<char>(column.k), static_cast<char>(column.order)};
  }
  for (const Column& column : columns)
    for (double x : column.numbers) put_number(out, x);
  for (int plane = 0; plane < kPlanes; ++plane)
    for (const Column& column : columns)
      for (uint32_t change : column.changes) out += static_cast<char>(change >> (8 * plane) & 0xFF);
  return out;
}

bool unpack_samples(std::string_view payload, size_t most, Segment& segment) {
  std::vector<double> values;
  if (!Unpacker(payload, segment.stride).run(most, values)) return false;
  segment.values.insert(segment.values.end(), values.begin(), values.end());
  return true;
}

}  // namespace simbench::trace
