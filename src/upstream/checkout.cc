#include "upstream/checkout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace simbench::upstream {
namespace {

constexpr size_t kLargestFile = size_t{16} << 20;

/// The file as UTF-8 text, or nullopt with a line in `missing` if a cost is given.
std::optional<std::string> read_text(const fs::path& root, const fs::path& relative, std::string_view cost,
                                     std::vector<std::string>& missing) {
  Result<std::string> text = read_file(root / relative, kLargestFile);
  if (text) return to_utf8(*text);
  std::error_code ignored;
  std::string why = fs::exists(root / relative, ignored) ? text.error().message : "missing";
  if (!cost.empty()) missing.push_back(fmt::format("{}: {}; {}", relative.string(), why, cost));
  return std::nullopt;
}

/// A table of statistics/; a missing or broken one leaves it empty and is listed.
template <typename Table>
void read_table(Checkout& checkout, std::string_view name, Result<Table> (*read)(std::string_view, std::string_view),
                std::string_view cost, Table& table) {
  fs::path relative = fs::path("statistics") / name;
  std::optional<std::string> text = read_text(checkout.folder, relative, cost, checkout.missing);
  if (!text) return;
  Result<Table> result = read(*text, relative.string());
  if (result)
    table = std::move(*result);
  else
    checkout.missing.push_back(fmt::format("{}; {}", result.error().text(), cost));
}

/// The three prompts of a conversation file: turns 1 and 2 stand in the history, turn 3 is the instruction.
/// A prompt that equals its own answer is an error message of the client that was stored in both places.
std::array<std::optional<std::string>, 3> stored_prompts(const Json& file) {
  std::array<std::optional<std::string>, 3> prompts;
  if (!file.is_array() || file.empty() || !file[0].is_object()) return prompts;
  auto keep = [&](size_t turn, const Json& prompt, const Json& answer) {
    if (prompt.is_string() && prompt != answer) prompts[turn] = prompt.get<std::string>();
  };
  const Json& history = get(file[0], "history");
  for (size_t turn = 0; turn < 2 && history.is_array() && turn < history.size(); ++turn)
    if (history[turn].is_array() && history[turn].size() == 2) keep(turn, history[turn][0], history[turn][1]);
  keep(2, get(file[0], "instruction"), get(file[0], "output"));
  return prompts;
}

/// The answers of one model to the three turns of one system.
struct Conversation {
  std::vector<Answer> answers;
  std::vector<std::string> missing;
};

fs::path folder_of(const AnswerName& name) {
  return fs::path("output_llms") / std::get<0>(name) / std::get<1>(name);
}

std::string round_of(const AnswerName& name) {
  return std::string(kRounds[static_cast<size_t>(std::get<2>(name) - 1)]);
}

void read_judge_texts(const fs::path& root, Answer& answer, std::vector<std::string>& missing) {
  for (size_t mode = 0; mode < kJudgeModes.size(); ++mode) {
    std::string file = fmt::format("{}_score_{}.txt", round_of(answer.name), kJudgeModes[mode].suffix);
    std::string cost = fmt::format("no {} for this cell", kJudgeModes[mode].id);
    answer.judge_texts[mode] = read_text(root, folder_of(answer.name) / file, cost, missing);
    answer.stated[mode] = answer.judge_texts[mode] ? judge::stated_score(*answer.judge_texts[mode])
                                                   : judge::StatedScore{std::nullopt, "missing_judge_text"};
  }
}

Answer read_answer(const fs::path& root, const AnswerName& name, std::vector<std::string>& missing) {
  fs::path folder = folder_of(name);
  std::string round = round_of(name);
  Answer answer{.name = name};
  answer.reply = read_text(root, folder / (round + "_response.txt"), "no reply for this cell", missing);
  answer.program = read_text(root, folder / (round + "_response.py"), "no program for this cell", missing);
  answer.cleaned_program =
      read_text(root, folder / (round + "_cleaned_response.py"), "no similarity for this cell", missing);
  read_judge_texts(root, answer, missing);
  return answer;
}

Conversation read_conversation(const fs::path& root, const std::string& model, const std::string& system) {
  Conversation conversation;
  if (!fs::is_directory(root / "output_llms" / model / system)) {
    conversation.missing.push_back(
        fmt::format("output_llms/{}/{}: missing; no answers of this model to this system", model, system));
    return conversation;
  }
  fs::path file = fs::path("output_conversion") / fmt::format("{}_{}_conversation.json", model, system);
  std::optional<std::string> text = read_text(root, file, "no stored prompts for these cells", conversation.missing);
  Result<Json> json = text ? parse_json(*text, file.string()) : Result<Json>(Json());
  if (!json) conversation.missing.push_back(json.error().text() + "; no stored prompts for these cells");
  auto prompts = stored_prompts(json.value_or(Json()));
  for (int turn = 1; turn <= 3; ++turn) {
    Answer answer = read_answer(root, {model, system, turn}, conversation.missing);
    answer.prompt = prompts[static_cast<size_t>(turn - 1)];
    answer.blank_prompt = answer.prompt && is_blank_prompt(*answer.prompt);
    conversation.answers.push_back(std::move(answer));
  }
  return conversation;
}

/// A run that sent one blank prompt for a task sent it to every model; where a model's own prompt is unusable, the
/// others' tell.
void spread_blank_prompts(std::vector<Answer>& answers) {
  std::map<std::pair<std::string, int>, std::pair<int, int>> seen;  // (blank, not blank) by system and turn
  auto task = [](const Answer& a) { return std::pair(std::get<1>(a.name), std::get<2>(a.name)); };
  for (const Answer& a : answers)
    if (a.prompt) ++(a.blank_prompt ? seen[task(a)].first : seen[task(a)].second);
  for (Answer& a : answers)
    if (!a.prompt && seen[task(a)].first > 0 && seen[task(a)].second == 0) a.blank_prompt = true;
}

std::vector<std::string> folders_with_answers(const fs::path& root) {
  std::vector<std::string> models;
  for (const fs::path& folder : list_folders(root / "output_llms")) models.push_back(folder.filename().string());
  return models;
}

/// The models asked for; by default those that LLM.csv scores, or all if there is no such table.
void choose_models(Checkout& checkout, const std::vector<std::string>& wanted) {
  std::vector<std::string> there = folders_with_answers(checkout.folder);
  std::set<std::string> chosen(wanted.begin(), wanted.end());
  if (wanted.empty())
    for (const auto& [name, scores] : checkout.scores) chosen.insert(std::get<0>(name));
  if (chosen.empty()) chosen.insert(there.begin(), there.end());
  for (const std::string& model : chosen)
    if (std::find(there.begin(), there.end(), model) == there.end())
      checkout.missing.push_back(fmt::format("output_llms/{}: missing; no answers of this model", model));
  for (const std::string& model : there)
    (chosen.contains(model) ? checkout.models : checkout.left_out).push_back(model);
}

/// All pairs of these models and the known systems.
std::vector<std::pair<std::string, std::string>> with_systems(const std::vector<std::string>& models) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& model : models)
    for (const SystemName& system : known_systems()) pairs.emplace_back(model, system.name);
  return pairs;
}

