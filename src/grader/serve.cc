#include "grader/serve.h"

#include <httplib.h>
#include <openssl/crypto.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "base/json.h"
#include "grader/metrics.h"
#include "grader/pool.h"
#include "grader/verify.h"
#include "log/log.h"

namespace simbench::grader {
namespace {

constexpr size_t kConnections = 128;   // served at once; each waits in a thread of its own
constexpr double kClientLook_s = 0.1;  // how often a wait looks whether its client is still there

struct Address {
  std::string path;  ///< of a Unix socket, "" for TCP
  std::string host;
  int port = 0;
};

Result<Address> address_from(const std::string& text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.starts_with(kUnix)) {
    std::string path = text.substr(kUnix.size());
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
      return fail(ErrorCode::invalid_input,
                  fmt::format("the path of a Unix socket has 1 to {} bytes", sizeof(sockaddr_un::sun_path) - 1), text);
    std::error_code ignored;
    fs::path folder = fs::absolute(path).parent_path();
    if (!fs::is_directory(folder, ignored))
      return fail(ErrorCode::invalid_input, fmt::format("there is no folder {} for its socket", folder.string()), text);
    if (fs::exists(path, ignored) && !fs::is_socket(path, ignored))
      return fail(ErrorCode::invalid_input, "there is a file, and it is no socket: name another path", text);
    return Address{.path = path};
  }
  if (text.find('/') != std::string::npos)
    return fail(ErrorCode::invalid_input, fmt::format("is no address; a socket's path is said as unix:{}", text), text);
  size_t colon = text.rfind(':');
  if (text.starts_with("::1"))
    return fail(ErrorCode::invalid_input, "an IPv6 address stands in brackets: [::1]:PORT", text);
  if (colon == std::string::npos)
    return fail(ErrorCode::invalid_input,
                "is no address: say 127.0.0.1:PORT, localhost:PORT or unix:PATH (PORT 0: any free one)", text);
  std::string host = text.substr(0, colon), port = text.substr(colon + 1);
  if (host == "[::1]") host = "::1";
  if (host != "localhost" && host != "127.0.0.1" && host != "::1")
    return fail(ErrorCode::invalid_input,
                "only this machine is served: say 127.0.0.1:PORT, localhost:PORT or unix:PATH; to be reached from "
                "elsewhere put a proxy with TLS in front",
                text);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(port) > 65535)
    return fail(ErrorCode::invalid_input, "a port is a number from 0 (any) to 65535", text);
  return Address{.host = host, .port = std::stoi(port)};
}

/// A socket file that nobody listens on is left over from a server that was killed.
void remove_stale_socket(const std::string& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) return;
  int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{.sun_family = AF_UNIX};
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  if (::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) ::unlink(path.c_str());
  ::close(probe);
}

bool same_secret(std::string_view a, std::string_view b) {
  std::string x = sha256(a), y = sha256(b);
  return CRYPTO_memcmp(x.data(), y.data(), x.size()) == 0;
}

class Server {
 public:
  Server(Grader& grader, const ServeOptions& options)
      : grader_(grader),
        options_(options),
        pool_(
            [this](const Item& item) {
              Grade grade = grader_.grade(item);
              metrics_.graded(grade);
              return grade;
            },
            options.jobs) {}

  Status run(const std::function<bool()>& stop, const std::function<void(const std::string&)>& ready);

 private:
  using Request = httplib::Request;
  using Response = httplib::Response;
  /// The answer's text from the grades of the request's items.
  using Compose = std::function<Json(const std::vector<TicketPointer>&)>;

  void set_routes();
  void grade(const Request& request, Response& response);
  void verify(const Request& request, Response& response);
  void submit(std::vector<Item> items, Compose compose, Response& response);
  bool wait_and_write(const std::vector<TicketPointer>& tickets, const Compose& compose, httplib::DataSink& sink);
  std::optional<Json> body_of(const Request& request, Response& response) const;
  static void answer(Response& response, int status, const Json& json);
  static void refuse(Response& response, int status, const std::string& why) {
    answer(response, status, {{"error", why}});
  }

