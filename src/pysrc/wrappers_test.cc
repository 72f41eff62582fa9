// What stands around a program is taken off; what stands in it stays.
#include <gtest/gtest.h>

#include "base/base.h"
#include "pysrc/extract.h"

namespace simbench::pysrc {
namespace {

const std::string kCode = "\"\"\"A pendulum.\"\"\"\nimport mujoco\n\n\ndef main():\n    x = 1\n\n\nmain()\n";

bool notes(const Program& p, std::string_view note) {
  return std::find(p.notes.begin(), p.notes.end(), note) != p.notes.end();
}

std::string trimmed(const Program& p) {
  return std::string(trim(p.code)) + "\n";
}

TEST(Wrappers, AFenceWithoutABeginningEndsTheProgram) {
  for (const char* behind :
       {"\n```", "```\n", "\n```\nThis script simulates the pendulum.", "```\nRun it:\n```bash\npython a.py\n```\n",
        "```\nUse it so:\n```python\nmain()\n```\n"}) {
    Program p = extract(kCode + behind);
    EXPECT_EQ(trimmed(p), kCode) << behind;
    EXPECT_TRUE(p.reason == "stray_fence" || p.reason == "several_blocks") << p.reason;
  }
  EXPECT_EQ(extract("Here is the code.\n\n" + kCode + "```\nEnjoy!").reason, "stray_fence");
  EXPECT_EQ(extract("import x\nbroken(\n```\nEnjoy!").reason, "stray_fence");
}

TEST(Wrappers, AFirstFenceThatHoldsPythonIsABeginning) {
  EXPECT_EQ(extract("setup()\n```\n" + kCode + "```\n").code, kCode);
  EXPECT_EQ(extract("The script:\n```\n" + kCode + "```\n").code, kCode);
}

TEST(Wrappers, CodeBeforeAShellBlockIsTheProgram) {
  Program p = extract(kCode + "\nRun it with\n```bash\npython a.py\n```\n");
  EXPECT_EQ(trimmed(p), kCode);
  EXPECT_EQ(p.reason, "no_fence");
}

TEST(Wrappers, SentencesAroundBareCodeAreNotPartOfIt) {
  for (const char* before : {"", "Sure!\n\n", "Here is the script:\n", "1. First, the code.\n\n"})
    for (const char* behind : {"", "\nThis script simulates the pendulum.\n",
                               "\nNotes:\n- It steps 5 s.\n- **Enjoy!**\n", "\nCall `main()` to run it.\n"})
      EXPECT_EQ(trimmed(extract(before + kCode + behind)), kCode) << before << behind;
  EXPECT_EQ(extract("import x\nif x in y: z\nprint x\n").code, "import x\nif x in y: z\nprint x\n")
      << "statements aren't sentences";
}

TEST(Wrappers, FencesInStringsAndOtherFencesBelongToTheProgram) {
  const std::string doc =
      "\"\"\"Pendulum.\n\nUsage:\n```bash\npython pendulum.py\n```\nor\n```python\nmain()\n```\n\"\"\"\nimport "
      "x\n\nmain()\n";
  Program p = extract("So:\n```python\n" + doc + "```\nEnjoy.\n```bash\nls\n```\n");
  EXPECT_EQ(p.code, doc);
  EXPECT_EQ(p.reason, "fenced");
  EXPECT_TRUE(notes(p, "nested_fence"));
  EXPECT_EQ(extract("```\n" + doc + "```\n").code, doc);
  EXPECT_EQ(extract("````python\n# ```python\n" + kCode + "````\n").code, "# ```python\n" + kCode);
  EXPECT_EQ(extract("~~~python\n'''\n```\n'''\nimport x\n~~~\n").code, "'''\n```\n'''\nimport x\n");
  for (const char* outer : {"```markdown\n", "````markdown\n", "```\n", "````\n", "~~~\n", "```md\nThe script:\n"}) {
    std::string close(outer, std::string_view(outer).find_first_not_of("`~"));
    Program inner = extract(outer + ("```python\n" + kCode) + "```\n" + close + "\nEnjoy.\n");
    EXPECT_EQ(inner.code, kCode) << outer;
    EXPECT_EQ(inner.blocks.size(), 1u) << outer;
  }
}

TEST(Wrappers, BareCodeMayHoldFencesInItsStrings) {
  const std::string code = "\"\"\"Pendulum.\n\n```python\nmain()\n```\n\"\"\"\nimport x\n\nmain()\n";
  for (const char* behind : {"", "```\n", "```\nEnjoy.\n", "\nRun it:\n```bash\nls\n```\n", "\nThis is it.\n"})
    EXPECT_EQ(trimmed(extract(code + behind)), code) << behind;
  EXPECT_EQ(extract("Don't use \'\'\'.\n```python\nimport y\n```\n").code, "import y\n");
}

TEST(Wrappers, AnUnendedStringHidesNoFence) {
  Program p = extract("```python\nx = '''a\n```\nBetter:\n```python\n" + kCode + "```\n");
  EXPECT_EQ(p.code, kCode);
  EXPECT_EQ(extract("```python\nimport x\ny = \"\"\"a\n```\nEnjoy.\n").code, "import x\ny = \"\"\"a\n");
}

TEST(Wrappers, FencesBesideOtherText) {
  EXPECT_EQ(trimmed(extract("The code: ```python\n" + kCode + "```\n")), kCode);
  EXPECT_EQ(trimmed(extract("```python\n" + kCode.substr(0, kCode.size() - 1) + "```\nEnjoy.\n")), kCode);
  EXPECT_EQ(trimmed(extract("```python\n" + kCode + "```This script is done.\n")), kCode);
  EXPECT_EQ(trimmed(extract("```python\n" + kCode + "```<|im_end|>\n")), kCode);
  EXPECT_EQ(trimmed(extract("```\n" + kCode + "```</answer>\n")), kCode);
  EXPECT_EQ(trimmed(extract("```python import os\n" + kCode + "```\n")), "import os\n" + kCode);
  EXPECT_EQ(trimmed(extract("```python\n```python\n" + kCode + "```\n```\n")), kCode);
  EXPECT_EQ(trimmed(extract("```python\n" + kCode + "```bash\npython a.py\n```\n")), kCode);
}

TEST(Wrappers, ListsMayHoldFences) {
  EXPECT_EQ(extract("- ```python\n  import x\n  def f():\n      pass\n  ```\n").code, "import x\ndef f():\n    pass\n");
  EXPECT_EQ(extract("12. ```py\n    import x\n    ```\n").code, "import x\n");
  EXPECT_EQ(extract("1. so:\n  ```python\n      import x\n      y = '''\n  a'''\n  ```\n").code,
            "import x\ny = '''\na'''\n");
}

TEST(Wrappers, ALanguageOrFileNameAloneOnItsLineIsNoCode) {
  for (const char* label :
       {"python", "Python\n", "**python**", "python:", "`python`", "pendulum.py", "python\nCopy code"}) {
    for (const char* fence : {"```", "```python"}) {
      Program p = extract(std::string(fence) + "\n" + label + "\n" + kCode + "```\n");
      EXPECT_EQ(p.code, kCode) << label;
      EXPECT_EQ(p.reason, "fenced");
      EXPECT_TRUE(notes(p, "language_line"));
    }
  }
  EXPECT_EQ(extract("python\nCopy code\n" + kCode).code, kCode);
  EXPECT_FALSE(extract("```\npython pendulum.py\n```").found());
}

TEST(Wrappers, ElementsHoldPrograms) {
  for (auto [open, close] :
       {std::pair<const char*, const char*>{"<code>", "</code>"},
        {"<code>\n", "\n</code>"},
        {"<pre><code class=\"language-python\">", "</code></pre>"},
        {"<python>\n", "</python>"},
        {"<answer>\n", "</answer>"},
        {"[PYTHON]\n", "[/PYTHON]"},
        {"<tool_call>\n<function=write>\n<parameter=content>\n", "</parameter>\n</function>\n</tool_call>"},
        {"<invoke name=\"run\"><parameter name=\"code\">", "</parameter></invoke>"}}) {
    Program p = extract(std::string("Here it is:\n") + open + kCode + close + "\nEnjoy.\n");
    EXPECT_EQ(trimmed(p), kCode) << open;
    EXPECT_EQ(p.reason, "code_tag") << open;
  }
  EXPECT_EQ(trimmed(extract("<pre><code>import x\nif x &lt; 2 &amp;&amp; y: pass</code></pre>")),
            "import x\nif x < 2 && y: pass\n");
  EXPECT_EQ(trimmed(extract("<code>import x\nif x > 2: s = '&lt;'</code>")), "import x\nif x > 2: s = '&lt;'\n");
  EXPECT_FALSE(extract("Call <code>mj_step(m, d)</code> in a loop.").found());
  EXPECT_EQ(extract("<answer>\n```python\n" + kCode + "```\n</answer>").reason, "fenced");
}

TEST(Wrappers, ChatTokensAreNotText) {
  for (const char* behind :
       {"<|im_end|>", "</s>", "<|eot_id|>\n", "<end_of_turn>\n", "<｜end▁of▁sentence｜>", " [/INST]",
        "<|im_end|>\n<|im_start|>user\nThanks! Now\n```python\nother = 1\nmore = 2\n```\n"}) {
    Program p = extract(kCode + behind);
    EXPECT_EQ(trimmed(p), kCode) << behind;
    EXPECT_TRUE(notes(p, "chat_tokens")) << behind;
    EXPECT_EQ(trimmed(extract("```python\n" + kCode + "```" + behind)), kCode) << behind;
  }
  for (const char* before : {"<|im_start|>assistant\n", "<start_of_turn>model\n", "<s>", "<|python_tag|>"})
    EXPECT_EQ(trimmed(extract(before + kCode)), kCode) << before;
  EXPECT_EQ(extract("```python\nimport x\ny = '<|im_end|>'\n```").code, "import x\ny = '<|im_end|>'\n");
}

TEST(Wrappers, BadBytesAreReplacedAndTold) {
  for (const char* bad : {"\xff", "\xED\xA0\xBD", "\xC0\x80", "\xE2\x82"}) {
    Program p = extract(std::string("```python\nimport x\ny = '") + bad + "'\n```\n");
    EXPECT_TRUE(is_utf8(p.code));
    EXPECT_NE(p.code.find("\xEF\xBF\xBD"), std::string::npos);
    EXPECT_TRUE(notes(p, "bad_bytes"));
  }
}

}  // namespace
}  // namespace simbench::pysrc
