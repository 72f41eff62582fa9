// codebleu 0.7.0 walks the syntax tree once and carries, for each text that was seen as a name, the tokens that its
// value may come from ("states"); each use of a name gives an edge. Python copies the states and sorts the edges at
// every node. Here the states change in place (copied only where an `if` needs both branches), the edges are sorted
// once, and the sets of tokens, of which only "was this token ever a source" matters in the end, are nodes of a graph
// that is marked lazily.
#include "metric/data_flow.h"

#include <algorithm>
#include <array>

#include "metric/flow_tokens.h"

namespace simbench::metric {
namespace {

using pysrc::kNoNode;
using pysrc::NodeIndex;
using pysrc::Nodes;

/// CPython's recursion limit of 1000 less the frames above the walk when a script calls calc_codebleu from its top
/// level; deeper trees raise RecursionError there.
constexpr uint32_t kMaxDepth = 994;
constexpr size_t kMaxSteps = 3'000'000;

enum How : uint8_t { comes_from, computed_from };

struct Kinds {
  TSSymbol default_parameter = pysrc::kind_symbol("default_parameter"), assignment = pysrc::kind_symbol("assignment"),
           augmented = pysrc::kind_symbol("augmented_assignment"), for_in = pysrc::kind_symbol("for_in_clause"),
           if_statement = pysrc::kind_symbol("if_statement"), for_statement = pysrc::kind_symbol("for_statement"),
           while_statement = pysrc::kind_symbol("while_statement"), elif_clause = pysrc::kind_symbol("elif_clause"),
           else_clause = pysrc::kind_symbol("else_clause"), block = pysrc::kind_symbol("block"),
           identifier = pysrc::kind_symbol("identifier"), comma = pysrc::kind_symbol(",", false);
  TSFieldId name = pysrc::field_id("name"), value = pysrc::field_id("value"), left = pysrc::field_id("left"),
            right = pysrc::field_id("right");
};
const Kinds kKinds;

/// Sets of tokens that are only ever united and, in the end, asked whether a token is in any set that was used.
class TokenSets {
 public:
  using Id = uint32_t;  ///< 0: none
  explicit TokenSets(size_t tokens) : used_(tokens) {}

  Id of(uint32_t token) {
    sets_.push_back({0, 0, token, false});
    return static_cast<Id>(sets_.size());
  }
  Id united(Id a, Id b) {
    if (a == b || b == 0) return a;
    if (a == 0) return b;
    sets_.push_back({a, b, 0, false});
    return static_cast<Id>(sets_.size());
  }
  void use_token(uint32_t token) { used_[token] = true; }
  void use(Id id) {
    if (sets_[id - 1].marked) return;
    std::vector<Id> open{id};
    while (!open.empty()) {
      Set& set = sets_[open.back() - 1];
      open.pop_back();
      if (set.marked) continue;
      set.marked = true;
      if (set.left == 0)
        used_[set.token] = true;
      else
        open.insert(open.end(), {set.left, set.right});
    }
  }
  bool is_used(uint32_t token) const { return used_[token]; }

 private:
  struct Set {
    Id left, right;
    uint32_t token;
    bool marked;
  };
  std::vector<Set> sets_;
  std::vector<bool> used_;
};

using Parents =
    std::shared_ptr<const std::vector<uint32_t>>;  ///< texts, shared by the names on the left of one assignment
using States = std::vector<TokenSets::Id>;         ///< by text

struct Edge {
  uint32_t token, code;
  How how;
  Parents parents;
};

class Walk {
 public:
  explicit Walk(const Nodes& nodes)
      : nodes_(nodes), tokens_(nodes), sets_(tokens_.size()), stamp_(tokens_.code_count()) {}

  DataFlow run() {
    DataFlow out;
    if (tokens_.max_depth() > kMaxDepth) {
      out.failure = "the syntax tree is deeper than Python's recursion limit";
      return out;
    }
    States states(tokens_.code_count());
    bool walked = visit(0, states);
    out.too_large = steps_ > kMaxSteps;
    if (out.too_large)
      out.failure = "the data-flow walk takes more than 3,000,000 steps (deeply nested loops)";
    else if (!walked)
      out.failure = failure_;
    else
      out.edges = normalised();
    return out;
  }

 private:
  bool fail(std::string reason) {
    failure_ = std::move(reason);
    return false;
  }

  bool visit(NodeIndex node, States& states) {
    if (++steps_ > kMaxSteps) return false;
    TSSymbol kind = nodes_[node].symbol;
    if (tokens_.is_leaf(node)) return visit_leaf(node, states);
    if (kind == kKinds.default_parameter) return visit_default(node, states);
    if (kind == kKinds.assignment || kind == kKinds.augmented || kind == kKinds.for_in)
      return visit_assignment(node, states);
    if (kind == kKinds.if_statement) return visit_if(node, states);
    if (kind == kKinds.for_statement) return visit_for(node, states);
    if (kind == kKinds.while_statement) return visit_while(node, states);
    return visit_children(node, states, true) && visit_children(node, states, false);
  }

