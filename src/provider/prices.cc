#include "provider/prices.h"

#include <fmt/format.h>

#include "base/toml.h"
#include "provider/provider.h"

namespace simbench::provider {
namespace {

/// Reads one table; collects all that is wrong.
class TableReader {
 public:
  TableReader(const TomlDocument& document, std::string name) : document_(document), name_(std::move(name)) {}

  /// The price of entry `i`; nullopt after a complaint.
  std::optional<std::pair<std::string, Price>> entry(size_t i) {
    const Json& table = get(document_.root, "price")[i];
    place_ = fmt::format("/price/{}", i);
    if (!table.is_object()) return wrong("", "an entry is a table: [[price]]"), std::nullopt;
    for (const auto& [key, value] : table.items())
      if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
        wrong(key, fmt::format("a price has no '{}'; it has {}", key, join({kKeys.begin(), kKeys.end()}, ", ")));
    std::string model = text(table, "model");
    if (model.find('/') == std::string::npos) wrong("model", "'model' must be provider/name, like \"openai/gpt-5\"");
    if (!models_.insert(model).second) wrong("model", fmt::format("{} stands here twice", model));
    Price price{.note = text(table, "note"), .table = name_};
    price.input = number(table, "input").value_or(0), price.output = number(table, "output").value_or(0);
    if (!get(table, "cached").is_null()) price.cached = number(table, "cached");
    price.date = text(table, "date");
    if (price.date.empty()) price.date = get_string(document_.root, "date").value_or("");
    if (price.date.empty()) wrong("", "'date' is missing: say when the price was read, here or at the file's top");
    return std::pair(std::move(model), std::move(price));
  }

  void check_root() {
    for (const auto& [key, value] : document_.root.items())
      if (key != "price" && key != "date") {
        place_.clear();
        wrong(key, fmt::format("a table of prices has no '{}'; it has date and [[price]]", key));
      }
    if (!get(document_.root, "price").is_array()) place_.clear(), wrong("price", "there is no [[price]]");
  }

  const std::vector<std::string>& problems() const { return problems_; }

 private:
  static constexpr std::array<const char*, 6> kKeys{"model", "input", "output", "cached", "date", "note"};

  void wrong(const std::string& key, const std::string& words) {
    problems_.push_back(fmt::format("{}: {}", document_.where(key.empty() ? place_ : place_ + "/" + key), words));
  }
  std::string text(const Json& table, const char* key) {
    const Json& value = get(table, key);
    if (!value.is_null() && !value.is_string()) wrong(key, fmt::format("'{}' must be a text", key));
    return std::string(trim(get_string(table, key).value_or("")));
  }
  std::optional<double> number(const Json& table, const char* key) {
    std::optional<double> value = get_number(table, key);
    if (value && std::isfinite(*value) && *value >= 0) return value;
    wrong(key, fmt::format("'{}' must be US dollars for a million tokens, 0 or more", key));
    return std::nullopt;
  }

  const TomlDocument& document_;
  std::string name_, place_;
  std::set<std::string> models_;
  std::vector<std::string> problems_;
};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Without "-20250807" or "-2025-08-07" at its end.
std::string_view undated(std::string_view model) {
  constexpr std::string_view kShort = "-20250807", kLong = "-2025-08-07";
  for (std::string_view form : {kShort, kLong}) {
    if (model.size() <= form.size()) continue;
    std::string_view tail = model.substr(model.size() - form.size());
    bool same = true;
    for (size_t i = 0; i < form.size(); ++i)
      same = same && (form[i] == '-' ? tail[i] == '-' : all_digits(tail.substr(i, 1)));
    if (same) return model.substr(0, model.size() - form.size());
  }
  return model;
}

}  // namespace

Json Priced::to_json() const {
  return price ? price->to_json() : Json{{"reason", reason}};
}

Result<std::vector<Prices::Row>> Prices::read(const fs::path& file, const std::string& name) {
  TRY_ASSIGN(std::string text, read_file(file, size_t{1} << 20));
  TRY_ASSIGN(TomlDocument document, parse_toml(text, file.string()));
  TableReader reader(document, name);
  reader.check_root();
  std::vector<Row> rows;
  for (size_t i = 0; i < get(document.root, "price").size(); ++i)
    if (auto entry = reader.entry(i)) rows.push_back({std::move(entry->first), std::move(entry->second)});
  if (!reader.problems().empty()) return fail(ErrorCode::invalid_input, join(reader.problems(), "\n"));
  return rows;
}

Result<Prices> Prices::load(const fs::path& own) {
  Prices prices;
  if (!own.empty()) {
    TRY_ASSIGN(std::vector<Row> rows, read(own, own.filename().string()));
    prices.tables_.push_back(std::move(rows));
  }
  TRY_ASSIGN(std::vector<Row> rows, read(data_folder("prices", "src/provider/prices") / "prices.toml", "simbench"));
  prices.tables_.push_back(std::move(rows));
  return prices;
}

/// By name, then by its name without a date, then by the longest pattern.
const Price* Prices::find(const std::vector<Row>& rows, std::string_view model) {
  for (std::string_view name : {model, undated(model)})
    for (const Row& row : rows)
      if (row.model == name) return &row.price;
  const Row* best = nullptr;
  for (const Row& row : rows)
    if (row.model.find('*') != std::string::npos && glob_match(row.model, model) &&
        (!best || row.model.size() > best->model.size()))
      best = &row;
  return best ? &best->price : nullptr;
}

Priced Prices::of(std::string_view model) const {
  // One account, two interfaces.
  constexpr std::string_view kOtherDoor = "openai-responses/";
  std::string name =
      model.starts_with(kOtherDoor) ? fmt::format("openai/{}", model.substr(kOtherDoor.size())) : std::string(model);
  for (const std::vector<Row>& table : tables_)
    if (const Price* price = find(table, name)) return {*price, ""};
  if (family(model) == "replay") return {std::nullopt, "recorded answers: what they cost isn't known here"};
  if (family(model) == "command") return {std::nullopt, "a local program: what it costs isn't known here"};
  return {std::nullopt, fmt::format("no price is known of {}: give one with --prices", model)};
}

bool may_cost(std::string_view model) {
  std::string_view who = family(model);
  return who != "control" && who != "replay" && who != "judge";
}

double tokens_of(size_t bytes) {
  return std::ceil(static_cast<double>(bytes) / kBytesPerToken);
}

}  // namespace simbench::provider
