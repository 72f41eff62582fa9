#pragma once
// A program's text in every form that the metrics read, made once.
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace simbench::metric {

/// Texts above this many bytes aren't measured: docs/metrics/cost.md shows what a megabyte costs.
inline constexpr size_t kMaxTextBytes = size_t{1} << 20;

struct TextForms;
struct ReferenceTables;

/// One text, parsed. Immutable, so threads may share it.
class Text {
 public:
  explicit Text(std::string source);
  ~Text();
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  /// Why no metric can be taken of it ("is not UTF-8: byte 17"), "" if it can.
  const std::string& problem() const { return problem_; }
  const TextForms& forms() const { return *forms_; }  ///< only where there is no problem
  const std::string& source() const { return source_; }

 private:
  std::string source_, problem_;
  std::unique_ptr<const TextForms> forms_;
};

/// A text that others are compared with, and the tables that this needs: make it once a task.
class Reference {
 public:
  explicit Reference(std::string source);
  ~Reference();
  Reference(const Reference&) = delete;
  Reference& operator=(const Reference&) = delete;

  const Text& text() const { return text_; }
  const ReferenceTables& tables() const { return *tables_; }

 private:
  Text text_;
  std::unique_ptr<const ReferenceTables> tables_;
};

}  // namespace simbench::metric
