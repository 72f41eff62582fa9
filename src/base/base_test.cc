#include "base/base.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "base/json_part.h"
#include "base/toml.h"

namespace simbench {
namespace {

TEST(Text, SplitsLinesWithoutInventingALastOne) {
  EXPECT_EQ(split_lines("a\r\nb\n"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(split_lines("\n\n").size(), 2u);
  EXPECT_TRUE(split_lines("").empty());
}

TEST(Text, RefusesMalformedUtf8) {
  EXPECT_TRUE(is_utf8("grün ✓ 𝛼"));
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\xE2\x82"})
    EXPECT_FALSE(is_utf8(bad)) << bad;
  EXPECT_EQ(to_utf8("a\xFF"
                    "b"),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(MendedJson, ReadsWhatOthersWroteWithoutGuessing) {
  auto read = [](std::string_view text) { return to_text(parse_mended_json(text, "x").value_or(Json("unread"))); };
  EXPECT_EQ(read(R"(["\ud83d\ude00", "\ud83d", "\ude00x", "\ud83d\u0041"])"),
            "[\"😀\",\"\uFFFD\",\"\uFFFDx\",\"\uFFFDA\"]");
  EXPECT_EQ(read("[\"a\nb\tc\x01\"]"), R"(["a\nb\tc\u0001"])");
  EXPECT_EQ(read(R"(["\d \' \u00zz"])"), R"(["\\d ' \\u00zz"])");
  EXPECT_EQ(read("{\"a\": [1, 2,],\n}"), R"({"a":[1,2]})");
  EXPECT_EQ(read("[\"a, ]\", \"\xff\"]"), "[\"a, ]\",\"\uFFFD\"]");
  for (const char* text : {"", "{", "[1 2]", "{\"a\"", "\xff\xfe{}", "{nonsense"})
    EXPECT_EQ(read(text), "\"unread\"") << text;
}

TEST(MendedJson, FindsObjectsAmidWords) {
  EXPECT_EQ(json_objects_in("so {x} and {\"a\": {\"b\": \"}\"}} or {\"c\": 1}.").size(), 2u);
  EXPECT_TRUE(json_objects_in(std::string(100000, '{')).empty());
  EXPECT_EQ(json_string_at(R"(x\ny\u00)", 0), "x\ny") << "a cut inside an escape";
  EXPECT_EQ(json_string_at(R"(ab", "c")", 0), "ab");
}

TEST(Text, QuotesAWordForAShellOnlyWhereNeeded) {
  EXPECT_EQ(shell_word("/usr/lib/python3.11/x-y_z.py"), "/usr/lib/python3.11/x-y_z.py");
  for (const char* word : {"my folder/it's", "$HOME", "", "a;b", "~"})
    EXPECT_EQ(run_process({"sh", "-c", "printf %s " + shell_word(word)})->out, word);
}

TEST(Text, GlobMatchesWholeNames) {
  EXPECT_TRUE(glob_match("pend*", "pendulum"));
  EXPECT_TRUE(glob_match("*/2", "pendulum/2"));
  EXPECT_FALSE(glob_match("pend", "pendulum"));
  EXPECT_TRUE(glob_match("a?c", "abc"));
}

TEST(Text, SuggestsTheNearestName) {
  EXPECT_EQ(edit_distance("teh", "the"), 1u);
  EXPECT_EQ(nearest("gravty", {"mass", "gravity"}), "gravity");
  EXPECT_EQ(nearest("zzz", {"mass", "gravity"}), "");
}

TEST(Text, SaysWhatMayBeMeantElseWhatThereIs) {
  EXPECT_EQ(did_you_mean("gravty", {"mass", "gravity"}), "; did you mean 'gravity'?");
  EXPECT_EQ(did_you_mean("GRAVITY", {"mass", "gravity"}), "; did you mean 'gravity'?");
  EXPECT_EQ(did_you_mean("zzz", {"mass", "gravity"}), "; there are mass, gravity");
  EXPECT_EQ(did_you_mean("zzz", {"mass", "gravity"}, 1), "") << "too many to list";
  EXPECT_EQ(did_you_mean("zzz", {}), "");
  EXPECT_EQ(did_you_mean("--tempera", {"--temperature", "--timeout"}, 0), "; did you mean '--temperature'?");
  EXPECT_EQ(did_you_mean("--judge-m", {"--judge-max-tokens-of-all", "--judge-mode-or-more"}, 0),
            "; did you mean '--judge-max-tokens-of-all' or '--judge-mode-or-more'?");
}

TEST(Files, AReadNamesThePathAndTheReason) {
  auto missing = read_file("/no/such/file");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_EQ(read_file("/tmp").error().code, ErrorCode::invalid_input);
}

TEST(Files, WritesAndListsInOrder) {
  TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "b", "2"));
  ASSERT_TRUE(write_file(folder.path() / "a", "1"));
  auto files = list_files(folder.path());
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].filename(), "a");
  EXPECT_EQ(*read_file(files[1]), "2");
  EXPECT_EQ(read_file(files[1], 0).error().code, ErrorCode::invalid_input);
}

TEST(Files, ThreadsMayWriteTheSameFileAtOnce) {
  TemporaryFolder folder;
  std::vector<int> failed(8, 0);
  parallel_for(failed.size(), failed.size(), [&](size_t i) {
    for (int k = 0; k < 20; ++k) failed[i] += !write_file(folder.path() / "same", "content");
  });
  EXPECT_EQ(std::count(failed.begin(), failed.end(), 0), 8);
  EXPECT_EQ(list_files(folder.path()).size(), 1u);
}

TEST(Hash, EqualsThePublishedVector) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(Hasher().add("a", "bc").hex(), Hasher().add("ab", "c").hex());
}

TEST(Compress, RoundTripsAndRefusesBadData) {
  std::string text(100000, 'x');
  std::string packed = zstd_compress(text);
  EXPECT_EQ(*zstd_decompress(packed, 200000), text);
  EXPECT_EQ(zstd_decompress(packed, 1000).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(zstd_decompress(packed.substr(0, packed.size() / 2), 200000).error().code, ErrorCode::corrupt);
  EXPECT_EQ(zstd_decompress("rubbish", 1000).error().code, ErrorCode::corrupt);
  EXPECT_EQ(base64("Man"), "TWFu");
}

TEST(JsonText, CannotEndTheScriptElementThatHoldsIt) {
  Json value{{"code", "print('</script><!--')"}};
  std::string text = json_in_html(value);
  EXPECT_EQ(text.find('<'), std::string::npos);
  EXPECT_EQ(*parse_json(text, "page"), value);
}

TEST(JsonText, IsSortedAndSurvivesBadInput) {
  EXPECT_EQ(to_text(Json{{"b", 1}, {"a", nullptr}}), R"({"a":null,"b":1})");
  EXPECT_FALSE(parse_json("{", "here"));
  EXPECT_FALSE(parse_json(std::string(100000, '['), "here"));
  EXPECT_EQ(get_number(Json{{"x", "1"}}, "x"), std::nullopt);
}

TEST(JsonPart, IsWhatIsAskedForOfTheWhole) {
  Wanted wanted{"", {{"a"}, {"list", {{"id"}}}}};
  auto part = [&](std::string_view text) { return to_text(parse_json_part(text, wanted, "here").value()); };
  EXPECT_EQ(part(R"({"a": {"x": [1]}, "b": 2, "list": [{"id": 3, "x": 4}, 5, [{"x": 6}]]})"),
            R"({"a":{"x":[1]},"list":[{"id":3},5,[{}]]})");
  EXPECT_EQ(part(R"({"a": 1, "a": 2})"), R"({"a":2})");
  EXPECT_EQ(part("[]"), "[]");
}

TEST(JsonPart, OfEverythingIsWhatTheOtherParserReads) {
  for (std::string_view text : {"{}",
                                " null\n",
                                "-0",
                                "-0.0",
                                "1e5",
                                "1E400",
                                "123456789012345678901234567890",
                                "18446744073709551615",
                                "-9223372036854775809",
                                "[0.1, 1e-400, 5e-324, 1.7976931348623157e308, 0.30000000000000004]",
                                R"("\ud800")",
                                R"("\udc00")",
                                R"("\ud83d\ude00 \u0000")",
                                "\"\xff\"",
                                "\"\xed\xa0\x80\"",
                                R"({"a": 1, "a": 2})",
                                "[1,]",
                                "[1] x",
                                "\xef\xbb\xbf[1]",
                                "\"a\tb\"",
                                "01",
                                "1.",
                                "[nan]",
                                "tru",
                                R"({"a" 1})",
                                R"("\x")",
                                R"({"": {"": []}})",
                                ""}) {
    Result<Json> whole = parse_json(text, "here"), part = parse_json_part(text, {}, "here");
    ASSERT_EQ(whole.has_value(), part.has_value()) << text;
    if (whole)
      EXPECT_EQ(to_text(*whole), to_text(*part)) << text;
    else
      EXPECT_EQ(whole.error().text(), part.error().text());
  }
  for (int depth : {150, 250, 100000}) {
    std::string deep = std::string(static_cast<size_t>(depth), '[') + std::string(static_cast<size_t>(depth), ']');
    EXPECT_EQ(parse_json_part(deep, {}, "here").has_value(), parse_json(deep, "here").has_value()) << depth;
  }
}

TEST(Toml, RemembersLines) {
  auto document = parse_toml("a = 1\n[[r]]\nid = \"x\"\n[[r]]\nid = \"y\"\n", "f.toml");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root["r"][1]["id"], "y");
  EXPECT_EQ(document->where("/r/1/id"), "f.toml:5");
  EXPECT_EQ(document->where("/r/1/nothing"), "f.toml:4");
  EXPECT_EQ(parse_toml("a = \n", "f.toml").error().where, "f.toml:1");
}

TEST(Subprocess, GivesOutputExitCodeAndTimeout) {
  auto cat = run_process({"cat"}, {.input = "hello"});
  ASSERT_TRUE(cat);
  EXPECT_EQ(cat->out, "hello");
  EXPECT_EQ(run_process({"sh", "-c", "exit 3"})->exit_code, 3);
  EXPECT_TRUE(run_process({"sleep", "5"}, {.timeout_s = 0.05})->timed_out);
  EXPECT_EQ(run_process({"/no/such/program"}).error().code, ErrorCode::not_found);
}

TEST(Subprocess, EndsAProgramThatClosedItsOutputAndGoesOn) {
  auto silent = run_process({"sh", "-c", "exec >&- 2>&-; sleep 5"}, {.timeout_s = 0.05});
  EXPECT_TRUE(silent->timed_out);
  EXPECT_EQ(run_process({"sh", "-c", "exec >&- 2>&-; sleep 0.1; exit 4"})->exit_code, 4);
}

TEST(Subprocess, WhatAProgramSaidIsKeptWhereAChildOfItsStays) {
  auto start = std::chrono::steady_clock::now();
  auto left = run_process({"sh", "-c", "sleep 30 & echo said"}, {.timeout_s = 20});
  EXPECT_FALSE(left->timed_out);
  EXPECT_EQ(left->out, "said\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(Files, ADeviceIsWrittenAndNotReplaced) {
  TemporaryFolder folder;
  fs::path pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::jthread reader([&] { EXPECT_EQ(run_process({"cat", pipe.string()})->out, "through"); });
  EXPECT_TRUE(write_file(pipe, "through"));
  reader.join();
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_FALSE(write_file("/dev/full", "nowhere"));
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST(Subprocess, AProgramThatDoesNotReadItsInputHarmsNobody) {
  std::string input(1 << 20, 'x');  // more than a pipe holds
  std::atomic<int> right = 0;
  parallel_for(200, 8, [&](size_t) { right += run_process({"true"}, {.input = input})->exit_code == 0 ? 1 : 0; });
  EXPECT_EQ(right, 200);
}

TEST(Parallel, DoesEveryItemOnce) {
  std::vector<int> seen(1000, 0);
  parallel_for(seen.size(), 4, [&](size_t i) { ++seen[i]; });
  EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), 1000);
}

TEST(Paths, DataLieWhereTheUserSaysElseInTheSourceTree) {
  EXPECT_EQ(data_folder("suites"), source_folder() / "suites");
  EXPECT_EQ(data_folder("rubrics", "src/judge/rubrics"), source_folder() / "src/judge/rubrics");
  ::setenv("SIMBENCH_DATA", "/elsewhere", 1);
  fs::path chosen = data_folder("rubrics", "src/judge/rubrics");
  TemporaryFolder checkout;
  fs::create_directories(checkout.path() / "src/judge/rubrics");
  ::setenv("SIMBENCH_DATA", checkout.path().c_str(), 1);
  fs::path in_checkout = data_folder("rubrics", "src/judge/rubrics");
  ::unsetenv("SIMBENCH_DATA");
  EXPECT_EQ(chosen, "/elsewhere/rubrics");
  EXPECT_EQ(in_checkout, checkout.path() / "src/judge/rubrics");
}

TEST(Files, OneThatMayNotBeReadIsAMissingOneWithARemedyOfItsOwn) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "closed.txt";
  ASSERT_TRUE(write_file(file, "x"));
  fs::permissions(file, fs::perms::none);
  bool root = ::geteuid() == 0;
  auto become = [root](uid_t user) { return !root || ::seteuid(user) == 0; };
  ASSERT_TRUE(become(65534)) << "root may read all";
  Result<std::string> text = read_file(file);
  ASSERT_TRUE(become(0));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::not_found);
  EXPECT_NE(text.error().message.find("give yourself the right to read it"), std::string::npos) << text.error().text();
}

}  // namespace
}  // namespace simbench