  bool visit_leaf(NodeIndex node, States& states) {
    std::optional<FlowTokens::Token> token = tokens_.at(node);
    if (!token) return fail_inside_string();
    if (!token->variable) return true;
    if (TokenSets::Id sources = states[token->code]; sources != 0) {
      sets_.use(sources);
      add_edge(*token, comes_from, single(token->code));
      return true;
    }
    if (nodes_[node].symbol == kKinds.identifier) states[token->code] = sets_.of(token->index);
    add_edge(*token, comes_from, none_);
    return true;
  }

  bool visit_children(NodeIndex node, States& states, bool comprehensions) {
    for (NodeIndex c = nodes_.first_child(node); c != kNoNode; c = nodes_[c].next_sibling)
      if ((nodes_[c].symbol == kKinds.for_in) == comprehensions && !visit(c, states)) return false;
    return true;
  }

  bool visit_default(NodeIndex node, States& states) {
    NodeIndex name = nodes_.child_by_field(node, kKinds.name), value = nodes_.child_by_field(node, kKinds.value);
    std::vector<FlowTokens::Token> names, values;
    if (!variables(name, names)) return false;
    if (value != kNoNode && (!variables(value, values) || !visit(value, states))) return false;
    for (const FlowTokens::Token& to : names) {
      if (value == kNoNode) add_edge(to, comes_from, none_);
      for (const FlowTokens::Token& from : values) {
        sets_.use_token(from.index);
        add_edge(to, comes_from, single(from.code));
      }
      states[to.code] = sets_.of(to.index);
    }
    return true;
  }

  bool visit_assignment(NodeIndex node, States& states) {
    NodeIndex left = nodes_.child_by_field(node, kKinds.left), right = nodes_.child_by_field(node, kKinds.right);
    if (nodes_[node].symbol == kKinds.for_in) {
      right = nodes_.last_child(node);
      return visit(right, states) && assign(left, right, states);
    }
    if (right == kNoNode) return true;
    return assign_sides(left, right, states);
  }

  /// a, b = c, d pairs its parts where both sides have equally many children (of whatever kind), else it is one pair.
  bool assign_sides(NodeIndex left, NodeIndex right, States& states) {
    if (left == kNoNode || right == kNoNode) return fail("an assignment or loop lacks one side");
    std::vector<NodeIndex> to = parts(left), from = parts(right);
    if (to.size() != from.size() || to.empty()) {
      to = {left};
      from = {right};
    }
    for (NodeIndex part : from)
      if (!visit(part, states)) return false;
    for (size_t k = 0; k < to.size(); ++k)
      if (!assign(to[k], from[k], states)) return false;
    return true;
  }

  bool assign(NodeIndex left, NodeIndex right, States& states) {
    std::vector<FlowTokens::Token> to, from;
    if (!variables(left, to) || !variables(right, from)) return false;
    auto names = std::make_shared<std::vector<uint32_t>>();
    for (const FlowTokens::Token& token : from) names->push_back(token.code);
    if (!to.empty())
      for (const FlowTokens::Token& token : from) sets_.use_token(token.index);
    for (const FlowTokens::Token& token : to) {
      add_edge(token, computed_from, names);
      states[token.code] = sets_.of(token.index);
    }
    return true;
  }

  bool visit_if(NodeIndex node, States& states) {
    const States before = states;
    steps_ += states.size() / 32;
    std::vector<States> others;
    bool has_else = false;
    for (NodeIndex c = nodes_.first_child(node); c != kNoNode; c = nodes_[c].next_sibling) {
      TSSymbol kind = nodes_[c].symbol;
      if (pysrc::kind_name(kind).find("else") != std::string_view::npos) has_else = true;
      bool is_clause = kind == kKinds.elif_clause || kind == kKinds.else_clause;
      if (is_clause) others.push_back(before);
      if (!visit(c, is_clause ? others.back() : states)) return false;
    }
    if (!has_else) others.push_back(before);
    for (const States& other : others)
      for (size_t code = 0; code < states.size(); ++code) states[code] = sets_.united(states[code], other[code]);
    return true;
  }

  bool visit_for(NodeIndex node, States& states) {
    size_t first = edges_.size();
    NodeIndex left = nodes_.child_by_field(node, kKinds.left), right = nodes_.child_by_field(node, kKinds.right);
    NodeIndex last = nodes_.last_child(node);
    for (int pass = 0; pass < 2; ++pass) {
      if (!assign_sides(left, right, states)) return false;
      if (nodes_[last].symbol == kKinds.block && !visit(last, states)) return false;
    }
    merge_passes(first);
    return true;
  }

  bool visit_while(NodeIndex node, States& states) {
    size_t first = edges_.size();
    for (int pass = 0; pass < 2; ++pass)
      for (NodeIndex c = nodes_.first_child(node); c != kNoNode; c = nodes_[c].next_sibling)
        if (!visit(c, states)) return false;
    merge_passes(first);
    return true;
  }

