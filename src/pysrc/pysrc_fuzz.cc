// Fuzz target: tokens, comment removal and the flattened tree take any bytes.
#include <cstdint>
#include <string>

#include "base/base.h"
#include "pysrc/pysrc.h"

namespace simbench::pysrc {

int fuzz(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  size_t at = 0;
  for (const pysrc::Token& token : pysrc::tokenize(text).tokens) {
    if (token.text.empty()) continue;
    auto begin = static_cast<size_t>(token.text.data() - text.data());
    check(begin >= at && begin + token.text.size() <= text.size(), "tokens stand in order inside the text");
    at = begin + token.text.size();
  }
  pysrc::without_comments(text);
  pysrc::Tree tree(text);
  pysrc::Nodes nodes(tree);
  check(nodes.size() == ts_node_descendant_count(tree.root()), "every visible node is there once");
  pysrc::s_expression(nodes, 0);
  return 0;
}

}  // namespace simbench::pysrc

#ifdef SIMBENCH_FUZZ  // libFuzzer's entry, one a program
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return simbench::pysrc::fuzz(data, size);
}
#endif