  Grader& grader_;
  const ServeOptions& options_;
  Metrics metrics_;
  std::atomic<bool> draining_ = false;
  std::atomic<size_t> open_ = 0;  ///< requests whose answer isn't written
  httplib::Server http_;
  Pool pool_;
};

void Server::answer(Response& response, int status, const Json& json) {
  response.status = status;
  response.set_content(to_text(json) + "\n", "application/json");
}

std::optional<Json> Server::body_of(const Request& request, Response& response) const {
  if (draining_) {
    response.set_header("Retry-After", "5");
    refuse(response, 503, "the server is going down");
    return std::nullopt;
  }
  if (request.get_header_value("Content-Type").rfind("application/json", 0) != 0) {
    refuse(response, 415, "Content-Type must be application/json");  // no web page can send that unasked
    return std::nullopt;
  }
  auto json = parse_mended_json(request.body, "body");
  if (json) return std::move(*json);
  refuse(response, 400, json.error().text());
  return std::nullopt;
}

bool Server::wait_and_write(const std::vector<TicketPointer>& tickets, const Compose& compose,
                            httplib::DataSink& sink) {
  for (const TicketPointer& ticket : tickets)
    while (!pool_.wait(*ticket, kClientLook_s)) {
      if (sink.is_writable()) continue;
      size_t dropped = 0;
      for (const TicketPointer& unwanted : tickets)
        if (pool_.drop(unwanted, "the client went away")) ++dropped;
      metrics_.dropped(dropped);
      log_line(LogLevel::info, fmt::format("a client went away: {} of its items were not begun", dropped));
      return false;
    }
  std::string text = to_text(compose(tickets)) + "\n";
  if (!sink.write(text.data(), text.size())) return false;
  sink.done();
  return true;
}

void Server::submit(std::vector<Item> items, Compose compose, Response& response) {
  size_t n = items.size();
  if (n > options_.queue)
    return refuse(response, 413, fmt::format("{} items; at most {} are taken at once (--queue)", n, options_.queue));
  std::vector<TicketPointer> tickets = pool_.submit_all(items, options_.queue);
  if (tickets.empty() && n > 0) {
    metrics_.refused();
    response.set_header("Retry-After", "1");
    return refuse(response, 429, fmt::format("{} items wait already; try again", pool_.waiting()));
  }
  ++open_;
  response.set_chunked_content_provider(
      "application/json",
      [this, tickets = std::move(tickets), compose = std::move(compose)](size_t, httplib::DataSink& sink) {
        return wait_and_write(tickets, compose, sink);
      },
      [this](bool) { --open_; });
}

void Server::grade(const Request& request, Response& response) {
  std::optional<Json> body = body_of(request, response);
  if (!body) return;
  Reasons reasons = grader_.reasons();
  if (!body->contains("items"))
    return submit(
        {item_from(*body)}, [reasons](const auto& tickets) { return tickets[0]->grade.to_json(reasons); }, response);
  const Json& rows = get(*body, "items");
  if (!rows.is_array()) return refuse(response, 400, "'items' must be a list of rows");
  std::vector<Item> items;
  for (const Json& row : rows) items.push_back(item_from(row));
  auto compose = [reasons](const std::vector<TicketPointer>& tickets) {
    Json grades = Json::array();
    for (const TicketPointer& ticket : tickets) grades.push_back(ticket->grade.to_json(reasons));
    return Json{{"grades", std::move(grades)}};
  };
  submit(std::move(items), compose, response);
}

void Server::verify(const Request& request, Response& response) {
  std::optional<Json> body = body_of(request, response);
  if (!body) return;
  Item item = item_from_verify(*body);
  auto compose = [reasons = grader_.reasons(), body = std::move(*body)](const auto& tickets) {
    return verify_answer(body, tickets[0]->grade, reasons);
  };
  submit({std::move(item)}, compose, response);
}