  /// Unites the edges of a loop's two passes that end at the same token in the same way.
  void merge_passes(size_t first) {
    auto begin = edges_.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(begin, edges_.end(), [](const Edge& a, const Edge& b) { return a.token < b.token; });
    std::vector<Edge> merged;
    for (size_t from = first, to = first; from < edges_.size(); from = to) {
      while (to < edges_.size() && edges_[to].token == edges_[from].token) ++to;
      std::span<const Edge> run(&edges_[from], to - from);
      for (How how : {run.front().how, run.front().how == comes_from ? computed_from : comes_from})
        if (auto edge = united(run, [how](const Edge& e) { return e.how == how; })) merged.push_back(*edge);
    }
    edges_.resize(first);
    edges_.insert(edges_.end(), merged.begin(), merged.end());
  }

  /// The first of the chosen edges with the parents of all: as it is if it is alone, else each parent once, in order.
  template <typename Chosen>
  std::optional<Edge> united(std::span<const Edge> run, Chosen chosen) {
    std::optional<Edge> out;
    std::vector<uint32_t> parents;
    size_t count = 0;
    ++now_;
    const std::vector<uint32_t>* last = nullptr;
    for (const Edge& edge : run) {
      if (!chosen(edge)) continue;
      if (!out) out = edge;
      ++count;
      if (edge.parents.get() == last) continue;
      last = edge.parents.get();
      for (uint32_t code : *edge.parents)
        if (std::exchange(stamp_[code], now_) != now_) parents.push_back(code);
      steps_ += edge.parents->size();
    }
    if (count > 1 && parents != *out->parents)
      out->parents = std::make_shared<const std::vector<uint32_t>>(std::move(parents));
    return out;
  }

  std::vector<std::u32string> normalised() {
    std::stable_sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.token < b.token; });
    std::vector<uint32_t> number(tokens_.code_count());
    uint32_t next = 0;
    auto numbered = [&](uint32_t code) {
      if (number[code] == 0) number[code] = ++next;
      return static_cast<char32_t>(number[code]);
    };
    std::vector<std::u32string> out;
    for (size_t from = 0, to = 0; from < edges_.size(); from = to) {
      while (to < edges_.size() && edges_[to].token == edges_[from].token) ++to;
      if (!sets_.is_used(edges_[from].token)) continue;
      Edge edge = *united({&edges_[from], to - from}, [](const Edge&) { return true; });
      std::u32string row(2, edge.how);
      for (uint32_t code : *edge.parents) row += numbered(code);
      row[0] = numbered(edge.code);
      out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The names, numbers and strings below a node, in order.
  bool variables(NodeIndex node, std::vector<FlowTokens::Token>& out) {
    if (node == kNoNode) return fail("a parameter or comprehension lacks a part");
    for (NodeIndex i = node; i < nodes_[node].past;) {
      ++steps_;
      if (!tokens_.is_leaf(i)) {
        ++i;
        continue;
      }
      std::optional<FlowTokens::Token> token = tokens_.at(i);
      if (!token) return fail_inside_string();
      if (token->variable) out.push_back(*token);
      i = nodes_[i].past;
    }
    return true;
  }

  bool fail_inside_string() { return fail("an assignment pairs the inside of a string with another node's parts"); }

  std::vector<NodeIndex> parts(NodeIndex node) const {
    std::vector<NodeIndex> out;
    for (NodeIndex c = nodes_.first_child(node); c != kNoNode; c = nodes_[c].next_sibling)
      if (nodes_[c].symbol != kKinds.comma) out.push_back(c);
    return out;
  }

  void add_edge(const FlowTokens::Token& token, How how, Parents parents) {
    if (!parents->empty()) sets_.use_token(token.index);
    edges_.push_back({token.index, token.code, how, std::move(parents)});
  }

  Parents single(uint32_t code) {
    if (singles_.empty()) singles_.resize(tokens_.code_count());
    if (!singles_[code]) singles_[code] = std::make_shared<const std::vector<uint32_t>>(1, code);
    return singles_[code];
  }

  const Nodes& nodes_;
  FlowTokens tokens_;
  TokenSets sets_;
  std::vector<Edge> edges_;
  const Parents none_ = std::make_shared<const std::vector<uint32_t>>();
  std::vector<Parents> singles_;
  std::vector<uint64_t> stamp_;  ///< by text: the last union that it stood in
  uint64_t now_ = 0;
  size_t steps_ = 0;
  std::string failure_;
};

}  // namespace

DataFlow extract_data_flow(const Nodes& nodes) {
  return Walk(nodes).run();
}

size_t common_edges(const DataFlow& a, const DataFlow& b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.edges.size() && j < b.edges.size();) {
    if (a.edges[i] == b.edges[j]) ++common;
    if (a.edges[i] < b.edges[j])
      ++i;
    else if (b.edges[j] < a.edges[i])
      ++j;
    else
      ++i, ++j;
  }
  return common;
}

}  // namespace simbench::metric
