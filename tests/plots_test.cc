// Which curves a plot lays over each other.
#include "base/json.h"
#include "chromium.h"

namespace simbench::tests {
namespace {

/// Names of the twins that plots.js finds for each of `list` among `others`.
std::string twins(const Json& list, const Json& others) {
  TemporaryFolder folder;
  fs::path page = folder.path() / "page.html";
  std::string script = read_file(source_folder() / "src/report/page/plots.js").value();
  EXPECT_TRUE(write_file(
      page, fmt::format("<div id=\"replay\"></div><script>{}\nconst list = {}, others = {};\n"
                        "const place = document.getElementById('replay');\nplace.dataset.twins = list.map((_, k) => "
                        "twinOf(list, k, others)?.id ?? '–').join(' ');\nplace.dataset.state = 'done';</script>",
                        script, to_text(list), to_text(others))));
  return exposed(document_of(page, ""), "twins");
}

TEST(PlotsSlow, ABodysTwinIsItsNamesakeAtTheSamePlaceAmongNamesakes) {
  SKIP_WITHOUT_A_BROWSER();
  auto body = [](const char* name, int id) { return Json{{"name", name}, {"id", id}}; };
  EXPECT_EQ(twins({body("cart", 1), body("pole", 2)}, {body("pole", 3), body("cart", 4)}), "4 3");
  EXPECT_EQ(twins({body("link", 1), body("link", 2), body("link", 3)}, {body("link", 4), body("link", 5)}), "4 5 –");
  EXPECT_EQ(twins({body("a", 1), body("b", 2)}, {body("b", 3), body("c", 4)}), "– 3") << "3 is another's";
  EXPECT_EQ(twins({body("a", 1), body("", 2)}, {body("x", 3), body("", 4)}), "3 4") << "by place where no name helps";
}

}  // namespace
}  // namespace simbench::tests
