#!/usr/bin/env bash
# The rules that a tool can hold, over the whole tree. Silent and 0 when all hold; `lint.sh FILE…`: those files' format only.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# The tools, and a configured build/test: clang-tidy reads the rooms as the unity build compiles them.
prepare() { tools/setup.sh && tools/setup.sh lint && cmake --preset test; }
if [ $# -eq 0 ]; then
  mkdir -p build
  prepare > build/lint-setup.log 2>&1 || { cat build/lint-setup.log >&2; exit 1; }
fi
command -v clang-format-16 > /dev/null || { echo "lint.sh: clang-format-16 is missing; run tools/setup.sh lint" >&2; exit 1; }

mapfile -t cpp < <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; else git ls-files '*.cc' '*.h'; fi)
clang-format-16 --dry-run --Werror "${cpp[@]}" || failed=1
[ $# -gt 0 ] && exit "$failed"

mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
shellcheck "${scripts[@]}" || failed=1
.deps/lint/bin/ruff check --quiet || failed=1
.deps/lint/bin/ruff format --check --quiet || failed=1

# A process a unit that is compiled now: an older build's units may lie beside them, and clang-tidy would guess their flags.
# The probes' native parts, which live on other people's C structs, are left to the compiler's warnings.
# stderr only counts what was suppressed in other people's headers; libseccomp's macros are C99.
grep -o '"file": "[^"]*/simbench_[^"]*/Unity/unity_[^"]*"' build/test/compile_commands.json | cut -d '"' -f 4 |
  xargs -d '\n' grep -LZ /probes/ | xargs -0 -n 1 -P "$(nproc)" clang-tidy-16 -p build/test --quiet --extra-arg=-Wno-c99-extensions --header-filter='.*/(src|tests)/.*' 2>/dev/null ||
  failed=1
exit "$failed"
