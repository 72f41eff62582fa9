// The replay in a real browser: what it holds, where things are at an instant, and what is shown where it can't be.
#include <gtest/gtest.h>

#include "base/json.h"
#include "chromium.h"
#include "run_simbench.h"

namespace simbench::tests {
namespace {

/// A ball on a hinge at 2 m with a rod of 1 m, released level, `more` is put beside it.
std::string pendulum(double length_m, const std::string& more = "") {
  return fmt::format(R"py(import mujoco
m = mujoco.MjModel.from_xml_string("""<mujoco><option timestep="0.002"/><worldbody>
<geom type="plane" size="5 5 .1"/>
<body name="bob" pos="0 0 2"><joint name="pivot" type="hinge" axis="0 1 0"/>
<geom name="rod" type="capsule" fromto="0 0 0 {0} 0 0" size=".01"/><geom type="sphere" size=".06" pos="{0} 0 0"/></body>{1}
</worldbody></mujoco>""")
d = mujoco.MjData(m)
while d.time < 2: mujoco.mj_step(m, d)
)py",
                     length_m, more);
}

class ViewSlow : public testing::Test {
 protected:
  fs::path put(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(folder_.path() / name, text));
    return folder_.path() / name;
  }
  fs::path page() const { return folder_.path() / "page.html"; }
  ProcessResult view(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "view");
    arguments.insert(arguments.end(), {"--out", page().string()});
    ProcessResult result = simbench(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result;
  }
  TemporaryFolder folder_;
};

TEST_F(ViewSlow, ThePageHoldsEveryShapeAndPutsItWhereItWas) {
  SKIP_WITHOUT_A_BROWSER();
  fs::path script = put("mine.py", pendulum(1)), other = put("theirs.py", pendulum(0.8));
  view({script.string(), "--reference", other.string(), "--horizon", "2"});
  std::string start = document_of(page(), "t=0"), later = document_of(page(), "t=1");
  EXPECT_EQ(exposed(start, "state"), "shown");
  EXPECT_EQ(exposed(start, "meshes"), "2") << "rod and ball; the plane is the grid";
  EXPECT_EQ(exposed(start, "ghosts"), "2");
  EXPECT_EQ(exposed(start, "joints"), "1");
  EXPECT_EQ(exposed(later, "time"), "1.0000");
  auto place_of = [](const std::string& document) {
    Json all = parse_json(exposed(document, "positions"), "positions").value();
    EXPECT_EQ(all[0][0], "bob");
    return std::array<double, 3>{all[0][1], all[0][2], all[0][3]};
  };
  auto before = place_of(start), after = place_of(later);
  EXPECT_NEAR(before[2], 2, 0.01) << "released level";
  EXPECT_LT(after[2], 1.9);
  EXPECT_NEAR(std::hypot(before[0], before[2] - 2), std::hypot(after[0], after[2] - 2), 2e-3) << "on its circle";
  EXPECT_NE(start.find("pivot"), std::string::npos) << "a plot of the joint's coordinate";
  EXPECT_NE(start.find("Permission is hereby granted"), std::string::npos) << "the licence of three.js";
}

TEST_F(ViewSlow, TendonsAreDrawnAndTheAngleOfAFreeBodyIsPlotted) {
  SKIP_WITHOUT_A_BROWSER();
  const char* more =
      "<site name='hook' pos='1 0 2'/><body name='top' pos='1 0 1'><freejoint/><geom type='box' size='.1 .1 .05'/>"
      "<site name='eye'/></body></worldbody><tendon><spatial name='rope' stiffness='80'><site site='hook'/><site "
      "site='eye'/></spatial></tendon><worldbody>";
  std::string script = replace_all(pendulum(0.3, more), "d = mujoco.MjData(m)\n",
                                   "d = mujoco.MjData(m)\nd.qvel[6] = 30\n");  // 60 rad: nearly ten turns
  view({put("top.py", script).string(), "--horizon", "2"});
  std::string document = document_of(page(), "t=1");
  EXPECT_EQ(exposed(document, "state"), "shown");
  EXPECT_EQ(exposed(document, "tendons"), "1");
  EXPECT_NE(document.find("top: turned about ["), std::string::npos);
  EXPECT_EQ(document.find("bob: turned about"), std::string::npos) << "that is its joint's coordinate";
}

