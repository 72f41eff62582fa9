#include "suite/parameters/render.h"

#include "suite/parameters/ties.h"

namespace simbench::suite {
namespace {

/// Decimal digits without the zeros at the end.
std::string decimals(double number, int digits, bool keep_zeros) {
  std::string text = fmt::format("{:.{}f}", number, digits);
  if (keep_zeros || text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string place(const std::string& path, size_t line) {
  return fmt::format("{}:{}", path, line);
}

std::string in_prompt(const std::string& formula) {
  return replace_all(replace_all(formula, "*", ""), "pi", "π");
}

/// A value in its own unit as a prompt says it: "0.35", "2π", "revolute".
std::string shown(const Json& value, int digits) {
  if (value.is_string()) return in_prompt(value.get<std::string>());
  return digits >= 0 ? decimals(value.get<double>(), digits, false) : fmt::format("{}", value.get<double>());
}

/// A number with the minus sign that prompts are written with.
std::string as_printed(const std::string& number) {
  return number.starts_with('-') ? "−" + number.substr(1) : number;
}

/// That something has the name that a placeholder says.
Status check_name(const std::string& name, const ParameterTable& table, const std::string& where) {
  if (table.find(name) || table.find_derived(name) || table.find_computed(name)) return {};
  std::vector<std::string> names;
  for (const Parameter& one : table.parameters) names.push_back(one.name);
  for (const Derived& one : table.derived) names.push_back(one.name);
  for (const Computed& one : table.computed) names.push_back(one.name);
  std::string close = nearest(name, names);
  return fail(ErrorCode::invalid_input,
              fmt::format("'{{{{{}}}}}' is no parameter{}", name,
                          close.empty() ? "; known are " + join(names, ", ") : "; did you mean '" + close + "'?"),
              where);
}

std::string name_in(std::string_view placeholder) {
  return std::string(trim(placeholder.substr(0, placeholder.find(':'))));
}

/// What stands between the braces of a placeholder, filled in.
Result<std::string> filled(std::string_view placeholder, const ParameterTable& table, const Drawn& drawn,
                           const std::string& where) {
  size_t colon = placeholder.find(':');
  std::string name = name_in(placeholder);
  std::string form(colon == std::string_view::npos ? "" : trim(placeholder.substr(colon + 1)));
  const Parameter* parameter = table.find(name);
  const Derived* derived = table.find_derived(name);
  const Computed* computed = table.find_computed(name);
  TRY(check_name(name, table, where));
  if (!parameter && !derived && !drawn.scope.contains(name))
    return fail(ErrorCode::invalid_input, fmt::format("'{{{{{}}}}}' has no value", name), where);
  Json value = parameter ? drawn.values.at(name)
                         : Json(drawn.scope.at(name).value / (derived ? derived->unit : computed->unit).scale);
  bool exact = form.starts_with('.');
  std::string digits = exact ? form.substr(1) : form;
  bool is_form = digits.size() == 1 && std::isdigit(static_cast<unsigned char>(digits[0]));
  if (!form.empty() && (!is_form || !value.is_number()))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' is no form of a number: 3 for at most three decimals, .3 for exactly three", form),
                where);
  if (!form.empty()) return as_printed(decimals(value.get<double>(), digits[0] - '0', exact));
  return as_printed(parameter ? shown(value, parameter->digits) : fmt::format("{:.6g}", value.get<double>()));
}

using Problems = std::vector<Error>;

/// The value, or `otherwise` and a note of what is wrong: whoever writes the file sees all of it at once.
std::string or_note(Result<std::string> value, std::string_view otherwise, Problems& problems) {
  if (value) return std::move(*value);
  problems.push_back(value.error());
  return std::string(otherwise);
}

/// One line with its placeholders filled.
std::string filled_line(std::string_view line, const ParameterTable& table, const Drawn& drawn,
                        const std::string& where, Problems& problems) {
  std::string out;
  for (size_t at = 0;;) {
    size_t open = line.find("{{", at);
    out += line.substr(at, open == std::string_view::npos ? open : open - at);
    if (open == std::string_view::npos) return out;
    size_t close = line.find("}}", open);
    if (close == std::string_view::npos) {
      problems.push_back({ErrorCode::invalid_input, "'{{' isn't closed by '}}' in its line", where});
      return out + std::string(line.substr(open));
    }
    std::string_view placeholder = line.substr(open + 2, close - open - 2);
    out += or_note(filled(placeholder, table, drawn, where), placeholder, problems);
    at = close + 2;
  }
}

/// Every line through `f`(line, number), ends of lines as they are.
template <typename F>
std::string by_lines(std::string_view text, F f) {
  std::string out;
  size_t number = 0;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    out += f(text.substr(at, end - at), ++number);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

Result<std::string> unless(const Problems& problems, std::string text) {
  if (!problems.empty()) return pass_on(problems.front());
  return text;
}

/// What "= …" in a check becomes: a number in SI, or what a word means.
Result<std::string> formula_value(std::string_view formula, std::string_view key, const ParameterTable& table,
                                  const Drawn& drawn, const std::string& where) {
  std::string text(trim(formula));
  if (const Parameter* word = table.find(text); word && word->is_word()) {
    auto value = drawn.values.at(text).get<std::string>();
    if (!word->means.contains(value))
      return fail(ErrorCode::invalid_input, fmt::format("[{}] has no means for \"{}\"", text, value), where);
    return to_text(word->means[value]);
  }
  TRY_ASSIGN(double value, evaluate(text, drawn.scope, where));
  if (auto unit = unit_of_key(key)) TRY(check_unit(text, drawn.scope, *unit, where));
  if (key == "equals") return fmt::format("{}", std::llround(value));  // a count
  // 12 digits: what formulas compute differs in the last ones from one C library to the next
  return exact_number(std::strtod(fmt::format("{:.12g}", value).c_str(), nullptr));
}

/// The name before the last '=' outside of texts, up to `end`.
std::string key_before(std::string_view line, size_t end) {
  std::string key, word;
  bool inside = false;
  for (size_t i = 0; i < end; ++i) {
    char c = line[i];
    if (c == '"') inside = !inside;
    if (inside) continue;
    if (is_name_char(c)) {
      word += c;
    } else if (c == '=') {
      key = word, word.clear();
    } else if (c != ' ') {
      word.clear();
    }
  }
  return key;
}

std::string requirement_line(std::string_view line, const ParameterTable& table, const Drawn& drawn,
                             const std::string& where, Problems& problems) {
  if (trim(line).starts_with("#")) return std::string(line);
  std::string out;
  for (size_t at = 0;;) {
    size_t open = line.find('"', at);
    out += line.substr(at, open == std::string_view::npos ? open : open - at);
    if (open == std::string_view::npos) return out;
    size_t close = open + 1;
    while (close < line.size() && line[close] != '"') close += line[close] == '\\' ? 2 : 1;
    if (close >= line.size()) return out + std::string(line.substr(open));  // TOML's reader will complain
    std::string_view inside = line.substr(open + 1, close - open - 1);
    if (trim(inside).starts_with("=")) {
      auto value = formula_value(trim(inside).substr(1), key_before(line, open), table, drawn, where);
      out += or_note(std::move(value), "0", problems);
    } else {
      out += '"' + filled_line(inside, table, drawn, where, problems) + '"';
    }
    at = close + 1;
  }
}

/// A digit that begins a number: not part of a word like RK4, nor of a number that has begun.
bool begins_number(std::string_view text, size_t at) {
  if (!std::isdigit(static_cast<unsigned char>(text[at]))) return false;
  return at == 0 || (!is_name_char(text[at - 1]) && text[at - 1] != '.');
}

/// A line of a script with its tied constant as the tie has it.
Result<std::string> tied_line(std::string_view line, const Tie& tie, const TiedValue& value) {
  std::string text = value.text;
  std::string_view comment = line.substr(line.find("#:"));
  bool was_whole = tie.value.find_first_not_of("-0123456789") == std::string_view::npos;
  if (was_whole && text.ends_with(".0")) text.resize(text.size() - 2);  // a count stays one
  return fmt::format("{}{}{}{}", tie.before, text, tie.gap, comment);
}

std::string text_lines(std::string_view text, const ParameterTable& table, const Drawn& drawn, const std::string& path,
                       Problems& problems) {
  return by_lines(text, [&](std::string_view line, size_t number) {
    return filled_line(line, table, drawn, place(path, number), problems);
  });
}

std::string requirement_lines(std::string_view toml, const ParameterTable& table, const Drawn& drawn,
                              const std::string& path, Problems& problems) {
  return by_lines(toml, [&](std::string_view line, size_t number) {
    return requirement_line(line, table, drawn, place(path, number), problems);
  });
}

}  // namespace

Result<std::string> render_text(std::string_view text, const ParameterTable& table, const Drawn& drawn,
                                const std::string& path) {
  Problems problems;
  std::string out = text_lines(text, table, drawn, path, problems);
  return unless(problems, std::move(out));
}

Result<std::string> render_requirements(std::string_view toml, const ParameterTable& table, const Drawn& drawn,
                                        const std::string& path) {
  Problems problems;
  std::string out = requirement_lines(toml, table, drawn, path, problems);
  return unless(problems, std::move(out));
}

std::string render_known_requirements(std::string_view toml, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path, std::vector<Error>& problems) {
  return requirement_lines(toml, table, drawn, path, problems);
}

Result<std::string> render_script(std::string_view code, const ParameterTable& table, const Drawn& drawn,
                                  const std::string& path) {
  Problems problems;
  std::string out = by_lines(code, [&](std::string_view line, size_t number) {
    auto tie = tie_of(line);
    if (!tie) return std::string(line);
    auto value = tied_value(*tie, table, drawn, place(path, number));
    return or_note(value ? tied_line(line, *tie, *value) : pass_on(value.error()), line, problems);
  });
  return unless(problems, std::move(out));
}

std::vector<Error> problems_of_script(std::string_view code, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path) {
  Problems problems;
  size_t number = 0;
  for (std::string_view line : split_lines(code)) {
    ++number;
    auto tie = tie_of(line);
    if (!tie) {
      if (Status loose = check_untied(line, drawn, place(path, number)); !loose) problems.push_back(loose.error());
      continue;
    }
    auto value = tied_value(*tie, table, drawn, place(path, number));
    Status fits = value ? check_tie(*tie, *value, drawn, place(path, number)) : Status(pass_on(value.error()));
    if (!fits) problems.push_back(fits.error());
  }
  return problems;
}

namespace {

/// Every number of a prompt that is no parameter.
void note_numbers(std::string_view prompt, const ParameterTable& table, const std::string& path, Problems& problems) {
  std::string text(prompt);
  for (const std::string& words : table.not_parameters) text = replace_all(text, words, std::string(words.size(), ' '));
  size_t number = 0;
  for (std::string_view line : split_lines(text)) {
    ++number;
    std::string bare(line);
    for (size_t open; (open = bare.find("{{")) != std::string::npos;) {
      size_t close = bare.find("}}", open);
      bare.replace(open, close == std::string::npos ? close : close + 2 - open, " ");
    }
    for (size_t at = 0; at < bare.size(); ++at) {
      if (!begins_number(bare, at)) continue;
      size_t end = std::min(bare.find_first_not_of("0123456789.", at), bare.size());
      std::string digits(trim(bare.substr(at, end - at)));
      at = end;
      if (std::strtod(digits.c_str(), nullptr) == 0) continue;
      problems.push_back(
          {ErrorCode::invalid_input,
           fmt::format("{} is no parameter: give it a name in parameters.toml and write {{{{name}}}}, or list the "
                       "words around it in not_parameters",
                       digits),
           place(path, number)});
    }
  }
}

}  // namespace

std::vector<Error> problems_of_prompt(std::string_view prompt, const ParameterTable& table, const Drawn& drawn,
                                      const std::string& path) {
  Problems problems;
  text_lines(prompt, table, drawn, path, problems);
  note_numbers(prompt, table, path, problems);
  return problems;
}

std::vector<Error> problems_of_prompt_without_values(std::string_view prompt, const ParameterTable& table,
                                                     const std::string& path) {
  Problems problems;
  size_t number = 0;
  for (std::string_view line : split_lines(prompt)) {
    ++number;
    for (size_t open = line.find("{{"); open != std::string_view::npos; open = line.find("{{", open + 2)) {
      size_t close = line.find("}}", open);
      Status known =
          close == std::string_view::npos
              ? Status(fail(ErrorCode::invalid_input, "'{{' isn't closed by '}}' in its line", place(path, number)))
              : check_name(name_in(line.substr(open + 2, close - open - 2)), table, place(path, number));
      if (!known) problems.push_back(known.error());
    }
  }
  note_numbers(prompt, table, path, problems);
  return problems;
}

}  // namespace simbench::suite
