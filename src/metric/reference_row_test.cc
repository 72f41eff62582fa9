#include "metric/reference_row_test.h"

#include <gtest/gtest.h>

#include "metric/forms.h"
#include "metric/metric.h"

namespace simbench::metric {
namespace {

std::vector<std::string> our_tokens(const std::string& text) {
  pysrc::TokenList list = pysrc::tokenize(text);
  std::vector<std::string> out;
  for (const pysrc::Token& token : list.tokens) out.push_back(fmt::format("{} {}", to_string(token.kind), token.text));
  if (!list.problem.empty()) out.push_back("! ");
  return out;
}

std::vector<std::string> their_tokens(const Json& row, const std::vector<std::string>& ours) {
  std::vector<std::string> out;
  for (const Json& token : row["tokens"]) {
    std::string kind = token[0].get<std::string>(), text = token[1].get<std::string>();
    std::string word = "word " + text;  // tokenize says OP for a word that begins with, say, a superscript: we don't
    out.push_back(kind == "op" && out.size() < ours.size() && ours[out.size()] == word ? word : kind + " " + text);
  }
  return out;
}

}  // namespace

void expect_row(const Case& c, const Json& row) {
  Text candidate(c.candidate);
  Reference reference(c.reference);
  for (const Score& score : measure_all({candidate, reference})) {
    if (!row.contains(score.id)) continue;
    ASSERT_TRUE(score.value) << score.id << ": " << score.reason;
    EXPECT_NEAR(*score.value, row[score.id].get<double>(), 1e-12) << score.id;
  }
  auto stripped = pysrc::without_comments(pysrc::strip(c.candidate));
  EXPECT_EQ(stripped ? Json(*stripped) : Json(nullptr), row["stripped"]);
  pysrc::Tree tree(c.candidate);
  std::string expression = pysrc::s_expression(pysrc::Nodes(tree), 0);
  if (row.contains("tree_sha256"))
    EXPECT_EQ(sha256(expression), row["tree_sha256"].get<std::string>());
  else
    EXPECT_EQ(expression, row["tree"].get<std::string>());
  if (!row.contains("tokens")) return;
  std::vector<std::string> ours = our_tokens(c.candidate);
  EXPECT_EQ(ours, their_tokens(row, ours));
}

Json golden(const Case& c, Json row) {
  row["tree_sha256"] = sha256(row["tree"].get<std::string>());
  row.erase("tree");
  row.erase("tokens");
  row["candidate"] = c.candidate;
  row["reference"] = c.reference;
  return row;
}

}  // namespace simbench::metric
