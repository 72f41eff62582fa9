#include "metric/text.h"

#include "base/base.h"
#include "metric/forms.h"

namespace simbench::metric {
namespace {

std::string problem_with(const std::string& source) {
  if (source.size() > kMaxTextBytes)
    return fmt::format("has {} bytes; texts above {} aren't measured", source.size(), kMaxTextBytes);
  if (is_utf8(source)) return "";
  size_t at = 0;
  for (;;) {
    size_t size = pysrc::character_at(source, at).size;
    if (!is_utf8(std::string_view(source).substr(at, size))) break;
    at += size;
  }
  return fmt::format("is not UTF-8 (at byte {})", at);
}

std::string preprocessed(const std::string& source) {
  std::string_view text = pysrc::strip(source);
  return pysrc::without_comments(text).value_or(std::string(text));
}

}  // namespace

TextForms::TextForms(const std::string& source)
    : words(pysrc::split_words(source)),
      rouge(source),
      tree(preprocessed(source)),
      nodes(tree),
      data_flow(extract_data_flow(nodes)) {}

ReferenceTables::ReferenceTables(const TextForms& forms)
    : words(forms.words.ids(), 4), rouge(forms.rouge.words.ids(), 2), subtrees(forms.nodes) {}

Text::Text(std::string source) : source_(std::move(source)), problem_(problem_with(source_)) {
  if (problem_.empty()) forms_ = std::make_unique<const TextForms>(source_);
}
Text::~Text() = default;

Reference::Reference(std::string source) : text_(std::move(source)) {
  if (text_.problem().empty()) tables_ = std::make_unique<const ReferenceTables>(text_.forms());
}
Reference::~Reference() = default;

}  // namespace simbench::metric
