#include "grader/policy.h"

#include "base/toml.h"

namespace simbench::grader {
namespace {

fs::path policy_folder() {
  return data_folder("policies", "src/grader/policies");
}

/// A finite number under `key`, `absent` if there is none.
Result<double> number(const TomlDocument& document, const Json& table, const std::string& pointer, std::string_view key,
                      double absent) {
  const Json& value = get(table, key);
  if (value.is_null()) return absent;
  if (!value.is_number() || !std::isfinite(value.get<double>()))
    return fail(ErrorCode::invalid_input, fmt::format("'{}' must be a number", key),
                document.where(fmt::format("{}/{}", pointer, key)));
  return value.get<double>();
}

Status check_keys(const TomlDocument& document) {
  constexpr std::array<std::string_view, 7> kKnown{"name",     "says",        "requirements", "from",
                                                   "tampered", "unconfirmed", "rungs"};
  for (const auto& [key, value] : document.root.items())
    if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end())
      return fail(ErrorCode::invalid_input,
                  fmt::format("a policy has no '{}'; it has name, says, requirements, from, "
                              "tampered, unconfirmed and [rungs]",
                              key),
                  document.where("/" + key));
  for (const auto& [rung, value] : get(document.root, "rungs").items())
    if (!verdict_from(rung))
      return fail(ErrorCode::invalid_input, fmt::format("there is no rung '{}'", rung),
                  document.where("/rungs/" + rung));
  return {};
}

}  // namespace

Result<Policy> load_policy(std::string_view name_or_path) {
  TRY_ASSIGN(fs::path path, locate_toml("reward policy", name_or_path, policy_folder()));
  TRY_ASSIGN(std::string text, read_file(path, size_t{1} << 20));
  TRY_ASSIGN(TomlDocument document, parse_toml(text, path.string()));
  TRY(check_keys(document));
  const Json& root = document.root;
  std::string name = get_string(root, "name").value_or(path.stem().string());
  Policy policy{.name = fmt::format("{}@{}", name, sha256(text).substr(0, 8)),
                .says = get_string(root, "says").value_or("")};
  TRY_ASSIGN(policy.requirements, number(document, root, "", "requirements", 0));
  TRY_ASSIGN(policy.tampered, number(document, root, "", "tampered", 0));
  if (get(root, "unconfirmed") == "null") {
    policy.unconfirmed.emplace(std::nullopt);
  } else if (root.contains("unconfirmed")) {
    TRY_ASSIGN(double value, number(document, root, "", "unconfirmed", 0));
    policy.unconfirmed.emplace(value);
  }
  for (size_t rung = 0; rung < policy.rungs.size(); ++rung) {
    TRY_ASSIGN(policy.rungs[rung],
               number(document, get(root, "rungs"), "/rungs", to_string(static_cast<Verdict>(rung)), 0));
  }
  std::string from = get_string(root, "from").value_or(std::string(to_string(policy.from)));
  std::optional<Verdict> rung = verdict_from(from);
  if (!rung) return fail(ErrorCode::invalid_input, fmt::format("there is no rung '{}'", from), document.where("/from"));
  policy.from = *rung;
  return policy;
}

std::optional<double> reward(const Policy& policy, const Judgement& judgement, std::optional<double> share_met,
                             Trust trust) {
  if (judgement.cell_class != CellClass::pass && judgement.cell_class != CellClass::model_fail) return std::nullopt;
  if (trust == Trust::tampered) return policy.tampered;
  if (trust == Trust::unconfirmed && judgement.cell_class == CellClass::pass && policy.unconfirmed)
    return *policy.unconfirmed;
  double value = policy.rungs[static_cast<size_t>(judgement.verdict)];
  if (judgement.cell_class == CellClass::model_fail && judgement.verdict >= policy.from)
    value += policy.requirements * share_met.value_or(0);
  return value;
}

}  // namespace simbench::grader