void Server::set_routes() {
  http_.set_pre_routing_handler([this](const Request& request, Response& response) {
    constexpr auto kGoOn = httplib::Server::HandlerResponse::Unhandled;
    if (options_.token.empty() || request.path == "/health") return kGoOn;
    if (same_secret(request.get_header_value("Authorization"), "Bearer " + options_.token)) return kGoOn;
    response.set_header("WWW-Authenticate", "Bearer");
    refuse(response, 401, "a bearer token is asked for (SIMBENCH_SERVE_TOKEN of the server)");
    return httplib::Server::HandlerResponse::Handled;
  });
  http_.set_error_handler([](const Request& request, Response& response) {
    if (!response.body.empty()) return;
    refuse(response, response.status,
           response.status == 413 ? "the request is too large: send fewer or shorter replies"
                                  : fmt::format("{} {} isn't served", request.method, request.path));
  });
  http_.Post("/grade", [this](const Request& q, Response& r) { grade(q, r); });
  http_.Post("/verify", [this](const Request& q, Response& r) { verify(q, r); });
  http_.Post("/seed_session", [](const Request&, Response& r) { answer(r, 200, Json::object()); });
  http_.Get("/health", [this](const Request&, Response& r) {
    answer(r, draining_ ? 503 : 200,
           {{"status", draining_ ? "draining" : "ok"},
            {"version", SIMBENCH_VERSION},
            {"suite", grader_.suite().name},
            {"suite_hash", grader_.suite().hash},
            {"instance", or_null(grader_.instance())},
            {"policy", grader_.policy().name}});
  });
  http_.Get("/metrics", [this](const Request&, Response& r) {
    r.set_content(metrics_.text(pool_.waiting(), pool_.running()), "text/plain; version=0.0.4");
  });
}

Status Server::run(const std::function<bool()>& stop, const std::function<void(const std::string&)>& ready) {
  TRY_ASSIGN(Address address, address_from(options_.listen));
  set_routes();
  http_.new_task_queue = [] { return new httplib::ThreadPool(kConnections); };
  http_.set_payload_max_length(options_.body_bytes);
  http_.set_keep_alive_max_count(1'000'000);
  http_.set_tcp_nodelay(address.path.empty());
  socket_t listening = INVALID_SOCKET;
  http_.set_socket_options([&](socket_t socket) {
    httplib::default_socket_options(socket);
    listening = socket;
  });
  bool bound = false;
  if (!address.path.empty()) {
    http_.set_address_family(AF_UNIX);
    remove_stale_socket(address.path);
    mode_t before = ::umask(077);
    bound = http_.bind_to_port(address.path, 80);
    ::umask(before);
  } else if (address.port == 0) {
    address.port = http_.bind_to_any_port(address.host);
    bound = address.port > 0;
  } else {
    bound = http_.bind_to_port(address.host, address.port);
  }
  if (!bound) return fail(ErrorCode::unavailable, "can't listen there: is another server running?", options_.listen);
  ::listen(listening, SOMAXCONN);  // the library lets five callers wait, and a socket file refuses the sixth
  std::jthread listener([this] { http_.listen_after_bind(); });
  while (!http_.is_running())
    std::this_thread::yield();  // a stop before that would be lost, and nobody end the listener
  std::string host = address.host.find(':') == std::string::npos ? address.host : fmt::format("[{}]", address.host);
  ready(address.path.empty() ? fmt::format("http://{}:{}", host, address.port) : "unix:" + address.path);
  auto sleep = [] { std::this_thread::sleep_for(std::chrono::milliseconds(50)); };
  while (!stop()) sleep();
  draining_ = true;
  auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(options_.drain_s);
  while (open_ > 0 && std::chrono::steady_clock::now() < deadline) sleep();
  pool_.drop_waiting("the server went down");
  http_.stop();
  listener.join();
  if (!address.path.empty()) ::unlink(address.path.c_str());
  return {};
}

}  // namespace

Status check_address(const std::string& listen) {
  TRY(address_from(listen));
  return {};
}

Status serve(Grader& grader, const ServeOptions& options, const std::function<bool()>& stop,
             const std::function<void(const std::string& address)>& ready) {
  return Server(grader, options).run(stop, ready);
}

}  // namespace simbench::grader
