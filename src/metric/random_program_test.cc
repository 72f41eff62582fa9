#include "metric/random_program_test.h"

#include <fmt/format.h>

namespace simbench::metric {
namespace {

const char* pick(Rng& rng, std::initializer_list<const char*> choices) {
  return choices.begin()[rng.below(choices.size())];
}

class Writer {
 public:
  explicit Writer(Rng& rng) : rng_(rng) {}

  std::string block(int statements, int depth) {
    std::string out;
    for (int k = 0; k < statements; ++k) out += statement(depth);
    return out;
  }

 private:
  std::string name() {
    return pick(rng_, {"body", "system", "x", "y", "i", "joint", "mass", "pos", "self.body", "chrono.ChVector3d",
                       "größe", "visual", "a.b.c", "items[i]", "items[1:2]"});
  }

  std::string value(int depth = 0) {
    if (depth > 2) return name();
    switch (rng_.below(14)) {
      case 0:
        return fmt::format("{}({}, {})", name(), value(depth + 1), value(depth + 1));
      case 1:
        return fmt::format("{} {} {}", value(depth + 1), pick(rng_, {"+", "*", "not in", "is not", "and", "<=", "**"}),
                           value(depth + 1));
      case 2:
        return fmt::format("[{} for {} in {} if {}]", value(depth + 1), name(), name(), value(depth + 1));
      case 3:
        return fmt::format("{{'{}': {}}}", name(), value(depth + 1));
      case 4:
        return pick(rng_, {"'text'", "\"größe\"", "f'{x:.2f} m'", "'''two\nlines'''", "b'raw'", "'a' 'b'"});
      case 5:
        return fmt::format("lambda {}=1: {}", pick(rng_, {"a", "b"}), value(depth + 1));
      case 6:
        return fmt::format("{} if {} else {}", value(depth + 1), name(), name());
      case 7:
        return fmt::format("({},\n     {})", value(depth + 1), value(depth + 1));
      case 8:
        return fmt::format("{}(radius={}, *{})", name(), value(depth + 1), name());
      default:
        return rng_.below(2) == 0 ? name() : fmt::format("{}", static_cast<double>(rng_.below(1000)) / 8);
    }
  }

  std::string compound(const std::string& pad, int depth) {
    auto inner = [&] { return block(1 + static_cast<int>(rng_.below(3)), depth + 1); };
    switch (rng_.below(8)) {
      case 0:
        return fmt::format("{0}if {1}:\n{2}{0}elif {3}:\n{4}{0}else:\n{5}", pad, value(), inner(), value(), inner(),
                           inner());
      case 1:
        return fmt::format("{0}if {1}:\n{2}", pad, value(), inner());
      case 2:
        return fmt::format("{0}for {1} in {2}:\n{3}", pad, pick(rng_, {"i", "i, j", "(a, b)"}),
                           pick(rng_, {"range(3)", "items", "x, y"}), inner());
      case 3:
        return fmt::format("{0}while {1}:\n{2}", pad, value(), inner());
      case 4:
        return fmt::format("{0}def {1}(a, b={2}, *c, d: int = 3) -> float:\n{0}    \"\"\"Doc: {1}.\"\"\"\n{3}", pad,
                           pick(rng_, {"f", "step"}), value(), inner());
      case 5:
        return fmt::format("{0}class {1}({2}):\n{3}", pad, pick(rng_, {"A", "Model"}),
                           pick(rng_, {"", "Base", "object"}), inner());
      case 6:
        return fmt::format("{0}try:\n{1}{0}except ValueError as e:\n{2}", pad, inner(), inner());
      default:
        return fmt::format("{0}with {1} as f:\n{2}", pad, value(), inner());
    }
  }

  std::string statement(int depth) {
    std::string pad(static_cast<size_t>(depth) * 4, ' ');
    if (depth < 3 && rng_.below(4) == 0) return compound(pad, depth);
    switch (rng_.below(13)) {
      case 0:
        return fmt::format("{}{}, {} = {}, {}\n", pad, name(), name(), value(), value());
      case 1:
        return fmt::format("{}{} += {}\n", pad, name(), value());
      case 2:
        return fmt::format("{}# {}\n", pad, pick(rng_, {"set the mass", "größer als 3 ⚙", "'quoted'"}));
      case 3:
        return fmt::format("{}{}: float = {}  # note\n", pad, pick(rng_, {"x", "y"}), value());
      case 4:
        return fmt::format("{}return {}\n", pad, value());
      case 5:
        return fmt::format("{}import numpy as np; print({})\n", pad, value());
      case 6:
        return fmt::format("{}{}.{} = {}\n", pad, name(), pick(rng_, {"label", "mass"}),
                           pick(rng_, {"1", "x", "'unit'"}));
      case 7:
        return fmt::format("{}{} = {} \\\n    {} {}\n", pad, name(), value(), pick(rng_, {"+", "*"}), name());
      case 8:
        return rng_.below(3) == 0 ? "\n" : fmt::format("{}'{}'\n", pad, "string as a statement");
      case 9:
        return fmt::format("{}{}({})\n", pad, name(), value());
      default:
        return fmt::format("{}{} = {}\n", pad, name(), value());
    }
  }

  Rng& rng_;
};

std::string mutated_lines(const std::string& program, Rng& rng) {
  auto lines = split(program, '\n');
  size_t a = rng.below(lines.size()), b = rng.below(lines.size());
  switch (rng.below(3)) {
    case 0:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(a));
      break;
    case 1:
      std::swap(lines[a], lines[b]);
      break;
    default:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(a), lines[b]);
  }
  return join(std::vector<std::string>(lines.begin(), lines.end()), "\n");
}

}  // namespace

std::string random_program(Rng& rng, int statements) {
  return Writer(rng).block(statements, 0);
}

std::string mutated(const std::string& program, Rng& rng, int changes) {
  std::string text = program;
  for (int k = 0; k < changes && !text.empty(); ++k) {
    size_t at = rng.below(text.size());
    switch (rng.below(5)) {
      case 0:
        text = to_utf8(text.substr(0, at) + text.substr(std::min(text.size(), at + rng.below(9))));
        break;
      case 1:
        text = to_utf8(text.insert(at, pick(rng, {"(", ")", "'", "\"\"\"", "\t", "\\", "#", ":", "\r", "“", "$", "\n  ",
                                                  "²", "\u00A0", "\f", "not "})));
        break;
      default:
        text = mutated_lines(text, rng);
    }
  }
  return text;
}

}  // namespace simbench::metric