TEST_F(ViewSlow, WhatFallsOutOfTheSceneDoesNotMakeTheRestTooSmallToBeSeen) {
  SKIP_WITHOUT_A_BROWSER();
  const char* stone = "<body name='stone' pos='1 1 2'><freejoint/><geom size='.1' contype='0' conaffinity='0'/></body>";
  view({put("falls.py", pendulum(1, stone)).string(), "--horizon", "2"});
  std::string document = document_of(page(), "t=2");
  EXPECT_EQ(exposed(document, "meshes"), "3");
  EXPECT_LT(std::atof(exposed(document, "frame").c_str()), 3) << "the pendulum is 1 m long, the fall 20 m";
}

TEST_F(ViewSlow, WhatATaskMissesIsMarkedInTheSceneAndOnItsTimeLine) {
  SKIP_WITHOUT_A_BROWSER();
  const char* ball = "<body name='ball' pos='1 0 1'><freejoint/><geom size='.1'/></body>";
  view({put("wrong.py", pendulum(0.5, ball)).string(), "--task", "mujoco/pendulum/1"});
  std::string document = document_of(page(), "t=0.5");
  EXPECT_GE(std::atoi(exposed(document, "marks").c_str()), 1);
  EXPECT_EQ(exposed(document, "unmatched"), "1") << "the ball has no counterpart";
  EXPECT_NE(document.find("class=\"tick\""), std::string::npos) << "an instant on the time line";
  EXPECT_NE(document.find("data-goto="), std::string::npos) << "a way there from the table";
}