/// Models that nobody asked for are not imported, but what their judge texts state is checked all the same; a model
/// without any is passed over in silence.
void read_others(Checkout& checkout, size_t threads) {
  auto pairs = with_systems(checkout.left_out);
  checkout.others.resize(3 * pairs.size());
  parallel_for(checkout.others.size(), threads, [&](size_t i) {
    std::vector<std::string> unused;
    Answer& answer = checkout.others[i];
    answer.name = {pairs[i / 3].first, pairs[i / 3].second, static_cast<int>(i % 3) + 1};
    read_judge_texts(checkout.folder, answer, unused);
  });
}

void read_answers(Checkout& checkout, size_t threads) {
  auto pairs = with_systems(checkout.models);
  std::vector<Conversation> conversations(pairs.size());
  parallel_for(pairs.size(), threads, [&](size_t i) {
    conversations[i] = read_conversation(checkout.folder, pairs[i].first, pairs[i].second);
  });
  for (Conversation& conversation : conversations) {
    std::move(conversation.answers.begin(), conversation.answers.end(), std::back_inserter(checkout.answers));
    checkout.missing.insert(checkout.missing.end(), conversation.missing.begin(), conversation.missing.end());
  }
  spread_blank_prompts(checkout.answers);
}

}  // namespace

bool is_blank_prompt(std::string_view prompt) {
  constexpr std::string_view kHeading = "Instructions:";
  size_t place = prompt.rfind(kHeading);
  if (place == std::string_view::npos) return false;
  std::string rest(prompt.substr(place + kHeading.size()));
  for (std::string_view mark : {"\u201c", "\u201d", "\""}) rest = replace_all(std::move(rest), mark, "");
  return trim(rest).empty();
}

bool is_client_error(std::string_view reply) {
  if (reply.size() > 300) return false;
  for (std::string_view sign : {"object has no attribute", "Could not resolve authentication", "Error code:"})
    if (reply.find(sign) != std::string_view::npos) return true;
  return false;
}

void read_tasks(Checkout& checkout) {
  Hasher hasher;
  for (const SystemName& system : known_systems()) {
    fs::path folder = fs::path("demo_data") / system.name;
    for (int turn = 1; turn <= 3; ++turn) {
      auto file = [&](std::string_view name, std::string_view extension, std::string_view cost) {
        auto text =
            read_text(checkout.folder, folder / fmt::format("{}{}.{}", name, turn, extension), cost, checkout.missing);
        hasher.add(fmt::format("{}/{}{}", system.name, name, turn), text.value_or(""));
        return text;
      };
      Task& task = checkout.tasks[{std::string(system.name), turn}];
      task.prompt = file("input", "txt", "no prompt for this task");
      if (turn > 1) task.given = file("pyinput", "py", "no given code for this task");
      task.reference = file("truth", "py", "no reference for this task");
      task.cleaned_reference = file("cleaned_truth", "py", "no similarity for this task");
    }
  }
  checkout.suite_hash = hasher.hex();
}

Result<Checkout> read_checkout(const fs::path& folder, const std::vector<std::string>& models, size_t threads) {
  if (!fs::is_directory(folder / "demo_data") && !fs::is_directory(folder / "output_llms"))
    return fail(
        ErrorCode::not_found,
        "holds neither demo_data nor output_llms; name the folder of a checkout of the public SimBench repository",
        folder.string());
  Checkout checkout{.folder = folder};
  read_tasks(checkout);
  read_table(checkout, "LLM.csv", read_scores, "no published judge scores", checkout.scores);
  read_table(checkout, "evaluation_results.csv", read_similarity, "no published similarity", checkout.similarity);
  read_table(checkout, "pass.csv", read_counts, "no compile and pass counts", checkout.counts);
  choose_models(checkout, models);
  read_answers(checkout, threads);
  read_others(checkout, threads);
  return checkout;
}

}  // namespace simbench::upstream
