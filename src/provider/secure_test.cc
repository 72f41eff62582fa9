// The way to an endpoint: certificates, proxies, and who is asked by name.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "../../tests/endpoint_server.h"
#include "provider/provider.h"

namespace simbench::provider {
namespace {

using tests::Behaviour;
using tests::EndpointServer;

/// Sets a variable for the length of a test; "": takes it away.
class Variable {
 public:
  Variable(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    set(value.empty() ? std::nullopt : std::optional(value));
  }
  ~Variable() { set(before_); }

 private:
  void set(const std::optional<std::string>& value) const {
    if (value)
      ::setenv(name_.c_str(), value->c_str(), 1);
    else
      ::unsetenv(name_.c_str());
  }
  std::string name_;
  std::optional<std::string> before_;
};

/// A certificate for 127.0.0.1 that signs itself.
struct Certificate {
  EVP_PKEY* key = EVP_RSA_gen(2048);
  X509* own = X509_new();
  Certificate() {
    ASN1_INTEGER_set(X509_get_serialNumber(own), 1);
    X509_gmtime_adj(X509_getm_notBefore(own), -60);
    X509_gmtime_adj(X509_getm_notAfter(own), 3600);
    X509_set_version(own, 2);
    X509_set_pubkey(own, key);
    X509_NAME* name = X509_get_subject_name(own);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(own, name);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(own, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(own, key, EVP_sha256());
  }
  ~Certificate() { X509_free(own), EVP_PKEY_free(key); }
  void write(const fs::path& file) const {
    std::FILE* out = std::fopen(file.c_str(), "w");
    PEM_write_X509(out, own);
    std::fclose(out);
  }
};

Result<Completion> ask_at(const std::string& url, Options options = {}) {
  options.base_url = url;
  options.timeout_s = 20;
  options.max_retries = 0;
  auto provider = make("lab/m", options).value();
  std::optional<Result<Completion>> answer;
  Request request;
  request.messages = {{Role::user, "hi"}};
  provider->submit(std::move(request), [&](Result<Completion> result) { answer = std::move(result); });
  for (int i = 0; i < 300 && !answer; ++i) provider->run_for(0.1);
  return answer ? *answer : fail(ErrorCode::timeout, "no answer at all");
}

TEST(SecureWay, ACertificateOfAnUnknownAuthorityIsRefusedAndOneThatIsNamedIsTaken) {
  Certificate certificate;
  httplib::SSLServer server(certificate.own, certificate.key);
  server.Post(".*", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(to_text(tests::chat_completion("hello")), "application/json");
  });
  int port = server.bind_to_any_port("127.0.0.1");
  std::thread thread([&] { server.listen_after_bind(); });
  std::string url = fmt::format("https://127.0.0.1:{}/v1", port);
  TemporaryFolder folder;
  certificate.write(folder.path() / "authority.pem");

  Variable no_bundle("CURL_CA_BUNDLE", ""), no_file("SSL_CERT_FILE", ""), no_requests("REQUESTS_CA_BUNDLE", "");
  Result<Completion> refused = ask_at(url);
  EXPECT_FALSE(refused);
  if (!refused) {
    EXPECT_EQ(refused.error().code, ErrorCode::denied) << refused.error().text();
    EXPECT_NE(refused.error().message.find("SSL_CERT_FILE"), std::string::npos) << refused.error().text();
  }
  for (const char* variable : {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"}) {
    Variable named(variable, (folder.path() / "authority.pem").string());
    Result<Completion> reply = ask_at(url);
    EXPECT_TRUE(reply) << variable << ": " << (reply ? "" : reply.error().text());
  }
  server.stop();
  thread.join();
}

TEST(SecureWay, AProxyIsUsedButForThisMachineAndForWhomNoProxyNames) {
  EndpointServer proxy([](size_t, const Json&) { return Behaviour{.text = "by proxy"}; });
  EndpointServer here([](size_t, const Json&) { return Behaviour{.text = "here"}; });
  const std::string elsewhere = "http://lab.invalid/v1";
  Variable none("no_proxy", ""), nor("NO_PROXY", "");
  Variable usual("http_proxy", proxy.url());
  Result<Completion> reply = ask_at(elsewhere, {.plain_http = true});
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->text, "by proxy");
  EXPECT_EQ(ask_at(here.url())->text, "here");
  EXPECT_EQ(proxy.seen().size(), 1u);
  for (const char* variable : {"no_proxy", "NO_PROXY"}) {
    Variable besides(variable, "lab.invalid");
    EXPECT_FALSE(ask_at(elsewhere, {.plain_http = true})) << "nobody has this name";
    EXPECT_EQ(ask_at(here.url())->text, "here");
    EXPECT_EQ(proxy.seen().size(), 1u) << variable;
  }
}

}  // namespace
}  // namespace simbench::provider
