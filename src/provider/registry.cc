// Who can be asked: one row a provider.
#include <fmt/format.h>

#include <cstdlib>

#include "provider/answer.h"
#include "provider/cached.h"
#include "provider/command.h"
#include "provider/control.h"
#include "provider/http.h"
#include "provider/replay.h"

namespace simbench::provider {
namespace {

struct Host {
  std::string_view name;
  std::string_view base_url;  ///< "" if only <PROVIDER>_BASE_URL says
  const WireFormat* format;
  bool needs_key = true;
  std::string_view keys_of{};     ///< whose variables hold key and URL, "": its own
  std::string_view key_header{};  ///< "": as the format has it
};

constexpr std::array<Host, 19> kHosts{{
    {"anthropic", "https://api.anthropic.com/v1", &kAnthropic},
    {"azure", "", &kOpenAi, true, "", "api-key"},
    {"cerebras", "https://api.cerebras.ai/v1", &kOpenAi},
    {"deepseek", "https://api.deepseek.com/v1", &kOpenAi},
    {"fireworks", "https://api.fireworks.ai/inference/v1", &kOpenAi},
    {"google", "https://generativelanguage.googleapis.com/v1beta", &kGoogle},
    {"groq", "https://api.groq.com/openai/v1", &kOpenAi},
    {"llama-cpp", "http://localhost:8080/v1", &kOpenAi, false},
    {"mistral", "https://api.mistral.ai/v1", &kOpenAi},
    {"moonshot", "https://api.moonshot.ai/v1", &kOpenAi},
    {"nvidia", "https://integrate.api.nvidia.com/v1", &kOpenAi},
    {"ollama", "http://localhost:11434/v1", &kOpenAi, false},
    {"openai", "https://api.openai.com/v1", &kOpenAi},
    {"openai-responses", "https://api.openai.com/v1", &kResponses, true, "openai"},
    {"openrouter", "https://openrouter.ai/api/v1", &kOpenAi},
    {"sglang", "http://localhost:30000/v1", &kOpenAi, false},
    {"together", "https://api.together.xyz/v1", &kOpenAi},
    {"vllm", "http://localhost:8000/v1", &kOpenAi, false},
    {"xai", "https://api.x.ai/v1", &kOpenAi},
}};

/// Providers that have no endpoint.
struct Local {
  std::string_view name;
  Result<std::unique_ptr<Provider>> (*make)(std::string_view name, const Options& options);
};

Result<std::unique_ptr<Provider>> make_replay_of(std::string_view name, const Options& /*options*/) {
  return make_replay(fs::path(name));
}

constexpr std::array<Local, 3> kLocals{
    {{"command", make_command}, {"control", make_control}, {"replay", make_replay_of}}};

const Local* find_local(std::string_view name) {
  for (const Local& row : kLocals)
    if (row.name == name) return &row;
  return nullptr;
}

/// "llama-cpp", "_API_KEY" → "LLAMA_CPP_API_KEY"
std::string variable(std::string_view provider, std::string_view suffix) {
  std::string name;
  for (char c : provider)
    name += std::isalnum(static_cast<unsigned char>(c)) ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                                                        : '_';
  return name.append(suffix);
}

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::string(trim(value)) : std::string();
}

const Host* find_host(std::string_view name) {
  for (const Host& row : kHosts)
    if (row.name == name) return &row;
  return nullptr;
}

/// The name that a provider's variables begin with.
std::string_view variables_of(std::string_view provider) {
  const Host* row = find_host(provider);
  return row && !row->keys_of.empty() ? row->keys_of : provider;
}

/// True if nothing that is sent to the URL can be read on the way: TLS, or this machine.
bool is_private(std::string_view url) {
  std::string shown = to_lower(public_url(url));
  if (shown.starts_with("https://")) return true;
  size_t host = shown.find("://");
  std::string_view rest = std::string_view(shown).substr(host == std::string::npos ? 0 : host + 3);
  std::string_view name = rest.substr(0, rest.find('/'));
  if (name.starts_with("[::1]")) return true;
  name = name.substr(0, name.find(':'));
  return name == "localhost" || name.ends_with(".localhost") || name.starts_with("127.");
}

std::string base_url(std::string_view provider, const Options& options) {
  if (!options.base_url.empty()) return options.base_url;
  std::string given = environment(variable(variables_of(provider), "_BASE_URL"));
  const Host* row = find_host(provider);
  return !given.empty() || !row ? given : std::string(row->base_url);
}

Result<std::unique_ptr<Provider>> make_host(std::string_view provider, std::string_view name, const Options& options) {
  const Host* row = find_host(provider);
  Endpoint endpoint{std::string(provider),
                    std::string(name),
                    base_url(provider, options),
                    "",
                    variable(variables_of(provider), "_API_KEY"),
                    std::string(row ? row->key_header : "")};
  if (endpoint.base_url.empty() && row)
    return fail(ErrorCode::invalid_input, fmt::format("{} has no URL of its own for everybody: set {}", provider,
                                                      variable(provider, "_BASE_URL")));
  if (endpoint.base_url.empty()) {
    return fail(ErrorCode::not_found,
                fmt::format("there is no provider '{}'{}; for an OpenAI-compatible endpoint of your own set {}",
                            provider, did_you_mean(provider, names(), 0), variable(provider, "_BASE_URL")));
  }
  if (!options.plain_http && !is_private(endpoint.base_url))
    return fail(ErrorCode::invalid_input,
                "plain http to another machine shows prompts, replies and the key to whoever listens: use https, or "
                "insist with --plain-http",
                public_url(endpoint.base_url));
  endpoint.key = environment(endpoint.key_variable);
  bool own_host = row && endpoint.base_url == row->base_url;
  if (endpoint.key.empty() && own_host && row->needs_key)
    return fail(ErrorCode::denied,
                fmt::format("{}/{} needs a key: set {} in the environment", provider, name, endpoint.key_variable));
  std::string url = public_url(endpoint.base_url);
  std::unique_ptr<Provider> made = make_http(std::move(endpoint), row ? *row->format : kOpenAi, options);
  if (options.cache.empty()) return made;
  return make_cached(std::move(made), options.cache, fmt::format("{}/{}", provider, name), std::move(url));
}

}  // namespace

std::string_view family(std::string_view model) {
  return model.substr(0, model.find('/'));
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Local& row : kLocals) all.emplace_back(row.name);
  for (const Host& row : kHosts) all.emplace_back(row.name);
  std::sort(all.begin(), all.end());
  return all;
}

std::string endpoint(std::string_view model, const Options& options) {
  std::string_view provider = family(model);
  if (find_local(provider)) return "";
  return public_url(base_url(provider, options));
}

Result<std::unique_ptr<Provider>> make(std::string_view model, const Options& options) {
  size_t slash = model.find('/');
  std::string_view provider = model.substr(0, slash),
                   name = slash == std::string_view::npos ? "" : model.substr(slash + 1);
  if (provider.empty() || name.empty())
    return fail(ErrorCode::not_found,
                fmt::format("'{}' is not a model: write provider/name, e.g. openai/gpt-5 or control/reference", model));
  if (const Local* local = find_local(provider)) return local->make(name, options);
  return make_host(provider, name, options);
}

}  // namespace simbench::provider