TEST_F(ViewSlow, ACellOfAReportStandsAtTheInstantThatItsAddressNames) {
  SKIP_WITHOUT_A_BROWSER();
  fs::path run = folder_.path() / "run", report = folder_.path() / "report.html";
  ProcessResult ran = simbench({"run", "--suite", "mujoco", "--model", "control/mutant", "--only", "pendulum/1",
                                "--out", run.string(), "--log-level", "error"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  ASSERT_EQ(simbench({"report", run.string(), "--out", report.string()}).exit_code, 0);
  std::string document = document_of(report, "cell-0&t=1.25");
  EXPECT_EQ(exposed(document, "state"), "shown");
  EXPECT_EQ(exposed(document, "time"), "1.2500");
  EXPECT_EQ(exposed(document, "meshes"), "2");
  EXPECT_EQ(exposed(document, "ghosts"), "2");
}

TEST_F(ViewSlow, ABodyThatTurnsInItsPlaceShowsItsAngleAndItsGhostsSpokes) {
  SKIP_WITHOUT_A_BROWSER();
  fs::path run = folder_.path() / "run", report = folder_.path() / "report.html";
  ProcessResult ran = simbench({"run", "--suite", "mujoco", "--model", "control/mutant,control/prose", "--only",
                                "gear/1", "--out", run.string(), "--log-level", "error"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  ASSERT_EQ(simbench({"report", run.string(), "--out", report.string()}).exit_code, 0);
  std::string turns = document_of(report, "cell-0&t=1"), nothing = document_of(report, "cell-1");
  EXPECT_EQ(exposed(turns, "state"), "shown");
  EXPECT_GT(std::atoi(exposed(turns, "spokes").c_str()), 0);
  EXPECT_NE(turns.find(" (rad)</figcaption>"), std::string::npos) << "a gear's angle";
  EXPECT_EQ(exposed(nothing, "state"), "nothing");
  EXPECT_NE(nothing.find("<div id=\"plots\"><p class=\"nothing\">Nothing ran, so there is no motion.</p></div>"),
            std::string::npos)
      << "and no legend of nothing";
}

TEST_F(ViewSlow, WhatTurnsInTheReferenceAloneIsPlottedToo) {
  SKIP_WITHOUT_A_BROWSER();
  const char* top = "<body name='top' pos='1 0 1' gravcomp='1'><freejoint/><geom type='box' size='.1 .1 .05'/></body>";
  std::string still = pendulum(1, top),
              spins = replace_all(still, "d = mujoco.MjData(m)\n", "d = mujoco.MjData(m)\nd.qvel[6] = 30\n");
  view({put("still.py", still).string(), "--reference", put("spins.py", spins).string(), "--horizon", "2"});
  EXPECT_NE(document_of(page(), "t=1").find("top: turned about ["), std::string::npos);
}

TEST_F(ViewSlow, AReportAsWideAsAPhoneScrollsNothingSidewaysButTables) {
  SKIP_WITHOUT_A_BROWSER();
  fs::path run = folder_.path() / "run", report = folder_.path() / "report.html";
  ProcessResult ran = simbench({"run", "--suite", "mujoco", "--model", "control/mutant,control/reference", "--only",
                                "pendulum/1", "--out", run.string(), "--log-level", "error"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  ASSERT_EQ(simbench({"report", run.string(), "--out", report.string()}).exit_code, 0);
  std::string html = read_file(report).value();
  EXPECT_NE(html.find("<summary>Manifest</summary>"), std::string::npos) << "hashes and addresses don't break";
  ASSERT_TRUE(write_file(page(), fmt::format(R"(<div id="replay" data-waits="1"></div>
<iframe id="phone" width="400" height="800" style="border:0" srcdoc="{}"></iframe>
<script>document.getElementById("phone").onload = (event) => {{
  const whole = event.target.contentDocument.documentElement, host = document.getElementById("replay");
  whole.querySelectorAll("details").forEach((d) => {{ d.open = true; }});
  host.setAttribute("data-over", whole.scrollWidth - whole.clientWidth);
  host.setAttribute("data-state", whole.clientWidth);
}};</script>)",
                                             escape_html(html))));
  std::string document = document_of(page(), "");
  EXPECT_EQ(exposed(document, "over"), "0");
}

TEST_F(ViewSlow, WithoutWebGLThePlotsAreThereAndThePageSaysWhy) {
  SKIP_WITHOUT_A_BROWSER();
  view({put("mine.py", pendulum(1)).string(), "--horizon", "2"});
  std::string document = document_of(page(), "", {"--disable-3d-apis"});
  EXPECT_EQ(exposed(document, "state"), "no-webgl");
  EXPECT_NE(document.find("has no WebGL"), std::string::npos);
  EXPECT_NE(document.find("class=\"plot\""), std::string::npos);
}

TEST_F(ViewSlow, WithoutThreeJsThePageSaysHowToGetIt) {
  fs::path traces = folder_.path() / "traces", data = folder_.path() / "other-data";
  fs::create_directories(data / "suites");
  ProcessResult run =
      simbench({"exec", put("mine.py", pendulum(1)).string(), "--trace", traces.string(), "--json", "--horizon", "2"});
  std::string trace = get_string(parse_json(run.out, "exec").value(), "trace").value_or("");
  ASSERT_FALSE(trace.empty()) << run.err;
  ProcessResult result = simbench({"view", trace, "--out", page().string()}, {{"SIMBENCH_DATA", data.string()}});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.err.find("three.js isn't installed"), std::string::npos) << result.err;
  if (cli::find_chromium().empty()) GTEST_SKIP() << "no Chromium here: the page itself isn't looked at";
  std::string document = document_of(page(), "");
  EXPECT_EQ(exposed(document, "state"), "no-library");
  EXPECT_NE(document.find("class=\"plot\""), std::string::npos);
}

TEST_F(ViewSlow, TheSameTraceGivesTheSamePageAndTheSamePicture) {
  SKIP_WITHOUT_A_BROWSER();
  fs::path script = put("mine.py", pendulum(1));
  std::vector<std::string> pages, pictures;
  for (const char* name : {"a.png", "b.png"}) {
    fs::path png = folder_.path() / name, svg = folder_.path() / (std::string(name) + ".svg");
    view({script.string(), "--horizon", "2", "--at", "0.5", "--png", png.string(), "--svg", svg.string()});
    pages.push_back(read_file(page()).value());
    pictures.push_back(read_file(png).value());
    EXPECT_NE(read_file(svg).value().find("t = 2 s"), std::string::npos);
  }
  EXPECT_EQ(pages[0], pages[1]);
  EXPECT_EQ(pictures[0], pictures[1]);
  EXPECT_GT(pictures[0].size(), 10000u) << "more than an empty page";
}

}  // namespace
}  // namespace simbench::tests
